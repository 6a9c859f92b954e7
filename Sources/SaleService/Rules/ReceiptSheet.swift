import Contracts

/// A receipt from top to bottom, for a page, a text or paper of any width: what it says is decided here alone.
struct ReceiptSheet: Hashable, Sendable {
    /// One thing on the receipt.
    enum Row: Hashable, Sendable {
        /// What the paper is.
        case title(String)
        /// What must not be overlooked: a refund, a reprint.
        case mark(String)
        /// The shop's trade name.
        case name(String)
        case note(String)
        /// A text at each edge.
        case pair(String, String)
        case item(String)
        /// What belongs to the row above it.
        case detail(String, String)
        case total(String, String)
        case rule
        /// A link as a QR code, with words above it.
        case link(String, words: String)
    }

    let language: Language
    /// The receipt's own number.
    let number: String
    private(set) var rows: [Row] = []

    /// A sale's receipt; `link` is where its customer can read it again.
    init(_ receipt: Receipt, language: Language, link: String? = nil) {
        self.language = language
        number = receipt.sale.receiptNumber
        let words = ReceiptWording(language: language, currency: receipt.store.currency)
        let sale = receipt.sale
        rows.append(.title(words.label("영 수 증", "RECEIPT")))
        if let mark = Self.refundMark(receipt, words) { rows.append(.mark(mark)) }
        head(receipt.store, phone: receipt.phone, reprint: receipt.reprint, words)
        rows.append(.pair(sale.receiptNumber, receipt.soldAtLocal))
        let place = [words.place(sale.channel, table: sale.tableName), sale.orderNumber].compactMap { $0 }
        rows.append(.pair(place.joined(separator: " · "), words.cashier(sale.staffName)))
        rows.append(.rule)
        for line in sale.lines { item(line, addsTax: sale.addsTax == true, words) }
        rows.append(.rule)
        sums(sale, words)
        rows.append(.rule)
        for tender in sale.tenders {
            rows.append(.pair(words.method(tender.method), words.money(tender.received ?? tender.amount)))
            card(tender.approval, words)
        }
        if sale.change > .zero { rows.append(.pair(words.label("거스름돈", "Change"), words.money(sale.change))) }
        if !receipt.refunds.isEmpty { rows.append(.rule) }
        for refund in receipt.refunds {
            let given = refund.total + refund.rounding
            rows.append(.pair(words.label("환불 ", "Refund ") + refund.number, words.money(.zero - given)))
        }
        if let link { rows += [.rule, .link(link, words: words.label("영수증 보기", "Your receipt online"))] }
    }

    /// A refund's receipt: what came back, in negative amounts, with the number of the receipt it belongs to.
    init(_ receipt: RefundReceipt, language: Language) {
        self.language = language
        number = receipt.refund.number
        let words = ReceiptWording(language: language, currency: receipt.store.currency)
        let (refund, sale) = (receipt.refund, receipt.sale)
        rows.append(.title(words.label("영 수 증", "RECEIPT")))
        rows.append(.mark(words.label("[환불]", "[REFUND]")))
        head(receipt.store, phone: receipt.phone, reprint: receipt.reprint, words)
        rows.append(.pair(refund.number, receipt.refundedAtLocal))
        rows.append(.note(words.label("원 영수증 ", "Original receipt ") + refund.saleReceiptNumber))
        let place = [words.place(refund.channel, table: refund.tableName), sale.orderNumber].compactMap { $0 }
        rows.append(.pair(place.joined(separator: " · "), words.cashier(refund.staffName)))
        rows.append(.rule)
        for line in refund.lines { item(line, of: sale, words) }
        rows.append(.rule)
        for (label, amount) in words.taxes(
            taxable: refund.taxable, exempt: refund.exempt, deposit: refund.deposit, tax: refund.tax)
        {
            rows.append(.pair(label, words.money(.zero - amount)))
        }
        total(words.label("환불 금액", "Refunded"), .zero - refund.total, rounding: .zero - refund.rounding, words)
        rows.append(.rule)
        for tender in refund.tenders {
            rows.append(.pair(words.method(tender.method), words.money(.zero - tender.amount)))
            card(sale.tenders.first { $0.id == tender.tenderId }?.approval, words)
        }
    }

    private mutating func head(_ store: StoreSettings, phone: String, reprint: Bool, _ words: ReceiptWording) {
        if reprint { rows.append(.mark(words.label("[재발행]", "[REPRINT]"))) }
        rows.append(.name(store.name))
        if let number = store.businessNumber { rows.append(.note(words.label("사업자번호 ", "Reg. no. ") + number)) }
        rows.append(.note(words.label("대표 ", "Owner ") + store.ownerName))
        if let address = store.address { rows.append(.note(address)) }
        rows.append(.note(words.label("전화 ", "Tel. ") + phone))
    }

    private mutating func item(_ line: SaleLine, addsTax: Bool, _ words: ReceiptWording) {
        rows.append(.item(line.name + words.share(line.num, line.den)))
        rows.append(.detail("\(words.figures(line.unitPrice)) x \(line.quantity)", words.figures(line.amount)))
        for option in line.options { rows.append(.detail("+ " + option.name, words.figures(option.price))) }
        if addsTax, let added = line.addedTax {
            rows.append(.detail(words.label("세금 포함 +", "tax included +") + words.figures(added), ""))
        }
        if line.discount > .zero {
            rows.append(.detail(words.label("할인", "Discount"), words.figures(.zero - line.discount)))
        }
    }

    private mutating func item(_ line: RefundLine, of sale: Sale, _ words: ReceiptWording) {
        let given = words.figures(.zero - line.amount)
        rows.append(.item(line.name + words.share(line.num, line.den)))
        // Money alone that goes back has no pieces.
        guard line.quantity > 0 else { return rows.append(.detail(words.label("금액", "Amount"), given)) }
        rows.append(.detail("x \(line.quantity)", given))
        for option in sale.lines.first(where: { $0.id == line.saleLineId })?.options ?? [] {
            rows.append(.detail("+ " + option.name, ""))
        }
    }

    private mutating func sums(_ sale: Sale, _ words: ReceiptWording) {
        if sale.discount > .zero {
            rows.append(.pair(words.label("주문 금액", "Subtotal"), words.money(sale.subtotal)))
            rows.append(.pair(words.label("할인", "Discount"), words.money(.zero - sale.discount)))
        }
        for (label, amount) in words.taxes(
            taxable: sale.taxable, exempt: sale.exempt, deposit: sale.deposit, tax: sale.tax)
        {
            rows.append(.pair(label, words.money(amount)))
        }
        total(words.label("합계", "Total"), sale.total, rounding: sale.rounding, words)
    }

    private mutating func total(_ label: String, _ amount: Money, rounding: Money, _ words: ReceiptWording) {
        rows.append(.total(label, words.money(amount)))
        guard rounding != .zero else { return }
        rows.append(.pair(words.label("단수 조정", "Rounding"), words.money(rounding)))
        rows.append(.pair(words.label("결제 금액", "Amount due"), words.money(amount + rounding)))
    }

    private mutating func card(_ approval: CardApproval?, _ words: ReceiptWording) {
        guard let approval else { return }
        let card = [approval.issuer, approval.maskedNumber].compactMap { $0 }.joined(separator: " ")
        if !card.isEmpty { rows.append(.detail(card, "")) }
        rows.append(.detail(words.label("승인번호 ", "Approval ") + approval.number, ""))
        if let months = approval.installments, months > 1 {
            rows.append(.detail(words.label("할부 \(months)개월", "\(months) months"), ""))
        }
    }

    /// A receipt that is read again after money went back says so at its top.
    private static func refundMark(_ receipt: Receipt, _ words: ReceiptWording) -> String? {
        guard !receipt.refunds.isEmpty else { return nil }
        let whole = receipt.refunds.contains(where: \.whole)
        return whole ? words.label("[환불됨]", "[REFUNDED]") : words.label("[일부 환불됨]", "[PARTLY REFUNDED]")
    }
}
