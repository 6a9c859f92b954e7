import Contracts
import Crypto
import Foundation
import HTTPTypes
import Platform

/// Drawers: opened with a float, counted blind, closed with a Z.
package struct Shifts: Sendable {
    let database: Database
    let peers: Peers

    struct OpenForm: Codable, Sendable {
        let id: ShiftID?
        let terminalId: TerminalID
        let openingFloat: Money
    }

    struct MovementForm: Codable, Sendable {
        let id: MovementID?
        let kind: Shift.Movement.Kind
        let amount: Money
        let reason: String
    }

    struct CloseForm: Codable, Sendable {
        /// The last number that a terminal has printed.
        struct LastReceipt: Codable, Sendable {
            let terminalId: TerminalID
            let number: String
        }

        /// An open order and what becomes of it; one that is not named is carried over.
        struct OpenOrder: Codable, Sendable {
            let orderId: OrderID
            let `do`: ShiftReport.OpenOrder.Fate
            let reason: String?
        }

        let counted: Money?
        let denominations: [CashCount.Denomination]?
        let lastReceipts: [LastReceipt]?
        let open: [OpenOrder]?
    }

    func open(_ form: OpenForm, stamp: CommandStamp?, by caller: Caller, at now: Timestamp) async throws -> Answer {
        try caller.require(.sell)
        return try await database.command(stamp, by: caller, at: now) { tx in
            guard try tx.session.letter(of: form.terminalId, store: tx.store) != nil else {
                throw SaleRejection.terminalUnknown
            }
            try caller.checkDrawer(form.terminalId)
            let id = form.id ?? .make(at: now)
            guard try tx.session.shift(id, of: tx.store) == nil else { throw AccessRejection.idReused }
            guard try tx.session.openShift(of: form.terminalId, store: tx.store) == nil else {
                throw SaleRejection.shiftOpen
            }
            let shift = try Shift.open(
                id, terminal: form.terminalId, on: try tx.day(of: now, terminal: nil).date, float: form.openingFloat,
                by: caller.actor, name: try tx.callerName(), at: now)
            try tx.insert(shift)
            try tx.record(
                ShiftOpened(
                    shiftId: id, terminalId: shift.terminalId, businessDate: shift.businessDate,
                    openingFloat: shift.openingFloat))
            return ShiftView(shift)
        }
    }

    func move(
        _ form: MovementForm, of id: ShiftID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.sell)
        return try await database.command(stamp, by: caller, at: now) { tx in
            guard let shift = try tx.session.shift(id, of: tx.store)?.shift else { throw AccessRejection.notFound }
            try caller.checkDrawer(shift.terminalId)
            let movement = Shift.Movement(
                id: form.id ?? .make(at: now), kind: form.kind, amount: form.amount,
                reason: try Reason.checked(form.reason), at: now, by: caller.actor, byName: try tx.callerName())
            let moved = try shift.moving(movement)
            try tx.update(moved)
            try tx.record(
                DrawerMoved(
                    shiftId: id, kind: movement.kind.rawValue, amount: movement.amount, reason: movement.reason))
            return ShiftView(moved)
        }
    }

    /// Counts the drawer and writes its Z.
    func close(
        _ form: CloseForm, of id: ShiftID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.sell)
        if let earlier = try await database.replay(stamp, by: caller) { return earlier }
        let count = CashCount(counted: form.counted, denominations: form.denominations)
        // What can be refused is refused before an order is voided, since that is another service's transaction.
        _ = try await database.read { session in
            try Self.closing(id, count, form, by: caller, at: now, in: session)
        }
        let orders = try await openOrders(form.open ?? [], by: caller)
        return try await database.command(stamp, by: caller, at: now, status: 200) { tx in
            var (shift, report) = try Self.closing(id, count, form, by: caller, at: now, in: tx.session)
            let last = try tx.session.lastReport(of: tx.store)
            report.number = (last?.number ?? 0) + 1
            report.closedByName = try tx.callerName()
            report.open = orders
            report.hash = try report.hash(after: last?.hash)
            shift.closedAt = now
            try tx.close(shift, with: report)
            try tx.record(
                ShiftClosed(
                    shiftId: id, terminalId: shift.terminalId, businessDate: shift.businessDate,
                    number: report.number ?? 0, expected: report.expected, counted: report.counted ?? .zero,
                    difference: report.difference ?? .zero, staffId: caller.staff, staffName: report.closedByName,
                    missing: report.receipts.flatMap(\.missing), report: try JSON.text(report)))
            return ShiftReportView(report, addenda: [])
        }
    }

    /// The shift as it would be closed now, and its Z but for the number.
    private static func closing(
        _ id: ShiftID, _ count: CashCount, _ form: CloseForm, by caller: Caller, at now: Timestamp,
        in session: any SQLSession
    ) throws -> (Shift, ShiftReport) {
        guard let open = try session.shift(id, of: caller.store)?.shift else { throw AccessRejection.notFound }
        try caller.checkDrawer(open.terminalId)
        let shift = try open.closed(at: now)
        try session.checkUnspent(caller.approval, of: caller.store)
        for order in form.open ?? [] where order.do == .void {
            try caller.require(.cancelOrder)
            _ = try Reason.checked(order.reason ?? "")
        }
        let waiting = try session.pendingSales(of: caller.store)
        guard !waiting.contains(where: { $0.terminalId == shift.terminalId && $0.mayHoldMoney }) else {
            throw SaleRejection.paymentsPending
        }
        let told = Dictionary(
            (form.lastReceipts ?? []).map { ($0.terminalId, $0.number) }, uniquingKeysWith: { first, _ in first })
        let report = try report(of: shift, lastReceipts: told, in: session, store: caller.store).counted(count)
        if report.receipts.contains(where: { !$0.reported }) && !caller.may(.seeFigures) {
            throw SaleRejection.receiptsUnreported
        }
        return (shift, report)
    }

    /// What the drawer's books say at this moment.
    private static func report(
        of shift: Shift, lastReceipts: [TerminalID: String], in session: any SQLSession, store: StoreID
    ) throws -> ShiftReport {
        let (sales, refunds) = try session.booked(in: shift.id, of: store)
        let series = try session.series(of: shift, told: lastReceipts[shift.terminalId], store: store)
        let surplus = sales.filter { $0.flags.contains(Sale.surplus) }
        return ShiftReport(shift, BookFigures(sales, refunds), receipts: series, surplus: surplus)
    }

    /// Voids the open orders that are to be voided; answers all that were open, with what became of them.
    ///
    /// One that is being paid at this moment refuses the close; those before it stay voided, as they were to be.
    private func openOrders(
        _ wanted: [CloseForm.OpenOrder], by caller: Caller
    ) async throws -> [ShiftReport.OpenOrder] {
        let open: [OpenOrderSummary] = try await peers.call(
            .order, .get, "/internal/order/open-orders", store: caller.store)
        let fates = Dictionary(wanted.map { ($0.orderId, $0) }, uniquingKeysWith: { first, _ in first })
        var told: [ShiftReport.OpenOrder] = []
        for order in open {
            let fate = fates[order.orderId]
            let reason = fate?.do == .void ? try Reason.checked(fate?.reason ?? "") : nil
            if let reason {
                let _: [String: Bool] = try await peers.call(
                    .order, .post, "/internal/order/orders/\(order.orderId)/void", store: caller.store,
                    body: OrderVoiding(
                        reason: reason, actor: caller.actor, terminal: caller.terminal, approver: caller.approval?.by))
            }
            told.append(
                ShiftReport.OpenOrder(
                    orderId: order.orderId, number: order.number, tableName: order.tableName, total: order.total,
                    do: fate?.do ?? .carry, reason: reason))
        }
        return told
    }

    /// An X of an open shift, which only those see who may know what should be in the drawer; or the Z.
    func report(_ id: ShiftID, for caller: Caller) async throws -> ShiftReportView {
        try await database.read { session in
            guard let found = try session.shift(id, of: caller.store) else { throw AccessRejection.notFound }
            if let report = found.report {
                return ShiftReportView(report, addenda: try session.addenda(shift: id, of: caller.store))
            }
            try caller.require(.seeFigures)
            return ShiftReportView(
                try Self.report(of: found.shift, lastReceipts: [:], in: session, store: caller.store), addenda: [])
        }
    }

    func current(of terminal: TerminalID, store: StoreID) async throws -> ShiftView {
        guard let shift = try await database.read({ try $0.openShift(of: terminal, store: store) }) else {
            throw AccessRejection.notFound
        }
        return ShiftView(shift)
    }

    func list(
        from: BusinessDate, to: BusinessDate, after cursor: String?, limit: Int, of store: StoreID
    ) async throws -> Page<ShiftView> {
        let start = try cursor.map { text in
            guard let cursor = SaleCursor(text) else { throw AccessRejection.fieldInvalid(pointer: "/after") }
            return cursor
        }
        let shifts = try await database.read {
            try $0.shifts(from: from, to: to, after: start, limit: limit, of: store)
        }
        return Page(
            shifts, limit: limit,
            cursor: { "\($0.shift.businessDate).\($0.shift.openedAt.milliseconds).\($0.shift.id)" },
            show: { ShiftView($0.shift, $0.report) })
    }
}

extension ShiftReport {
    /// SHA-256 over the hash of the Z before and this one without its hash, in hexadecimal.
    func hash(after previous: String?) throws -> String {
        var plain = self
        plain.hash = nil
        return Hex.text(SHA256.hash(data: Data(((previous ?? "") + "\n" + (try JSON.text(plain))).utf8)))
    }
}

extension Transaction {
    /// The name of the person who acts.
    func callerName() throws -> String? { try caller.staff.flatMap { try session.staffName($0, of: store) } }
}
