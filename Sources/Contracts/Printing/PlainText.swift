/// Writes a page as text of a fixed width, for screens and text files; letters have one size and one weight there.
package struct PlainText: Hashable, Sendable {
    private let columns: TextColumns

    /// Rows of so many columns, where Hangul is two wide.
    package init(columns: Int) { self.columns = TextColumns(columns) }

    /// The page's rows, each ended by a line feed and without blanks at its end.
    package func text(_ page: PrintPage) -> String {
        page.elements.flatMap(rows).map { trimmed($0) + "\n" }.joined()
    }

    private func rows(_ element: PrintPage.Element) -> [String] {
        switch element {
        case .text(let text, let style, let indent):
            columns.wrapped(text, indent: indent).map { aligned($0, style.alignment) }
        case .row(let left, let right, _): columns.pair(left, right)
        case .rule(let character):
            [String(repeating: character, count: columns.count / max(1, columns.width(character)))]
        case .code(let text): columns.wrapped(text).map { aligned($0, .centre) }
        case .feed(let rows): Array(repeating: "", count: max(0, rows))
        case .cut, .drawer: []
        }
    }

    private func aligned(_ row: String, _ alignment: PrintPage.Alignment) -> String {
        switch alignment {
        case .left: row
        case .centre: columns.centred(row)
        case .right: String(repeating: " ", count: max(0, columns.count - columns.width(row))) + row
        }
    }

    private func trimmed(_ row: String) -> String {
        row.lastIndex { $0 != " " }.map { String(row[...$0]) } ?? ""
    }
}
