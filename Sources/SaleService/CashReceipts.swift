import Contracts
import Foundation
import Platform

/// What a provider of cash receipts is asked to issue; sale and attempt together name it for good.
package struct CashReceiptOrder: Sendable {
    package let store: StoreID
    package let saleId: SaleID
    package let attempt: Int
    package let purpose: CashReceiptPurpose
    package let number: String
    package let amount: Money
}

/// What a provider answered.
package enum CashReceiptAnswer: Sendable {
    case issued(approvalNumber: String)
    case failed(reason: String)
}

/// The seam to a provider; without one staff issue by hand at their terminal, from the list.
package typealias IssueCashReceipt = @Sendable (CashReceiptOrder) async throws -> CashReceiptAnswer

/// Cash receipts 현금영수증 of sales.
package struct CashReceipts: Sendable {
    let database: Database
    let issue: IssueCashReceipt?

    func request(
        _ form: CashReceiptForm, of id: SaleID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        try caller.require(.sell)
        let answer = try await database.command(stamp, by: caller, at: now) { tx in
            guard let sale = try tx.session.sale(id, of: tx.store)?.sale else { throw AccessRejection.notFound }
            let receipt = try CashReceipt.requested(
                form, for: sale, less: try tx.session.refunds(of: id, store: tx.store),
                after: try tx.session.cashReceipt(of: id, store: tx.store), at: tx.now)
            try tx.insert(receipt)
            try tx.record(CashReceiptMoved(receipt))
            return CashReceiptView(receipt)
        }
        guard !answer.replayed, let asked = try await ask(id, of: caller.store, at: now) else { return answer }
        return Answer(status: answer.status, body: try JSON.text(CashReceiptView(asked)))
    }

    /// Asks the provider, outside of any transaction; nil when there is none or it does not answer.
    private func ask(_ id: SaleID, of store: StoreID, at now: Timestamp) async throws -> CashReceipt? {
        guard let issue, let waiting = try await database.read({ try $0.cashReceipt(of: id, store: store) }),
            waiting.state == .requested
        else { return nil }
        let outcome: CashReceiptAnswer
        do {
            outcome = try await issue(
                CashReceiptOrder(
                    store: store, saleId: id, attempt: waiting.attempt, purpose: waiting.purpose,
                    number: waiting.number, amount: waiting.amount))
        } catch {
            return nil  // Whether it was issued is not known, so it stays on the list for somebody to look at.
        }
        return try await move(id, by: .service(.sale, for: store), at: now) { receipt in
            switch outcome {
            case .issued(let number): try receipt.issued(number, at: now)
            case .failed(let reason): try receipt.failed(String(reason.prefix(200)), at: now)
            }
        }
    }

    /// Issued by hand.
    func issued(_ id: SaleID, _ number: String, by caller: Caller, at now: Timestamp) async throws -> CashReceiptView {
        try caller.require(.sell)
        return CashReceiptView(try await move(id, by: caller, at: now) { try $0.issued(number, at: now) })
    }

    func failed(_ id: SaleID, _ reason: String, by caller: Caller, at now: Timestamp) async throws -> CashReceiptView {
        try caller.require(.sell)
        let reason = try Reason.checked(reason)
        return CashReceiptView(try await move(id, by: caller, at: now) { try $0.failed(reason, at: now) })
    }

    func cancel(_ id: SaleID, by caller: Caller, at now: Timestamp) async throws {
        try caller.require(.refund)
        _ = try await move(id, by: caller, at: now) { $0.cancelled(at: now) }
    }

    private func move(
        _ id: SaleID, by caller: Caller, at now: Timestamp,
        _ change: @escaping @Sendable (CashReceipt) throws -> CashReceipt
    ) async throws -> CashReceipt {
        try await database.transaction(by: caller, at: now) { tx in
            guard let before = try tx.session.cashReceipt(of: id, store: tx.store) else {
                throw AccessRejection.notFound
            }
            let receipt = try change(before)
            guard receipt != before else { return before }
            try tx.update(receipt)
            try tx.record(CashReceiptMoved(receipt))
            return receipt
        }
    }

    /// Those in a state, the oldest first.
    func list(_ filter: CashReceiptFilter, of store: StoreID) async throws -> Page<CashReceiptView> {
        let found = try await database.read { try $0.cashReceipts(filter, of: store) }
        return Page(
            found, limit: filter.limit, cursor: CashReceiptCursor.text, show: { CashReceiptView($0, toIssue: true) })
    }

    /// Sales of a range that must have a cash receipt and have none, the oldest first.
    func missing(
        from: BusinessDate?, to: BusinessDate?, after cursor: SaleCursor?, limit: Int, of store: StoreID,
        at now: Timestamp
    ) async throws -> Page<CashReceiptView> {
        let found = try await database.read { session in
            guard let today = try session.storeSettings(store)?.businessDay?.date(of: now) else {
                throw SQLError.unavailable("the store's settings have not arrived yet")
            }
            let (from, to) = (from ?? to ?? today, to ?? max(today, from ?? today))
            guard from <= to, to.daysSinceEpoch - from.daysSinceEpoch <= 366 else {
                throw AccessRejection.fieldInvalid(pointer: "/from")
            }
            var (missing, cursor) = ([(sale: Sale, kept: Money)](), cursor)
            // What was given back since is seen in the refunds alone, so a batch may hold fewer than it has rows.
            while missing.count <= limit {
                let sales = try session.salesWithoutCashReceipt(
                    from: from, to: to, after: cursor, limit: 200, of: store)
                for sale in sales {
                    let kept = sale.cashKept(less: try session.refunds(of: sale.id, store: store))
                    if kept > .zero { missing.append((sale, kept)) }
                }
                guard sales.count == 200 else { break }
                cursor = sales.last.flatMap { SaleCursor(SaleCursor.text(after: $0)) }
            }
            return missing
        }
        return Page(
            found, limit: limit, cursor: { SaleCursor.text(after: $0.sale) },
            show: { CashReceiptView(missing: $0.sale, kept: $0.kept) })
    }
}

extension Transaction {
    /// Reduces or cancels the cash receipt of a sale that money was given back for, in the refund's own transaction.
    func adjustCashReceipt(for refund: Refund) throws {
        guard let receipt = try session.cashReceipt(of: refund.saleId, store: store),
            let sale = try session.sale(refund.saleId, of: store)?.sale
        else { return }
        let refunds = try session.refunds(of: refund.saleId, store: store).filter { $0.id != refund.id } + [refund]
        for adjusted in receipt.adjusted(for: refunds, of: sale, at: now) {
            if adjusted.attempt == receipt.attempt { try update(adjusted) } else { try insert(adjusted) }
            try record(CashReceiptMoved(adjusted))
        }
    }
}
