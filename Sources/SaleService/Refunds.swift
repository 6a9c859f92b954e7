import Contracts
import Foundation
import Platform

/// Giving money back.
package struct Refunds: Sendable {
    let database: Database
    let peers: Peers

    /// Gives back pieces or an amount of a sale, tied to its lines and through its own tenders.
    ///
    /// Who opens the check again finds it open when the answer arrives.
    func refund(
        _ form: RefundForm, of sale: SaleID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.refund)
        if form.at != nil && !caller.isStaffAtTerminal { try caller.require(.backdate) }
        let answer = try await database.command(stamp, by: caller, at: now) { tx in
            RefundView(try Self.give(form, of: sale, in: tx))
        }
        if form.reopen == true {
            await peers.settle(.order, heard: .sale, database: database, store: caller.store)
        }
        return answer
    }

    private static func give(_ form: RefundForm, of id: SaleID, in tx: Transaction) throws -> Refund {
        let at = form.at ?? tx.now
        guard at <= tx.now.advanced(seconds: 120) else { throw SaleRejection.timeInFuture }
        guard let sale = try tx.session.sale(id, of: tx.store)?.sale else { throw AccessRejection.notFound }
        guard at >= sale.soldAt || form.at == nil else { throw SaleRejection.refundInvalid(pointer: "/at") }
        let own = form.id ?? .make(at: tx.now)
        guard try tx.session.refund(own, of: tx.store) == nil else { throw AccessRejection.idReused }
        if let terminal = form.terminalId, try tx.session.letter(of: terminal, store: tx.store) == nil {
            throw SaleRejection.terminalUnknown
        }
        let kept = KeptSale(sale, less: try tx.session.refunds(of: id, store: tx.store))
        let totals = try kept.refunding(form)
        let mayReopen = totals.whole && kept.isUntouched && !sale.flags.contains(Sale.surplus)
        guard form.reopen != true || mayReopen else { throw SaleRejection.reopenPartly }
        try tx.caller.checkDrawer(form.terminalId)
        // Whoever stands at a till gives the money out of its drawer.
        let terminal = form.terminalId ?? (tx.caller.isBound ? tx.caller.terminal : sale.terminalId)
        let day = try tx.day(of: at, terminal: terminal)
        let staff = tx.caller.staff
        let refund = Refund(
            id: own, of: sale, number: try tx.takeReceiptNumber("S", on: day.date), businessDate: day.date, at: at,
            staffId: staff, staffName: try staff.flatMap { try tx.session.staffName($0, of: tx.store) },
            terminalId: terminal, shiftId: day.shift, reason: try Reason.checked(form.reason), total: totals.total,
            taxable: totals.taxable, exempt: totals.exempt, deposit: totals.deposit, tax: totals.tax,
            rounding: totals.rounding, lines: totals.lines, tenders: totals.tenders, reopen: form.reopen == true,
            whole: totals.whole, flags: (at < tx.now.advanced(seconds: -3600) ? ["backdated"] : []) + day.flags)
        let document = try JSON.text(refund)
        try tx.insert(refund, document: document)
        try tx.record(SaleRefunded.self, json: SaleRefunded.json(document, hour: day.hour))
        try tx.addLate(.refund(refund), to: day)
        try tx.adjustCashReceipt(for: refund)
        return refund
    }

    func refund(_ id: RefundID, of store: StoreID) async throws -> (refund: Refund, prints: Int) {
        guard let found = try await database.read({ try $0.refund(id, of: store) }) else {
            throw AccessRejection.notFound
        }
        return found
    }

    func list(
        from: BusinessDate, to: BusinessDate, after cursor: String?, limit: Int, of store: StoreID
    ) async throws -> Page<RefundView> {
        let start = try cursor.map { text in
            guard let cursor = SaleCursor(text) else { throw AccessRejection.fieldInvalid(pointer: "/after") }
            return cursor
        }
        let refunds = try await database.read {
            try $0.refunds(from: from, to: to, after: start, limit: limit, of: store)
        }
        return Page(
            refunds, limit: limit, cursor: { "\($0.businessDate).\($0.at.milliseconds).\($0.id)" },
            show: { RefundView($0) })
    }
}

/// Why somebody did something: 1 to 200 characters.
enum Reason {
    static func checked(_ text: String) throws -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty, trimmed.count <= 200, trimmed.utf8.count <= 2400 else {
            throw SaleRejection.reasonInvalid
        }
        return trimmed
    }
}

/// A refund as the API shows it: without costs.
struct RefundView: Codable, Sendable {
    let refund: Refund

    init(_ refund: Refund) {
        self.refund = refund.withoutCosts
    }

    init(from decoder: any Decoder) throws { refund = try Refund(from: decoder) }

    func encode(to encoder: any Encoder) throws { try refund.encode(to: encoder) }
}
