import Contracts
import Platform
import TestSupport
import Testing

@testable import DashboardService

@Suite struct DashboardEventsTests {
    private let ramen = ItemID.make()
    private let soju = ItemID.make()

    @Test(arguments: TestEngine.available)
    func `delivering twice changes nothing`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        try log.sell([SoldLine(item: ramen, price: 5_000)])
        try await room.hear(log)
        let before = try await room.fingerprint(log)
        try await room.hear(log)
        #expect(try await room.fingerprint(log) == before)
        #expect(try await room.totals(log).sales == 5_000)
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `an order paid in parts is one order with its guests once`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        let order = OrderID.make()
        let line = LineID.make()
        for _ in 0..<3 {
            try log.sell([SoldLine(line: line, item: soju, price: 6_000, parts: 3)], order: order)
        }
        try log.sell([SoldLine(item: ramen, price: 5_000)], order: order, on: "2025-03-04")
        try await room.hear(log)
        let first = try await room.totals(log)
        #expect(first.orders == 1)
        #expect(first.guests == 2)
        #expect(first.sales == 6_000)
        #expect(try await room.figures(.item, log).map(\.quantity) == [1])
        let second = try await room.totals(log, "2025-03-04", "2025-03-04")
        #expect(second.orders == 0)
        #expect(second.sales == 5_000)
        let whole = try await room.totals(log, "2025-03-01", "2025-03-31")
        #expect(whole.averageTicket == 11_000)
        let page = try await ConsultingFigures(dashboards: room.dashboards)
            .baskets(try range("2025-03-03", "2025-03-03"), after: nil, of: log.store)
        #expect(page.baskets == [[ramen, soju].sorted()])
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `a day is the sum of its items, of its hours and of its tenders`(engine: TestEngine) async throws {
        let room = try await room(engine)
        let log = try busyLog()
        try await room.hear(log)
        let day = try await room.totals(log)
        for dimension in [Dimension.item, .category, .hour, .staff, .table, .channel] {
            let figures = try await room.figures(dimension, log)
            #expect(figures.map(\.sales).total() == day.sales, "\(dimension)")
            #expect(figures.map(\.tax).total() == day.tax, "\(dimension)")
            #expect(figures.map(\.cost).total() == day.cost, "\(dimension)")
        }
        for dimension in [Dimension.hour, .staff, .table, .channel] {
            #expect(try await room.figures(dimension, log).reduce(0) { $0 + $1.orders } == day.orders)
        }
        let paid = try await room.figures(.tender, log).map(\.sales).total()
        #expect(paid == day.sales + day.deposit + day.rounding)
        #expect(day.deposit > .zero && day.rounding != .zero && day.discount > .zero)
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `counting again from the log gives identical rows in batches of any size`(engine: TestEngine) async throws {
        let room = try await room(engine)
        let log = try busyLog()
        let store = log.store
        var fingerprints: Set<String> = []
        for size in [1, 2, 7, 200] {
            try await room.hear(log, inBatchesOf: size)
            fingerprints.insert(try await room.fingerprint(log))
            try await room.database.engine.write { try DashboardSQL.clear(store, in: $0) }
            #expect(try await room.totals(log).sales == .zero)
        }
        #expect(fingerprints.count == 1)
        var more = log
        try more.sell([SoldLine(item: ramen, price: 1)])
        try await room.hear(more)
        let changed = try await room.fingerprint(more)
        #expect(!fingerprints.contains(changed))
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `an event of a later version is passed over`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        try log.recordUnknown()
        try log.sell([SoldLine(item: ramen, price: 5_000)])
        try await room.hear(log)
        #expect(try await room.totals(log).sales == 5_000)
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `an item is called what it was called last`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        try log.sell([SoldLine(item: ramen, name: "라면", price: 4_000)])
        try log.sell([SoldLine(item: ramen, name: "신라면", price: 5_000)], on: "2025-03-04")
        try await room.hear(log)
        let items = try await room.figures(.item, log, "2025-03-01", "2025-03-31")
        #expect(items.map(\.label) == ["신라면"])
        #expect(items.map(\.sales) == [9_000])
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `another store's sales are not seen`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        try log.sell([SoldLine(item: ramen, price: 5_000)])
        try await room.hear(log)
        let other = SaleLog()
        try await room.hear(other)
        #expect(try await room.totals(other).sales == .zero)
        #expect(try await room.figures(.item, other).isEmpty)
        try await room.database.close()
    }

    /// Sales of all sorts on one day: discounts, deposits, rounding, split lines, options, three ways of paying.
    private func busyLog() throws -> SaleLog {
        var log = SaleLog()
        let size = ChosenOption(id: .make(), name: "특", price: 700, cost: 100)
        let shared = LineID.make()
        for turn in 0..<12 {
            let lines = [
                SoldLine(item: ramen, quantity: 1 + turn % 3, price: 4_900, discount: 130, cost: 1_500),
                SoldLine(item: ramen, price: 4_900, cost: turn % 2 == 0 ? 1_500 : nil, options: [size, size]),
                SoldLine(item: soju, name: "소주", category: "주류", price: 5_003, taxClass: .exempt),
                SoldLine(item: .make(), price: 100, taxClass: .deposit),
                SoldLine(line: shared, item: soju, name: "소주", category: "주류", price: 6_000, parts: 12),
            ]
            try log.sell(lines, hour: turn % 2 == 0 ? 12 : 2) { sale in
                sale.rounding = -3
                sale.channel = turn % 4 == 0 ? .table : .takeout
                sale.tableId = turn % 4 == 0 ? .make() : nil
                sale.staffId = turn % 3 == 0 ? nil : .make()
                let rest = sale.total - 1_003
                sale.tenders = [
                    Tender(id: .make(), method: .cash, amount: 1_000, received: 5_000, approval: nil),
                    Tender(id: .make(), method: .card, amount: rest, received: nil, approval: nil),
                ]
            }
        }
        return log
    }

    private func room(_ engine: TestEngine) async throws -> Room {
        Room(try await engine.database(.dashboard, schema: DashboardSQL.schema), peers: .none)
    }
}
