import Contracts

/// How many an act takes of each thing that is counted; negative when it gives some back.
struct StockUse: Sendable, Hashable {
    private(set) var pieces: [String: Int] = [:]
    private(set) var names: [String: String] = [:]

    /// What was sent between two states of an order, less what was cancelled unmade; a loss gives nothing back.
    init(_ order: Order, since before: Order?, counted: Set<String>) {
        for delta in order.sent(since: before) { use(delta.line, delta.quantity, counted) }
        for delta in before.map({ order.cancelled(since: $0) }) ?? [] { use(delta.line, -delta.quantity, counted) }
    }

    /// What these pieces take.
    init(_ deltas: [TicketDelta], counted: Set<String>) {
        for delta in deltas { use(delta.line, delta.quantity, counted) }
    }

    private mutating func use(_ line: Line, _ quantity: Int, _ counted: Set<String>) {
        take(line.itemId.text, line.name, quantity, counted)
        for part in line.components ?? [] {
            take(part.itemId.text, part.name, quantity * part.quantity, counted)
        }
        for option in line.options { take(option.id.text, option.name, quantity, counted) }
    }

    private mutating func take(_ id: String, _ name: String, _ quantity: Int, _ counted: Set<String>) {
        guard counted.contains(id) else { return }
        pieces[id, default: 0] += quantity
        names[id] = name
    }
}
