import Contracts
import Testing

@testable import SaleService

@Suite struct ReceiptTextTests {
    /// One thing on the receipt that somebody may make as long as it can be.
    enum Part: String, CaseIterable, CustomTestStringConvertible {
        case store, owner, address, businessNumber, phone, item, option, table, staff, issuer, masked, approval, amount

        var testDescription: String { rawValue }
    }

    private static func long(_ count: Int) -> String { String(repeating: "가나다라마바사아자차", count: 20).prefix(count) + "" }

    private static func receipt(_ part: Part) throws -> Receipt {
        var store = StoreSettings.sample
        var phone = "02-123-4567"
        var (item, option, amount) = ("김치찌개", "라면사리", Money(12_000))
        var (issuer, masked, approval) = ("국민카드", "5327-50**-****-1234", "30012345")
        switch part {
        case .store: store.name = long(100)
        case .owner: store.ownerName = long(100)
        case .address: store.address = long(200)
        case .businessNumber: store.businessNumber = long(20)
        case .phone: phone = String(repeating: "02-123-4567 ", count: 3).prefix(30) + ""
        case .item: item = long(100)
        case .option: option = long(100)
        case .issuer: issuer = long(40)
        case .masked: masked = String(repeating: "*", count: 40)
        case .approval: approval = String(repeating: "A", count: 40)
        case .amount: amount = .limit
        case .table, .staff: break
        }
        var sale = try Sale.sample(
            .sample(amount, discount: 1000, name: item, options: [.sample(option, 1000)]),
            tenders: [
                TenderForm(
                    method: .card, amount: amount - 1000,
                    approval: .sample(approval, issuer: issuer, masked: masked, installments: 12))
            ])
        if part == .table { sale.tableName = long(30) }
        if part == .staff { sale.staffName = long(50) }
        return .sample(sale, store: store, phone: phone, reprint: true)
    }

    @Test(arguments: Part.allCases)
    func `no row is wider than the paper, however long the words on it are`(part: Part) throws {
        let receipt = try Self.receipt(part)
        for (columns, language) in [(42, Language.ko), (42, .en), (32, .ko), (32, .en)] {
            let rows = ReceiptText.render(receipt, columns: columns, language: language).split(separator: "\n")
            let wide = rows.filter { TextColumns.width(String($0)) > columns }
            #expect(wide.isEmpty, "\(columns) columns, \(language)")
        }
    }

    @Test func `nothing of a long name is lost when it is broken into rows`() throws {
        let text = ReceiptText.render(try Self.receipt(.item), columns: 32, language: .ko)
        #expect(text.replacing("\n", with: "").contains(Self.long(100)))
    }

    @Test func `Hangul, Kana and full-width signs are two columns wide, marks none`() {
        #expect(TextColumns.width("김치찌개") == 8)
        #expect(TextColumns.width("Latte") == 5)
        #expect(TextColumns.width("ラーメン定食") == 12)
        #expect(TextColumns.width("（한）") == 6)
        #expect(TextColumns.width("e\u{301}") == 1)
        #expect(TextColumns.width("") == 0)
    }

    @Test func `amounts stand at the right edge`() throws {
        let text = ReceiptText.render(.sample(try .sample(.sample(12_000))), columns: 42, language: .ko)
        let total = try #require(text.split(separator: "\n").first { $0.hasPrefix("합계") })
        #expect(total.hasSuffix("12,000원"))
        #expect(TextColumns.width(String(total)) == 42)
        #expect(TextColumns(4).wrapped("가나다") == ["가나", "다"])
        #expect(TextColumns(8).pair("왼쪽", "오른쪽") == ["왼쪽", "  오른쪽"])
        #expect(TextColumns(6).centred("가") == "  가")
    }

    @Test func `a receipt says what it must, in Korean and in English`() throws {
        let sale = try Sale.sample(
            .sample(11_000, name: "비빔밥", x: 2), .sample(5000, .exempt, name: "쌀"), .sample(300, .deposit, name: "병"),
            change: 3700)
        let korean = ReceiptText.render(.sample(sale), columns: 42, language: .ko)
        for words in [
            "영 수 증", "서울식당", "123-45-67890", "대표 김사장", "서울시 중구 을지로 1", "02-123-4567", "250304-S-0001",
            "2025-03-04 12:00", "테이블 3", "A-017", "담당 박직원", "비빔밥", "5,500 x 2", "공급가액", "10,000원", "부가세",
            "1,000원", "면세", "5,000원", "보증금", "300원", "합계", "16,300원", "현금", "20,000원", "거스름돈", "3,700원",
        ] { #expect(korean.contains(words), "\(words)") }
        let english = ReceiptText.render(.sample(sale), columns: 42, language: .en)
        for words in [
            "RECEIPT", "Reg. no. 123-45-67890", "Owner 김사장", "Tel. 02-123-4567", "Table 3", "Served by 박직원",
            "Taxable (net)", "VAT", "₩1,000", "Tax-exempt", "Deposit", "Total", "₩16,300", "Cash", "Change", "₩3,700",
        ] { #expect(english.contains(words), "\(words)") }
        #expect(!korean.contains("할인"))
        #expect(!korean.contains("재발행"))
    }

    @Test func `a discount has a row of its own and stands at its line`() throws {
        let text = ReceiptText.render(
            .sample(try .sample(.sample(12_000, discount: 1500), .sample(3000))), columns: 32, language: .ko)
        #expect(text.contains("주문 금액"))
        #expect(text.contains("15,000원"))
        let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("할인") })
        #expect(row.hasSuffix("−1,500원"))
        #expect(text.contains("13,500원"))
    }

    @Test func `a card shows its approval, its masked number and its months`() throws {
        let sale = try Sale.sample(
            .sample(50_000), tenders: [TenderForm(method: .card, amount: 50_000, approval: .sample(installments: 3))])
        let korean = ReceiptText.render(.sample(sale), columns: 42, language: .ko)
        for words in ["카드", "국민카드 5327-50**-****-1234", "승인번호 30012345", "할부 3개월"] {
            #expect(korean.contains(words), "\(words)")
        }
        let english = ReceiptText.render(.sample(sale), columns: 42, language: .en)
        for words in ["Card", "Approval 30012345", "3 months"] { #expect(english.contains(words), "\(words)") }
        #expect(!korean.contains("거스름돈"))
    }

    @Test func `a reprint bears its mark`() throws {
        let sale = try Sale.sample(.sample(5000))
        let reprint = Receipt.sample(sale, reprint: true)
        #expect(ReceiptText.render(reprint, columns: 42, language: .ko).contains("[재발행]"))
        #expect(ReceiptText.render(reprint, columns: 42, language: .en).contains("[REPRINT]"))
        #expect(!ReceiptText.render(.sample(sale), columns: 42, language: .en).contains("REPRINT"))
    }

    @Test func `amounts have separators, a real minus sign and the store's currency`() {
        #expect(ReceiptWording(language: .ko, currency: "KRW").figures(-1000) == "−1,000")
        #expect(ReceiptWording(language: .ko, currency: "KRW").money(12_300) == "12,300원")
        #expect(ReceiptWording(language: .en, currency: "KRW").money(12_300) == "₩12,300")
        #expect(ReceiptWording(language: .ko, currency: "JPY").money(1500) == "1,500 JPY")
        #expect(ReceiptWording(language: .en, currency: "USD").money(123_456) == "1,234.56 USD")
    }
}
