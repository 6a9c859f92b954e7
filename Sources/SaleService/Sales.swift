import Contracts
import Foundation
import HTTPTypes
import Platform

/// Taking payment.
package struct Sales: Sendable {
    let database: Database
    let peers: Peers

    /// What a client sends to pay a check.
    struct Form: Codable, Sendable {
        let id: SaleID?
        let orderId: OrderID
        let checkId: CheckID?
        let checkVersion: Int64?
        let tenders: [TenderForm]
        let terminalId: TerminalID?
        let receiptNumber: String?
        let soldAt: Timestamp?
        let staffId: StaffID?
        /// True when a card terminal is still to be asked.
        let pending: Bool?
        /// Given by a staff terminal that took the money without a network.
        var recorded: RecordedSale?
    }

    /// Claims the check, then writes the sale with its tenders; a refusal frees the check again.
    func sell(_ form: Form, key: String?, stamp: CommandStamp?, by caller: Caller, at now: Timestamp) async throws
        -> Answer
    {
        try caller.require(.sell)
        if let earlier = try await database.replay(stamp, by: caller) { return earlier }
        let id = form.id ?? Self.saleId(key: key, at: now)
        if let number = form.receiptNumber { try ReceiptNumber.check(number) }
        if form.soldAt != nil && !caller.isStaffAtTerminal { try caller.require(.backdate) }
        if form.staffId != nil { try caller.require(.manageStore) }
        if let recorded = form.recorded {
            guard caller.isStaffAtTerminal else { throw SaleRejection.recordedElsewhere }
            for amount in [recorded.total, recorded.tax ?? .zero] where amount < .zero || amount > .limit {
                throw SaleRejection.tenderInvalid(pointer: "/recorded")
            }
        }
        guard form.soldAt ?? now <= now.advanced(seconds: 120) else { throw SaleRejection.timeInFuture }
        guard form.soldAt ?? now >= .earliest else { throw SaleRejection.timeTooOld }
        let check = try await heldCheck(form, for: id, store: caller.store)
        do {
            return try await database.command(stamp, by: caller, at: now) { tx in
                let isFact = form.recorded != nil
                guard try isFact || !tx.session.isVoid(id, of: tx.store) else { throw SaleRejection.saleVoid }
                guard try tx.session.sale(id, of: tx.store) == nil, try tx.session.pending(id, of: tx.store) == nil
                else { throw AccessRejection.idReused }
                return try Self.book(form, id: id, check: check, in: tx)
            }
        } catch let refusal as any Rejection {
            await release(check, from: id, store: caller.store)
            throw refusal
        }
    }

    /// Writes the sale of a claimed check and tells everybody, in the caller's transaction.
    ///
    /// `terminal` is the drawer of a payment under way, whose money has moved: the claim keeps any other sale off its
    /// check, and its tenders cover the total, so that nothing is left that could refuse it.
    static func book(
        _ form: Form, id: SaleID, check: CheckSnapshot, terminal: TerminalID? = nil, in tx: Transaction
    ) throws -> SaleView {
        try tx.caller.checkDrawer(form.terminalId)
        let drawer = terminal ?? form.terminalId ?? tx.caller.terminal
        let day = try tx.day(of: form.soldAt ?? tx.now, terminal: drawer)
        let sale = try Self.sale(id, form, check: check, drawer: drawer, day: day, in: tx)
        let document = try JSON.text(sale)
        try tx.insert(sale, document: document)
        try tx.record(SalePaid.self, json: SalePaid.json(document, hour: day.hour))
        try tx.addLate(.sale(sale), to: day)
        return SaleView(sale, document: document)
    }

    /// The check, held for this sale; money that was taken without a network is booked whoever holds the check.
    private func heldCheck(_ form: Form, for id: SaleID, store: StoreID) async throws -> CheckSnapshot {
        guard form.recorded != nil else {
            return try await claim(form, for: id, store: store, placedBy: nil, lasting: nil)
        }
        do {
            return try await claim(form, for: id, store: store, placedBy: nil, lasting: nil)
        } catch let refusal where Self.isState(refusal) {
            let named = form.checkId.map { "?checkId=\($0)" } ?? ""
            return try await peers.call(
                .order, .get, "/internal/order/orders/\(form.orderId)/snapshot\(named)", store: store)
        }
    }

    /// True when a claim was refused for how things stand, not for what was sent.
    private static func isState(_ refusal: any Error) -> Bool {
        if let problem = refusal as? Problem { return [409, 412].contains(problem.status) }
        return refusal as? SaleRejection == .orderAlreadyPaid
    }

    /// A sale's id from the idempotency key, so that a retry after a crash claims for the same sale.
    static func saleId(key: String?, at now: Timestamp) -> SaleID {
        guard let key else { return .make(at: now) }
        return .derived(from: "sale:" + key)
    }

    /// Holds the check at Order; a check that somebody else's finished sale holds is simply paid.
    ///
    /// `placedBy` is whose order it must be, for callers that see only their own.
    func claim(_ form: Form, for id: SaleID, store: StoreID, placedBy: String?, lasting: Bool?) async throws
        -> CheckSnapshot
    {
        let claim = CheckClaim(
            orderId: form.orderId, checkId: form.checkId, saleId: id,
            checkVersion: form.recorded == nil ? form.checkVersion : nil,
            placedBy: placedBy, lasting: lasting)
        do {
            return try await peers.call(.order, .post, "/internal/order/checks/claim", store: store, body: claim)
        } catch let problem as Problem where problem.code == "check-claimed" {
            let paid = try await isPaid(form, store: store)
            throw paid ? SaleRejection.orderAlreadyPaid : problem as any Error
        }
    }

    /// True when every check that the payment may be for is held by a sale that exists.
    private func isPaid(_ form: Form, store: StoreID) async throws -> Bool {
        let holders: [CheckHolder] = try await peers.call(
            .order, .get, "/internal/order/orders/\(form.orderId)/holders", store: store)
        let asked = holders.filter { form.checkId == nil || $0.checkId == form.checkId }
        return try await database.read { session in
            try asked.allSatisfy { holder in
                guard let id = holder.saleId else { return false }
                return try session.sale(id, of: store)?.sale.checkId == holder.checkId
            }
        }
    }

    /// Frees the check, unless the refusal came because this very sale exists (another request was faster).
    func release(_ check: CheckSnapshot, from id: SaleID, store: StoreID) async {
        do {
            let sold = try await database.read { try $0.sale(id, of: store)?.sale.checkId }
            guard sold != check.checkId else { return }
            let _: [String: Bool] = try await peers.call(
                .order, .post, "/internal/order/checks/release", store: store,
                body: CheckRelease(orderId: check.orderId, checkId: check.checkId, saleId: id))
        } catch {
            return  // Order questions every claim that is older than half a minute, so the check frees itself.
        }
    }

    private static func sale(
        _ id: SaleID, _ form: Form, check: CheckSnapshot, drawer: TerminalID?, day: BookedDay, in tx: Transaction
    ) throws -> Sale {
        let settings = day.settings
        let soldAt = form.soldAt ?? tx.now
        let lines = form.recorded.map { check.lines(printed: $0.total, newId: .make(at: tx.now)) } ?? check.lines
        let totals = SaleTotals(lines, taxRate: settings.taxRate)
        let payment = try Payment(form.tenders, for: totals.total, cashUnit: settings.cashRounding ?? 1) {
            .make(at: tx.now)
        }
        let date = day.date
        if let number = form.receiptNumber, !tx.caller.may(.backdate), form.recorded == nil {
            let letter = try tx.caller.terminal.flatMap { try tx.session.letter(of: $0, store: tx.store) }
            try ReceiptNumber.check(number, of: date, letter: letter)
        }
        let staff = form.staffId ?? tx.caller.staff
        let name = try staff.flatMap { try tx.session.staffName($0, of: tx.store) }
        if form.staffId != nil && name == nil { throw SaleRejection.staffUnknown }
        if let terminal = form.terminalId, try tx.session.letter(of: terminal, store: tx.store) == nil {
            throw SaleRejection.terminalUnknown
        }
        var sale = Sale(
            id: id, orderId: check.orderId, orderNumber: check.orderNumber, checkId: check.checkId, status: "paid",
            receiptNumber: try form.receiptNumber ?? tx.takeReceiptNumber("S", on: date), businessDate: date,
            soldAt: soldAt, channel: check.channel, tableId: check.tableId, tableName: check.tableName,
            guests: check.guests, staffId: staff,
            staffName: name,
            terminalId: drawer, shiftId: day.shift, subtotal: totals.subtotal, discount: totals.discount,
            total: totals.total, taxable: totals.taxable, exempt: totals.exempt, deposit: totals.deposit,
            tax: totals.tax, net: totals.net, rounding: payment.rounding, change: payment.change,
            taxRate: settings.taxRate,
            tenders: payment.tenders, lines: lines.map { SaleLine(id: .make(at: tx.now), $0) },
            flags: (soldAt < tx.now.advanced(seconds: -3600) ? ["backdated"] : []) + day.flags
                + (check.isBelowPrinted ? [Sale.belowPrinted] : []) + (try recordedFlags(form, check, totals, in: tx)))
        sale.addsTax = settings.pricesIncludeTax ? nil : true
        return sale
    }

    /// What differs between what was printed without a network and what is known here.
    private static func recordedFlags(
        _ form: Form, _ check: CheckSnapshot, _ totals: SaleTotals, in tx: Transaction
    ) throws -> [String] {
        guard let recorded = form.recorded else { return check.priceDiffers == true ? [Sale.priceDiffers] : [] }
        let differs =
            recorded.total != check.total || recorded.tax ?? totals.tax != totals.tax
            || check.priceDiffers == true
        let isSecond =
            try check.heldElsewhere == true || tx.session.liveSale(ofCheck: check.checkId, store: tx.store) != nil
        return (differs ? [Sale.priceDiffers] : []) + (isSecond ? [Sale.surplus] : [])
    }

    /// Whether a sale paid a check; when there is no sale of that id, there never will be.
    func question(_ id: SaleID, check: CheckID, store: StoreID, at now: Timestamp) async throws -> Bool {
        // Most questions are about money that is there or on its way; those need no turn at the writer.
        let known = try await database.read { session -> Bool? in
            if let sale = try session.sale(id, of: store)?.sale { return sale.checkId == check }
            guard let waiting = try session.pending(id, of: store), waiting.status == .pending, waiting.mayHoldMoney
            else { return nil }
            return waiting.check.checkId == check
        }
        if let known { return known }
        return try await database.transaction(by: .service(.order, for: store), at: now) { tx in
            if let sale = try tx.session.sale(id, of: store)?.sale { return sale.checkId == check }
            if let waiting = try tx.session.pending(id, of: store), waiting.status == .pending {
                let idle = waiting.changedAt <= now.advanced(seconds: -PendingSale.patience)
                if waiting.mayHoldMoney || !idle { return waiting.check.checkId == check }
                _ = try PendingSales.giveUp(waiting, in: tx)
                return false
            }
            guard try !tx.session.isVoid(id, of: store) else { return false }
            try tx.void(id)
            try tx.record(SaleVoided(saleId: id))
            return false
        }
    }

    func sale(_ id: SaleID, of store: StoreID) async throws -> (sale: Sale, prints: Int) {
        guard let found = try await database.read({ try $0.sale(id, of: store) }) else {
            throw AccessRejection.notFound
        }
        return found
    }

    /// The sale as its reader may see it: staff who sell see all, a kiosk what it has sold itself, others none.
    func sale(_ id: SaleID, for caller: Caller) async throws -> (sale: Sale, prints: Int) {
        guard !caller.may(.sell) else { return try await sale(id, of: caller.store) }
        guard caller.may(.placeOwn), let terminal = caller.terminal else { throw AccessRejection.rightMissing(.sell) }
        let found = try await sale(id, of: caller.store)
        guard found.sale.terminalId == terminal else { throw AccessRejection.notFound }
        return found
    }

    /// The sale with what was given back of it.
    func detail(_ id: SaleID, for caller: Caller) async throws -> SaleDetail {
        let sale = try await sale(id, for: caller).sale
        let refunds = try await database.read { try $0.refunds(of: id, store: caller.store) }
        return SaleDetail(sale: SaleView(sale), refunds: refunds.map { RefundView($0) })
    }

    func list(_ filter: SaleFilter, after cursor: String?, of store: StoreID) async throws -> Page<SaleView> {
        let start = try cursor.map { text in
            guard let cursor = SaleCursor(text) else { throw AccessRejection.fieldInvalid(pointer: "/after") }
            return cursor
        }
        let sales = try await database.read { try $0.sales(filter, after: start, of: store) }
        return Page(sales, limit: filter.limit, cursor: SaleCursor.text, show: { SaleView($0) })
    }
}
