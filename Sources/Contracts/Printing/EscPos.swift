/// Writes a page in the language of Epson ESC/POS printers, for models with Korean characters (CP949).
///
/// Commands after Epson's "ESC/POS Command Reference" (the online successor of the Application Programming Guide);
/// each is named there as in `Command`.
package struct EscPos: Hashable, Sendable {
    /// Characters of font A on a row: 42 on 80 mm paper of Korean models, 48 on others, 32 on 58 mm.
    package let columns: Int

    /// A printer with so many columns, no fewer than 16 and no more than 64.
    package init(columns: Int) { self.columns = max(16, min(columns, 64)) }

    /// All bytes for one page; it begins with ESC @, so that nothing of an earlier page stays.
    package func bytes(_ page: PrintPage) -> [UInt8] {
        var job = Job(columns: columns)
        page.elements.forEach { job.add($0) }
        return job.bytes
    }
}

/// One page under way: the bytes so far, and the style that the printer has at this point.
private struct Job {
    let columns: Int
    var bytes = Command.initialize + Command.hangul
    var style = PrintPage.Style.plain

    init(columns: Int) { self.columns = columns }

    mutating func add(_ element: PrintPage.Element) {
        switch element {
        case .text(let text, let style, let indent): write(row(style).wrapped(text, indent: indent), style)
        case .row(let left, let right, let style): write(row(style).pair(left, right), style)
        case .rule(let character):
            let width = max(1, row(.plain).width(character))
            write([String(repeating: character, count: columns / width)], .plain)
        case .code(let text):
            change(to: PrintPage.Style(.centre))
            bytes += Command.code(Array(text.utf8.prefix(2000)))
        case .feed(let rows): bytes += Command.feed(rows)
        case .cut: bytes += Command.cut
        case .drawer(let drawer): bytes += Command.pulse(drawer)
        }
    }

    private func row(_ style: PrintPage.Style) -> TextColumns {
        TextColumns(style.wide ? columns / 2 : columns, measure: .cp949)
    }

    private mutating func write(_ rows: [String], _ style: PrintPage.Style) {
        change(to: style)
        for row in rows { bytes += CP949.bytes(row) + Command.lineFeed }
    }

    /// Sends only what differs, always at the beginning of a row, where ESC a is heeded.
    private mutating func change(to new: PrintPage.Style) {
        if new.alignment != style.alignment { bytes += Command.align(new.alignment) }
        if new.bold != style.bold { bytes += Command.bold(new.bold) }
        if (new.wide, new.tall) != (style.wide, style.tall) { bytes += Command.size(wide: new.wide, tall: new.tall) }
        if new.underline != style.underline { bytes += Command.underline(new.underline) }
        if new.reverse != style.reverse { bytes += Command.reverse(new.reverse) }
        style = new
    }
}

/// The commands in use, by their names in the reference.
private enum Command {
    /// ESC @ "Initialize printer": empties the buffer, all modes as after power-on.
    static let initialize: [UInt8] = [0x1B, 0x40]
    /// FS & "Select Kanji character mode": from here bytes above 80 come in pairs, a pair being one Hangul character.
    static let hangul: [UInt8] = [0x1C, 0x26]
    /// LF "Print and line feed".
    static let lineFeed: [UInt8] = [0x0A]
    /// GS V 66 0 "Select cut mode and cut paper", function B: moves the last row past the knife and cuts partially.
    static let cut: [UInt8] = [0x1D, 0x56, 66, 0]

    /// ESC a n "Select justification": 0 left, 1 centred, 2 right; at the beginning of a row only.
    static func align(_ alignment: PrintPage.Alignment) -> [UInt8] {
        switch alignment {
        case .left: [0x1B, 0x61, 0]
        case .centre: [0x1B, 0x61, 1]
        case .right: [0x1B, 0x61, 2]
        }
    }

    /// ESC E n "Turn emphasized mode on/off".
    static func bold(_ on: Bool) -> [UInt8] { [0x1B, 0x45, on ? 1 : 0] }

    /// GS ! n "Select character size": high nibble width - 1, low nibble height - 1; Hangul too, until the next FS !.
    static func size(wide: Bool, tall: Bool) -> [UInt8] { [0x1D, 0x21, (wide ? 0x10 : 0) | (tall ? 0x01 : 0)] }

    /// ESC - n "Turn underline mode on/off", and FS - n, the same "for Kanji characters".
    static func underline(_ on: Bool) -> [UInt8] { [0x1B, 0x2D, on ? 1 : 0, 0x1C, 0x2D, on ? 1 : 0] }

    /// GS B n "Turn white/black reverse print mode on/off".
    static func reverse(_ on: Bool) -> [UInt8] { [0x1D, 0x42, on ? 1 : 0] }

    /// ESC d n "Print and feed n lines".
    static func feed(_ rows: Int) -> [UInt8] { [0x1B, 0x64, UInt8(max(0, min(rows, 255)))] }

    /// ESC p m t1 t2 "Generate pulse": connector pin 2 or 5, on for 25 x 2 ms, then off for 250 x 2 ms.
    static func pulse(_ drawer: PrintPage.Drawer) -> [UInt8] { [0x1B, 0x70, drawer == .first ? 0 : 1, 25, 250] }

    /// GS ( k "QR Code", functions 165, 167, 169, 180 and 181: model 2, modules of 5 dots, error correction M, then the
    /// data are stored and printed.
    static func code(_ data: [UInt8]) -> [UInt8] {
        func symbol(_ function: UInt8, _ parameters: [UInt8]) -> [UInt8] {
            let count = parameters.count + 2
            return [0x1D, 0x28, 0x6B, UInt8(count & 0xFF), UInt8(count >> 8), 49, function] + parameters
        }
        return symbol(65, [50, 0]) + symbol(67, [5]) + symbol(69, [49]) + symbol(80, [48] + data) + symbol(81, [48])
    }
}
