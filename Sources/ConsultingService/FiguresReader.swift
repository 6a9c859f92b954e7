import Contracts
import HTTPTypes
import Platform

/// Asks Dashboard for all that a report is made of; Dashboard answers once every sale recorded before is counted.
struct FiguresReader: Sendable {
    let peers: Peers
    let store: StoreID
    let range: (from: BusinessDate, to: BusinessDate)
    /// How often an unavailable Dashboard is asked again, a second apart.
    let patience: Int
    /// Told the progress in percent; throws when the job is no longer ours.
    let report: @Sendable (Int) async throws -> Void

    func facts() async throws -> SalesFacts {
        let items: [ItemFigures] = try await ask("items", progress: 5)
        try await report(10)
        let baskets = try await baskets()
        let hours: Page<HourFact> = try await ask("hours", progress: 80)
        let weekdays: Page<WeekdayFact> = try await ask("weekdays", progress: 85)
        try await report(90)
        return SalesFacts(
            days: range.to.daysSinceEpoch - range.from.daysSinceEpoch + 1,
            businessDayStart: hours.data.first?.hour ?? 0, items: items.map(ItemFact.init), baskets: baskets,
            hours: hours.data, weekdays: weekdays.data)
    }

    private func baskets() async throws -> PairCounter {
        var counter = PairCounter()
        var cursor: String?
        var pages = 0
        repeat {
            let after = cursor.map { "&after=\($0)" } ?? ""
            let page: BasketPage = try await ask("baskets", after, progress: progress(afterPages: pages))
            for basket in page.baskets { counter.add(basket.map(\.text)) }
            cursor = page.next
            pages += 1
            try await report(progress(afterPages: pages))
        } while cursor != nil
        return counter
    }

    /// How many pages there are is not known: each one brings the progress nearer to 80 %.
    private func progress(afterPages pages: Int) -> Int { 80 - 70 / (pages + 1) }

    private func ask<Out: Decodable>(_ figures: String, _ more: String = "", progress: Int) async throws -> Out {
        let path = "/internal/dashboard/\(figures)?from=\(range.from)&to=\(range.to)\(more)"
        var tries = 0
        while true {
            do {
                return try await peers.call(.dashboard, .get, path, store: store)
            } catch  where tries < patience && Self.passes(error) {
                tries += 1
                // Dashboard still counts the sales that the job must cover, or is away; asking at once again would only slow it.
                try await Task.sleep(for: .seconds(1))
                try await report(progress)
            }
        }
    }

    /// True for what may be over in a moment: Dashboard is away, or still counting.
    static func passes(_ error: any Error) -> Bool {
        switch error {
        case let problem as Problem: problem.status == 503
        case SQLError.unavailable: true
        default: false
        }
    }
}

extension ItemFact {
    /// Sales without their tax; the cost is known only when every unit's is.
    init(_ figures: ItemFigures) {
        self.init(
            itemID: figures.itemId.text, name: figures.name, category: figures.category, quantity: figures.quantity,
            netSales: (figures.sales - figures.tax).minor, cost: figures.cost.minor,
            hasCost: figures.costedQuantity == figures.quantity)
    }
}
