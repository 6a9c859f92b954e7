import Contracts
import Foundation
import Hummingbird
import Synchronization

/// Whether this process should get traffic.
package final class Readiness: Sendable {
    private let ready = Mutex(false)

    package init() {}

    package var isReady: Bool {
        get { ready.withLock { $0 } }
        set { ready.withLock { $0 = newValue } }
    }
}

/// Liveness, readiness and figures for whoever runs the process.
package struct OperationsRoutes: Sendable {
    private struct Health: Codable {
        let status: String
        var missing: [String]?
    }

    private let readiness: Readiness
    private let databases: [Database]
    private let metrics: PrometheusMetrics

    package init(readiness: Readiness, databases: [Database], metrics: PrometheusMetrics) {
        self.readiness = readiness
        self.databases = databases
        self.metrics = metrics
    }

    package func add(to router: Router<AppContext>) {
        router.get("health/live") { _, _ in try Reply.json(Health(status: "live")) }
        router.get("health/ready") { _, _ in
            var missing = readiness.isReady ? [] : ["start"]
            for database in databases {
                do {
                    _ = try await database.read { try $0.row("SELECT 1") }
                } catch {
                    missing.append(database.service.schema)
                }
            }
            return missing.isEmpty
                ? try Reply.json(Health(status: "ready"))
                : try Reply.json(Health(status: "not-ready", missing: missing), status: .serviceUnavailable)
        }
        router.get("metrics") { _, _ in
            Reply.text(metrics.page(), "text/plain; version=0.0.4; charset=utf-8")
        }
    }
}
