import Contracts
import Testing

@testable import SaleService

@Suite struct SettlementTextTests {
    private func text(_ day: SettledDay, _ change: (inout StoreSettings) -> Void = { _ in }) -> String {
        var store = StoreSettings.sample
        change(&store)
        return SettlementText(day, store).text
    }

    @Test func `A store in Korea is told its day in Korean`() {
        #expect(
            text(.sample())
                == "[서울식당] 11/24 마감: 매출 1,234,000원 (주문 87건), 현금 200,000 카드 1,034,000, 환불 12,000")
    }

    @Test func `A store elsewhere is told its day in English, in its own currency`() {
        let day = SettledDay(
            businessDate: .stored("2026-11-04"), sales: 123_405, orders: 1, tenders: [.init(.card, 123_405)], refunds: 5
        )
        let told = text(day) { store in
            store.name = "Corner Cafe"
            (store.timezone, store.currency) = ("America/New_York", "USD")
        }
        #expect(
            told == "[Corner Cafe] 2026-11-04 closed: sales 1,234.05 USD (1 order), card 1,234.05, refunds 0.05")
    }

    @Test func `What came to nothing is not named`() {
        let quiet = SettledDay(
            businessDate: .stored("2026-03-04"), sales: 0, orders: 0, tenders: [.init(.cash, 0), .init(.card, 0)],
            refunds: 0)
        #expect(text(quiet) == "[서울식당] 3/4 마감: 매출 0원 (주문 0건)")
    }

    @Test func `A day on which more was given back than sold is told with its minus`() {
        let day = SettledDay(
            businessDate: .stored("2026-11-24"), sales: -12_000, orders: 0, tenders: [.init(.cash, -12_000)],
            refunds: 12_000)
        #expect(text(day) == "[서울식당] 11/24 마감: 매출 -12,000원 (주문 0건), 현금 -12,000, 환불 12,000")
    }

    @Test(arguments: [
        (Money(5), "KRW", "5"), (Money(1_234_567), "KRW", "1,234,567"), (Money(-1000), "JPY", "-1,000"),
        (Money(5), "USD", "0.05"), (Money(-123_456), "EUR", "-1,234.56"), (Money(1_234_567), "KWD", "1,234.567"),
        (Money(0), "USD", "0.00"),
    ])
    func `Amounts have their currency's decimals`(amount: Money, currency: String, written: String) {
        #expect(SettlementText.amount(amount, currency) == written)
    }

    @Test(arguments: ["Asia/Seoul", "Europe/London"])
    func `Whatever a store is called and however much it sells, the message stays under 200 characters`(zone: String) {
        let most = Money(Int64.max)
        let methods: [TenderMethod] = [.cash, .card, .transfer, .voucher]
        for name in ["가", String(repeating: "긴이름", count: 60), String(repeating: "🍜", count: 100), "줄\n바꿈"] {
            for amount in [Money(1), 1_000_000, most] {
                let day = SettledDay(
                    businessDate: .stored("2026-11-24"), sales: amount, orders: 12_345,
                    tenders: methods.map { .init($0, amount) }, refunds: amount)
                let told = text(day) { store in (store.name, store.timezone) = (name, zone) }
                #expect(told.utf16.count < 200 && !told.contains("\n"), "\(told)")
                #expect(told.hasPrefix("[\(name.prefix(1))"))
                #expect(told.contains(SettlementText.amount(amount, "KRW")))
            }
        }
    }
}

extension SettledDay {
    static func sample(_ date: String = "2026-11-24") -> SettledDay {
        SettledDay(
            businessDate: .stored(date), sales: 1_234_000, orders: 87,
            tenders: [.init(.cash, 200_000), .init(.card, 1_034_000)], refunds: 12_000)
    }
}
