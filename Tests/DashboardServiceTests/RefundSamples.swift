import Contracts
import Platform

@testable import DashboardService

/// What is given back of a sold line, in the words of a test.
struct GivenBack {
    let line: SaleLine
    var pieces: Int
    var amount: Money
    var restock = Restock.back
    var cost: Money?

    /// All of a line that was sold, with its cost.
    init(all line: SaleLine) { self.init(line, line.quantity, line.amount - line.discount, cost: line.cost) }

    init(_ line: SaleLine, _ pieces: Int, _ amount: Money, _ restock: Restock = .back, cost: Money? = nil) {
        self.line = line
        self.pieces = pieces
        self.amount = amount
        self.restock = restock
        self.cost = cost
    }

    var refunded: RefundLine {
        RefundLine(
            saleLineId: line.id, lineId: line.lineId, itemId: line.itemId, name: line.name, category: line.category,
            quantity: pieces, amount: amount, taxClass: line.taxClass, restock: restock,
            cost: restock == .back ? cost : nil, num: line.num, den: line.den)
    }
}

extension SaleLog {
    /// A refund of a sale through its first tender; `kept` is what was taxable of it before, all of it unless told.
    @discardableResult
    mutating func refund(
        _ given: [GivenBack], of sale: Sale, on day: String = "2025-03-03", hour: Int = 15, kept: Money? = nil,
        rounding: Money = .zero, by actor: String = "test", change: (inout Refund) -> Void = { _ in }
    ) throws -> Refund {
        func sum(_ taxClass: TaxClass) -> Money {
            given.filter { $0.line.taxClass == taxClass }.map(\.amount).total()
        }
        let before = kept ?? sale.taxable
        let tax = Self.tax(of: before) - Self.tax(of: before - sum(.taxable))
        let total = sum(.taxable) + sum(.exempt) + sum(.deposit)
        let date = BusinessDate.stored(day)
        let clock = CivilDay(daysSinceEpoch: date.daysSinceEpoch + (hour < 5 ? 1 : 0))
        let at = SaleLog.settings.businessDay?.moment(clock, minutes: hour * 60) ?? .now
        var refund = Refund(
            id: .make(), of: sale, number: "\(date.compact)-A-\(Digits.padded(events.count + 1, 4))",
            businessDate: date, at: at.advanced(seconds: Int64(events.count)), staffId: nil, staffName: nil,
            terminalId: nil, shiftId: nil, reason: "변심", total: total, taxable: sum(.taxable), exempt: sum(.exempt),
            deposit: sum(.deposit), tax: tax, rounding: rounding, lines: given.map(\.refunded), tenders: [],
            reopen: false, whole: false, flags: [])
        refund.tenders = sale.tenders.prefix(1).map {
            RefundTender(tenderId: $0.id, method: $0.method, amount: total + rounding)
        }
        change(&refund)
        try record(SaleRefunded(refund: refund, hour: hour), by: actor)
        return refund
    }

    static func tax(of taxable: Money) -> Money { taxable - taxable.scaled(by: 10, over: 11) }
}

extension Room {
    /// All receipts of a range that carry the marks.
    func receipts(
        _ log: SaleLog, _ from: String = "2025-03-03", _ to: String = "2025-03-03", marks: [String] = []
    ) async throws -> [Receipt] {
        var found: [Receipt] = []
        var cursor: String?
        repeat {
            let page = try await dashboards.receipts(
                try range(from, to), marks: marks, after: cursor, limit: 7, of: log.store)
            found += page.data
            cursor = page.next
        } while cursor != nil
        return found
    }

    /// Forgets what was counted.
    func forget(_ log: SaleLog) async throws {
        let store = log.store
        try await database.engine.write { try DashboardSQL.clear(store, in: $0) }
    }
}
