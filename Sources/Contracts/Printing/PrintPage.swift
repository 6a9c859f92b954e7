/// What a receipt printer puts on paper, from top to bottom, without saying how wide the paper is.
package struct PrintPage: Hashable, Sendable {
    /// Where a text stands on its row.
    package enum Alignment: Hashable, Sendable {
        case left, centre, right
    }

    /// How a text looks; wide and tall letters are twice as large in that direction.
    package struct Style: Hashable, Sendable {
        package var alignment: Alignment
        package var bold: Bool
        package var wide: Bool
        package var tall: Bool
        package var underline: Bool
        package var reverse: Bool

        package init(
            _ alignment: Alignment = .left, bold: Bool = false, wide: Bool = false, tall: Bool = false,
            underline: Bool = false, reverse: Bool = false
        ) {
            self.alignment = alignment
            self.bold = bold
            self.wide = wide
            self.tall = tall
            self.underline = underline
            self.reverse = reverse
        }

        /// Letters of the usual size, at the left.
        package static let plain = Style()
        /// What is read from across the kitchen: twice as wide and tall, bold, in the middle.
        package static let headline = Style(.centre, bold: true, wide: true, tall: true)
    }

    /// The plug of the cash drawer, which the printer opens.
    package enum Drawer: Hashable, Sendable {
        case first, second
    }

    /// One thing on the page.
    package enum Element: Hashable, Sendable {
        /// A text, broken into rows as needed; rows after the first begin with `indent` blanks.
        case text(String, Style, indent: Int)
        /// A text at the left edge and one, as a rule an amount, at the right.
        case row(left: String, right: String, Style)
        /// A line across the paper, made of one character.
        case rule(Character)
        /// A QR code in the middle of the paper, such as of a link.
        case code(String)
        /// Blank rows.
        case feed(Int)
        /// The paper is moved out and cut but for one point.
        case cut
        /// The cash drawer springs open.
        case drawer(Drawer)
    }

    package private(set) var elements: [Element] = []

    /// An empty page.
    package init() {}

    /// Adds a text, broken into as many rows as it needs.
    package mutating func text(_ text: String, _ style: Style = .plain, indent: Int = 0) {
        elements.append(.text(text, style, indent: indent))
    }

    /// Adds a row with one text at each edge.
    package mutating func row(_ left: String, _ right: String, _ style: Style = .plain) {
        elements.append(.row(left: left, right: right, style))
    }

    /// Adds a line across the paper.
    package mutating func rule(_ character: Character = "-") { elements.append(.rule(character)) }

    /// Adds a QR code.
    package mutating func code(_ text: String) { elements.append(.code(text)) }

    /// Adds blank rows.
    package mutating func feed(_ rows: Int = 1) { elements.append(.feed(rows)) }

    /// Ends this piece of paper.
    package mutating func cut() { elements.append(.cut) }

    /// Opens the cash drawer.
    package mutating func openDrawer(_ drawer: Drawer = .first) { elements.append(.drawer(drawer)) }
}
