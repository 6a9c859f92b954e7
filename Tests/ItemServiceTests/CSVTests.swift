import Foundation
import Testing

@testable import ItemService

@Suite struct CSVTests {
    private func fields(_ text: String) throws -> [[String]] {
        try CSV.rows(of: Array(text.utf8), most: 100).map(\.fields)
    }

    @Test func `lines end with CRLF, LF or CR, and the last needs no end`() throws {
        let expected = [["a", "b"], ["c", ""], ["", "d"]]
        for end in ["\r\n", "\n", "\r"] {
            #expect(try fields("a,b\(end)c,\(end),d") == expected)
            #expect(try fields("a,b\(end)c,\(end),d\(end)") == expected)
        }
    }

    @Test func `a quoted field holds commas, line ends and doubled quotes`() throws {
        #expect(try fields("\"a,b\",\"c\r\nd\",\"e\"\"f\",\"\"\n") == [["a,b", "c\r\nd", "e\"f", ""]])
        #expect(try fields("\"\"\"\"\n") == [["\""]])
    }

    @Test func `a byte order mark is passed over, but only at the beginning`() throws {
        #expect(try fields("\u{FEFF}a,b\n") == [["a", "b"]])
        #expect(try fields("\u{FEFF}\"a\",b\n") == [["a", "b"]])
        #expect(try fields("a,\u{FEFF}b\n") == [["a", "\u{FEFF}b"]])
    }

    @Test func `blank lines are left out and spaces are kept`() throws {
        #expect(try fields("\n\na, b \n\r\n\n c\n") == [["a", " b "], [" c"]])
        #expect(try fields("").isEmpty)
    }

    @Test func `a record is named by the line on which it begins`() throws {
        let text = "a\n\n\"b\nb\r\nb\"\nc\r\n\"d\"\n"
        #expect(try CSV.rows(of: Array(text.utf8), most: 100).map(\.line) == [1, 3, 6, 7])
    }

    @Test(arguments: ["a\"b\n", "\"a\"b\n", "\"a", "\"a\"\"", "x,\"a\" ,b"])
    func `a quote in the middle or one that is never closed is refused`(text: String) {
        #expect(throws: ItemRejection.importUnreadable(line: 1)) { try fields(text) }
    }

    @Test func `bytes that are not UTF-8 are refused, quoted or not`() {
        for bytes: [UInt8] in [[0x61, 0xFF, 0x0A], [0x22, 0xC3, 0x28, 0x22], [0xED, 0xA0, 0x80]] {
            #expect(throws: ItemRejection.importUnreadable(line: 1)) { try CSV.rows(of: bytes, most: 100) }
        }
    }

    @Test func `what is written is read back, whatever it holds`() throws {
        let letters = ["a", ",", "\"", "\n", "\r", "\r\n", " ", "국", "\u{301}", "😀", "=", "\u{FEFF}"]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let rows = (0..<3).map { _ in
                ["first"]
                    + (0..<4).map { _ in
                        (0..<Int.random(in: 0...6, using: &generator)).map { _ in letters.randomElement() ?? "" }
                            .joined()
                    }
            }
            let read = try fields(rows.map(CSV.line).joined())
            #expect(read.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
        }
    }
}
