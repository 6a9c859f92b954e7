/// How an item is taxed: with VAT inside its price, without, or a deposit, which is no revenue at all.
package enum TaxClass: String, Codable, Sendable, CaseIterable {
    case taxable, exempt, deposit
}

/// A category was added, renamed, moved or hidden; carries what is true now.
package struct CategoryChanged: Event {
    package static let type = "category.changed"
    package let categoryId: CategoryID
    package let name: String
    package let position: Int
    package let hidden: Bool

    package init(categoryId: CategoryID, name: String, position: Int, hidden: Bool) {
        self.categoryId = categoryId
        self.name = name
        self.position = position
        self.hidden = hidden
    }
}

/// A part of a set and how many of it one set holds.
package struct SetComponent: Codable, Sendable, Hashable {
    package let itemId: ItemID
    package let quantity: Int

    package init(itemId: ItemID, quantity: Int) {
        self.itemId = itemId
        self.quantity = quantity
    }
}

/// An item was added, changed, switched sold out or hidden; carries all that an order needs to price it.
package struct ItemChanged: Event {
    package static let type = "item.changed"
    package let itemId: ItemID
    package let categoryId: CategoryID
    package let name: String
    package let price: Money
    package let cost: Money?
    package let taxClass: TaxClass
    package let openPrice: Bool
    package let soldOut: Bool
    package let soldOutUntil: Timestamp?
    package let stock: Int?
    package let optionGroupIds: [OptionGroupID]
    package let components: [SetComponent]
    package let station: String?
    package let hidden: Bool

    package init(
        itemId: ItemID, categoryId: CategoryID, name: String, price: Money, cost: Money?, taxClass: TaxClass,
        openPrice: Bool, soldOut: Bool, soldOutUntil: Timestamp?, stock: Int?, optionGroupIds: [OptionGroupID],
        components: [SetComponent], station: String?, hidden: Bool
    ) {
        self.itemId = itemId
        self.categoryId = categoryId
        self.name = name
        self.price = price
        self.cost = cost
        self.taxClass = taxClass
        self.openPrice = openPrice
        self.soldOut = soldOut
        self.soldOutUntil = soldOutUntil
        self.stock = stock
        self.optionGroupIds = optionGroupIds
        self.components = components
        self.station = station
        self.hidden = hidden
    }

    /// True when the item is not to be sold at this moment.
    package func isSoldOut(at now: Timestamp) -> Bool { soldOut && soldOutUntil.map { now < $0 } ?? true }
}

/// Somebody counted how many there are of an item or an option; Order counts down from here.
package struct StockSet: Event {
    package static let type = "stock.set"
    /// The item's or the option's id.
    package let id: String
    package let count: Int

    package init(id: String, count: Int) {
        self.id = id
        self.count = count
    }
}

/// One choice of an option group.
package struct MenuOption: Codable, Sendable, Hashable {
    package let id: OptionID
    package let name: String
    package let price: Money
    package let cost: Money?
    package let soldOut: Bool
    package let stock: Int?

    package init(id: OptionID, name: String, price: Money, cost: Money?, soldOut: Bool, stock: Int?) {
        self.id = id
        self.name = name
        self.price = price
        self.cost = cost
        self.soldOut = soldOut
        self.stock = stock
    }
}

/// An option group was added, changed or hidden; carries what is true now.
package struct OptionGroupChanged: Event {
    package static let type = "option-group.changed"
    package let groupId: OptionGroupID
    package let name: String
    package let min: Int
    package let max: Int
    package let options: [MenuOption]
    package let hidden: Bool

    package init(groupId: OptionGroupID, name: String, min: Int, max: Int, options: [MenuOption], hidden: Bool) {
        self.groupId = groupId
        self.name = name
        self.min = min
        self.max = max
        self.options = options
        self.hidden = hidden
    }
}
