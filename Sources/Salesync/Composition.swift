import ConsultingService
import Contracts
import DashboardService
import Foundation
import HTTPTypes
import ItemService
import Logging
import Metrics
import OrderService
import Platform
import SaleService
import StoreService
import WebGateway

/// All services in one process: the only place that knows which services exist.
struct Composition {
    let runtime: Runtime
    let local: LocalTransport
    let databases: [ServiceName: Database]
    let logger: Logger
    /// Held for as long as the process lives.
    let folder: DataFolder?

    /// Opens the databases and wires the rooms; nothing listens yet.
    init(_ settings: Settings) async throws {
        let metrics = Self.metrics
        let logger = Logger(label: "salesync") { JSONLog(label: $0, level: settings.logLevel) }
        let folder = settings.databaseURL == nil ? try DataFolder(settings.data) : nil
        func database(_ service: ServiceName) throws -> Database {
            if let url = settings.databaseURL {
                let schema = settings.schemaPrefix + service.schema
                return Database(service: service, engine: try PostgresEngine(url: url, schema: schema))
            }
            let path = folder?.file(service.schema) ?? ""
            return Database(service: service, engine: try SQLiteEngine(path: path))
        }
        let identity = InternalIdentity(secret: settings.internalSecret)
        let local = LocalTransport(logger: logger)
        func peers(_ service: ServiceName) -> Peers {
            Peers(caller: service, identity: identity, send: local.send)
        }
        let gatewayPeers = peers(.gateway)
        let verifier = TokenVerifier { try await gatewayPeers.call(.store, .get, "/internal/jwks", store: nil) }
        let (store, item, order) = (try database(.store), try database(.item), try database(.order))
        let (sale, dashboard, consulting) = (try database(.sale), try database(.dashboard), try database(.consulting))
        let hub = LiveHub(sources: [store, item, order, sale, consulting], logger: logger)
        let options = GatewayModule.Options(
            web: settings.web, openAPI: settings.openAPI, secureCookies: settings.secureCookies)
        let modules = [
            StoreModule.make(database: store, peers: peers(.store), logger: logger),
            ItemModule.make(database: item, peers: peers(.item)),
            OrderModule.make(database: order, peers: peers(.order), logger: logger),
            SaleModule.make(
                database: sale, peers: peers(.sale),
                sender: TextMessages.sender(settings.messageSender, folder: settings.data),
                publicURL: settings.publicURL, logger: logger),
            DashboardModule.make(database: dashboard, peers: peers(.dashboard)),
            ConsultingModule.make(database: consulting, peers: peers(.consulting), logger: logger),
            GatewayModule.make(
                options: options, peers: gatewayPeers, verifier: verifier, hub: hub, logger: logger),
        ]
        runtime = Runtime(
            modules: modules, verifier: verifier, identity: identity, local: local, metrics: metrics,
            trustsProxy: settings.trustedProxy, logger: logger)
        self.local = local
        self.logger = logger
        self.folder = folder
        databases = Dictionary(
            uniqueKeysWithValues: modules.compactMap { module in
                module.database.map { (module.name, $0) }
            })
        try await runtime.migrate()
    }

    /// Metrics are a process-wide matter in swift-metrics; they are set up once.
    private static let metrics: PrometheusMetrics = {
        let metrics = PrometheusMetrics()
        MetricsSystem.bootstrap(metrics)
        return metrics
    }()
}
