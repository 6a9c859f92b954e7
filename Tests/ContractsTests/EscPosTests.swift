import Testing

@testable import Contracts

@Suite struct EscPosTests {
    private let start: [UInt8] = [0x1B, 0x40, 0x1C, 0x26]

    private func bytes(columns: Int = 42, _ build: (inout PrintPage) -> Void) -> [UInt8] {
        var page = PrintPage()
        build(&page)
        return EscPos(columns: columns).bytes(page)
    }

    /// The printed bytes after the page's beginning.
    private func body(columns: Int = 42, _ build: (inout PrintPage) -> Void) -> [UInt8] {
        Array(bytes(columns: columns, build).dropFirst(start.count))
    }

    @Test func `every page begins with a printer that is reset and reads Hangul`() {
        #expect(bytes { _ in } == start)
        #expect(bytes { $0.text("가") } == start + [0xB0, 0xA1, 0x0A])
    }

    @Test func `a style is switched on before its text and off before the next`() {
        let printed = body { page in
            page.text("A", PrintPage.Style(.centre, bold: true, wide: true, tall: true))
            page.text("B", PrintPage.Style(.right, tall: true))
            page.text("C")
        }
        let first: [UInt8] = [0x1B, 0x61, 1, 0x1B, 0x45, 1, 0x1D, 0x21, 0x11, 0x41, 0x0A]
        let second: [UInt8] = [0x1B, 0x61, 2, 0x1B, 0x45, 0, 0x1D, 0x21, 0x01, 0x42, 0x0A]
        let third: [UInt8] = [0x1B, 0x61, 0, 0x1D, 0x21, 0x00, 0x43, 0x0A]
        #expect(printed == first + second + third)
    }

    @Test func `letters and Hangul are underlined by a command each`() {
        let printed = body { page in
            page.text("A", PrintPage.Style(underline: true))
            page.text("B", PrintPage.Style(reverse: true))
        }
        #expect(
            printed == [0x1B, 0x2D, 1, 0x1C, 0x2D, 1, 0x41, 0x0A] + [
                0x1B, 0x2D, 0, 0x1C, 0x2D, 0, 0x1D, 0x42, 1, 0x42, 0x0A,
            ])
    }

    @Test func `the same style again sends nothing`() {
        let printed = body { page in
            page.text("A", .headline)
            page.text("B", .headline)
        }
        #expect(printed.suffix(4) == [0x41, 0x0A, 0x42, 0x0A])
    }

    @Test func `the paper is cut partially once the last row is out, the drawer gets 50 ms`() {
        #expect(body { $0.cut() } == [0x1D, 0x56, 66, 0])
        #expect(body { $0.openDrawer() } == [0x1B, 0x70, 0, 25, 250])
        #expect(body { $0.openDrawer(.second) } == [0x1B, 0x70, 1, 25, 250])
    }

    @Test(arguments: [(0, 0), (3, 3), (255, 255), (300, 255), (-1, 0)] as [(Int, UInt8)])
    func `blank rows are fed, at most 255`(rows: Int, sent: UInt8) {
        #expect(body { $0.feed(rows) } == [0x1B, 0x64, sent])
    }

    @Test(arguments: [42, 32])
    func `a rule is as wide as the paper, in narrow and in wide characters`(columns: Int) {
        #expect(body(columns: columns) { $0.rule() } == Array(repeating: 0x2D, count: columns) + [0x0A])
        let frame = Array(repeating: [0xA6, 0xA1] as [UInt8], count: columns / 2).joined()
        #expect(body(columns: columns) { $0.rule("─") } == Array(frame) + [0x0A])
    }

    @Test(arguments: [42, 32])
    func `an amount ends at the right edge, wide letters count double`(columns: Int) {
        let row = body(columns: columns) { $0.row("합계", "₩1,000") }
        #expect(row.count == columns + 1)
        #expect(row.suffix(6) == Array("1,000\n".utf8))
        let wide = body(columns: columns) { $0.row("합계", "₩1,000", PrintPage.Style(wide: true)) }
        #expect(wide.count == 3 + columns / 2 + 1)
    }

    @Test func `a dot that screens show narrow does not push the amount over the edge`() {
        #expect(body { $0.row("테이블 3 · A-017", "담당 박직원") }.count == 43)
    }

    @Test func `a text with control codes prints no command`() {
        #expect(body { $0.text("\u{1D}V\u{0}\u{1B}@") } == Array("?V??@\n".utf8))
    }

    @Test func `a QR code is stored, then printed in the middle, by the functions of GS ( k in their order`() {
        let printed = body { $0.code("AB") }
        let model: [UInt8] = [0x1D, 0x28, 0x6B, 4, 0, 49, 65, 50, 0]
        let size: [UInt8] = [0x1D, 0x28, 0x6B, 3, 0, 49, 67, 5]
        let correction: [UInt8] = [0x1D, 0x28, 0x6B, 3, 0, 49, 69, 49]
        let data: [UInt8] = [0x1D, 0x28, 0x6B, 5, 0, 49, 80, 48, 0x41, 0x42]
        #expect(printed == [0x1B, 0x61, 1] + model + size + correction + data + [0x1D, 0x28, 0x6B, 3, 0, 49, 81, 48])
        let long = body { $0.code(String(repeating: "x", count: 300)) }
        #expect(long.dropFirst(3 + model.count + size.count + correction.count + 3).prefix(2) == [0x2F, 0x01])
        #expect(body { $0.code(String(repeating: "x", count: 100_000)) }.count < 2100, "no more than a code can hold")
    }

    @Test func `a printer has 16 to 64 columns`() {
        #expect(EscPos(columns: 0).columns == 16)
        #expect(EscPos(columns: .max).columns == 64)
        #expect(EscPos(columns: 48).columns == 48)
    }
}
