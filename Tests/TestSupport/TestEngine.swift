import Contracts
import Foundation
import Platform

/// The engines that every SQL test runs on: SQLite always, PostgreSQL where `make test` has started one.
package enum TestEngine: Sendable, CaseIterable, CustomStringConvertible {
    case sqlite, postgres

    /// `make test` always starts PostgreSQL; a plain `swift test` without it runs on SQLite alone.
    package static var available: [TestEngine] { postgresURL == nil ? [.sqlite] : allCases }

    private static var postgresURL: String? { ProcessInfo.processInfo.environment["SALESYNC_TEST_POSTGRES"] }

    package var description: String { self == .sqlite ? "SQLite" : "PostgreSQL" }

    /// A fresh, empty database of its own: a file, or a schema that no other test uses.
    package func engine() throws -> any SQLEngine {
        switch self {
        case .sqlite: return try SQLiteEngine(path: TestFolder.make() + "/test.sqlite")
        case .postgres:
            return try PostgresEngine(
                url: Self.postgresURL ?? "",
                schema: "test-\(StoreID.make().text.suffix(12))-\(Int.random(in: 0...9999))")
        }
    }

    /// A fresh database of a service, with its schema.
    package func database(_ service: ServiceName, schema: [SchemaStep]) async throws -> Database {
        let database = Database(service: service, engine: try engine())
        try await Migrator.migrate(database.engine, steps: schema)
        return database
    }
}

extension Database {
    package func close() async throws { try await engine.close() }
}

/// Folders of tests; they lie in the system's temporary folder.
package enum TestFolder {
    package static func make() throws -> String {
        let path = NSTemporaryDirectory() + "salesync-test-" + StoreID.make().text
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}

extension Peers {
    /// Peers that are all away.
    package static var none: Peers {
        Peers(caller: .gateway, identity: InternalIdentity(secret: "test")) { _, _ in
            throw SQLError.unavailable("no peers in this test")
        }
    }
}
