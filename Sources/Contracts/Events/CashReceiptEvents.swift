/// What a cash receipt is for: the guest's income deduction, or a business' proof of expense.
package enum CashReceiptPurpose: String, Codable, Sendable, CaseIterable {
    case incomeDeduction = "income-deduction"
    case expenseProof = "expense-proof"
}

/// Where a cash receipt stands: requested -> issued or failed -> cancelled.
package enum CashReceiptState: String, Codable, Sendable, CaseIterable {
    case requested, issued, failed, cancelled
}

/// A cash receipt went a step; whose number it is made out to is told by its last digits alone.
package struct CashReceiptMoved: Event {
    package static let type = "cash-receipt.moved"
    package let saleId: SaleID
    /// Counts the requests for one sale, from 1.
    package let attempt: Int
    package let state: CashReceiptState
    package let purpose: CashReceiptPurpose
    package let amount: Money
    package let maskedNumber: String
    package let approvalNumber: String?

    package init(
        saleId: SaleID, attempt: Int, state: CashReceiptState, purpose: CashReceiptPurpose, amount: Money,
        maskedNumber: String, approvalNumber: String?
    ) {
        self.saleId = saleId
        self.attempt = attempt
        self.state = state
        self.purpose = purpose
        self.amount = amount
        self.maskedNumber = maskedNumber
        self.approvalNumber = approvalNumber
    }
}
