import Contracts
import Testing

@Suite struct CurrencyTests {
    @Test(arguments: [("KRW", 0), ("JPY", 0), ("VND", 0), ("KWD", 3), ("BHD", 3), ("USD", 2), ("EUR", 2), ("", 2)])
    func `a currency has the decimals that ISO 4217 gives it, two where it is silent`(code: String, decimals: Int) {
        #expect(Currency(code).decimals == decimals)
    }

    @Test func `won stand as they always did, with the sign of the reader's language`() {
        let won = Currency("KRW")
        #expect(won.text(12_300, .ko) == "12,300원")
        #expect(won.text(12_300, .en) == "₩12,300")
        #expect(won.text(-1000, .ko) == "−1,000원")
        #expect(won.figures(1_234_567) == "1,234,567")
        #expect([0, 7, 100, 1000].map { won.figures(Money($0)) } == ["0", "7", "100", "1,000"])
    }

    @Test func `minor units stand behind the point, never as whole ones`() {
        let dollar = Currency("USD")
        #expect(dollar.text(1_234_567, .en) == "12,345.67 USD")
        #expect([0, 5, 50, 100, -5].map { dollar.figures(Money($0)) } == ["0.00", "0.05", "0.50", "1.00", "−0.05"])
        #expect(Currency("KWD").text(1_234_567, .ko) == "1,234.567 KWD")
        #expect(Currency("JPY").text(1500, .ko) == "1,500 JPY")
    }

    @Test func `the smallest amount there is can be written`() {
        #expect(Currency("KRW").figures(Money(.min)) == "−9,223,372,036,854,775,808")
    }
}
