import Contracts

/// An act on the bill or the table that can be taken back, the last one first.
package enum Undoable: Codable, Sendable, Hashable {
    case split(of: CheckID, made: [CheckID])
    case move(from: TableID?, name: String?)
    case merge(from: OrderID, origins: [OrderID], guests: Int)

    /// The word that the API has for it.
    package var word: String {
        switch self {
        case .split: "split"
        case .move: "move"
        case .merge: "merge"
        }
    }

    /// The act without a check that was put back by hand; nil when nothing of it is left.
    func without(_ check: CheckID) -> Undoable? {
        guard case .split(let of, let made) = self else { return self }
        let rest = made.filter { $0 != check }
        return rest.isEmpty ? nil : .split(of: of, made: rest)
    }
}

/// Another order that was merged into this one.
package struct MergedOrder: Codable, Sendable, Hashable {
    package let orderId: OrderID
    package let number: String
    package let tableName: String?
}

extension Order {
    static let mostUndoable = 100

    mutating func remember(_ act: Undoable) {
        history = ((history ?? []) + [act]).suffix(Self.mostUndoable)
    }

    /// The order with its last split taken back; nil when the last act was another.
    func unsplit() throws -> Order? {
        guard case .split(let of, let made)? = history?.last else { return nil }
        var order = self
        for check in made.reversed() { order = try order.handingOver(try openCheck(check), to: try openCheck(of)) }
        order.history?.removeLast()
        return order.advanced(touching: [of])
    }

    /// The table that taking back the last move leads to; nil when the last act was another.
    var tableBeforeMove: (id: TableID?, name: String?)? {
        guard case .move(let table, let name)? = history?.last else { return nil }
        return (table, name)
    }

    /// The order back at the table it was moved from.
    func unmoved(to table: (id: TableID?, name: String?)) throws -> Order {
        var order = try moved(to: table)
        order.history = history?.dropLast()
        return order
    }
}
