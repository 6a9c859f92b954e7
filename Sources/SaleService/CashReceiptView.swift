import Contracts

/// A cash receipt as the API shows it; whoever issues it by hand sees the whole number, others its last digits.
struct CashReceiptView: Codable, Sendable {
    let saleId: SaleID
    let receiptNumber: String
    let businessDate: BusinessDate
    /// The cash receipt's own, or `missing`.
    let state: String
    let amount: Money
    let purpose: CashReceiptPurpose?
    let number: String?
    let maskedNumber: String?
    let requestedAt: Timestamp?
    let changedAt: Timestamp?
    let approvalNumber: String?
    let reason: String?

    init(_ receipt: CashReceipt, toIssue: Bool = false) {
        saleId = receipt.saleId
        receiptNumber = receipt.receiptNumber
        businessDate = receipt.businessDate
        state = receipt.state.rawValue
        amount = receipt.amount
        purpose = receipt.purpose
        number = toIssue && (receipt.state == .requested || receipt.state == .failed) ? receipt.number : nil
        maskedNumber = receipt.maskedNumber
        requestedAt = receipt.requestedAt
        changedAt = receipt.changedAt
        approvalNumber = receipt.approvalNumber
        reason = receipt.reason
    }

    /// A sale that must have a cash receipt and has none.
    init(missing sale: Sale, kept: Money) {
        saleId = sale.id
        receiptNumber = sale.receiptNumber
        businessDate = sale.businessDate
        state = "missing"
        amount = kept
        purpose = nil
        number = nil
        maskedNumber = nil
        requestedAt = nil
        changedAt = nil
        approvalNumber = nil
        reason = nil
    }
}
