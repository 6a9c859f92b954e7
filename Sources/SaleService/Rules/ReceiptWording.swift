import Contracts

/// The words and figures of a receipt in one language.
struct ReceiptWording {
    let language: Language
    let currency: Currency

    init(language: Language, currency: String) {
        self.language = language
        self.currency = Currency(currency)
    }

    func label(_ ko: String, _ en: String) -> String { language == .ko ? ko : en }

    /// An amount with its currency.
    func money(_ amount: Money) -> String { currency.text(amount, language) }

    /// An amount without its currency, for columns of figures.
    func figures(_ amount: Money) -> String { currency.figures(amount) }

    func method(_ method: TenderMethod) -> String {
        switch method {
        case .cash: label("현금", "Cash")
        case .card: label("카드", "Card")
        case .transfer: label("계좌이체", "Transfer")
        case .voucher: label("상품권", "Voucher")
        }
    }

    func place(_ channel: Channel, table: String?) -> String? {
        switch channel {
        case .table: table.map { label("테이블 \($0)", "Table \($0)") }
        case .takeout: label("포장", "Takeout")
        case .delivery: label("배달", "Delivery")
        case .kiosk: label("키오스크", "Kiosk")
        case .qr: "QR"
        }
    }

    func cashier(_ name: String?) -> String { name.map { label("담당 ", "Served by ") + $0 } ?? "" }

    /// What part of a line somebody paid, when it was divided.
    func share(_ num: Int?, _ den: Int?) -> String { num.map { " \($0)/\(den ?? 1)" } ?? "" }

    /// What the total holds: supply price, tax, what is exempt, deposits.
    func taxes(taxable: Money, exempt: Money, deposit: Money, tax: Money) -> [(String, Money)] {
        let rows = [
            (label("공급가액", "Taxable (net)"), taxable - tax), (label("부가세", "VAT"), tax),
            (label("면세", "Tax-exempt"), exempt), (label("보증금", "Deposit"), deposit),
        ]
        return rows.filter { $0.1 > .zero }
    }
}
