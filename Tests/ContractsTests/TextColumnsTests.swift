import Testing

@testable import Contracts

@Suite struct TextColumnsTests {
    @Test(arguments: [
        ("김치찌개", 8, 8), ("Latte", 5, 5), ("（한）", 6, 6), ("e\u{301}", 1, 1), ("👨‍👩‍👧", 2, 2), ("₩100", 5, 5),
        ("테이블 3 · A", 12, 13), ("※①", 2, 4), ("─", 1, 2), ("漢字", 4, 4), ("", 0, 0),
    ])
    func `ambiguous signs are narrow on a screen and wide on a printer, Hangul is wide on both`(
        text: String, screen: Int, paper: Int
    ) {
        #expect(TextColumns(42).width(text) == screen)
        #expect(TextColumns(42, measure: .cp949).width(text) == paper)
    }

    @Test(arguments: [TextColumns.Measure.unicode, .cp949])
    func `no row is wider than the paper and nothing is lost when a text is broken`(measure: TextColumns.Measure) {
        let texts = [
            "가나다라마바사아자차카타파하", "a가b나c다d라e마f바g사h아", "긴 이름의 해물 순두부찌개 정식 (2인분)", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "1 · 2 · 3 ※ 4 ①②③④⑤", "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧 가족 세트",
        ]
        for count in 2...40 {
            let columns = TextColumns(count, measure: measure)
            for text in texts {
                for indent in [0, 4] {
                    let rows = columns.wrapped(text, indent: indent)
                    #expect(rows.allSatisfy { columns.width($0) <= count }, "\(count): \(rows)")
                    #expect(rows.joined().filter { $0 != " " } == text.filter { $0 != " " }, "\(count): \(rows)")
                }
            }
        }
    }

    @Test func `a wide character is never cut in half`() {
        #expect(TextColumns(5).wrapped("가나다") == ["가나", "다"])
        #expect(TextColumns(5).padded("가나다") == "가나 ")
        #expect(TextColumns(6).padded("가나") == "가나  ")
    }

    @Test func `a text is broken between words, but a word that fills the row is broken itself`() {
        #expect(TextColumns(14).wrapped("순두부찌개 정식 둘") == ["순두부찌개", "정식 둘"])
        #expect(TextColumns(12).wrapped("소 가나다라마바사") == ["소 가나다라", "마바사"])
        #expect(TextColumns(10).wrapped("가나다라마 바") == ["가나다라마", "바"])
    }

    @Test func `rows after the first are indented, lines stay lines`() {
        #expect(TextColumns(10).wrapped("  2 김치찌개", indent: 4) == ["  2 김치찌", "    개"])
        #expect(TextColumns(10).wrapped("가\n\n나\r\n다") == ["가", "", "나", "다"])
        #expect(TextColumns(10).wrapped("") == [""])
    }

    @Test func `amounts stand at the right edge, below a name that is too long`() {
        #expect(TextColumns(12).pair("합계", "1,000") == ["합계   1,000"])
        #expect(TextColumns(8).pair("왼쪽", "오른쪽") == ["왼쪽", "  오른쪽"])
        #expect(TextColumns(12).pair("해물 순두부찌개 정식", "9,000") == ["해물 순두부", "찌개 정식", "       9,000"])
        #expect(TextColumns(14).pair("해물 순두부찌개 둘", "9,000") == ["해물 순두부찌", "개 둘    9,000"])
        #expect(TextColumns(4).pair("가", "1,000,000") == ["가", "1,00", "0,00", "   0"])
        #expect(TextColumns(8).pair("왼쪽", "") == ["왼쪽"])
        #expect(TextColumns(14).pair("  + 순두부찌개", "500", indent: 4) == ["  + 순두부찌개"] + ["           500"])
        #expect(TextColumns(12).pair("  + 순두부찌개", "500", indent: 4) == ["  + 순두부찌", "    개   500"])
    }

    @Test func `a title stands in the middle`() {
        #expect(TextColumns(6).centred("가") == "  가")
        #expect(TextColumns(2).centred("가나") == "가나")
    }
}
