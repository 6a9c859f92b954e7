import Contracts

/// What a refund does not say of the lines that it gives back, kept beside the sale's receipt: their options, and
/// which of them had no known cost.
package struct SoldDetails: Codable, Sendable, Hashable {
    /// A sold line that had options or no known cost; all others need no remembering.
    package struct Line: Codable, Sendable, Hashable {
        package let id: SaleLineID
        package let hasCost: Bool
        package let options: [Option]
    }

    /// An option with its own price.
    package struct Option: Codable, Sendable, Hashable {
        package let id: OptionID
        package let name: String
        package let price: Money
    }

    package let lines: [Line]

    /// Nil when there is nothing to remember.
    package init?(_ sale: Sale) {
        lines = sale.lines.filter { $0.taxClass != .deposit && ($0.cost == nil || !$0.options.isEmpty) }.map { line in
            Line(
                id: line.id, hasCost: line.cost != nil,
                options: line.options.map { Option(id: $0.id, name: $0.name, price: $0.price) })
        }
        if lines.isEmpty { return nil }
    }

    package func line(_ id: SaleLineID) -> Line? { lines.first { $0.id == id } }
}
