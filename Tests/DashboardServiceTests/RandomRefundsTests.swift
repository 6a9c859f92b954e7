import Contracts
import Platform
import TestSupport
import Testing

@testable import DashboardService

@Suite struct RandomRefundsTests {
    /// What of a sold line was not given back yet.
    private struct Kept {
        let line: SaleLine
        var pieces: Int
        var amount: Money
        var cost: Money?

        /// So many pieces of it, the last one ending at zero; of a divided line all.
        mutating func giveBack(_ wanted: Int, _ restock: Restock) -> GivenBack {
            let pieces = line.den == nil ? min(wanted, self.pieces) : self.pieces
            func part(_ money: Money) -> Money {
                pieces == self.pieces ? money : money.scaled(by: Int64(pieces), over: Int64(self.pieces))
            }
            let given = GivenBack(line, pieces, part(amount), restock, cost: cost.map(part))
            amount -= given.amount
            cost = cost.map { $0 - part($0) }
            self.pieces -= pieces
            return given
        }
    }

    private struct SoldOnce {
        let sale: Sale
        var kept: [Kept]
        var rounding: Money
        var taxable: Money { kept.filter { $0.line.taxClass == .taxable }.map(\.amount).total() }
    }

    private let days = ["2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06"]

    @Test(arguments: TestEngine.available, [UInt64(1), 2, 3])
    func `a day with refunds is the sum of its receipts and of its tenders, and is counted again the same`(
        engine: TestEngine, seed: UInt64
    ) async throws {
        let room = try await room(engine)
        var random = SeededNumbers(seed: seed)
        var (log, sold) = try randomLog(&random)
        var fingerprints: Set<String> = []
        for size in [1, 7, 200] {
            try await room.forget(log)
            try await room.hear(log, inBatchesOf: size)
            fingerprints.insert(try await room.fingerprint(log))
        }
        #expect(fingerprints.count == 1)
        for day in days { try await checkDay(day, of: log, in: room) }
        let items = try await room.figures(.item, log, days[0], days[3])
        #expect(items.allSatisfy { $0.quantity >= 0 && $0.costedQuantity >= 0 && $0.costedQuantity <= $0.quantity })
        let orders = try await room.totals(log, days[0], days[3]).orders

        for index in sold.indices { try giveAllBack(&sold[index], in: &log) }
        try await room.hear(log)
        let end = try await room.totals(log, days[0], days[3])
        #expect([end.sales, end.tax, end.deposit, end.rounding] == [0, 0, 0, 0])
        #expect(end.orders == orders && end.refunds == end.gross - end.discount)
        for dimension in [Dimension.item, .category, .option] {
            for figure in try await room.figures(dimension, log, days[0], days[3]) {
                #expect(figure.quantity == 0 && figure.costedQuantity == 0 && figure.sales == .zero, "\(figure)")
            }
        }
        for day in days { try await checkDay(day, of: log, in: room) }
        let counted = try await room.fingerprint(log)
        try await room.forget(log)
        try await room.hear(log, inBatchesOf: 3)
        #expect(try await room.fingerprint(log) == counted)
        try await room.database.close()
    }

    private func checkDay(_ day: String, of log: SaleLog, in room: Room) async throws {
        let totals = try await room.totals(log, day, day)
        let rows = try await room.receipts(log, day, day)
        #expect(rows.map(\.sales).total() == totals.sales)
        #expect(rows.map(\.total).total() == totals.sales + totals.deposit)
        #expect(rows.filter { $0.kind == .refund }.map(\.sales).total() == .zero - totals.refunds)
        let tenders = try await room.figures(.tender, log, day, day).map(\.sales).total()
        #expect(tenders == totals.sales + totals.deposit + totals.rounding)
        for dimension in [Dimension.item, .category, .hour, .staff, .table, .channel] {
            let figures = try await room.figures(dimension, log, day, day)
            #expect(figures.map(\.sales).total() == totals.sales, "\(dimension) on \(day)")
            #expect(figures.map(\.tax).total() == totals.tax, "\(dimension) on \(day)")
            #expect(figures.map(\.cost).total() == totals.cost, "\(dimension) on \(day)")
        }
        for dimension in [Dimension.hour, .staff, .table, .channel] {
            for figure in try await room.figures(dimension, log, day, day) {
                let opened = try await room.receipts(log, day, day, marks: [figure.mark])
                #expect(opened.map(\.sales).total() == figure.sales, "\(figure.mark) on \(day)")
            }
        }
    }

    /// Four days of sales, and refunds of some of what was sold before.
    private func randomLog(_ random: inout SeededNumbers) throws -> (SaleLog, [SoldOnce]) {
        var log = SaleLog()
        var sold: [SoldOnce] = []
        let menu = (0..<6).map { _ in ItemID.make() }
        let staff = [StaffID.make(), StaffID.make()]
        let option = ChosenOption(id: .make(), name: "특", price: 700, cost: nil)
        for day in days {
            let shared = LineID.make()
            for turn in 0..<12 {
                var lines = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                    SoldLine(
                        item: menu[Int.random(in: 0..<5, using: &random)],
                        category: ["식사", "음료"].randomElement(using: &random),
                        quantity: Int.random(in: 1...4, using: &random),
                        price: Int64.random(in: 1_000...9_999, using: &random),
                        discount: Int64.random(in: 0...99, using: &random),
                        taxClass: [.taxable, .taxable, .exempt, .deposit].randomElement(using: &random) ?? .taxable,
                        cost: Bool.random(using: &random) ? 1_234 : nil, options: turn % 3 == 0 ? [option] : [])
                }
                lines.append(SoldLine(line: shared, item: menu[5], quantity: 2, price: 6_000, cost: 100, parts: 12))
                let rounding = Money(-Int64.random(in: 0...9, using: &random))
                let person = staff.randomElement(using: &random)
                let sale = try log.sell(lines, on: day, hour: [2, 12, 19].randomElement(using: &random) ?? 12) { sale in
                    sale.rounding = rounding
                    sale.staffId = turn % 4 == 0 ? nil : person
                    sale.channel = turn % 2 == 0 ? .table : .takeout
                    sale.tenders = [
                        Tender(
                            id: .make(), method: turn % 3 == 0 ? .card : .cash, amount: sale.total + rounding,
                            received: nil, approval: nil)
                    ]
                }
                sold.append(
                    SoldOnce(
                        sale: sale,
                        kept: sale.lines.map {
                            Kept(line: $0, pieces: $0.quantity, amount: $0.amount - $0.discount, cost: $0.cost)
                        }, rounding: rounding))
                guard Bool.random(using: &random) else { continue }
                let index = Int.random(in: sold.indices, using: &random)
                try giveSomeBack(&sold[index], on: day, by: person, in: &log, &random)
            }
        }
        return (log, sold)
    }

    private func giveSomeBack(
        _ sold: inout SoldOnce, on day: String, by person: StaffID?, in log: inout SaleLog,
        _ random: inout SeededNumbers
    ) throws {
        let before = sold.taxable
        let line = Int.random(in: sold.kept.indices, using: &random)
        guard sold.kept[line].pieces > 0 else { return }
        let given = sold.kept[line].giveBack(
            Int.random(in: 1...4, using: &random), Bool.random(using: &random) ? .back : .loss)
        try log.refund([given], of: sold.sale, on: day, hour: 20, kept: before) { $0.staffId = person }
    }

    private func giveAllBack(_ sold: inout SoldOnce, in log: inout SaleLog) throws {
        let before = sold.taxable
        let given = sold.kept.indices.filter { sold.kept[$0].pieces > 0 }.map { sold.kept[$0].giveBack(999, .back) }
        guard !given.isEmpty || sold.rounding != .zero else { return }
        try log.refund(given, of: sold.sale, on: days[3], hour: 21, kept: before, rounding: sold.rounding)
        sold.rounding = .zero
    }

    private func room(_ engine: TestEngine) async throws -> Room {
        Room(try await engine.database(.dashboard, schema: DashboardSQL.schema), peers: .none)
    }
}
