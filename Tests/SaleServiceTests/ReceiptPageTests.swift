import Contracts
import Testing

@testable import SaleService

/// What a printer receives, to the last byte: commands stand as `<1B 61 01>`, rows as they read.
@Suite struct ReceiptPageTests {
    private static let link = "https://pos.example.com/r/AAAAAAAAAAAAAAAAAAAAAA"

    private static func sale() throws -> Sale {
        try .sample(.sample(11_000, name: "비빔밥", options: [.sample("계란", 500)]), change: 9000)
    }

    private static func bytes(_ sheet: ReceiptSheet, columns: Int) -> [UInt8] {
        EscPos(columns: columns).bytes(ReceiptPage.render(sheet))
    }

    /// The bytes that a golden text stands for; every row but the last ends in a line feed.
    private static func bytes(_ golden: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, row) in golden.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { bytes.append(0x0A) }
            for part in row.split(separator: "<", omittingEmptySubsequences: false).enumerated() {
                guard part.offset > 0 else {
                    bytes += CP949.bytes(part.element)
                    continue
                }
                let pair = part.element.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
                bytes += try pair[0].split(separator: " ").map { try #require(UInt8($0, radix: 16)) }
                bytes += CP949.bytes(pair[1])
            }
        }
        return bytes
    }

    @Test func `a sale on paper of 42 columns, with its link`() throws {
        let sheet = ReceiptSheet(.sample(try Self.sale()), language: .ko, link: Self.link)
        let golden = """
            <1B 40><1C 26><1B 61 01><1B 45 01>영 수 증
            <1D 21 01>서울식당
            <1B 61 00><1B 45 00><1D 21 00>사업자번호 123-45-67890
            대표 김사장
            서울시 중구 을지로 1
            전화 02-123-4567
            250304-S-0001             2025-03-04 12:00
            테이블 3 · A-017              담당 박직원
            ------------------------------------------
            비빔밥
              11,000 x 1                        11,000
              + 계란                               500
            ------------------------------------------
            공급가액                          10,000원
            부가세                             1,000원
            <1B 45 01><1D 21 11>합계         11,000원
            <1B 45 00><1D 21 00>------------------------------------------
            현금                              20,000원
            거스름돈                           9,000원
            ------------------------------------------
            <1B 61 01>영수증 보기
            <1D 28 6B 04 00 31 41 32 00><1D 28 6B 03 00 31 43 05><1D 28 6B 03 00 31 45 31>\
            <1D 28 6B 33 00 31 50 30>https://pos.example.com/r/AAAAAAAAAAAAAAAAAAAAAA\
            <1D 28 6B 03 00 31 51 30><1D 56 42 00>
            """
        #expect(Self.bytes(sheet, columns: 42) == (try Self.bytes(golden)))
    }

    @Test func `a sale on paper of 32 columns, with its link`() throws {
        let sheet = ReceiptSheet(.sample(try Self.sale()), language: .ko, link: Self.link)
        let golden = """
            <1B 40><1C 26><1B 61 01><1B 45 01>영 수 증
            <1D 21 01>서울식당
            <1B 61 00><1B 45 00><1D 21 00>사업자번호 123-45-67890
            대표 김사장
            서울시 중구 을지로 1
            전화 02-123-4567
            250304-S-0001   2025-03-04 12:00
            테이블 3 · A-017    담당 박직원
            --------------------------------
            비빔밥
              11,000 x 1              11,000
              + 계란                     500
            --------------------------------
            공급가액                10,000원
            부가세                   1,000원
            <1B 45 01><1D 21 11>합계    11,000원
            <1B 45 00><1D 21 00>--------------------------------
            현금                    20,000원
            거스름돈                 9,000원
            --------------------------------
            <1B 61 01>영수증 보기
            <1D 28 6B 04 00 31 41 32 00><1D 28 6B 03 00 31 43 05><1D 28 6B 03 00 31 45 31>\
            <1D 28 6B 33 00 31 50 30>https://pos.example.com/r/AAAAAAAAAAAAAAAAAAAAAA\
            <1D 28 6B 03 00 31 51 30><1D 56 42 00>
            """
        #expect(Self.bytes(sheet, columns: 32) == (try Self.bytes(golden)))
    }

    @Test func `a refund on paper of 42 columns, reprinted`() throws {
        let sale = try Self.sale()
        let form = RefundForm(lines: [.init(saleLineId: sale.lines[0].id, quantity: 1)], reason: "변심")
        let receipt = RefundReceipt.sample(try .sample(of: sale, form), of: sale, reprint: true)
        let sheet = ReceiptSheet(receipt, language: .ko)
        let golden = """
            <1B 40><1C 26><1B 61 01><1B 45 01>영 수 증
            <1D 21 01>[환불]
            [재발행]
            서울식당
            <1B 61 00><1B 45 00><1D 21 00>사업자번호 123-45-67890
            대표 김사장
            서울시 중구 을지로 1
            전화 02-123-4567
            250305-S-0007             2025-03-05 12:00
            원 영수증 250304-S-0001
            테이블 3 · A-017              담당 이점장
            ------------------------------------------
            비빔밥
              x 1                              -11,000
              + 계란
            ------------------------------------------
            공급가액                         -10,000원
            부가세                            -1,000원
            <1B 45 01><1D 21 11>환불 금액   -11,000원
            <1B 45 00><1D 21 00>------------------------------------------
            현금                             -11,000원
            <1D 56 42 00>
            """
        #expect(Self.bytes(sheet, columns: 42) == (try Self.bytes(golden)))
    }

    @Test func `a refund on paper of 32 columns, reprinted`() throws {
        let sale = try Self.sale()
        let form = RefundForm(lines: [.init(saleLineId: sale.lines[0].id, quantity: 1)], reason: "변심")
        let receipt = RefundReceipt.sample(try .sample(of: sale, form), of: sale, reprint: true)
        let sheet = ReceiptSheet(receipt, language: .ko)
        let golden = """
            <1B 40><1C 26><1B 61 01><1B 45 01>영 수 증
            <1D 21 01>[환불]
            [재발행]
            서울식당
            <1B 61 00><1B 45 00><1D 21 00>사업자번호 123-45-67890
            대표 김사장
            서울시 중구 을지로 1
            전화 02-123-4567
            250305-S-0007   2025-03-05 12:00
            원 영수증 250304-S-0001
            테이블 3 · A-017    담당 이점장
            --------------------------------
            비빔밥
              x 1                    -11,000
              + 계란
            --------------------------------
            공급가액               -10,000원
            부가세                  -1,000원
            <1B 45 01><1D 21 11>환불 금액
                   -11,000원
            <1B 45 00><1D 21 00>--------------------------------
            현금                   -11,000원
            <1D 56 42 00>
            """
        #expect(Self.bytes(sheet, columns: 32) == (try Self.bytes(golden)))
    }

    @Test(arguments: [42, 32])
    func `a total that is too long for its row ends the next one`(columns: Int) throws {
        let sheet = ReceiptSheet(.sample(try .sample(.sample(.limit))), language: .ko)
        let rows = Self.bytes(sheet, columns: columns).split(separator: 0x0A)
        #expect(rows.contains { $0.count <= columns / 2 + 8 && $0.ends(with: CP949.bytes("10,000,000,000원")) })
    }
}

extension Collection where Element == UInt8 {
    fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}
