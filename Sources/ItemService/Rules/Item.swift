import Contracts

/// Something that is sold, alone or as a set of others.
struct Item: Sendable, Hashable {
    let id: ItemID
    var categoryId: CategoryID
    var name: String
    var price: Money
    var cost: Money?
    var taxClass: TaxClass = .taxable
    var barcode: String?
    var stock: Int?
    var soldOut = false
    var soldOutUntil: Timestamp?
    var openPrice = false
    var optionGroupIds: [OptionGroupID] = []
    var components: [SetComponent] = []
    var description: String?
    var color: String?
    var position: Int
    var station: String?
    var hidden = false
    var version: Int64

    init(id: ItemID, categoryId: CategoryID, name: String, price: Money, position: Int, version: Int64 = 1) {
        self.id = id
        self.categoryId = categoryId
        self.name = name
        self.price = price
        self.position = position
        self.version = version
    }

    var isSet: Bool { !components.isEmpty }

    var changed: ItemChanged {
        ItemChanged(
            itemId: id, categoryId: categoryId, name: name, price: price, cost: cost, taxClass: taxClass,
            openPrice: openPrice, soldOut: soldOut, soldOutUntil: soldOutUntil, stock: stock,
            optionGroupIds: optionGroupIds, components: components, station: station, hidden: hidden)
    }

    /// True when the item is not to be sold at this moment; what is sold out until a moment comes back by itself.
    func isSoldOut(at now: Timestamp) -> Bool { soldOut && soldOutUntil.map { now < $0 } ?? true }

    /// The item as the next version, hidden.
    var removed: Item {
        var copy = self
        copy.hidden = true
        copy.version += 1
        return copy
    }

    /// The item as the next version, without an option group that is removed.
    func without(_ group: OptionGroupID) -> Item {
        var copy = self
        copy.optionGroupIds.removeAll { $0 == group }
        copy.version += 1
        return copy
    }

    /// The item as the next version with another cost, or the same one when it is equal.
    func with(cost: Money?) -> Item {
        guard cost != self.cost else { return self }
        var copy = self
        copy.cost = cost
        copy.version += 1
        return copy
    }
}

/// What stands around an item in its store: what it refers to and what refers to it, as far as it is visible.
struct ItemSurroundings: Sendable {
    var category: CategoryID?
    var barcodeHolder: ItemID?
    var optionGroups: Set<OptionGroupID> = []
    /// The parts that exist, and whether each is a set itself.
    var parts: [ItemID: Bool] = [:]
    /// True when a set holds this item.
    var isPart = false

    /// Throws the first rule that the item breaks in its store.
    func check(_ item: Item) throws {
        guard category == item.categoryId else { throw ItemRejection.categoryUnknown }
        guard item.barcode == nil || barcodeHolder == nil || barcodeHolder == item.id else {
            throw ItemRejection.barcodeTaken
        }
        for (index, group) in item.optionGroupIds.enumerated() where !optionGroups.contains(group) {
            throw ItemRejection.optionGroupUnknown(pointer: "/optionGroupIds/\(index)")
        }
        guard !(item.isSet && isPart) else { throw ItemRejection.setInsideSet(pointer: "/components") }
        for (index, component) in item.components.enumerated() {
            let pointer = "/components/\(index)/itemId"
            guard component.itemId != item.id else { throw ItemRejection.setHoldsItself(pointer: pointer) }
            guard let isSet = parts[component.itemId] else { throw ItemRejection.componentUnknown(pointer: pointer) }
            guard !isSet else { throw ItemRejection.setInsideSet(pointer: pointer) }
        }
    }

    /// Throws when the item cannot be removed.
    func checkRemoval() throws {
        guard !isPart else { throw ItemRejection.partOfSet }
    }
}
