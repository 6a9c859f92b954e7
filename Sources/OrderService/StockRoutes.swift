import Contracts
import Hummingbird
import Platform

/// What is left of the things that are counted, for the Item service's menu (ADR 21).
struct StockRoutes: Sendable {
    let database: Database

    func add(to router: Router<AppContext>) {
        router.get("internal/order/stock") { _, context in
            let store = try context.internalCaller().store
            return try Reply.json(try await database.read { try $0.stockCounts(of: store) })
        }
    }
}
