import Contracts
import Foundation
import Platform

extension Transaction {
    func keep(_ item: ItemChanged) throws {
        try run(
            """
            INSERT INTO price_items (store_id, item_id, data) VALUES (\(store), \(item.itemId), \(try JSON.text(item)))
            ON CONFLICT (store_id, item_id) DO UPDATE SET data = excluded.data
            """)
    }

    func keep(_ group: OptionGroupChanged) throws {
        try run(
            """
            INSERT INTO price_groups (store_id, group_id, data)
            VALUES (\(store), \(group.groupId), \(try JSON.text(group)))
            ON CONFLICT (store_id, group_id) DO UPDATE SET data = excluded.data
            """)
    }

    func keep(_ category: CategoryChanged) throws {
        try run(
            """
            INSERT INTO price_categories (store_id, category_id, name)
            VALUES (\(store), \(category.categoryId), \(category.name))
            ON CONFLICT (store_id, category_id) DO UPDATE SET name = excluded.name
            """)
    }

    func keep(_ settings: StoreSettings) throws {
        try run(
            """
            INSERT INTO store_settings (store_id, settings) VALUES (\(store), \(try JSON.text(settings)))
            ON CONFLICT (store_id) DO UPDATE SET settings = excluded.settings
            """)
    }

    func keep(_ terminal: TerminalChanged) throws {
        try run(
            """
            INSERT INTO terminal_letters (store_id, terminal_id, letter)
            VALUES (\(store), \(terminal.terminalId), \(terminal.letter))
            ON CONFLICT (store_id, terminal_id) DO UPDATE SET letter = excluded.letter
            """)
    }
}

/// Documents that every order reads again.
enum KnownDocuments {
    static let items = DecodedTexts<ItemChanged>(most: 20_000)
    static let groups = DecodedTexts<OptionGroupChanged>(most: 5000)
    static let lines = DecodedTexts<[Line]>(most: 2000)
    static let kitchens = DecodedTexts<KitchenPlan>(most: 5000)
    static let settings = DecodedTexts<StoreSettings>(most: 5000)
}

extension SQLSession {
    /// The part of the price list that some items need.
    func priceList(for items: Set<ItemID>, of store: StoreID) throws -> PriceList {
        var list = PriceList()
        var counted: Set<String> = []
        for id in items {
            guard let item = try priceItem(id, of: store) else { continue }
            list.items[id] = item
            for part in item.components where list.items[part.itemId] == nil {
                list.items[part.itemId] = try priceItem(part.itemId, of: store)
            }
            for group in item.optionGroupIds where list.groups[group] == nil {
                list.groups[group] = try priceGroup(group, of: store)
                counted.formUnion(list.groups[group]?.options.filter { $0.stock != nil }.map(\.id.text) ?? [])
            }
            if list.categories[item.categoryId] == nil {
                list.categories[item.categoryId] = try row(
                    """
                    SELECT name FROM price_categories
                    WHERE store_id = \(store) AND category_id = \(item.categoryId)
                    """)?.text(0)
            }
        }
        counted.formUnion(list.items.values.filter { $0.stock != nil }.map(\.itemId.text))
        for id in counted { list.left[id] = try stockLeft(of: id, store: store) }
        return list
    }

    private func priceItem(_ id: ItemID, of store: StoreID) throws -> ItemChanged? {
        try row("SELECT data FROM price_items WHERE store_id = \(store) AND item_id = \(id)").map {
            try KnownDocuments.items.decode(try $0.text(0))
        }
    }

    private func priceGroup(_ id: OptionGroupID, of store: StoreID) throws -> OptionGroupChanged? {
        try row("SELECT data FROM price_groups WHERE store_id = \(store) AND group_id = \(id)").map {
            try KnownDocuments.groups.decode(try $0.text(0))
        }
    }

    func storeSettings(_ store: StoreID) throws -> StoreSettings? {
        try row("SELECT settings FROM store_settings WHERE store_id = \(store)").map {
            try KnownDocuments.settings.decode(try $0.text(0))
        }
    }

    func letter(of terminal: TerminalID, store: StoreID) throws -> String? {
        try row("SELECT letter FROM terminal_letters WHERE store_id = \(store) AND terminal_id = \(terminal)")?.text(0)
    }
}
