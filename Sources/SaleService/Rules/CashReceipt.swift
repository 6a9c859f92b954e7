import Contracts

/// What a client sends to ask for a cash receipt.
package struct CashReceiptForm: Codable, Sendable, Hashable {
    package let purpose: CashReceiptPurpose
    package let number: String?
    package let amount: Money?

    package init(purpose: CashReceiptPurpose, number: String? = nil, amount: Money? = nil) {
        self.purpose = purpose
        self.number = number
        self.amount = amount
    }

    /// The form as it may be kept with the command.
    var masked: CashReceiptForm {
        CashReceiptForm(purpose: purpose, number: number.map(CashReceiptNumber.masked), amount: amount)
    }
}

/// A cash receipt 현금영수증 that was asked for: requested -> issued or failed -> cancelled.
package struct CashReceipt: Codable, Sendable, Hashable {
    /// From this total on a sale must have one, asked for or not (Income Tax Act, article 162-3).
    package static let mandatoryFrom = Money(100_000)

    package let saleId: SaleID
    /// Counts the requests for one sale, from 1.
    package let attempt: Int
    package let receiptNumber: String
    package let businessDate: BusinessDate
    package let purpose: CashReceiptPurpose
    /// Whom it is made out to; it leaves the database only for whoever issues it.
    package let number: String
    package private(set) var amount: Money
    package private(set) var state: CashReceiptState
    package let requestedAt: Timestamp
    package private(set) var changedAt: Timestamp
    /// The tax office's number once it is issued; of a cancelled one that was issued, what is to be cancelled there.
    package private(set) var approvalNumber: String?
    package private(set) var reason: String?

    package var isLive: Bool { state == .requested || state == .issued }
    package var maskedNumber: String { CashReceiptNumber.masked(number) }

    /// What is asked for, after an earlier one of the same sale that failed or was cancelled.
    package static func requested(
        _ form: CashReceiptForm, for sale: Sale, less refunds: [Refund], after earlier: CashReceipt?, at now: Timestamp
    ) throws -> CashReceipt {
        guard earlier?.isLive != true else { throw SaleRejection.cashReceiptExists }
        let kept = sale.cashKept(less: refunds)
        guard kept > .zero else { throw SaleRejection.nothingForCashReceipt }
        let amount = form.amount ?? kept
        guard amount > .zero, amount <= kept else { throw SaleRejection.cashReceiptTooLarge }
        return CashReceipt(
            saleId: sale.id, attempt: (earlier?.attempt ?? 0) + 1, receiptNumber: sale.receiptNumber,
            businessDate: sale.businessDate, purpose: form.purpose,
            number: try CashReceiptNumber.checked(form.number, for: form.purpose), amount: amount, state: .requested,
            requestedAt: now, changedAt: now)
    }

    /// Issued under the tax office's number; the same number again changes nothing.
    package func issued(_ approval: String, at now: Timestamp) throws -> CashReceipt {
        guard (1...20).contains(approval.count), approval.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else { throw SaleRejection.approvalNumberInvalid }
        if state == .issued && approvalNumber == approval { return self }
        guard state == .requested || state == .failed else { throw SaleRejection.cashReceiptClosed }
        return moved(to: .issued, at: now) { receipt in
            receipt.approvalNumber = approval
            receipt.reason = nil
        }
    }

    package func failed(_ reason: String, at now: Timestamp) throws -> CashReceipt {
        guard state == .requested || state == .failed else { throw SaleRejection.cashReceiptClosed }
        return moved(to: .failed, at: now) { $0.reason = reason }
    }

    package func cancelled(at now: Timestamp) -> CashReceipt {
        state == .cancelled ? self : moved(to: .cancelled, at: now) { _ in }
    }

    /// What becomes of it once money went back: nothing while the rest covers it; else one that waits is reduced or
    /// cancelled, and one that is issued is cancelled and asked for anew over the rest.
    package func adjusted(for refunds: [Refund], of sale: Sale, at now: Timestamp) -> [CashReceipt] {
        let kept = sale.cashKept(less: refunds)
        guard amount > kept, state != .cancelled else { return [] }
        guard kept > .zero else { return [cancelled(at: now)] }
        guard state == .issued else { return [moved(to: state, at: now) { $0.amount = kept }] }
        let rest = CashReceipt(
            saleId: saleId, attempt: attempt + 1, receiptNumber: receiptNumber, businessDate: businessDate,
            purpose: purpose, number: number, amount: kept, state: .requested, requestedAt: now, changedAt: now)
        return [cancelled(at: now), rest]
    }

    private func moved(
        to state: CashReceiptState, at now: Timestamp, _ change: (inout CashReceipt) -> Void
    ) -> CashReceipt {
        var receipt = self
        receipt.state = state
        receipt.changedAt = now
        change(&receipt)
        return receipt
    }
}

extension Sale {
    /// What was paid in cash or by transfer and not given back: what a cash receipt may be for.
    func cashKept(less refunds: [Refund]) -> Money {
        let paid = tenders.filter { $0.method.countsAsCash }.map(\.amount).total()
        return paid - refunds.flatMap(\.tenders).filter { $0.method.countsAsCash }.map(\.amount).total()
    }
}

extension TenderMethod {
    fileprivate var countsAsCash: Bool { self == .cash || self == .transfer }
}

extension CashReceiptMoved {
    init(_ receipt: CashReceipt) {
        self.init(
            saleId: receipt.saleId, attempt: receipt.attempt, state: receipt.state, purpose: receipt.purpose,
            amount: receipt.amount, maskedNumber: receipt.maskedNumber, approvalNumber: receipt.approvalNumber)
    }
}
