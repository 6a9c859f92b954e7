import Contracts

/// What is sent to add or change an item; absent fields stay as they are, `null` clears what can be empty.
struct ItemChange: Codable, Sendable {
    var id: ItemID?
    var categoryId: CategoryID?
    var name: String?
    var price: Money?
    var cost: Change<Money> = .keep
    var taxClass: TaxClass?
    var barcode: Change<String> = .keep
    var stock: Change<Int> = .keep
    var soldOut: Bool?
    var soldOutUntil: Change<Timestamp> = .keep
    var optionGroupIds: [OptionGroupID]?
    var openPrice: Bool?
    var components: [SetComponent]?
    var description: Change<String> = .keep
    var color: Change<String> = .keep
    var position: Int?
    var station: Change<String> = .keep
    var version: Int64?

    /// True when nothing but the sold-out switch is touched, which everybody who takes orders may do.
    var switchesSoldOutOnly: Bool {
        categoryId == nil && name == nil && price == nil && cost == .keep && taxClass == nil && barcode == .keep
            && stock == .keep && optionGroupIds == nil && openPrice == nil && components == nil
            && description == .keep && color == .keep && position == nil && station == .keep
    }

    /// A new item; `position` is the place after the last one of its category.
    func item(id: ItemID, position: Int) throws -> Item {
        guard let categoryId else { throw ItemRejection.fieldMissing(pointer: "/categoryId") }
        guard let name else { throw ItemRejection.fieldMissing(pointer: "/name") }
        guard let price else { throw ItemRejection.fieldMissing(pointer: "/price") }
        let blank = Item(id: id, categoryId: categoryId, name: name, price: price, position: position)
        var item = try applied(to: blank)
        item.version = 1
        return item
    }

    /// The checked next version, or the same one when nothing changes.
    func applied(to item: Item) throws -> Item {
        var changed = item
        changed.categoryId = categoryId ?? item.categoryId
        if let name { changed.name = try Texts.required(name, "/name", most: 100) }
        if let price { changed.price = try Numbers.amount(price, "/price") }
        changed.cost = try cost.applied(to: item.cost).map { try Numbers.amount($0, "/cost") }
        changed.taxClass = taxClass ?? item.taxClass
        changed.barcode = try Texts.optional(barcode.applied(to: item.barcode), "/barcode", most: 64)
        changed.stock = try stock.applied(to: item.stock).map { try Numbers.stock($0, "/stock") }
        changed.openPrice = openPrice ?? item.openPrice
        changed.description = try Texts.optional(
            description.applied(to: item.description), "/description", most: 1000)
        changed.color = try Texts.optional(color.applied(to: item.color), "/color", most: 30)
        changed.station = try Texts.optional(station.applied(to: item.station), "/station", most: 50)
        if let position { changed.position = try Numbers.position(position) }
        applySoldOut(to: &changed)
        try applyLists(to: &changed)
        if changed != item { changed.version += 1 }
        return changed
    }

    /// Naming only the moment switches sold out on; switching it off forgets the moment.
    private func applySoldOut(to item: inout Item) {
        item.soldOutUntil = soldOutUntil.applied(to: item.soldOutUntil)
        if let soldOut {
            item.soldOut = soldOut
        } else if case .set = soldOutUntil {
            item.soldOut = true
        }
        if !item.soldOut { item.soldOutUntil = nil }
    }

    private func applyLists(to item: inout Item) throws {
        if let optionGroupIds {
            try Lists.check(optionGroupIds, "/optionGroupIds")
            item.optionGroupIds = optionGroupIds
        }
        guard let components else { return }
        try Lists.check(components.map(\.itemId), "/components")
        for (index, component) in components.enumerated() where !(1...99).contains(component.quantity) {
            throw ItemRejection.componentQuantityOutOfRange(pointer: "/components/\(index)/quantity")
        }
        item.components = components
    }
}

/// One entry of `PUT /items/costs`; without a cost it is forgotten.
struct CostChange: Codable, Sendable {
    let itemId: ItemID
    let cost: Money?

    /// The named items that get another cost, before and after; all are checked before the first is given back.
    static func applied(_ changes: [CostChange], to items: [ItemID: Item]) throws -> [(before: Item, after: Item)] {
        try check(changes)
        return try changes.enumerated().compactMap { index, change in
            guard let item = items[change.itemId] else { throw ItemRejection.itemUnknown(pointer: "/\(index)/itemId") }
            let after = item.with(cost: change.cost)
            return after == item ? nil : (item, after)
        }
    }

    /// Throws when an item is named twice or a cost is out of range.
    static func check(_ changes: [CostChange]) throws {
        try Lists.checkDistinct(changes.map(\.itemId)) { "/\($0)/itemId" }
        for (index, change) in changes.enumerated() {
            if let cost = change.cost { _ = try Numbers.amount(cost, "/\(index)/cost") }
        }
    }
}
