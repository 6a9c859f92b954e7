import Contracts

/// A kitchen ticket on paper: where it goes and what to cook, to be read from two steps away.
package enum KitchenTicketPage {
    /// What is printed about one ticket.
    package struct Ticket: Hashable, Sendable {
        /// Whether something is to be made, or no longer.
        package enum Kind: Hashable, Sendable {
            case add, void
        }

        /// Whom the food is for: a table, or a guest who is called by a number.
        package enum Place: Hashable, Sendable {
            case table(String), call(String)
        }

        package var station: String
        package var kind: Kind
        package var place: Place
        package var orderNumber: String
        package var guests: Int?
        /// When it was ordered, in the store's time: `14:32`.
        package var time: String
        package var note: String?
        package var lines: [Line]
        /// True when the same ticket may lie in the kitchen already: the printer did not answer the last time.
        package var reprint: Bool

        package init(
            station: String, kind: Kind = .add, place: Place, orderNumber: String, guests: Int? = nil, time: String,
            note: String? = nil, lines: [Line], reprint: Bool = false
        ) {
            self.station = station
            self.kind = kind
            self.place = place
            self.orderNumber = orderNumber
            self.guests = guests
            self.time = time
            self.note = note
            self.lines = lines
            self.reprint = reprint
        }
    }

    /// One dish of a ticket.
    package struct Line: Hashable, Sendable {
        package var quantity: Int
        package var name: String
        package var options: [String]
        package var note: String?
        /// How many of the quantity were voided since.
        package var struck: Int

        package init(_ quantity: Int, _ name: String, options: [String] = [], note: String? = nil, struck: Int = 0) {
            self.quantity = quantity
            self.name = name
            self.options = options
            self.note = note
            self.struck = struck
        }
    }

    /// The ticket as a page, cut at its end.
    package static func render(_ ticket: Ticket, language: Language) -> PrintPage {
        var page = PrintPage()
        let words = Wording(language: language)
        head(ticket, words, on: &page)
        for (index, line) in ticket.lines.enumerated() {
            if index > 0 { page.feed() }
            dish(line, of: ticket.kind, words, on: &page)
        }
        page.rule("=")
        if let note = ticket.note, !note.isEmpty {
            page.text(words.note + note, PrintPage.Style(bold: true, tall: true))
        }
        page.cut()
        return page
    }

    private static func head(_ ticket: Ticket, _ words: Wording, on page: inout PrintPage) {
        if ticket.reprint {
            page.text(words.reprint, .headline)
            page.text(words.maybePrinted, PrintPage.Style(.centre))
        }
        page.row(ticket.station, ticket.time, PrintPage.Style(bold: true))
        if ticket.kind == .void {
            page.text(words.void, PrintPage.Style(.centre, bold: true, wide: true, tall: true, reverse: true))
        }
        page.text(words.place(ticket.place), .headline)
        page.row(words.order + ticket.orderNumber, ticket.guests.map(words.guests) ?? "")
        page.rule("=")
    }

    private static func dish(_ line: Line, of kind: Ticket.Kind, _ words: Wording, on page: inout PrintPage) {
        let left = line.quantity - line.struck
        guard left > 0 else {
            page.text(" \(words.struck(line.struck)) \(line.name) ", PrintPage.Style(reverse: true), indent: 6)
            return
        }
        let number = (kind == .void ? "-" : "") + String(left)
        let column = String(repeating: " ", count: max(0, 3 - number.count)) + number + " "
        page.text(column + line.name, PrintPage.Style(bold: true, tall: true), indent: column.count)
        if line.struck > 0 { page.text("    - " + words.struck(line.struck), PrintPage.Style(bold: true), indent: 6) }
        for option in line.options { page.text("    + " + option, indent: 6) }
        if let note = line.note, !note.isEmpty { page.text("    * " + note, PrintPage.Style(bold: true), indent: 6) }
    }
}

/// The ticket's own words in the kitchen's language.
private struct Wording {
    let language: Language

    private func label(_ ko: String, _ en: String) -> String { language == .ko ? ko : en }

    var reprint: String { label("[재출력]", "[REPRINT]") }
    var maybePrinted: String { label("이미 나온 주문서일 수 있습니다", "This ticket may have been printed before") }
    var void: String { label(" ** 취소 ** ", " ** VOID ** ") }
    var order: String { label("주문 ", "Order ") }
    var note: String { label("메모: ", "Note: ") }

    func place(_ place: KitchenTicketPage.Ticket.Place) -> String {
        switch place {
        case .table(let name): label("테이블 \(name)", "Table \(name)")
        case .call(let number): label("호출 \(number)", "No. \(number)")
        }
    }

    func guests(_ count: Int) -> String { label("\(count)명", count == 1 ? "1 guest" : "\(count) guests") }

    func struck(_ count: Int) -> String { label("취소 \(count)", "VOID \(count)") }
}
