import Contracts

/// What a settled business day came to, as its owner is told.
package struct SettledDay: Sendable, Hashable {
    /// What came in one way; money given back through it is taken off.
    package struct Tender: Sendable, Hashable {
        package let method: TenderMethod
        package let amount: Money

        package init(_ method: TenderMethod, _ amount: Money) {
            self.method = method
            self.amount = amount
        }
    }

    package let businessDate: BusinessDate
    /// Tax included, discounts and refunds taken off.
    package let sales: Money
    package let orders: Int
    package let tenders: [Tender]
    /// What was given back that day, as a positive amount.
    package let refunds: Money

    package init(businessDate: BusinessDate, sales: Money, orders: Int, tenders: [Tender], refunds: Money) {
        self.businessDate = businessDate
        self.sales = sales
        self.orders = orders
        self.tenders = tenders
        self.refunds = refunds
    }
}

/// The day's total as one text message: in Korean for a store in Korea, else in English.
package struct SettlementText: Sendable {
    /// A message has fewer characters than this, counted as phones count them (UTF-16).
    static let limit = 200

    package let text: String

    package init(_ day: SettledDay, _ store: StoreSettings) {
        let wording = ReceiptWording(language: store.isInKorea ? .ko : .en, currency: store.currency)
        let name = String(store.name.map { $0.isWhitespace ? " " : $0 })
        let total = Self.total(day, wording)
        let whole = ([total] + Self.details(day, wording)).joined(separator: ", ")
        // A long name is cut first; amounts are never cut, they are left out together.
        let fits = Self.room(beside: whole) >= min(10, name.utf16.count)
        let sentence = fits ? whole : total
        text = "[\(Self.cut(name, to: Self.room(beside: sentence)))] \(sentence)"
    }

    private static func total(_ day: SettledDay, _ wording: ReceiptWording) -> String {
        let sales = amount(day.sales, wording.currency.code)
        guard wording.language == .ko else {
            let orders = day.orders == 1 ? "1 order" : "\(day.orders) orders"
            return "\(day.businessDate) closed: sales \(sales) \(wording.currency.code) (\(orders))"
        }
        let parts = day.businessDate.text.split(separator: "-").dropFirst().compactMap { Int($0) }
        let unit = wording.currency.code == "KRW" ? "원" : " " + wording.currency.code
        let date = parts.map(String.init).joined(separator: "/")
        return "\(date) 마감: 매출 \(sales)\(unit) (주문 \(day.orders)건)"
    }

    /// What the day's total is made of; what came to nothing is not named.
    private static func details(_ day: SettledDay, _ wording: ReceiptWording) -> [String] {
        let tenders = day.tenders.filter { $0.amount != .zero }.map { tender in
            let method = wording.language == .ko ? wording.method(tender.method) : tender.method.rawValue
            return method + " " + amount(tender.amount, wording.currency.code)
        }
        var details = tenders.isEmpty ? [] : [tenders.joined(separator: " ")]
        if day.refunds != .zero {
            details.append(wording.label("환불 ", "refunds ") + amount(day.refunds, wording.currency.code))
        }
        return details
    }

    /// What a sentence leaves for the store's name.
    private static func room(beside sentence: String) -> Int { limit - 1 - "[] ".utf16.count - sentence.utf16.count }

    private static func cut(_ name: String, to room: Int) -> String {
        guard name.utf16.count > room else { return name }
        var cut = name
        while !cut.isEmpty && cut.utf16.count > room - 1 { cut.removeLast() }
        return cut + "…"
    }

    /// An amount with the minus sign of a telephone, which needs no longer alphabet.
    static func amount(_ amount: Money, _ currency: String) -> String {
        Currency(currency).figures(amount, minus: "-")
    }
}

extension StoreSettings {
    /// Whether the store's people read Korean, and dial as one does in Korea.
    var isInKorea: Bool { timezone == "Asia/Seoul" }
}
