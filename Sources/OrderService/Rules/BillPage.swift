import Contracts

/// A check's bill on paper, for guests who have not paid yet: no receipt, and it says so.
package enum BillPage {
    /// What is printed about one check.
    package struct Bill: Hashable, Sendable {
        /// One line, or what the check pays of it.
        package struct Line: Hashable, Sendable {
            package let name: String
            /// `1/3` of a line that is divided.
            package let part: String?
            package let unitPrice: Money
            package let quantity: Int
            package let options: [ChosenOption]
            package let amount: Money
            package let discount: Money
        }

        package let storeName: String
        package let currency: String
        package let tableName: String?
        package let channel: Channel
        package let orderNumber: String
        /// Told when the order has several checks.
        package let letter: String?
        /// Local date and time at which it is shown.
        package let shownAt: String
        package let lines: [Line]
        package let subtotal: Money
        package let discount: Money
        package let total: Money
    }

    /// The bill as a page, cut at its end.
    package static func render(_ bill: Bill, language: Language) -> PrintPage {
        var page = PrintPage()
        let words = BillWording(language: language, currency: bill.currency)
        page.text(words.bill, .headline)
        page.text(bill.storeName, PrintPage.Style(.centre))
        page.feed()
        page.row(words.place(bill), bill.shownAt)
        page.row(words.order + bill.orderNumber, bill.letter.map { words.bill + " " + $0 } ?? "")
        page.rule()
        for line in bill.lines { add(line, words, to: &page) }
        page.rule()
        if bill.discount > .zero {
            page.row(words.subtotal, words.money(bill.subtotal))
            page.row(words.discount, words.money(.zero - bill.discount))
        }
        page.row(words.total, words.money(bill.total), PrintPage.Style(bold: true, tall: true))
        page.rule("=")
        page.text(words.notPaid, PrintPage.Style(.centre))
        page.cut()
        return page
    }

    private static func add(_ line: Bill.Line, _ words: BillWording, to page: inout PrintPage) {
        page.text(line.name + (line.part.map { " " + $0 } ?? ""))
        page.row("  \(words.number(line.unitPrice)) x \(line.quantity)", words.number(line.amount))
        for option in line.options { page.row("  + " + option.name, words.number(option.price)) }
        if line.discount > .zero { page.row("  " + words.discount, words.number(.zero - line.discount)) }
    }
}

extension BillPage.Bill {
    /// What a check of an order asks for.
    package init(_ order: Order, _ check: Check, of store: StoreSettings, at now: Timestamp) {
        storeName = store.name
        currency = store.currency
        tableName = order.tableName
        channel = order.channel
        orderNumber = order.number
        letter = order.checks.count > 1 ? check.letter : nil
        shownAt = store.businessDay?.clock(now) ?? now.description
        let held = order.lines.filter(\.status.isLive).compactMap { line in
            line.share(of: check.id).map { (line, $0) }
        }
        lines = held.map { line, share in
            let pieces = share.part.pieces(of: line.quantity)
            return Line(
                name: line.name, part: pieces == nil ? "\(share.part.num)/\(share.part.den)" : nil,
                unitPrice: line.unitPrice, quantity: pieces ?? line.quantity, options: line.options,
                amount: share.amount, discount: share.discount)
        }
        subtotal = held.map(\.1.amount).total()
        discount = held.map(\.1.discount).total()
        total = subtotal - discount
    }
}

/// The bill's own words and figures in one language.
private struct BillWording {
    let language: Language
    let currency: String

    private func label(_ ko: String, _ en: String) -> String { language == .ko ? ko : en }

    var bill: String { label("계산서", "BILL") }
    var order: String { label("주문 ", "Order ") }
    var subtotal: String { label("주문 금액", "Subtotal") }
    var discount: String { label("할인", "Discount") }
    var total: String { label("합계", "Total") }
    var notPaid: String { label("아직 결제 전이에요", "Not paid yet") }

    func place(_ bill: BillPage.Bill) -> String {
        switch bill.channel {
        case .table: bill.tableName.map { label("테이블 \($0)", "Table \($0)") } ?? label("매장", "Table")
        case .takeout: label("포장", "Takeout")
        case .delivery: label("배달", "Delivery")
        case .kiosk: label("키오스크", "Kiosk")
        case .qr: bill.tableName.map { label("테이블 \($0)", "Table \($0)") } ?? "QR"
        }
    }

    func money(_ amount: Money) -> String {
        if currency == "KRW" { return language == .ko ? number(amount) + "원" : "KRW " + number(amount) }
        return number(amount) + " " + currency
    }

    /// With thousands separators, and the minus that every printer has.
    func number(_ amount: Money) -> String {
        let digits = Array(String(amount.minor.magnitude))
        let groups = digits.indices.map { index in
            (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
        }
        return (amount.minor < 0 ? "-" : "") + groups.joined()
    }
}
