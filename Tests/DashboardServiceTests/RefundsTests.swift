import Contracts
import Platform
import TestSupport
import Testing

@testable import DashboardService

@Suite struct RefundsTests {
    private let ramen = ItemID.make()
    private let soju = ItemID.make()

    @Test(arguments: TestEngine.available)
    func `a refund counts on its own business date and in its own hour`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        let sale = try log.sell([SoldLine(item: ramen, quantity: 2, price: 5_500, cost: 2_000)], hour: 12)
        try log.refund([GivenBack(sale.lines[0], 1, 5_500, cost: 1_000)], of: sale, on: "2025-03-05", hour: 9)
        try await room.hear(log)
        let sold = try await room.totals(log)
        #expect([sold.gross, sold.refunds, sold.sales, sold.tax, sold.cost] == [11_000, 0, 11_000, 1_000, 2_000])
        let day = try await room.totals(log, "2025-03-05", "2025-03-05")
        #expect([day.gross, day.refunds, day.sales, day.tax, day.net] == [0, 5_500, -5_500, -500, -5_000])
        #expect(day.cost == -1_000 && day.profit == -4_000)
        #expect(day.orders == 0 && day.averageTicket == nil)
        let whole = try await room.totals(log, "2025-03-03", "2025-03-05")
        #expect(whole.sales == whole.gross - whole.discount - whole.refunds)
        #expect(whole.orders == 1 && whole.guests == 2 && whole.averageTicket == 5_500)
        let hours = try await room.figures(.hour, log, "2025-03-03", "2025-03-05")
        #expect(hours.map(\.key) == ["12", "09"] && hours.map(\.sales) == [11_000, -5_500])
        let week = try await room.dashboards.weekdays(try range("2025-03-03", "2025-03-05"), of: log.store)
        #expect(week.map(\.sales).prefix(3) == [11_000, 0, -5_500])
        #expect(week.map(\.days).prefix(3) == [1, 0, 0])
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `a refund stands among the receipts with its own number and its sale's id`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        let table = TableID.make()
        let sale = try log.sell([SoldLine(item: ramen, quantity: 2, price: 5_500)]) { sale in
            sale.channel = .table
            sale.tableId = table
            sale.tableName = "3번"
        }
        let refund = try log.refund([GivenBack(sale.lines[0], 1, 5_500)], of: sale)
        try await room.hear(log)
        let rows = try await room.receipts(log)
        #expect(rows.map(\.kind) == [.refund, .sale])
        #expect(rows.map(\.saleId) == [sale.id, sale.id])
        #expect(rows.map(\.refundId) == [refund.id, nil])
        #expect(rows.map(\.receiptNumber) == [refund.number, sale.receiptNumber])
        #expect(rows.map(\.total) == [-5_500, 11_000] && rows.map(\.sales) == [-5_500, 11_000])
        #expect(rows.map(\.orderNumber) == ["A-001", "A-001"] && rows.map(\.hour) == [15, 12])
        for mark in [
            Figure.mark(.item, ramen.text), Figure.mark(.table, table.text), Figure.mark(.tender, "cash"),
            Figure.mark(.channel, "table"), Figure.mark(.category, "식사"),
        ] {
            #expect(try await room.receipts(log, marks: [mark]).count == 2, "\(mark)")
        }
        #expect(try await room.receipts(log, marks: [Figure.mark(.hour, "15")]).map(\.kind) == [.refund])
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `refunds of one moment are pages of their own, also when one bears its sale's id`(
        engine: TestEngine
    ) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        let sale = try log.sell([SoldLine(item: ramen, quantity: 9, price: 1_100)])
        for turn in 0..<9 {
            try log.refund([GivenBack(sale.lines[0], 1, 1_100)], of: sale) { refund in
                if turn == 0 { refund.id = .stored(sale.id.text) }
                refund.at = sale.soldAt
            }
        }
        try await room.hear(log)
        let rows = try await room.receipts(log)
        #expect(rows.count == 10)
        #expect(Set(rows.map(\.row)).count == 10)
        #expect(rows.map(\.sales).total() == .zero)
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `a figure that lost something still opens the receipts behind it`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        for turn in 0..<6 {
            let sale = try log.sell(
                [SoldLine(item: turn < 4 ? ramen : soju, category: "분식\(turn % 2)", quantity: 2, price: 1_100)],
                hour: 10 + turn % 3
            ) { $0.staffId = turn % 2 == 0 ? nil : .make() }
            guard turn % 2 == 0 else { continue }
            try log.refund([GivenBack(sale.lines[0], 1, 1_100)], of: sale, on: "2025-03-04", hour: 11 + turn % 3)
        }
        try await room.hear(log)
        for dimension in Dimension.allCases where dimension != .option {
            for figure in try await room.figures(dimension, log, "2025-03-03", "2025-03-04") {
                let rows = try await room.receipts(log, "2025-03-03", "2025-03-04", marks: [figure.mark])
                #expect(rows.map(\.sales).total() == figure.sales, "\(figure.mark)")
                #expect(!rows.isEmpty)
            }
        }
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `an order that was given back is still one order and one basket`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        let order = OrderID.make()
        let sale = try log.sell([SoldLine(item: ramen, price: 5_500)], order: order)
        try log.refund(sale.lines.map { GivenBack(all: $0) }, of: sale)
        try log.sell([SoldLine(item: ramen, price: 5_500)], order: order)
        try await room.hear(log)
        let day = try await room.totals(log)
        #expect(day.orders == 1 && day.guests == 2 && day.sales == 5_500 && day.refunds == 5_500)
        let figures = ConsultingFigures(dashboards: room.dashboards)
        let march = try range("2025-03-01", "2025-03-31")
        #expect(try await figures.baskets(march, after: nil, of: log.store).baskets == [[ramen]])
        let items = try await figures.items(march, of: log.store)
        #expect(items.map(\.quantity) == [1] && items.map(\.sales) == [5_500] && items.map(\.tax) == [500])
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `a refund brings no old name back`(engine: TestEngine) async throws {
        let room = try await room(engine)
        var log = SaleLog()
        let sale = try log.sell([SoldLine(item: ramen, name: "라면", price: 4_000)])
        try log.sell([SoldLine(item: ramen, name: "신라면", category: "분식", price: 5_000)], on: "2025-03-04")
        try log.refund(sale.lines.map { GivenBack(all: $0) }, of: sale, on: "2025-03-05")
        try await room.hear(log)
        let items = try await room.figures(.item, log, "2025-03-01", "2025-03-31")
        #expect(items.map(\.label) == ["신라면"] && items.map(\.category) == ["분식"])
        #expect(items.map(\.sales) == [5_000] && items.map(\.quantity) == [1])
        let categories = try await room.figures(.category, log, "2025-03-01", "2025-03-31")
        #expect(categories.map(\.key) == ["분식", "식사"] && categories.map(\.sales) == [5_000, 0])
        try await room.database.close()
    }

    @Test(arguments: TestEngine.available)
    func `receipts that do not remember what they sold are counted again from the log`(
        engine: TestEngine
    ) async throws {
        let old = try engine.engine()
        try await Migrator.migrate(old, steps: Array(DashboardSQL.schema.prefix(1)))
        let store = StoreID.make()
        try await old.write { session in
            try session.run(
                """
                INSERT INTO listener_marks (handler, publisher, store_id, seq)
                VALUES (\(DashboardEvents.handler), \(ServiceName.sale), \(store), 7)
                """)
        }
        try await Migrator.migrate(old, steps: DashboardSQL.schema)
        #expect(try await old.read { try $0.applied(.sale, of: store) } == 0)
        try await old.close()
    }

    private func room(_ engine: TestEngine) async throws -> Room {
        Room(try await engine.database(.dashboard, schema: DashboardSQL.schema), peers: .none)
    }
}
