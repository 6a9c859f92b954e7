import Contracts
import Hummingbird
import Platform

/// A question about a range that was allowed, once the figures have caught up.
struct FiguresQuestion: Sendable {
    let store: StoreID
    let range: DateRange
    let currency: String

    /// `from` and `to` default to today, and one of them to the other.
    init(_ request: Request, _ context: AppContext, to dashboards: Dashboards) async throws {
        store = try context.caller(with: .seeFigures).store
        let (from, to) = (try request.date("from"), try request.date("to"))
        let clock = try await dashboards.clock(of: store)
        let last = to ?? from.map { max($0, clock.today(at: .now)) } ?? clock.today(at: .now)
        range = try DateRange(from: from ?? last, to: last)
        currency = clock.currency
        await dashboards.catchUp(store)
    }
}
