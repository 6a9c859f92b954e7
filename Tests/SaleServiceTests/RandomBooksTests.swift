import Contracts
import Foundation
import TestSupport
import Testing

@testable import OrderService
@testable import SaleService

/// Random shops in three currencies, from the order through discounts, splits and payments to refunds and the Z, the
/// same in every run.
///
/// `SALESYNC_PROVE=1000000` sells as many checks (`make prove`).
@Suite struct RandomBooksTests {
    /// A currency, and the unit that its cash is rounded to.
    private struct Shop {
        let currency: String
        let cashUnit: Int64
        let most: Int64
    }

    private static let shops = [
        Shop(currency: "KRW", cashUnit: 10, most: 30_000), Shop(currency: "USD", cashUnit: 1, most: 9_999),
        Shop(currency: "KWD", cashUnit: 100, most: 25_000),
    ]

    private static var wanted: Int {
        ProcessInfo.processInfo.environment["SALESYNC_PROVE"].flatMap { Int($0) } ?? 6000
    }

    @Test func `day, receipts, tenders and Z agree to the last unit, and refunds return every sale to nothing`() throws
    {
        var numbers = SeededNumbers(seed: 2_026_1125)
        var (sold, given, rounded, split) = (0, 0, 0, 0)
        while sold < Self.wanted {
            for shop in Self.shops {
                var day = Day(rate: [0, 7.5, 10, 19].randomElement(using: &numbers) ?? 10)
                for _ in 0..<Int.random(in: 1...40, using: &numbers) {
                    let checks = try Self.order(shop, &numbers)
                    split += checks.count - 1
                    for check in checks { day.sales.append(try Self.sell(check, shop, day.rate, &numbers)) }
                }
                sold += day.sales.count
                rounded += day.sales.filter { $0.rounding != .zero }.count
                given += try day.giveBackSome(&numbers)
                try day.check("\(shop.currency), \(sold) sold")
                try day.giveBackAll(&numbers)
                try day.checkEmpty("\(shop.currency), \(sold) sold")
            }
        }
        #expect(given > 0 && rounded > 0 && split > 0, "\(given) refunds, \(rounded) rounded, \(split) split off")
    }

    /// The checks of a random order, as they are claimed.
    private static func order(_ shop: Shop, _ numbers: inout SeededNumbers) throws -> [CheckSnapshot] {
        var order = Order(
            id: .make(), number: "A-001", businessDate: .stored("2025-03-04"), channel: .table,
            placedAt: Timestamp(milliseconds: 1_741_057_200_000), placedBy: "test", status: .open, guests: 2,
            checks: [], discounts: [], subtotal: .zero, discount: .zero, total: .zero, version: 0)
        let check = order.checkForNewLines(newId: .make())
        let lines = (0..<Int.random(in: 1...5, using: &numbers)).map { index in
            Line(
                id: .make(), itemId: .make(), name: "상품", category: "식사",
                unitPrice: Money(.random(in: 0...shop.most, using: &numbers)), options: [],
                quantity: .random(in: 1...4, using: &numbers),
                taxClass: TaxClass.allCases.randomElement(using: &numbers) ?? .taxable, unitCost: 333, status: .draft,
                station: nil, checkId: check, position: index, amount: .zero, ownDiscount: .zero, orderDiscounts: [:],
                version: 1)
        }
        order = try order.adding(lines)
        if Int.random(in: 0..<3, using: &numbers) == 0 {
            order = try order.discounted([
                OrderDiscount(
                    id: .make(), kind: .percent, value: Double(Int.random(in: 0...400, using: &numbers)) / 10,
                    lineId: nil, reason: "단골", by: nil)
            ])
        }
        if Int.random(in: 0..<3, using: &numbers) == 0 && order.total > .zero {
            let people = Int.random(in: 2...4, using: &numbers)
            order = try order.splitting(
                CheckSplit(id: nil, of: check, by: .people, shares: nil, count: people, amounts: nil)
            ) { .make() }
        }
        return order.checks.indices.map { order.snapshot(of: $0) }
    }

    /// A check paid at random with one or two tenders.
    private static func sell(
        _ check: CheckSnapshot, _ shop: Shop, _ rate: Double, _ numbers: inout SeededNumbers
    ) throws -> Sale {
        let total = check.total
        var forms: [TenderForm] = []
        let first = Bool.random(using: &numbers) ? total : Money(total.minor / 3)
        let other = TenderMethod.allCases.filter { $0 != .cash }.randomElement(using: &numbers) ?? .card
        if first > .zero { forms.append(TenderForm(method: other, amount: first)) }
        let rest = total - first
        let down = Money(rest.minor - rest.minor % shop.cashUnit)
        if rest > .zero { forms.append(TenderForm(method: .cash, amount: down > .zero ? down : rest)) }
        let totals = SaleTotals(check.lines, taxRate: rate)
        let payment = try Payment(forms, for: totals.total, cashUnit: shop.cashUnit) { .make() }
        return Sale(
            id: .make(), orderId: check.orderId, orderNumber: check.orderNumber, checkId: check.checkId,
            status: "paid", receiptNumber: "250304-S-0001", businessDate: .stored("2025-03-04"),
            soldAt: Timestamp(milliseconds: 1_741_057_200_000), channel: .table, tableId: nil, tableName: nil,
            guests: 2, staffId: nil, staffName: nil, terminalId: nil, subtotal: totals.subtotal,
            discount: totals.discount, total: totals.total, taxable: totals.taxable, exempt: totals.exempt,
            deposit: totals.deposit, tax: totals.tax, net: totals.net, rounding: payment.rounding,
            change: payment.change, taxRate: rate, tenders: payment.tenders,
            lines: check.lines.map { SaleLine(id: .make(), $0) }, flags: [])
    }
}

/// The books of one random day.
private struct Day {
    let rate: Double
    var sales: [Sale] = []
    var refunds: [SaleID: [Refund]] = [:]

    init(rate: Double) { self.rate = rate }

    private var allRefunds: [Refund] { refunds.values.flatMap { $0 } }

    /// Gives some of every third sale back; answers how many refunds that were.
    mutating func giveBackSome(_ numbers: inout SeededNumbers) throws -> Int {
        var given = 0
        for sale in sales where Int.random(in: 0..<3, using: &numbers) == 0 {
            given += try giveBack(sale, &numbers) ? 1 : 0
        }
        return given
    }

    mutating func giveBackAll(_ numbers: inout SeededNumbers) throws {
        for sale in sales {
            while KeptSale(sale, less: refunds[sale.id] ?? []).total > .zero { _ = try giveBack(sale, &numbers) }
        }
    }

    /// One refund of pieces or of an amount.
    private mutating func giveBack(_ sale: Sale, _ numbers: inout SeededNumbers) throws -> Bool {
        let kept = KeptSale(sale, less: refunds[sale.id] ?? [])
        guard kept.total > .zero else { return false }
        let restock: Restock = Bool.random(using: &numbers) ? .back : .loss
        let left = kept.lines.filter { $0.quantity > 0 && $0.amount > .zero }
        let form: RefundForm
        if let line = left.randomElement(using: &numbers), Int.random(in: 0..<4, using: &numbers) > 0 {
            let pieces = line.sold.den == nil ? Int.random(in: 1...line.quantity, using: &numbers) : line.quantity
            form = RefundForm(
                lines: [RefundForm.Line(saleLineId: line.sold.id, quantity: pieces, restock: restock)], reason: "변심")
        } else {
            form = RefundForm(amount: Money(.random(in: 1...kept.total.minor, using: &numbers)), reason: "사과")
        }
        let totals = try kept.refunding(form)
        refunds[sale.id, default: []].append(
            Refund(
                id: .make(), of: sale, number: "250304-S-0002", businessDate: sale.businessDate, at: sale.soldAt,
                staffId: nil, staffName: nil, terminalId: nil, shiftId: nil, reason: form.reason, total: totals.total,
                taxable: totals.taxable, exempt: totals.exempt, deposit: totals.deposit, tax: totals.tax,
                rounding: totals.rounding, lines: totals.lines, tenders: totals.tenders, reopen: false,
                whole: totals.whole, flags: []))
        return true
    }

    /// day = sum of receipts = sum of tenders = Z.
    func check(_ comment: Comment) throws {
        let figures = BookFigures(sales, allRefunds)
        let receipts = sales.map(\.total).total() - allRefunds.map(\.total).total()
        try #require(figures.totals.sales + figures.totals.deposit == receipts, comment)
        try #require(figures.balances, comment)
        let money = sales.flatMap(\.tenders).map(\.amount).total() - allRefunds.flatMap(\.tenders).map(\.amount).total()
        try #require(figures.tenders.map(\.net).total() == money, comment)
        try #require(receipts + figures.totals.rounding == money, comment)
        try #require(figures.totals.tax == sales.map(\.tax).total() - allRefunds.map(\.tax).total(), comment)
        for sale in sales {
            let net = sale.lines.map { $0.amount - $0.discount }.total()
            try #require(sale.total == net && sale.net + sale.tax == sale.total, comment)
            try #require(sale.total + sale.rounding == sale.tenders.map(\.amount).total(), comment)
        }
        var shift = try Shift.open(
            .make(), terminal: .make(), on: .stored("2025-03-04"), float: 50_000, by: "x", name: nil,
            at: Timestamp(milliseconds: 0))
        shift = try shift.closed(at: Timestamp(milliseconds: 1))
        let z = ShiftReport(shift, figures, receipts: [])
        let cash = sales.flatMap(\.tenders).filter { $0.method == .cash }.map(\.amount).total()
        let back = allRefunds.flatMap(\.tenders).filter { $0.method == .cash }.map(\.amount).total()
        try #require(z.expected == 50_000 + cash - back, comment)
        try #require(z.totals == figures.totals, comment)
    }

    /// What was given back altogether leaves nothing, neither of a sale nor of the day.
    func checkEmpty(_ comment: Comment) throws {
        for sale in sales {
            let given = refunds[sale.id] ?? []
            try #require(given.map(\.total).total() == sale.total, comment)
            try #require(given.map(\.tax).total() == sale.tax, comment)
            try #require(given.map(\.rounding).total() == sale.rounding, comment)
            try #require(given.flatMap(\.tenders).map(\.amount).total() == sale.tenders.map(\.amount).total(), comment)
        }
        let figures = BookFigures(sales, allRefunds)
        try #require(figures.totals.sales == .zero && figures.totals.tax == .zero, comment)
        try #require(figures.totals.deposit == .zero && figures.totals.rounding == .zero, comment)
        try #require(figures.tenders.allSatisfy { $0.net == .zero }, comment)
    }
}
