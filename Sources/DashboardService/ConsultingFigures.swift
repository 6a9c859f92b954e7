import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Platform

/// What Consulting asks: figures that hold every sale answered before the question.
struct ConsultingFigures: Sendable {
    static let basketsPerPage = 10_000

    let dashboards: Dashboards

    func add(to router: Router<AppContext>) {
        let group = router.group("internal/dashboard")
        group.get("items", use: items)
        group.get("baskets", use: baskets)
        group.get("hours", use: hours)
        group.get("weekdays", use: weekdays)
    }

    func items(_ range: DateRange, of store: StoreID) async throws -> [ItemFigures] {
        try await dashboards.figures(.item, in: range, of: store).map {
            ItemFigures(
                itemId: .stored($0.key), name: $0.label, category: $0.category, quantity: $0.quantity, sales: $0.sales,
                tax: $0.tax, cost: $0.cost, costedQuantity: $0.costedQuantity)
        }
    }

    func baskets(
        _ range: DateRange, after cursor: String?, limit: Int = basketsPerPage, of store: StoreID
    ) async throws -> BasketPage {
        var start = (day: range.from, order: "")
        if let cursor {
            let parts = cursor.split(separator: "~").map(String.init)
            guard parts.count == 2, let day = BusinessDate(parts[0]), let order = OrderID(parts[1]) else {
                throw AccessRejection.fieldInvalid(pointer: "/after")
            }
            start = (day, order.text)
        }
        let after = start
        let found = try await dashboards.database.read { session in
            try session.baskets(of: store, in: range, after: after, limit: limit + 1)
        }
        let page = found.prefix(limit)
        let more = found.count > limit ? page.last.map { "\($0.day)~\($0.order)" } : nil
        return BasketPage(baskets: page.map { $0.items.sorted() }, next: more)
    }

    @Sendable private func items(_ request: Request, _ context: AppContext) async throws -> Response {
        let (store, range) = try await asked(request, context)
        return try Reply.json(try await items(range, of: store))
    }

    @Sendable private func baskets(_ request: Request, _ context: AppContext) async throws -> Response {
        let (store, range) = try await asked(request, context)
        return try Reply.json(try await baskets(range, after: request.query("after"), of: store))
    }

    @Sendable private func hours(_ request: Request, _ context: AppContext) async throws -> Response {
        let (store, range) = try await asked(request, context)
        return try Reply.json(Page(data: try await dashboards.hours(range, of: store)))
    }

    @Sendable private func weekdays(_ request: Request, _ context: AppContext) async throws -> Response {
        let (store, range) = try await asked(request, context)
        return try Reply.json(Page(data: try await dashboards.weekdays(range, of: store)))
    }

    private func asked(_ request: Request, _ context: AppContext) async throws -> (StoreID, DateRange) {
        let store = try context.internalCaller().store
        guard let from = try request.date("from"), let to = try request.date("to") else {
            throw AccessRejection.fieldInvalid(pointer: "/from")
        }
        let range = try DateRange(from: from, to: to)
        try await dashboards.catchUpFully(store)
        return (store, range)
    }
}
