import Contracts

@testable import SaleService

extension ReceiptText {
    static func render(_ receipt: Receipt, columns: Int, language: Language) -> String {
        render(ReceiptSheet(receipt, language: language), columns: columns)
    }

    static func render(_ receipt: RefundReceipt, columns: Int, language: Language) -> String {
        render(ReceiptSheet(receipt, language: language), columns: columns)
    }
}

extension ReceiptHTML {
    static func render(_ receipt: Receipt, language: Language) -> String {
        render(ReceiptSheet(receipt, language: language))
    }
}

extension Refund {
    /// Everything of a sale that is left, or what a form asks for, given back a day later.
    static func sample(of sale: Sale, _ form: RefundForm? = nil, less earlier: [Refund] = []) throws -> Refund {
        let form = form ?? RefundForm(amount: KeptSale(sale, less: earlier).total, reason: "변심")
        let totals = try KeptSale(sale, less: earlier).refunding(form)
        return Refund(
            id: .make(), of: sale, number: "250305-S-000\(7 + earlier.count)", businessDate: .stored("2025-03-05"),
            at: Timestamp(milliseconds: 1_741_143_600_000 + Int64(earlier.count)), staffId: nil, staffName: "이점장",
            terminalId: nil, shiftId: nil, reason: form.reason, total: totals.total, taxable: totals.taxable,
            exempt: totals.exempt, deposit: totals.deposit, tax: totals.tax, rounding: totals.rounding,
            lines: totals.lines, tenders: totals.tenders, reopen: false, whole: totals.whole, flags: [])
    }
}

extension RefundReceipt {
    static func sample(
        _ refund: Refund, of sale: Sale, store: StoreSettings = .sample, reprint: Bool = false
    ) -> RefundReceipt {
        RefundReceipt(
            store: store, phone: "02-123-4567", refund: refund, sale: sale, refundedAtLocal: "2025-03-05 12:00",
            reprint: reprint)
    }
}
