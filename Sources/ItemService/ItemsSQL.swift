import Contracts
import Platform

/// The schema of the Item service.
package enum ItemsSQL {
    package static let schema: [SchemaStep] = [
        SchemaStep(
            "items-1",
            """
            CREATE TABLE categories (
                store_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, position BIGINT NOT NULL,
                hidden_at BIGINT, version BIGINT NOT NULL, PRIMARY KEY (store_id, id));
            CREATE UNIQUE INDEX categories_name ON categories (store_id, name) WHERE hidden_at IS NULL;
            CREATE TABLE items (
                store_id TEXT NOT NULL, id TEXT NOT NULL, category_id TEXT NOT NULL, name TEXT NOT NULL,
                price BIGINT NOT NULL, cost BIGINT, tax_class TEXT NOT NULL, barcode TEXT, stock BIGINT,
                sold_out BOOLEAN NOT NULL, sold_out_until BIGINT, open_price BOOLEAN NOT NULL,
                option_group_ids TEXT NOT NULL, components TEXT NOT NULL, description TEXT, color TEXT,
                position BIGINT NOT NULL, station TEXT, hidden_at BIGINT, version BIGINT NOT NULL,
                PRIMARY KEY (store_id, id));
            CREATE UNIQUE INDEX items_barcode ON items (store_id, barcode)
                WHERE barcode IS NOT NULL AND hidden_at IS NULL;
            CREATE INDEX items_category ON items (store_id, category_id, id) WHERE hidden_at IS NULL;
            CREATE INDEX items_position ON items (store_id, category_id, position) WHERE hidden_at IS NULL;
            CREATE TABLE item_uses (
                store_id TEXT NOT NULL, used_id TEXT NOT NULL, item_id TEXT NOT NULL,
                PRIMARY KEY (store_id, used_id, item_id));
            CREATE TABLE option_groups (
                store_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, min_choices BIGINT NOT NULL,
                max_choices BIGINT NOT NULL, options TEXT NOT NULL, hidden_at BIGINT, version BIGINT NOT NULL,
                PRIMARY KEY (store_id, id));
            CREATE TABLE option_ids (
                store_id TEXT NOT NULL, id TEXT NOT NULL, group_id TEXT NOT NULL, PRIMARY KEY (store_id, id));
            """)
    ]

    /// The columns of an item, in the order in which `Item(row)` reads them.
    fileprivate static let columns: StaticString = """
        id, category_id, name, price, cost, tax_class, barcode, stock, sold_out, sold_out_until, open_price,
        option_group_ids, components, description, color, position, station, hidden_at, version
        """
}

extension Transaction {
    /// Inserts an item or replaces the one before.
    func save(_ item: Item, before: Item?) throws {
        let groups = item.optionGroupIds.map(\.text).joined(separator: " ")
        let components = item.isSet ? try JSON.text(item.components) : "[]"
        try run(
            """
            INSERT INTO items (store_id, id, category_id, name, price, cost, tax_class, barcode, stock, sold_out,
                sold_out_until, open_price, option_group_ids, components, description, color, position, station,
                hidden_at, version)
            VALUES (\(store), \(item.id), \(item.categoryId), \(item.name), \(item.price), \(item.cost),
                \(item.taxClass.rawValue), \(item.barcode), \(item.stock), \(item.soldOut), \(item.soldOutUntil),
                \(item.openPrice), \(groups), \(components), \(item.description), \(item.color), \(item.position),
                \(item.station), \(item.hidden ? now : nil), \(item.version))
            ON CONFLICT (store_id, id) DO UPDATE SET category_id = excluded.category_id, name = excluded.name,
                price = excluded.price, cost = excluded.cost, tax_class = excluded.tax_class,
                barcode = excluded.barcode, stock = excluded.stock, sold_out = excluded.sold_out,
                sold_out_until = excluded.sold_out_until, open_price = excluded.open_price,
                option_group_ids = excluded.option_group_ids, components = excluded.components,
                description = excluded.description, color = excluded.color, position = excluded.position,
                station = excluded.station, hidden_at = excluded.hidden_at, version = excluded.version
            """)
        try saveUses(of: item, before: before)
    }

    /// Keeps the way back from option groups and parts to the items that use them.
    private func saveUses(of item: Item, before: Item?) throws {
        let uses = item.uses
        let earlier = before?.uses ?? []
        for used in earlier.subtracting(uses) {
            try run(
                "DELETE FROM item_uses WHERE store_id = \(store) AND used_id = \(used) AND item_id = \(item.id)")
        }
        for used in uses.subtracting(earlier) {
            try run(
                """
                INSERT INTO item_uses (store_id, used_id, item_id) VALUES (\(store), \(used), \(item.id))
                ON CONFLICT (store_id, used_id, item_id) DO NOTHING
                """)
        }
    }

    /// Records what somebody counted; nil when it is not counted.
    func record(count: Int?, of id: String) throws {
        if let count { try record(StockSet(id: id, count: count)) }
    }

    /// Frees a barcode before another item of the same import takes it.
    func clearBarcode(of id: ItemID) throws {
        try run("UPDATE items SET barcode = NULL WHERE store_id = \(store) AND id = \(id)")
    }

    /// What stands around an item as it is to be.
    func surroundings(of item: Item) throws -> ItemSurroundings {
        var around = ItemSurroundings()
        around.category = try session.category(item.categoryId, of: store)?.id
        around.barcodeHolder = try item.barcode.flatMap { try session.itemID(barcode: $0, of: store) }
        for group in item.optionGroupIds where try session.optionGroup(group, of: store) != nil {
            around.optionGroups.insert(group)
        }
        for component in item.components {
            around.parts[component.itemId] = try session.item(component.itemId, of: store)?.isSet
        }
        around.isPart = try !session.items(using: item.id.text, of: store).isEmpty
        return around
    }
}

extension SQLSession {
    /// A visible item.
    func item(_ id: ItemID, of store: StoreID) throws -> Item? {
        try row(
            """
            SELECT \(raw: ItemsSQL.columns) FROM items
            WHERE store_id = \(store) AND id = \(id) AND hidden_at IS NULL
            """
        ).map { try Item($0) }
    }

    /// True when the id was ever an item's, even if it is hidden now.
    func isItem(_ id: ItemID, of store: StoreID) throws -> Bool {
        try row("SELECT version FROM items WHERE store_id = \(store) AND id = \(id)") != nil
    }

    /// All visible items, in no order.
    func items(of store: StoreID) throws -> [Item] {
        try rows(
            "SELECT \(raw: ItemsSQL.columns) FROM items WHERE store_id = \(store) AND hidden_at IS NULL"
        ).map { try Item($0) }
    }

    func items(of store: StoreID, after cursor: String, limit: Int) throws -> [Item] {
        try rows(
            """
            SELECT \(raw: ItemsSQL.columns) FROM items
            WHERE store_id = \(store) AND id > \(cursor) AND hidden_at IS NULL ORDER BY id LIMIT \(limit)
            """
        ).map { try Item($0) }
    }

    func items(in category: CategoryID, of store: StoreID, after cursor: String, limit: Int) throws -> [Item] {
        try rows(
            """
            SELECT \(raw: ItemsSQL.columns) FROM items
            WHERE store_id = \(store) AND category_id = \(category) AND id > \(cursor) AND hidden_at IS NULL
            ORDER BY id LIMIT \(limit)
            """
        ).map { try Item($0) }
    }

    /// The visible items that offer an option group, or the visible sets that hold an item.
    func items(using id: String, of store: StoreID) throws -> [Item] {
        try rows(
            """
            SELECT \(raw: ItemsSQL.columns) FROM items
            WHERE store_id = \(store) AND hidden_at IS NULL AND id IN
                (SELECT item_id FROM item_uses WHERE store_id = \(store) AND used_id = \(id))
            """
        ).map { try Item($0) }
    }

    func itemID(barcode: String, of store: StoreID) throws -> ItemID? {
        try row(
            "SELECT id FROM items WHERE store_id = \(store) AND barcode = \(barcode) AND hidden_at IS NULL"
        ).map { .stored(try $0.text(0)) }
    }

    /// The place after the last item of a category.
    func nextPosition(in category: CategoryID, of store: StoreID) throws -> Int {
        let last = try row(
            """
            SELECT MAX(position) FROM items
            WHERE store_id = \(store) AND category_id = \(category) AND hidden_at IS NULL
            """)?.intOrNil(0)
        return last.map { Int($0) + 1 } ?? 0
    }
}

extension Item {
    /// The ids of what the item refers to.
    fileprivate var uses: Set<String> { Set(optionGroupIds.map(\.text) + components.map(\.itemId.text)) }

    fileprivate init(_ row: SQLRow) throws {
        guard let tax = TaxClass(rawValue: try row.text(5)) else { throw SQLError.unexpected(column: 5, row.values[5]) }
        self.init(
            id: .stored(try row.text(0)), categoryId: .stored(try row.text(1)), name: try row.text(2),
            price: Money(try row.int(3)), position: Int(try row.int(15)), version: try row.int(18))
        cost = try row.intOrNil(4).map { Money($0) }
        taxClass = tax
        barcode = try row.textOrNil(6)
        stock = try row.intOrNil(7).map { Int($0) }
        soldOut = try row.bool(8)
        soldOutUntil = try row.intOrNil(9).map(Timestamp.init(milliseconds:))
        openPrice = try row.bool(10)
        optionGroupIds = try row.text(11).split(separator: " ").map { .stored(String($0)) }
        let parts = try row.text(12)
        components = parts == "[]" ? [] : try JSON.decode([SetComponent].self, from: parts)
        description = try row.textOrNil(13)
        color = try row.textOrNil(14)
        station = try row.textOrNil(16)
        hidden = try row.intOrNil(17) != nil
    }
}
