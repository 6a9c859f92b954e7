import Contracts

/// What figures are told apart by; each dimension but options and tenders adds up to the day's sales.
package enum Dimension: String, Sendable, CaseIterable {
    case item, category, option, hour, tender, staff, table, channel
}

/// What sales came to under one key of a dimension, such as one item or one hour.
package struct Figure: Sendable, Hashable {
    package let dimension: Dimension
    /// The item's id, the category's name, the hour in two digits; empty for "none", such as an order without table.
    package let key: String
    package var label = ""
    package var category = ""
    package var quantity = 0
    /// Tax included, after discounts; for tenders what they paid, for options their price before discounts.
    package var sales: Money = .zero
    package var tax: Money = .zero
    package var cost: Money = .zero
    /// How many of the quantity had a known cost.
    package var costedQuantity = 0
    /// An order counts under its first sale; for tenders how many there were.
    package var orders = 0

    /// What a receipt is found by.
    package var mark: String { Self.mark(dimension, key) }

    package static func mark(_ dimension: Dimension, _ key: String) -> String { "\(dimension.rawValue)=\(key)" }

    /// Adds the figure of a later moment: the names are as they were last.
    package mutating func add(_ later: Figure) {
        label = later.label
        category = later.category
        quantity += later.quantity
        sales += later.sales
        tax += later.tax
        cost += later.cost
        costedQuantity += later.costedQuantity
        orders += later.orders
    }
}

/// Figures gathered by dimension and key.
package struct FigureSet: Sendable {
    private struct ID: Hashable {
        let dimension: Dimension
        let key: String
    }

    private var figures: [ID: Figure] = [:]

    package init() {}

    package mutating func add(_ figure: Figure) {
        let id = ID(dimension: figure.dimension, key: figure.key)
        guard figures[id] != nil else {
            figures[id] = figure
            return
        }
        figures[id]?.add(figure)
    }

    /// In the order of their keys, which is the same on every run.
    package var sorted: [Figure] {
        figures.values.sorted { ($0.dimension.rawValue, $0.key) < ($1.dimension.rawValue, $1.key) }
    }
}
