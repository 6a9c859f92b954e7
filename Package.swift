// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let testing: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")

/// A room: one business function, which sees the language, the machinery and nothing of its neighbours.
func room(_ name: String) -> Target {
    .target(
        name: name,
        dependencies: ["Contracts", "Platform", hummingbird, httpTypes, nio, logging, metrics, lifecycle, crypto],
        swiftSettings: settings
    )
}

/// A room's tests: its rules, its SQL on both engines, its routes.
func roomTests(_ name: String) -> Target {
    // Sale's claims are tested against the room that grants them.
    let neighbours: [Target.Dependency] = name == "SaleService" ? ["OrderService"] : []
    return .testTarget(
        name: name + "Tests",
        dependencies: neighbours + [
            .byName(name: name), "Contracts", "Platform", "TestSupport", hummingbird, httpTypes, logging, nio,
        ],
        swiftSettings: settings
    )
}

let rooms = [
    "StoreService", "ItemService", "OrderService", "SaleService", "DashboardService", "ConsultingService", "WebGateway",
]

let package = Package(
    name: "salesync",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "salesync", targets: ["Salesync"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "Contracts", swiftSettings: settings),
        .target(
            name: "Platform",
            dependencies: [
                "Contracts", "CLibPQ", hummingbird, logging, metrics, nio, httpTypes, crypto, lifecycle, httpClient,
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
    ] + rooms.map(room) + [
        .executableTarget(
            name: "Salesync",
            dependencies: rooms.map { .byName(name: $0) } + [
                "Contracts", "Platform", hummingbird, logging, metrics, lifecycle, httpTypes, nio, httpClient, crypto,
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Contracts", "Platform", hummingbird, httpTypes, nio, logging, crypto],
            path: "Tests/TestSupport", swiftSettings: settings
        ),
    ] + rooms.filter { $0 != "WebGateway" }.map(roomTests) + [
        .testTarget(name: "ContractsTests", dependencies: ["Contracts", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "PlatformTests",
            dependencies: [
                "Contracts", "Platform", "TestSupport", hummingbird, httpTypes, logging, nio, crypto, metrics,
                lifecycle,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SalesyncTests",
            dependencies: rooms.map { .byName(name: $0) } + [
                "Salesync", "Contracts", "Platform", "TestSupport", hummingbird, httpTypes, nio, lifecycle,
            ],
            swiftSettings: settings
        ),
    ]
)
