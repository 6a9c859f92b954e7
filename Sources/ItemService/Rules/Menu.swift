import Contracts

/// All that is visible in a store's catalogue, as of a version of its journal.
struct Catalogue: Sendable {
    var version: Int64
    var categories: [Category]
    var optionGroups: [OptionGroup]
    var items: [Item]
    /// Moves with every change of what is left of something.
    var stockVersion: Int64 = 0

    /// True when the menu shows how many are left of something.
    var isCounted: Bool {
        items.contains { $0.stock != nil } || optionGroups.contains { $0.options.contains { $0.stock != nil } }
    }

    /// The catalogue with what Order has left; nothing left is sold out.
    func stocked(_ counts: StockCounts) -> Catalogue {
        var catalogue = self
        catalogue.stockVersion = counts.version
        for index in items.indices where items[index].stock != nil {
            let left = counts.left[items[index].id.text] ?? items[index].stock ?? 0
            catalogue.items[index].stock = left
            if left <= 0 { (catalogue.items[index].soldOut, catalogue.items[index].soldOutUntil) = (true, nil) }
        }
        for index in optionGroups.indices {
            catalogue.optionGroups[index].options = optionGroups[index].options.map { $0.stocked(counts) }
        }
        return catalogue
    }

    /// Categories in their order, each with its items in theirs.
    var shelves: [(category: Category, items: [Item])] {
        let byCategory = Dictionary(grouping: items, by: \.categoryId)
        return categories.sorted { ($0.position, $0.id) < ($1.position, $1.id) }.map { category in
            (category, (byCategory[category.id] ?? []).sorted { ($0.position, $0.id) < ($1.position, $1.id) })
        }
    }

    /// When sold-out items came back last before a moment, and when the next will: in between the menu reads the same.
    func returns(around now: Timestamp) -> (last: Timestamp?, next: Timestamp?) {
        let moments = items.compactMap { $0.soldOut ? $0.soldOutUntil : nil }
        return (moments.filter { $0 <= now }.max(), moments.filter { now < $0 }.min())
    }

    /// The strong ETag of the menu: equal tags mean equal bytes, whoever rendered them.
    func tag(withCost: Bool, of store: StoreID, at now: Timestamp) -> String {
        let costs = (withCost ? "-costs" : "") + (stockVersion > 0 ? "-s\(stockVersion)" : "")
        let last = returns(around: now).last.map { "-\($0.milliseconds)" } ?? ""
        // The store is part of it, since a browser that changes shops must not be shown the other one's menu.
        return "\"\(store.text.suffix(12))-\(version)\(costs)\(last)\""
    }
}

extension MenuOption {
    fileprivate func stocked(_ counts: StockCounts) -> MenuOption {
        guard let stock else { return self }
        let left = counts.left[id.text] ?? stock
        return MenuOption(id: id, name: name, price: price, cost: cost, soldOut: soldOut || left <= 0, stock: left)
    }
}

/// The menu as the API shows it: categories, their items and the options of these, nested.
struct MenuView: Encodable, Sendable {
    struct Shelf: Encodable, Sendable {
        let id: CategoryID
        let name: String
        let position: Int
        let version: Int64
        let items: [Entry]
    }

    /// An item with its option groups in full.
    struct Entry: Encodable, Sendable {
        let item: ItemView
        let optionGroups: [OptionGroupView]

        enum CodingKeys: CodingKey { case optionGroups }

        func encode(to encoder: any Encoder) throws {
            try item.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(optionGroups, forKey: .optionGroups)
        }
    }

    let categories: [Shelf]
    let version: Int64

    init(_ catalogue: Catalogue, withCost: Bool, at now: Timestamp) {
        let groups = Dictionary(
            uniqueKeysWithValues: catalogue.optionGroups.map { ($0.id, OptionGroupView($0, withCost: withCost)) })
        version = catalogue.version
        categories = catalogue.shelves.map { category, items in
            Shelf(
                id: category.id, name: category.name, position: category.position, version: category.version,
                items: items.map { item in
                    Entry(
                        item: ItemView(item, withCost: withCost, at: now),
                        optionGroups: item.optionGroupIds.compactMap { groups[$0] })
                })
        }
    }
}
