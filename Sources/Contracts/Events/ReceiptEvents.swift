/// A refund's receipt was printed; from the second time on it is a reprint.
package struct RefundPrinted: Event {
    package static let type = "refund.printed"
    package let refundId: RefundID
    package let saleId: SaleID
    package let prints: Int

    package init(refundId: RefundID, saleId: SaleID, prints: Int) {
        self.refundId = refundId
        self.saleId = saleId
        self.prints = prints
    }
}

/// A receipt was given a link that its customer can open; the link itself is never recorded.
package struct ReceiptLinked: Event {
    package static let type = "receipt.linked"
    package let saleId: SaleID

    package init(saleId: SaleID) { self.saleId = saleId }
}
