import Foundation

/// Text as Korean receipt printers read it: code page 949 (Unified Hangul Code, windows-949), without the hanja.
package enum CP949 {
    /// The text's bytes, one per column: what has no code becomes `?`, a wide character `??`, and no control code gets through.
    package static func bytes(_ text: some StringProtocol) -> [UInt8] {
        text.flatMap(bytes)
    }

    /// One character's bytes: none for a mark without a letter, one, two, or more for a cluster of letters.
    package static func bytes(_ character: Character) -> [UInt8] {
        let written = character.unicodeScalars
        if written.count == 1, let code = written.first.flatMap(code) { return bytes(code: code) }
        let scalars = String(character).precomposedStringWithCanonicalMapping.unicodeScalars
        guard let first = scalars.first else { return [] }
        guard code(first) == nil else { return scalars.flatMap { bytes(code: code($0)) } }
        if let other = standIns[first] ?? plainLetter(first) { return bytes(code: code(other)) }
        if first.properties.generalCategory == .spaceSeparator || first == "\t" { return [UInt8(ascii: " ")] }
        return Array(repeating: question, count: TextColumns.width(character))
    }

    /// The code of one scalar, below 256 a single byte; nil when it has none.
    static func code(_ scalar: Unicode.Scalar) -> UInt16? {
        switch scalar.value {
        case 0x20...0x7E: return UInt16(scalar.value)
        case 0xAC00...0xD7A3:
            let index = Int(scalar.value - 0xAC00)
            return index < syllables.count ? syllables[index] : nil
        default: return symbols[scalar]
        }
    }

    private static let question = UInt8(ascii: "?")

    private static func bytes(code: UInt16?) -> [UInt8] {
        guard let code else { return [] }
        return code < 0x100 ? [UInt8(code)] : [UInt8(code >> 8), UInt8(code & 0xFF)]
    }

    /// The letter below its accents: `é` prints as `e`.
    private static func plainLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let base = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first
        return base.flatMap { $0 != scalar && $0.properties.isAlphabetic && code($0) != nil ? $0 : nil }
    }
}

// How the codes come about: two rules and a list, instead of a table of 17,000 lines.
extension CP949 {
    /// The codes of the 11,172 Hangul syllables: KS X 1001's 2,350 fill B0A1 to C8FE, the others 8141 to C652.
    private static let syllables: [UInt16] = {
        let standard = [UInt8](Data(base64Encoded: standardSyllables, options: .ignoreUnknownCharacters) ?? Data())
        var (plain, extra) = (0, 0)
        return (0..<standard.count * 8).prefix(11_172).map { index in
            if standard[index >> 3] & (1 << (index & 7)) != 0 {
                defer { plain += 1 }
                return UInt16((0xB0 + plain / 94) << 8 | (0xA1 + plain % 94))
            }
            defer { extra += 1 }
            return extended(extra)
        }
    }()

    /// The code of the n-th syllable outside KS X 1001: 32 full rows, then the left halves of the rows that it fills.
    private static func extended(_ number: Int) -> UInt16 {
        let full = 32 * 178
        let (lead, column) =
            number < full
            ? (0x81 + number / 178, number % 178) : (0xA1 + (number - full) / 84, (number - full) % 84)
        let trail = column < 26 ? 0x41 + column : column < 52 ? 0x61 + column - 26 : 0x81 + column - 52
        return UInt16(lead << 8 | trail)
    }

    /// The signs of rows A1 to AC, under their composed form too: the Ångström sign composes to an Å without a code.
    private static let symbols: [Unicode.Scalar: UInt16] = {
        var codes: [Unicode.Scalar: UInt16] = [:]
        for (row, signs) in symbolRows.enumerated() {
            for (cell, sign) in signs.unicodeScalars.enumerated() where sign != " " {
                codes[sign] = UInt16((0xA1 + row) << 8 | (0xA1 + cell))
            }
        }
        for (sign, code) in codes {
            let composed = Array(String(sign).precomposedStringWithCanonicalMapping.unicodeScalars)
            if composed.count == 1, codes[composed[0]] == nil { codes[composed[0]] = code }
        }
        return codes
    }()

    /// Signs that people type, and the sign of CP949 that a reader takes for the same.
    private static let standIns: [Unicode.Scalar: Unicode.Scalar] = [
        "₩": "￦", "¥": "￥", "£": "￡", "¢": "￠", "•": "·", "・": "·", "ー": "―", "—": "―", "〜": "～",
        "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "–": "-", "−": "-", "✓": "√", "✔": "√", "❤": "♥", "⭐": "★",
    ]
}
