import Contracts

/// Something worth a look: it says what happened and how often, and leaves the why to people.
package struct Alert: Sendable, Hashable {
    /// What happened.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// A check was paid with less than its printed bill asked for.
        case belowPrinted = "below-printed"
        /// One person voided many lines in one business day after they had been sent.
        case manyVoids = "many-voids"
        /// One person gave money back many times in one business day.
        case manyRefunds = "many-refunds"
        /// A till told of a sale at other prices than the menu's.
        case priceDiffers = "price-differs"
        /// A drawer held less than it should when it was counted.
        case cashShort = "cash-short"
    }

    /// Slips of the finger and guests who change their mind make up to four voids on a busy day; the fifth is worth a
    /// look while people still remember.
    package static let voidsFrom = 5
    /// Giving money back is rarer than voiding: once is a mistake, twice a bad day, and the third time shows a pattern
    /// in a dish, a device or a habit.
    package static let refundsFrom = 3

    /// Coins get lost and change is miscounted; from 1,000 minor units on somebody should look.
    package static let shortFrom = Money(1000)

    package let id: Identifier<Alert>
    package let kind: Kind
    /// When it happened last.
    package let at: Timestamp
    package let businessDate: BusinessDate
    package let staffId: StaffID?
    package let staffName: String?
    /// The last one's.
    package let saleId: SaleID?
    package let orderId: OrderID?
    package let shiftId: ShiftID?
    /// What was paid, given back in all, or missing.
    package let amount: Money?
    package let times: Int
}

/// What the API tells of an alert.
package struct AlertView: Codable, Sendable, Hashable {
    package let id: Identifier<Alert>
    package let at: Timestamp
    package let businessDate: BusinessDate
    package let kind: Alert.Kind
    package let staffId: StaffID?
    package let staffName: String?
    package let saleId: SaleID?
    package let orderId: OrderID?
    package let shiftId: ShiftID?
    package let amount: Money?
    package let count: Int?
    package let text: String

    package init(_ alert: Alert, language: Language) {
        id = alert.id
        at = alert.at
        businessDate = alert.businessDate
        kind = alert.kind
        staffId = alert.staffId
        staffName = alert.staffName
        saleId = alert.saleId
        orderId = alert.orderId
        shiftId = alert.shiftId
        amount = alert.amount
        count = [.belowPrinted, .priceDiffers, .cashShort].contains(alert.kind) ? nil : alert.times
        text = alert.words.text(language)
    }
}

extension Alert {
    /// What people read; it accuses nobody.
    package var words: Words {
        switch kind {
        case .belowPrinted:
            Words(
                ko: "출력한 계산서보다 적은 금액으로 결제됐어요. 그 뒤에 주문이나 할인이 바뀌었는지 살펴봐 주세요.",
                en:
                    "A check was paid with less than its printed bill. See whether the order or a discount changed since."
            )
        case .manyVoids:
            Words(
                ko: "주방에 보낸 메뉴가 하루에 \(times)번 취소되거나 손실로 처리됐어요. 바쁜 날이나 재료 사정일 수 있으니 사유를 살펴봐 주세요.",
                en:
                    "Lines were voided \(times) times in a day after they went to the kitchen. It may be a busy day or a "
                    + "missing ingredient; the reasons tell.")
        case .priceDiffers:
            Words(
                ko: "네트워크 없이 판매한 금액이 메뉴 가격과 달랐어요. 그 사이에 가격이 바뀌었는지 살펴봐 주세요.",
                en: "A sale was told at other prices than the menu's. See whether a price changed in the meantime.")
        case .cashShort:
            Words(
                ko: "마감할 때 센 현금이 장부보다 적었어요. 거스름돈이나 기록하지 않은 지출이 있었는지 살펴봐 주세요.",
                en: "The drawer held less than the books say. It may be wrong change or an expense nobody wrote down.")
        case .manyRefunds:
            Words(
                ko: "하루에 환불이 \(times)번 있었어요. 메뉴나 기기에 문제가 있었는지 사유를 살펴봐 주세요.",
                en: "Money was given back \(times) times in a day. It may be a dish or a device; the reasons tell.")
        }
    }
}
