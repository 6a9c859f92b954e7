/// What Consulting asks of Dashboard: the figures of one item over a range.
package struct ItemFigures: Codable, Sendable, Hashable {
    package let itemId: ItemID
    package let name: String
    package let category: String
    package let quantity: Int
    /// Tax included, after discounts.
    package let sales: Money
    package let tax: Money
    package let cost: Money
    /// How many of the quantity had a known cost.
    package let costedQuantity: Int

    package init(
        itemId: ItemID, name: String, category: String, quantity: Int, sales: Money, tax: Money, cost: Money,
        costedQuantity: Int
    ) {
        self.itemId = itemId
        self.name = name
        self.category = category
        self.quantity = quantity
        self.sales = sales
        self.tax = tax
        self.cost = cost
        self.costedQuantity = costedQuantity
    }
}

/// The distinct items of paid orders, a page at a time; `next` is the cursor of the following page.
package struct BasketPage: Codable, Sendable {
    package let baskets: [[ItemID]]
    package let next: String?

    package init(baskets: [[ItemID]], next: String?) {
        self.baskets = baskets
        self.next = next
    }
}
