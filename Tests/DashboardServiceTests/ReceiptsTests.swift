import Contracts
import Platform
import TestSupport
import Testing

@testable import DashboardService

@Suite struct ReceiptsTests {
    private let ramen = ItemID.make()

    @Test(arguments: TestEngine.available)
    func `every figure opens the receipts behind it`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        for turn in 0..<6 {
            try log.sell(
                [SoldLine(item: turn < 4 ? ramen : .make(), category: turn % 2 == 0 ? "50%_A" : "50%xa", price: 1_000)],
                hour: 10 + turn % 3)
        }
        try await room.hear(log)
        let march = try range("2025-03-01", "2025-03-31")
        for dimension in Dimension.allCases where dimension != .option {
            for figure in try await room.figures(dimension, log, "2025-03-01", "2025-03-31") {
                let page = try await room.dashboards.receipts(
                    march, marks: [figure.mark], after: nil, limit: 50, of: log.store)
                #expect(page.data.map(\.sales).total() == figure.sales, "\(figure.mark)")
            }
        }
        let both = [Figure.mark(.item, ramen.text), Figure.mark(.category, "50%_A")]
        let narrowed = try await room.dashboards.receipts(march, marks: both, after: nil, limit: 50, of: log.store)
        #expect(narrowed.data.count == 2)
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `receipts come page by page, the newest first`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        for turn in 0..<7 {
            try log.sell([SoldLine(item: ramen, price: 1_000)], on: turn < 4 ? "2025-03-03" : "2025-03-04")
        }
        try await room.hear(log)
        var seen: [String] = []
        var cursor: String?
        repeat {
            let page = try await room.dashboards.receipts(
                try range("2025-03-03", "2025-03-04"), marks: [], after: cursor, limit: 3, of: log.store)
            seen += page.data.map(\.receiptNumber)
            cursor = page.next
        } while cursor != nil
        #expect(seen.map { $0.suffix(1) } == ["7", "6", "5", "4", "3", "2", "1"])
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `baskets come page by page, each order once`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        for turn in 0..<5 {
            let deposit = SoldLine(item: .make(), price: 100, taxClass: .deposit)
            let meal = SoldLine(item: ramen, price: 1_000)
            try log.sell(turn == 0 ? [deposit] : [meal, meal, deposit], on: "2025-03-0\(3 + turn % 2)")
        }
        try await room.hear(log)
        let figures = ConsultingFigures(dashboards: room.dashboards)
        var baskets: [[ItemID]] = []
        var cursor: String?
        repeat {
            let page = try await figures.baskets(
                try range("2025-03-03", "2025-03-04"), after: cursor, limit: 2, of: log.store)
            baskets += page.baskets
            cursor = page.next
        } while cursor != nil
        #expect(baskets.count == 5)
        #expect(baskets.filter(\.isEmpty).count == 1)
        #expect(baskets.filter { $0 == [ramen] }.count == 4)
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `today stands beside yesterday up to the same time`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        try log.sell([SoldLine(item: ramen, price: 1_000)], on: "2025-03-03", hour: 11)
        try log.sell([SoldLine(item: ramen, price: 2_000)], on: "2025-03-03", hour: 13)
        try log.sell([SoldLine(item: ramen, price: 4_000)], on: "2025-03-04", hour: 9)
        try await room.hear(log)
        let clock = try await room.dashboards.clock(of: log.store)
        let noon = clock.day.moment(CivilDay(year: 2025, month: 3, day: 4), minutes: 12 * 60)
        let live = try await room.dashboards.live(log.store, at: noon)
        #expect(live.businessDate.text == "2025-03-04")
        #expect(live.totals.sales == 4_000)
        #expect(live.yesterdaySameTime.sales == 1_000)
        #expect(live.yesterdaySameTime.orders == 1)
        #expect(live.asOf == 3)
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `Figures are shown once the store's settings have been heard`(engine: TestEngine) async throws {
        let room = try await room(engine)
        let log = SaleLog()
        await #expect(throws: DashboardRejection.settingsAwaited) { try await room.dashboards.clock(of: log.store) }
        try await room.hear(log)
        #expect(try await room.dashboards.clock(of: log.store).currency == "KRW")
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `Advice is given only on figures that hold every sale answered so far`(engine: TestEngine) async throws {
        let room = try await room(engine)
        let store = StoreID.make()
        await #expect(throws: DashboardRejection.salesAwaited) { try await room.dashboards.catchUpFully(store) }
        await room.dashboards.catchUp(store)
        try await room.database.close()
    }

    private func room(_ engine: TestEngine) async throws -> Room {
        Room(try await engine.database(.dashboard, schema: DashboardSQL.schema), peers: .none)
    }
}
