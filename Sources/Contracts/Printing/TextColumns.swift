/// A row of fixed-width text: what fits into it, and how words are set in it without cutting a wide character in half.
package struct TextColumns: Hashable, Sendable {
    /// What decides how wide a character is.
    package enum Measure: Hashable, Sendable {
        /// Unicode's widths (UAX #11), the ambiguous ones narrow: for screens and text files.
        case unicode
        /// A Korean printer's widths: what CP949 writes with two bytes takes two columns, `·` and `※` too.
        case cp949
    }

    package let count: Int
    package let measure: Measure

    /// A row of so many columns, at least the two that a wide character needs.
    package init(_ count: Int, measure: Measure = .unicode) {
        self.count = max(count, 2)
        self.measure = measure
    }

    /// Columns that a text takes.
    package func width(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + width($1) } }

    /// Columns that one character takes, marks and joiners included.
    package func width(_ character: Character) -> Int {
        switch measure {
        case .unicode: Self.width(character)
        case .cp949: CP949.bytes(character).count
        }
    }

    /// The text broken into rows, between words when there are any; rows after the first begin with an indent.
    package func wrapped(_ text: String, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: max(0, min(indent, count / 2, count - 2)))
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
            var (rows, rest) = ([String](), line)
            repeat {
                let start = rows.isEmpty ? "" : margin
                let row = firstRow(of: rest, room: count - start.count)
                rest = rest[row.endIndex...]
                rows.append(start + (rest.isEmpty ? row : trimmedEnd(row)))
                rest = rest.drop { $0 == " " }
            } while !rest.isEmpty
            return rows
        }
    }

    /// Left and right on one row; when they do not fit, the left one is broken and the right one ends the last row.
    package func pair(_ left: String, _ right: String, indent: Int = 0) -> [String] {
        var rows = wrapped(left, indent: indent)
        guard !right.isEmpty else { return rows }
        let free = count - width(rows.last ?? "") - width(right)
        if free >= 1, let last = rows.popLast() { return rows + [last + String(repeating: " ", count: free) + right] }
        return rows + wrapped(right).map { String(repeating: " ", count: max(0, count - width($0))) + $0 }
    }

    /// The text in the middle of the row.
    package func centred(_ text: String) -> String {
        String(repeating: " ", count: max(0, (count - width(text)) / 2)) + text
    }

    /// The text filled up with blanks to the whole row; what does not fit is left off.
    package func padded(_ text: String) -> String {
        let head = fitting(Substring(text), room: count)
        return head + String(repeating: " ", count: max(0, count - width(head)))
    }

    private func firstRow(of line: Substring, room: Int) -> Substring {
        let head = fitting(line, room: room)
        guard head.endIndex < line.endIndex, line[head.endIndex] != " ", let space = head.lastIndex(of: " ") else {
            return head
        }
        // A word that would leave more than half of the row blank is broken instead.
        let words = trimmedEnd(head[..<space])
        return width(words) * 2 >= room ? head[..<space] : head
    }

    /// As many whole characters as fit, at least one.
    private func fitting(_ text: Substring, room: Int) -> Substring {
        var (end, used) = (text.startIndex, 0)
        while end < text.endIndex {
            used += width(text[end])
            if used > room, end > text.startIndex { break }
            end = text.index(after: end)
        }
        return text[..<end]
    }

    private func trimmedEnd(_ text: Substring) -> Substring {
        text.lastIndex { $0 != " " }.map { text[...$0] } ?? ""
    }
}

extension TextColumns {
    /// Columns that a text takes on a screen: wide and full-width characters (Unicode UAX #11) take two, marks none.
    package static func width(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + width($1) } }

    /// Columns that one character takes on a screen; a cluster is as wide as its widest part.
    package static func width(_ character: Character) -> Int {
        character.unicodeScalars.reduce(0) { max($0, width($1)) }
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        if isWide(scalar) { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        case .format: return scalar == "\u{AD}" ? 1 : 0
        default: return 1
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0xFF: false
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x20A9, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: scalar.properties.isEmojiPresentation
        }
    }
}
