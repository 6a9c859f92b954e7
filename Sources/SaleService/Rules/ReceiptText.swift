import Contracts

/// A receipt as fixed-width text, 42 or 32 columns, where Hangul and other East Asian characters are two wide.
package enum ReceiptText {
    static func render(_ sheet: ReceiptSheet, columns count: Int) -> String {
        let columns = TextColumns(count)
        let rows = sheet.rows.flatMap { row -> [String] in
            switch row {
            case .title(let text), .mark(let text), .name(let text):
                columns.wrapped(text).map(columns.centred)
            case .note(let text), .item(let text): columns.wrapped(text)
            case .pair(let left, let right), .total(let left, let right): columns.pair(left, right)
            case .detail(let left, let right): columns.pair("  " + left, right, indent: 4)
            case .rule: [String(repeating: "-", count: count)]
            case .link(let link, let words): columns.wrapped(words) + columns.wrapped(link)
            }
        }
        return rows.map(trimmedEnd).joined(separator: "\n") + "\n"
    }

    private static func trimmedEnd(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
