import Contracts
import Foundation
import Platform

/// Payments that wait for a card terminal.
package struct PendingSales: Sendable {
    let database: Database
    let sales: Sales

    /// A payment under way as the API shows it.
    struct View: Codable, Sendable {
        struct Tender: Codable, Sendable {
            let id: TenderID
            let method: TenderMethod
            let amount: Money
            let state: PendingTender.State
        }

        let id: SaleID
        let orderId: OrderID
        let checkId: CheckID
        let status: PendingSale.Status
        let total: Money
        let approved: Money
        let tenders: [Tender]
        let createdAt: Timestamp

        init(_ sale: PendingSale) {
            id = sale.id
            orderId = sale.check.orderId
            checkId = sale.check.checkId
            status = sale.status
            total = sale.total
            approved = sale.approved
            tenders = sale.tenders.map {
                Tender(id: $0.id, method: $0.method, amount: $0.amount, state: $0.state)
            }
            createdAt = sale.createdAt
        }
    }

    /// What an answer made of a payment: still under way, or sold.
    enum Outcome: Encodable, Sendable {
        case pending(View)
        case sold(SaleView)

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .pending(let view): try view.encode(to: encoder)
            case .sold(let view): try view.encode(to: encoder)
            }
        }
    }

    /// Holds the check and stores the payment; nothing was charged yet.
    func open(_ form: Sales.Form, key: String?, stamp: CommandStamp?, by caller: Caller, at now: Timestamp) async throws
        -> Answer
    {
        try Self.requireCharging(caller)
        if let earlier = try await database.replay(stamp, by: caller) { return earlier }
        let id = form.id ?? Sales.saleId(key: key, at: now)
        let own = caller.may(.sell) ? nil : caller.actor
        let check = try await sales.claim(form, for: id, store: caller.store, placedBy: own, lasting: true)
        do {
            return try await database.command(stamp, by: caller, at: now) { tx in
                guard try !tx.session.isVoid(id, of: tx.store) else { throw SaleRejection.saleVoid }
                guard try tx.session.sale(id, of: tx.store) == nil, try tx.session.pending(id, of: tx.store) == nil
                else { throw AccessRejection.idReused }
                guard try tx.session.liveSale(ofCheck: check.checkId, store: tx.store) == nil else {
                    throw SaleRejection.orderAlreadyPaid
                }
                if let terminal = form.terminalId, try tx.session.letter(of: terminal, store: tx.store) == nil {
                    throw SaleRejection.terminalUnknown
                }
                var sale = PendingSale(
                    id: id, check: check, terminalId: own == nil ? form.terminalId ?? caller.terminal : caller.terminal,
                    actor: caller.actor,
                    createdAt: now, status: .pending, tenders: [], changedAt: now)
                guard form.tenders.count <= 1 else { throw SaleRejection.tenderUndecided }
                if own != nil, let tender = form.tenders.first, tender.method != .card || tender.amount != check.total {
                    throw SaleRejection.tenderInvalid(pointer: "/tenders/0")
                }
                for tender in form.tenders { sale = try sale.asking(tender, id: tender.id ?? .make(at: now), at: now) }
                // What costs nothing is paid without asking any terminal.
                if sale.isCovered { sale.status = .paid }
                try tx.insert(sale)
                try tx.record(PaymentMoved(sale, sale.tenders.last, state: "opened"))
                if sale.isCovered {
                    _ = try Sales.book(sale.form, id: id, check: check, terminal: sale.terminalId, in: tx)
                }
                return View(sale)
            }
        } catch let refusal as any Rejection {
            await sales.release(check, from: id, store: caller.store)
            throw refusal
        }
    }

    func ask(
        _ form: TenderForm, of id: SaleID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try Self.requireCharging(caller)
        if form.method != .card { try caller.require(.sell) }
        return try await database.command(stamp, by: caller, at: now) { tx -> Outcome in
            let before = try Self.own(id, in: tx)
            let sale = try before.asking(form, id: form.id ?? .make(at: now), at: now)
            // A kiosk asks for all that is missing: a guest who leaves half-way must not leave half a payment.
            if !caller.may(.sell) && form.amount != before.total - before.approved {
                throw SaleRejection.tenderInvalid(pointer: "/amount")
            }
            try tx.update(sale)
            try tx.record(PaymentMoved(sale, sale.tenders.last, state: "asked"))
            guard sale.status == .paid else { return .pending(View(sale)) }
            return .sold(try Sales.book(sale.form, id: id, check: sale.check, terminal: sale.terminalId, in: tx))
        }
    }

    /// Takes a terminal's answer; the one that covers the total makes it a sale, in the same transaction.
    func answer(
        _ tender: TenderID, of id: SaleID, _ result: TenderResult, by caller: Caller, at now: Timestamp
    ) async throws -> Outcome {
        try Self.requireCharging(caller)
        if result.outcome == .reversed { try caller.require(.sell) }
        return try await database.transaction(by: caller, at: now) { tx in
            let before = try Self.own(id, in: tx)
            let sale = try before.answered(tender, result, at: now)
            if sale != before {
                try tx.update(sale)
                let answered = sale.tenders.first { $0.id == tender }
                try tx.record(PaymentMoved(sale, answered, state: result.outcome.rawValue))
            }
            guard sale.status == .paid else { return .pending(View(sale)) }
            if let sold = try tx.session.sale(id, of: tx.store) { return .sold(SaleView(sold.sale)) }
            return .sold(try Sales.book(sale.form, id: id, check: sale.check, terminal: sale.terminalId, in: tx))
        }
    }

    /// Gives a payment up and frees its check.
    func cancel(_ id: SaleID, by caller: Caller, at now: Timestamp) async throws {
        try Self.requireCharging(caller)
        let check = try await database.transaction(by: caller, at: now) { tx in
            try Self.giveUp(try Self.own(id, in: tx), in: tx).check
        }
        await sales.release(check, from: id, store: caller.store)
    }

    func pending(_ id: SaleID, for caller: Caller) async throws -> PendingSale? {
        guard let sale = try await database.read({ try $0.pending(id, of: caller.store) }) else { return nil }
        return caller.may(.sell) || sale.actor == caller.actor ? sale : nil
    }

    /// Those that wait for an answer, oldest first.
    func open(of store: StoreID) async throws -> [View] {
        try await database.read { try $0.pendingSales(of: store) }.map { View($0) }
    }

    /// The payment made impossible for good, when no money can be under way.
    static func giveUp(_ sale: PendingSale, in tx: Transaction) throws -> PendingSale {
        let cancelled = try sale.cancelled(at: tx.now)
        guard cancelled != sale else { return sale }
        try tx.update(cancelled)
        try tx.void(sale.id)
        try tx.record(SaleVoided(saleId: sale.id))
        return cancelled
    }

    /// The payment, or 404 when it is somebody else's.
    private static func own(_ id: SaleID, in tx: Transaction) throws -> PendingSale {
        guard let sale = try tx.session.pending(id, of: tx.store), tx.caller.may(.sell) || sale.actor == tx.caller.actor
        else { throw AccessRejection.notFound }
        return sale
    }

    /// Staff may take payment, and a kiosk for its own orders.
    private static func requireCharging(_ caller: Caller) throws {
        if caller.role == .kiosk && caller.may(.placeOwn) { return }
        try caller.require(.sell)
    }
}

extension PaymentMoved {
    fileprivate init(_ sale: PendingSale, _ tender: PendingTender?, state: String) {
        self.init(
            saleId: sale.id, orderId: sale.check.orderId, state: state, tenderId: tender?.id, method: tender?.method,
            amount: tender?.amount, approval: tender?.approval?.number)
    }
}

extension PendingSale {
    /// The payment as a sale is asked for.
    fileprivate var form: Sales.Form {
        Sales.Form(
            id: id, orderId: check.orderId, checkId: check.checkId, checkVersion: nil,
            tenders: tenders.filter { $0.state == .approved }.map {
                TenderForm(id: $0.id, method: $0.method, amount: $0.amount, approval: $0.approval)
            },
            terminalId: nil, receiptNumber: nil, soldAt: nil, staffId: nil, pending: nil)
    }
}
