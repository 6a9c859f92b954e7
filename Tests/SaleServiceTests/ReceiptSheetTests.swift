import Contracts
import Testing

@testable import SaleService

@Suite struct ReceiptSheetTests {
    private static func refunded() throws -> (sale: Sale, refund: Refund) {
        let sale = try Sale.sample(
            .sample(24_000, discount: 2000, name: "비빔밥", options: [.sample("계란", 500)], x: 2),
            .sample(5000, .exempt, name: "쌀"),
            tenders: [
                TenderForm(method: .card, amount: 20_000, approval: .sample(installments: 3)),
                TenderForm(method: .cash, amount: 7000, received: 10_000),
            ])
        let form = RefundForm(lines: [.init(saleLineId: sale.lines[0].id, quantity: 1)], reason: "진상 손님")
        return (sale, try Refund.sample(of: sale, form))
    }

    @Test func `a refund's receipt bears its mark, its own number and the one it belongs to`() throws {
        let (sale, refund) = try Self.refunded()
        let korean = ReceiptText.render(.sample(refund, of: sale), columns: 42, language: .ko)
        for words in [
            "[환불]", "250305-S-0007", "2025-03-05 12:00", "원 영수증 250304-S-0001", "서울식당", "123-45-67890",
            "대표 김사장", "서울시 중구 을지로 1", "02-123-4567", "테이블 3", "A-017", "담당 이점장", "비빔밥", "x 1",
            "−11,000", "+ 계란", "공급가액", "−10,000원", "부가세", "−1,000원", "환불 금액", "−11,000원", "현금", "−7,000원",
            "카드", "−4,000원", "승인번호 30012345",
        ] { #expect(korean.contains(words), "\(words)") }
        #expect(!korean.contains("재발행"))
        #expect(!korean.contains("진상"), "the reason is the staff's own word")
        let english = ReceiptText.render(.sample(refund, of: sale, reprint: true), columns: 32, language: .en)
        for words in ["[REFUND]", "[REPRINT]", "Original receipt 250304-S-0001", "Refunded", "₩−11,000"] {
            #expect(english.contains(words), "\(words)")
        }
    }

    @Test func `money alone that goes back names no pieces and no options`() throws {
        let sale = try Sale.sample(.sample(12_000, name: "비빔밥", options: [.sample("계란", 500)]))
        let refund = try Refund.sample(of: sale, RefundForm(amount: 5000, reason: "식었음"))
        let text = ReceiptText.render(.sample(refund, of: sale), columns: 32, language: .ko)
        #expect(text.contains("금액"))
        #expect(!text.contains("x 0"))
        #expect(!text.contains("계란"))
    }

    @Test func `a receipt that is read after a refund says so, how much and under which number`() throws {
        let (sale, refund) = try Self.refunded()
        func text(_ refunds: [Refund], _ language: Language) -> String {
            let receipt = Receipt(
                store: .sample, phone: "02-123-4567", sale: sale, refunds: refunds, soldAtLocal: "2025-03-04 12:00",
                reprint: false)
            return ReceiptText.render(receipt, columns: 42, language: language)
        }
        let partly = text([refund], .ko)
        for words in ["[일부 환불됨]", "환불 250305-S-0007", "−11,000원", "합계"] {
            #expect(partly.contains(words), "\(words)")
        }
        let rest = try Refund.sample(of: sale, less: [refund])
        #expect(rest.whole)
        #expect(text([refund, rest], .ko).contains("[환불됨]"))
        #expect(text([refund, rest], .en).contains("[REFUNDED]"))
        #expect(!text([], .ko).contains("환불"))
    }

    @Test func `rounding has a row of its own when there is any`() throws {
        var sale = try Sale.sample(.sample(11_005))
        #expect(!ReceiptText.render(.sample(sale), columns: 42, language: .ko).contains("단수"))
        sale.rounding = -5
        let text = ReceiptText.render(.sample(sale), columns: 42, language: .ko)
        let rows = text.split(separator: "\n").map(String.init)
        #expect(rows.contains { $0.hasPrefix("단수 조정") && $0.hasSuffix("−5원") })
        #expect(rows.contains { $0.hasPrefix("결제 금액") && $0.hasSuffix("11,000원") })
        #expect(rows.contains { $0.hasPrefix("합계") && $0.hasSuffix("11,005원") })
    }

    @Test func `a store that prices without tax shows what it added to a line`() throws {
        let line = SnapshotLine(
            lineId: .make(), itemId: .make(), name: "Latte", category: "", quantity: 3, unitPrice: 999, options: [],
            amount: 3222, discount: 0, taxClass: .taxable, cost: nil)
        var store = StoreSettings.sample
        store.currency = "USD"
        var sale = try Sale.sample(line)
        #expect(!ReceiptText.render(.sample(sale, store: store), columns: 42, language: .en).contains("tax included"))
        sale.addsTax = true
        let text = ReceiptText.render(.sample(sale, store: store), columns: 42, language: .en)
        #expect(text.contains("tax included +2.25"), "whatever the store's setting is by now")
    }

    @Test func `no costs leave with a receipt, sold or given back`() throws {
        let (sale, refund) = try Self.refunded()
        #expect(refund.lines[0].cost != nil && sale.lines[0].cost != nil)
        let receipt = Receipt(
            store: .sample, phone: "", sale: sale, refunds: [refund], soldAtLocal: "", reprint: false)
        for json in [
            try JSON.text(receipt), try JSON.text(RefundReceipt.sample(refund, of: sale)),
            try JSON.text(CustomerReceipt(receipt)),
        ] { #expect(!json.contains("\"cost\"")) }
    }

    @Test func `a customer's receipt tells nothing of staff, ids and reasons`() throws {
        let (sale, refund) = try Self.refunded()
        let receipt = Receipt(
            store: .sample, phone: "02-123-4567", sale: sale, refunds: [refund], soldAtLocal: "2025-03-04 12:00",
            reprint: false)
        let json = try JSON.text(CustomerReceipt(receipt))
        for secret in ["박직원", "이점장", "진상", "staff", "Id\"", sale.id.text, sale.orderId.text, "flags", "timezone"] {
            #expect(!json.contains(secret), "\(secret)")
        }
        for told in ["서울식당", "250304-S-0001", "250305-S-0007", "\"amount\":11000", "30012345", "5327-50**-****-1234"] {
            #expect(json.contains(told), "\(told)")
        }
    }

    @Test(arguments: ["USD", "JPY", "BHD"])
    func `every amount of a receipt has its currency's decimals`(code: String) throws {
        var store = StoreSettings.sample
        store.currency = code
        let text = ReceiptText.render(.sample(try .sample(.sample(12_345)), store: store), columns: 42, language: .en)
        #expect(text.contains(["USD": "123.45 USD", "JPY": "12,345 JPY", "BHD": "12.345 BHD"][code] ?? "?"))
        #expect(text.contains((["USD": "123.45", "JPY": "12,345", "BHD": "12.345"][code] ?? "?") + " x 1"))
    }
}
