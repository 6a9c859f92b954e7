import Contracts

/// What a receipt says, ready to be laid out in any form.
package struct Receipt: Codable, Sendable {
    package let store: StoreSettings
    package let phone: String
    package let sale: Sale
    /// Local date and time of the sale.
    package let soldAtLocal: String
    package let reprint: Bool

    package init(store: StoreSettings, phone: String, sale: Sale, soldAtLocal: String, reprint: Bool) {
        self.store = store
        self.phone = phone
        self.sale = sale
        self.soldAtLocal = soldAtLocal
        self.reprint = reprint
    }
}

/// The words and figures of a receipt in one language.
struct ReceiptWording {
    let language: Language
    let currency: String

    func label(_ ko: String, _ en: String) -> String { language == .ko ? ko : en }

    /// An amount with thousands separators and its currency; a real minus sign.
    func money(_ amount: Money) -> String {
        let digits = Self.grouped(amount)
        if currency == "KRW" { return language == .ko ? digits + "원" : "₩" + digits }
        return digits + " " + currency
    }

    static func grouped(_ amount: Money) -> String {
        let digits = Array(String(amount.minor.magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (amount.minor < 0 ? "−" : "") + text
    }

    func method(_ method: TenderMethod) -> String {
        switch method {
        case .cash: label("현금", "Cash")
        case .card: label("카드", "Card")
        case .transfer: label("계좌이체", "Transfer")
        case .voucher: label("상품권", "Voucher")
        }
    }

    func place(_ sale: Sale) -> String? {
        switch sale.channel {
        case .table: sale.tableName.map { label("테이블 \($0)", "Table \($0)") }
        case .takeout: label("포장", "Takeout")
        case .delivery: label("배달", "Delivery")
        case .kiosk: label("키오스크", "Kiosk")
        case .qr: "QR"
        }
    }

    /// The rows under the lines: label and amount.
    func sums(_ sale: Sale) -> [(String, Money)] {
        var rows: [(String, Money)] = []
        if sale.discount > .zero {
            rows.append((label("주문 금액", "Subtotal"), sale.subtotal))
            rows.append((label("할인", "Discount"), .zero - sale.discount))
        }
        if sale.taxable > .zero { rows.append((label("공급가액", "Taxable (net)"), sale.taxable - sale.tax)) }
        if sale.tax > .zero { rows.append((label("부가세", "VAT"), sale.tax)) }
        if sale.exempt > .zero { rows.append((label("면세", "Tax-exempt"), sale.exempt)) }
        if sale.deposit > .zero { rows.append((label("보증금", "Deposit"), sale.deposit)) }
        return rows
    }
}
