import Contracts
import Logging
import Platform

/// What the Consulting room brings to a process.
package enum ConsultingModule {
    package static func make(database: Database, peers: Peers, logger: Logger) -> ServiceModule {
        let wake = WakeSignal()
        let worker = ConsultingWorker(leases: Leases(database: database), peers: peers, wake: wake, logger: logger)
        return ServiceModule(
            name: .consulting, database: database, schema: ConsultingsSQL.schema, jobs: [worker]
        ) { router in
            ConsultingsRoutes(consultings: Consultings(database: database, wake: wake)).add(to: router)
        }
    }
}
