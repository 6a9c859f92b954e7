import Contracts
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A process made of modules: one router, their listeners and jobs, and an orderly start and end.
package struct Runtime: Sendable {
    package let modules: [ServiceModule]
    package let readiness: Readiness
    private let responder: RouterResponder<AppContext>
    private let logger: Logger
    private let tails: [JournalTail]

    /// Builds the routes of all modules behind the middleware, and connects the in-process peers to them.
    package init(
        modules: [ServiceModule], verifier: TokenVerifier, identity: InternalIdentity, local: LocalTransport,
        metrics: PrometheusMetrics, trustsProxy: Bool = false, logger: Logger
    ) {
        self.modules = modules
        self.logger = logger
        readiness = Readiness()
        let router = Router(context: AppContext.self)
        let routes = RouteTable()
        router.add(middleware: ProblemMiddleware(trustsProxy: trustsProxy, routes: routes))
        router.add(
            middleware: AuthenticationMiddleware(
                verifier: verifier, identity: identity, services: Set(modules.map(\.name))))
        OperationsRoutes(readiness: readiness, databases: modules.compactMap(\.database), metrics: metrics)
            .add(to: router)
        for module in modules {
            if let database = module.database {
                FollowRoutes(service: module.name, database: database, listeners: module.listeners).add(to: router)
                JournalRoutes(database: database).add(to: router)
                ArchiveRoutes(database: database).add(to: router)
            }
            module.routes(router)
        }
        routes.fill(from: router)
        let responder = router.buildResponder()
        self.responder = responder
        local.connect { request, context in try await responder.respond(to: request, context: context) }
        let sources = Dictionary(modules.map { ($0.name, $0.database) }, uniquingKeysWith: { first, _ in first })
        tails = modules.flatMap(\.listeners).compactMap { listener in
            sources[listener.publisher].flatMap { $0 }.map { JournalTail(listener, from: $0, logger: logger) }
        }
    }

    /// Brings every schema up to date.
    package func migrate() async throws {
        for module in modules {
            if let database = module.database {
                try await Migrator.migrate(database.engine, steps: module.schema)
            }
        }
    }

    /// The listeners and jobs, for whoever runs them without a socket.
    package var background: [any Service] { tails + modules.flatMap(\.jobs) }

    /// The HTTP server with everything that runs beside it; `onRunning` is told the port.
    package func application(
        host: String, port: Int, onRunning: @escaping @Sendable (Int) async -> Void
    ) -> some ApplicationProtocol {
        let readiness = readiness
        return Application(
            responder: responder,
            server: .http1(configuration: .init(idleTimeout: .seconds(75))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            services: background,
            onServerRunning: { channel in
                readiness.isReady = true
                await onRunning(channel.localAddress?.port ?? port)
            },
            logger: logger)
    }

    package func close() async throws {
        for module in modules { try await module.database?.engine.close() }
    }
}
