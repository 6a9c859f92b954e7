import Foundation
import Testing

@testable import Contracts

@Suite struct CP949Tests {
    /// FNV-1a of 64 bits: short, and easily computed by another program.
    private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static func scalars(_ range: ClosedRange<UInt32>) -> [Unicode.Scalar] {
        range.compactMap { Unicode.Scalar($0) }
    }

    @Test(
        arguments: [
            ("가", [0xB0, 0xA1]), ("각", [0xB0, 0xA2]), ("갂", [0x81, 0x41]), ("똠", [0x8C, 0x63]), ("뷁", [0x94, 0xEE]),
            ("펲", [0xBC, 0x84]), ("힝", [0xC8, 0xFE]), ("힣", [0xC6, 0x52]), ("ㅋ", [0xA4, 0xBB]), ("①", [0xA8, 0xE7]),
            ("─", [0xA6, 0xA1]), ("·", [0xA1, 0xA4]), ("×", [0xA1, 0xBF]), ("※", [0xA1, 0xD8]), ("㎏", [0xA7, 0xB8]),
            ("Ａ", [0xA3, 0xC1]), ("ア", [0xAB, 0xA2]), ("￦", [0xA3, 0xDC]), ("A~", [0x41, 0x7E]),
            ("김치찌개", [0xB1, 0xE8, 0xC4, 0xA1, 0xC2, 0xEE, 0xB0, 0xB3]),
        ] as [(String, [UInt8])])
    func `a text has the bytes that Windows gives it`(text: String, bytes: [UInt8]) {
        #expect(CP949.bytes(text) == bytes)
    }

    @Test func `all 11,172 syllables have the codes of Python's codec`() {
        let syllables = Self.scalars(0xAC00...0xD7A3).map { CP949.bytes(Character($0)) }
        #expect(syllables.allSatisfy { $0.count == 2 })
        #expect(Set(syllables).count == 11_172)
        #expect(Self.checksum(syllables.joined()) == 0x82B7_463A_BEDE_EA79)
    }

    @Test func `all signs of rows A1 to AC have the codes of Python's codec`() {
        let signs = Self.scalars(0x80...0xFFFF).filter { !(0xAC00...0xD7A3).contains($0.value) }.compactMap(CP949.code)
        // Å is in Unicode twice; Python knows only the sign of that name, which is no letter.
        #expect(CP949.code("\u{C5}") == CP949.code("\u{212B}"))
        let once = Self.scalars(0x80...0xFFFF).filter { $0 != "\u{C5}" && !(0xAC00...0xD7A3).contains($0.value) }
        let codes = once.compactMap(CP949.code).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(signs.count == 988 + 1)
        #expect(Self.checksum(codes) == 0x1A5E_5AA5_C86F_5662)
    }

    @Test func `letters that were stored apart are put together first`() {
        let apart = "김치찌개 Café".decomposedStringWithCanonicalMapping
        #expect(apart.unicodeScalars.count == 15)
        #expect(CP949.bytes(apart) == CP949.bytes("김치찌개 Cafe"))
    }

    @Test func `a won sign prints as the wide one that Korean printers have`() {
        #expect(CP949.bytes("₩1,000") == CP949.bytes("￦1,000"))
    }

    @Test func `signs that look alike stand in for signs without a code`() {
        #expect(CP949.bytes("−1 – 2\u{A0}3") == CP949.bytes("-1 - 2 3"))
        #expect(CP949.bytes("ラーメン • ❤️") == CP949.bytes("ラ―メン · ♥"))
        #expect(CP949.bytes("Crème brûlée, jalapeño") == CP949.bytes("Creme brulee, jalapeno"))
    }

    @Test(arguments: [
        ("漢字", "????"), ("👨‍👩‍👧", "??"), ("🇰🇷!", "??!"), ("ไทย", "???"), ("ﾗｰﾒﾝ", "????"), ("\u{1160}", "?"),
        ("\u{200D}", ""), ("\u{301}", ""),
        ("", ""),
    ])
    func `what has no code becomes question marks as wide as it is`(text: String, printed: String) {
        #expect(CP949.bytes(text) == Array(printed.utf8))
    }

    @Test func `no name opens the drawer: control codes never get through`() {
        #expect(CP949.bytes("\u{1B}p\u{0}\u{19}\u{FA}") == Array("?p??".utf8) + [UInt8(ascii: "u")])
        let controls = Self.scalars(0...0x1F) + Self.scalars(0x7F...0x9F)
        for control in controls {
            #expect(CP949.bytes(Character(control)).allSatisfy { $0 == 0x3F || $0 == 0x20 }, "\(control.value)")
        }
    }

    @Test func `every scalar of Unicode is written, with as many bytes as it is wide or with a pair`() {
        for value in stride(from: UInt32(0), through: 0x10FFFF, by: 7) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = CP949.bytes(Character(scalar))
            let wide = bytes.count == 2 && bytes[0] > 0x80
            #expect(wide || bytes.count == TextColumns.width(Character(scalar)), "\(String(value, radix: 16))")
        }
    }
}
