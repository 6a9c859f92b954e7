/// Where one item stands in its category.
package struct MenuFinding: Sendable, Hashable, Codable {
    package var itemId: String
    package var name: String
    package var category: String
    package var menuClass: MenuClass
    /// Set exactly when the class is `insufficient`.
    package var reason: InsufficientReason?
    /// Near a bar, where a little more or less would give another class; never set without a class.
    package var border: Bool
    /// Share of the category's units, 0...1.
    package var share: Double
    /// Won left by one unit, net of VAT and cost; null when the cost is unknown.
    package var margin: Double?
    package var quantity: Int
    /// The popularity bar of the category, 0.7 / n.
    package var popularFrom: Double
    /// The margin bar: mean won per unit of the category, weighted by units; null when no item has a cost.
    package var categoryMargin: Double?

    enum CodingKeys: String, CodingKey {
        case itemId, name, category
        case menuClass = "class"
        case reason, border, share, margin, quantity, popularFrom, categoryMargin
    }

    /// Writes an unknown margin as null, not as a missing field.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(itemId, forKey: .itemId)
        try fields.encode(name, forKey: .name)
        try fields.encode(category, forKey: .category)
        try fields.encode(menuClass, forKey: .menuClass)
        try fields.encode(reason, forKey: .reason)
        try fields.encode(border, forKey: .border)
        try fields.encode(share, forKey: .share)
        try fields.encode(margin, forKey: .margin)
        try fields.encode(quantity, forKey: .quantity)
        try fields.encode(popularFrom, forKey: .popularFrom)
        try fields.encode(categoryMargin, forKey: .categoryMargin)
    }
}
