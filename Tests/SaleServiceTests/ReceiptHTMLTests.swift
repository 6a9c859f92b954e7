import Contracts
import Testing

@testable import SaleService

@Suite struct ReceiptHTMLTests {
    private let script = #"<script>alert("1")</script>&"#
    private let harmless = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;"

    @Test func `no word that somebody typed becomes markup`() throws {
        var store = StoreSettings.sample
        store.name = script
        store.ownerName = script
        store.address = script
        store.businessNumber = script
        var sale = try Sale.sample(
            .sample(5000, name: script, options: [.sample(script, 0)]),
            tenders: [
                TenderForm(method: .card, amount: 5000, approval: .sample(script, issuer: script, masked: script))
            ])
        sale.tableName = script
        sale.staffName = script
        sale.orderNumber = script
        let html = ReceiptHTML.render(.sample(sale, store: store, phone: script), language: .ko)
        #expect(!html.contains("<script"))
        #expect(html.split(separator: harmless, omittingEmptySubsequences: false).count == 14)
    }

    @Test func `a page says what the paper says, in Korean and in English`() throws {
        let sale = try Sale.sample(
            .sample(12_000, discount: 1000, name: "비빔밥", options: [.sample("계란", 500)]), change: 9000)
        let korean = ReceiptHTML.render(.sample(sale), language: .ko)
        for words in [
            #"lang="ko""#, "<h1>서울식당</h1>", "영수증 250304-S-0001", "사업자번호 123-45-67890", "테이블 3 · A-017",
            "비빔밥", "+ 계란", "<td>500</td>", "주문 금액", "12,000원", "할인", "−1,000원", "공급가액", "10,000원", "부가세", "합계",
            "11,000원", "현금", "20,000원", "거스름돈", "9,000원",
        ] { #expect(korean.contains(words), "\(words)") }
        let english = ReceiptHTML.render(.sample(sale), language: .en)
        for words in [#"lang="en""#, "Receipt 250304-S-0001", "Discount", "Total", "₩11,000", "Cash", "Change"] {
            #expect(english.contains(words), "\(words)")
        }
        #expect(!korean.contains("재발행"))
    }

    @Test func `a page shows the card's approval and the reprint mark`() throws {
        let sale = try Sale.sample(
            .sample(5000), tenders: [TenderForm(method: .card, amount: 5000, approval: .sample())])
        let korean = ReceiptHTML.render(.sample(sale, reprint: true), language: .ko)
        for words in ["카드", "국민카드 5327-50**-****-1234", "승인번호 30012345", "재발행"] {
            #expect(korean.contains(words), "\(words)")
        }
        #expect(ReceiptHTML.render(.sample(sale, reprint: true), language: .en).contains("REPRINT"))
    }
}
