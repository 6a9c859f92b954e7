import Contracts
import Platform

/// What the Dashboard room brings to a process.
package enum DashboardModule {
    package static func make(database: Database, peers: Peers) -> ServiceModule {
        let listeners = DashboardEvents.listeners(into: database)
        let dashboards = Dashboards(database: database, peers: peers, listeners: listeners)
        return ServiceModule(
            name: .dashboard, database: database, schema: DashboardSQL.schema, listeners: listeners
        ) { router in
            DashboardRoutes(dashboards: dashboards).add(to: router)
            AlertsRoutes(dashboards: dashboards).add(to: router)
            ConsultingFigures(dashboards: dashboards).add(to: router)
        }
    }

    /// A hash over all of a store's figures: equal before and after they are counted again from the log.
    package static func fingerprint(of store: StoreID, in session: any SQLSession) throws -> String {
        try DashboardSQL.fingerprint(of: store, in: session)
    }
}
