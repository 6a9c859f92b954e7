import Contracts
import Platform

extension Transaction {
    /// Inserts a category or replaces the one before.
    func save(_ category: Category) throws {
        try run(
            """
            INSERT INTO categories (store_id, id, name, position, hidden_at, version)
            VALUES (\(store), \(category.id), \(category.name), \(category.position),
                \(category.hidden ? now : nil), \(category.version))
            ON CONFLICT (store_id, id) DO UPDATE SET name = excluded.name, position = excluded.position,
                hidden_at = excluded.hidden_at, version = excluded.version
            """)
    }
}

extension SQLSession {
    /// All visible categories in their order.
    func categories(of store: StoreID) throws -> [Category] {
        try rows(
            """
            SELECT id, name, position, hidden_at, version FROM categories
            WHERE store_id = \(store) AND hidden_at IS NULL ORDER BY position, id
            """
        ).map { try Category($0) }
    }

    /// A visible category.
    func category(_ id: CategoryID, of store: StoreID) throws -> Category? {
        try row(
            """
            SELECT id, name, position, hidden_at, version FROM categories
            WHERE store_id = \(store) AND id = \(id) AND hidden_at IS NULL
            """
        ).map { try Category($0) }
    }

    /// True when the id was ever a category's, even if it is hidden now.
    func isCategory(_ id: CategoryID, of store: StoreID) throws -> Bool {
        try row("SELECT version FROM categories WHERE store_id = \(store) AND id = \(id)") != nil
    }

    func categoryID(named name: String, of store: StoreID) throws -> CategoryID? {
        try row(
            "SELECT id FROM categories WHERE store_id = \(store) AND name = \(name) AND hidden_at IS NULL"
        ).map { .stored(try $0.text(0)) }
    }

    /// The version of the whole list: every change of a category, the hidden ones included, adds to the sum.
    func categoriesVersion(of store: StoreID) throws -> Int64 {
        try row(
            "SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM categories WHERE store_id = \(store)"
        )?.int(0) ?? 0
    }

    /// The place after the last category.
    func nextCategoryPosition(of store: StoreID) throws -> Int {
        let last = try row(
            "SELECT MAX(position) FROM categories WHERE store_id = \(store) AND hidden_at IS NULL")?.intOrNil(0)
        return last.map { Int($0) + 1 } ?? 0
    }

    /// True when a set outside of the category holds an item inside.
    func holdsParts(_ category: CategoryID, of store: StoreID) throws -> Bool {
        try row(
            """
            SELECT holder.id FROM items part
            JOIN item_uses u ON u.store_id = part.store_id AND u.used_id = part.id
            JOIN items holder ON holder.store_id = u.store_id AND holder.id = u.item_id
            WHERE part.store_id = \(store) AND part.category_id = \(category) AND part.hidden_at IS NULL
                AND holder.hidden_at IS NULL AND holder.category_id <> \(category) LIMIT 1
            """) != nil
    }
}

extension Category {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            id: .stored(try row.text(0)), name: try row.text(1), position: Int(try row.int(2)),
            hidden: try row.intOrNil(3) != nil, version: try row.int(4))
    }
}
