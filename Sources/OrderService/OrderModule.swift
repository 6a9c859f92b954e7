import Contracts
import Logging
import Platform

/// What the Order room brings to a process.
package enum OrderModule {
    package static func make(database: Database, peers: Peers, logger: Logger) -> ServiceModule {
        let orders = Orders(database: database)
        let claims = Claims(database: database, peers: peers)
        let listeners = OrdersEvents.listeners(into: database)
        return ServiceModule(
            name: .order, database: database, schema: OrdersSQL.schema, listeners: listeners,
            jobs: [ClaimQuestioning(claims: claims, logger: logger)]
        ) { router in
            OrdersRoutes(
                orders: orders, acts: OrderActs(database: database),
                news: OrderNews(orders: orders, listeners: listeners, peers: peers)
            ).add(to: router)
            BillsRoutes(bills: Bills(database: database)).add(to: router)
            KitchenRoutes(kitchen: Kitchen(database: database)).add(to: router)
            StockRoutes(database: database).add(to: router)
            PrintJobsRoutes(jobs: PrintJobs(database: database)).add(to: router)
            FloorRoutes(database: database).add(to: router)
            ClaimsRoutes(claims: claims).add(to: router)
            ShiftEndsRoutes(ends: ShiftEnds(database: database)).add(to: router)
        }
    }
}
