import Contracts
import Foundation
import Platform

/// Closing business days.
package struct Settlements: Sendable {
    let database: Database

    struct Form: Codable, Sendable {
        let businessDate: BusinessDate
    }

    func settle(_ form: Form, stamp: CommandStamp?, by caller: Caller, at now: Timestamp) async throws -> Answer {
        try caller.require(.seeFigures)
        return try await database.command(stamp, by: caller, at: now) { tx in
            let date = form.businessDate
            let today = try tx.day(of: now, terminal: nil).date
            guard date <= today else { throw SaleRejection.dayInFuture }
            guard try !tx.session.isSettled(date, of: tx.store) else { throw SaleRejection.daySettled }
            let shifts = try tx.session.shifts(on: date, of: tx.store)
            guard shifts.allSatisfy({ $0.shift.status == .closed }) else { throw SaleRejection.shiftsOpen }
            let settlement = try Self.settlement(of: date, shifts.compactMap(\.report), in: tx)
            try tx.insert(settlement)
            try tx.record(
                DaySettled(
                    businessDate: date, sales: settlement.totals.sales, missing: settlement.missing,
                    document: try JSON.text(settlement)))
            // Who catches up with old days wants no message for each.
            if date >= today.advanced(days: -1) { try tx.tellOwner(of: settlement.day) }
            return SettlementView(settlement, addenda: [])
        }
    }

    private static func settlement(
        of date: BusinessDate, _ reports: [ShiftReport], in tx: Transaction
    ) throws -> Settlement {
        let (sales, refunds) = try tx.session.booked(on: date, of: tx.store)
        let figures = BookFigures(sales, refunds)
        let numbers = try tx.session.receiptNumbers(on: date, of: tx.store)
        let server = try tx.session.serverSeries(on: date, among: numbers, of: tx.store)
        // Each letter that printed on this day, up to what its shifts have heard of it.
        let known = Set(server.map(\.letter))
        let letters = Set(numbers.compactMap(ReceiptNumber.letter)).union(
            reports.flatMap(\.receipts).map(\.letter)
        ).subtracting(known)
        let terminals = try tx.session.terminalLetters(of: tx.store)
        let own = letters.sorted().map { letter in
            let told = reports.flatMap(\.receipts).filter { $0.letter == letter }
            let last = told.compactMap { $0.last.flatMap { ReceiptNumber.counter($0, of: date, letter: letter) } }.max()
            return ReceiptSeries(
                terminal: terminals[letter], letter: letter, on: date,
                seen: Set(numbers.compactMap { ReceiptNumber.counter($0, of: date, letter: letter) }), from: 1,
                upTo: last ?? 0, reported: !told.isEmpty && told.allSatisfy(\.reported))
        }
        return Settlement(
            businessDate: date, settledAt: tx.now, settledBy: tx.caller.actor, settledByName: try tx.callerName(),
            totals: figures.totals, tenders: figures.tenders, orders: Set(sales.map(\.orderId)).count,
            shifts: reports.map {
                Settlement.ShiftSum(
                    shiftId: $0.shiftId, terminalId: $0.terminalId, number: $0.number ?? 0, sales: $0.totals.sales,
                    difference: $0.difference ?? .zero)
            },
            receipts: own + server)
    }

    func settlement(of date: BusinessDate, store: StoreID) async throws -> SettlementView {
        try await database.read { session in
            guard let found = try session.settlement(of: date, store: store) else { throw AccessRejection.notFound }
            return SettlementView(found, addenda: try session.addenda(on: date, of: store))
        }
    }

    func list(before cursor: String?, limit: Int, of store: StoreID) async throws -> Page<Settlement> {
        let before = try cursor.map { text in
            guard let date = BusinessDate(text) else { throw AccessRejection.fieldInvalid(pointer: "/after") }
            return date
        }
        let found = try await database.read { try $0.settlements(before: before, limit: limit, of: store) }
        return Page(found, limit: limit, cursor: { $0.businessDate.text }, show: { $0 })
    }
}

extension Settlement {
    /// What its owner is told of it.
    fileprivate var day: SettledDay {
        SettledDay(
            businessDate: businessDate, sales: totals.sales, orders: orders,
            tenders: tenders.map { SettledDay.Tender($0.method, $0.net) }, refunds: totals.refunds)
    }
}

/// A settlement with what came after it.
struct SettlementView: Codable, Sendable {
    let settlement: Settlement
    let addenda: [Addendum]

    enum CodingKeys: CodingKey { case addenda }

    init(_ settlement: Settlement, addenda: [Addendum]) {
        self.settlement = settlement
        self.addenda = addenda
    }

    init(from decoder: any Decoder) throws {
        settlement = try Settlement(from: decoder)
        addenda = try decoder.container(keyedBy: CodingKeys.self).decode([Addendum].self, forKey: .addenda)
    }

    func encode(to encoder: any Encoder) throws {
        try settlement.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(addenda, forKey: .addenda)
    }
}
