import Contracts

/// The receipt numbers of one letter on one business day, and which of them nobody has seen.
package struct ReceiptSeries: Codable, Sendable, Hashable {
    /// None for the server's own letter.
    package let terminalId: TerminalID?
    package let letter: String
    package let first: String?
    package let last: String?
    package let missing: [String]
    /// False when the terminal did not say which was its last, and a manager signed that off.
    package let reported: Bool

    /// Receipts that may be missing at the end of a day, told by the terminal's last number.
    static let mostAhead = 1000

    /// `seen` are the numbers in the books, `from` the first that is due, `upTo` the last that was given out.
    package init(
        terminal: TerminalID?, letter: String, on date: BusinessDate, seen: Set<Int>, from: Int, upTo: Int,
        reported: Bool
    ) {
        terminalId = terminal
        self.letter = letter
        let own = seen.filter { $0 >= from }
        let last = max(own.max() ?? 0, upTo)
        func text(_ number: Int) -> String { ReceiptNumber.text(date, letter: letter, number: number) }
        first = last >= from ? text(from) : nil
        self.last = last >= from ? text(last) : nil
        missing = last >= from ? (from...last).filter { !own.contains($0) }.map(text) : []
        self.reported = reported
    }
}

extension ReceiptNumber {
    /// The counter at the end of a number of this day and letter; nil when it is another's.
    package static func counter(_ text: String, of date: BusinessDate, letter: String) -> Int? {
        let head = "\(date.compact)-\(letter)-"
        guard text.hasPrefix(head) else { return nil }
        return Int(text.dropFirst(head.count))
    }

    /// The letter in a number; nil when it is no receipt's.
    package static func letter(_ text: String) -> String? {
        let parts = text.split(separator: "-")
        return parts.count == 3 ? String(parts[1]) : nil
    }
}
