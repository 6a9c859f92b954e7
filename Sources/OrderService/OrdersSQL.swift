import Contracts
import Foundation
import Platform

/// The schema of the Order service.
package enum OrdersSQL {
    package static let schema: [SchemaStep] = [
        SchemaStep(
            "orders-1",
            """
            CREATE TABLE store_settings (store_id TEXT PRIMARY KEY, settings TEXT NOT NULL);
            CREATE TABLE terminal_letters (
                store_id TEXT NOT NULL, terminal_id TEXT NOT NULL, letter TEXT NOT NULL,
                PRIMARY KEY (store_id, terminal_id));
            CREATE TABLE price_items (
                store_id TEXT NOT NULL, item_id TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (store_id, item_id));
            CREATE TABLE price_groups (
                store_id TEXT NOT NULL, group_id TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (store_id, group_id));
            CREATE TABLE price_categories (
                store_id TEXT NOT NULL, category_id TEXT NOT NULL, name TEXT NOT NULL,
                PRIMARY KEY (store_id, category_id));
            CREATE TABLE orders (
                store_id TEXT NOT NULL, id TEXT NOT NULL, number TEXT NOT NULL, business_date TEXT NOT NULL,
                status TEXT NOT NULL, table_id TEXT, placed_at BIGINT NOT NULL, data TEXT NOT NULL,
                version BIGINT NOT NULL, PRIMARY KEY (store_id, id));
            CREATE UNIQUE INDEX orders_number ON orders (store_id, business_date, number);
            CREATE INDEX orders_placed ON orders (store_id, placed_at, id);
            CREATE INDEX orders_open ON orders (store_id, placed_at, id) WHERE status = 'open';
            CREATE TABLE order_lines (
                store_id TEXT NOT NULL, order_id TEXT NOT NULL, id TEXT NOT NULL, position BIGINT NOT NULL,
                data TEXT NOT NULL, PRIMARY KEY (store_id, order_id, id));
            CREATE TABLE order_counters (
                store_id TEXT NOT NULL, business_date TEXT NOT NULL, letter TEXT NOT NULL, last BIGINT NOT NULL,
                PRIMARY KEY (store_id, business_date, letter));
            CREATE TABLE claims (
                store_id TEXT NOT NULL, check_id TEXT NOT NULL, order_id TEXT NOT NULL, sale_id TEXT NOT NULL,
                claimed_at BIGINT NOT NULL, holds BIGINT NOT NULL, PRIMARY KEY (store_id, check_id));
            CREATE INDEX claims_age ON claims (claimed_at);
            CREATE TABLE floors (store_id TEXT PRIMARY KEY, data TEXT NOT NULL, version BIGINT NOT NULL);
            """),
        kitchen, stock, printing, kitchenIndex,
    ]
}

extension Transaction {
    /// Writes a new order with its lines.
    func insert(_ order: Order) throws {
        try run(
            """
            INSERT INTO orders (store_id, id, number, business_date, status, table_id, placed_at, data, version)
            VALUES (\(store), \(order.id), \(order.number), \(order.businessDate), \(order.status.rawValue),
                \(order.tableId), \(order.placedAt), \(try JSON.text(order)), \(order.version))
            """)
        let texts = try order.lines.map { try insert($0, of: order.id) }
        KnownDocuments.lines.keep(order.lines, as: "[" + texts.joined(separator: ",") + "]")
    }

    /// Writes what differs between two states of an order: the head, and only the lines that changed.
    func update(_ order: Order, from before: Order) throws {
        try run(
            """
            UPDATE orders SET status = \(order.status.rawValue), table_id = \(order.tableId),
                data = \(try JSON.text(order)), version = \(order.version)
            WHERE store_id = \(store) AND id = \(order.id)
            """)
        for (index, line) in order.lines.enumerated() {
            guard index < before.lines.count else {
                _ = try insert(line, of: order.id)
                continue
            }
            if line != before.lines[index] {
                try run(
                    """
                    UPDATE order_lines SET data = \(try JSON.text(line))
                    WHERE store_id = \(store) AND order_id = \(order.id) AND id = \(line.id)
                    """)
            }
        }
    }

    /// Writes an order whose lines came from, or went to, another one.
    func rewrite(_ order: Order) throws {
        try run("DELETE FROM order_lines WHERE store_id = \(store) AND order_id = \(order.id)")
        var empty = order
        empty.lines = []
        try update(order, from: empty)
    }

    private func insert(_ line: Line, of order: OrderID) throws -> String {
        let text = try JSON.text(line)
        try run(
            """
            INSERT INTO order_lines (store_id, order_id, id, position, data)
            VALUES (\(store), \(order), \(line.id), \(line.position), \(text))
            """)
        return text
    }

    /// The next number of a letter and a day, such as `A-017`.
    func takeNumber(_ letter: String, on date: BusinessDate) throws -> String {
        while true {
            let row = try row(
                """
                INSERT INTO order_counters (store_id, business_date, letter, last)
                VALUES (\(store), \(date), \(letter), 1)
                ON CONFLICT (store_id, business_date, letter) DO UPDATE SET last = order_counters.last + 1
                RETURNING last
                """)
            let number = letter + "-" + Digits.padded(Int(try row?.int(0) ?? 0), 3)
            // A till may have printed this one itself; then the next is free.
            if try !session.numberIsTaken(number, on: date, of: store) { return number }
        }
    }

    /// The order, or 404.
    func order(_ id: OrderID) throws -> Order {
        guard let order = try session.order(id, of: store) else { throw AccessRejection.notFound }
        return order
    }
}

extension SQLSession {
    func order(_ id: OrderID, of store: StoreID) throws -> Order? {
        guard let row = try row("SELECT data FROM orders WHERE store_id = \(store) AND id = \(id)") else { return nil }
        return try withLines(try row.text(0), of: store)
    }

    func numberIsTaken(_ number: String, on date: BusinessDate, of store: StoreID) throws -> Bool {
        try row(
            "SELECT id FROM orders WHERE store_id = \(store) AND business_date = \(date) AND number = \(number)") != nil
    }

    /// Orders, newest first, after a cursor (`placedAt` and id of the last one seen); one more than the limit.
    func orders(_ filter: OrderFilter, after cursor: (at: Int64, id: String)?, of store: StoreID) throws -> [Order] {
        let at = cursor?.at ?? Int64.max
        let id = cursor?.id ?? "~"
        let (low, high) = filter.placedBetween
        let rows: [SQLRow]
        if filter.status == .open {
            rows = try self.rows(
                """
                SELECT data FROM orders WHERE store_id = \(store) AND status = 'open'
                    AND (placed_at < \(at) OR (placed_at = \(at) AND id < \(id)))
                    AND placed_at >= \(low) AND placed_at < \(high)
                    AND (CAST(\(filter.tableId) AS TEXT) IS NULL OR table_id = \(filter.tableId))
                ORDER BY placed_at DESC, id DESC LIMIT \(filter.limit + 1)
                """)
        } else {
            rows = try self.rows(
                """
                SELECT data FROM orders WHERE store_id = \(store)
                    AND (placed_at < \(at) OR (placed_at = \(at) AND id < \(id)))
                    AND placed_at >= \(low) AND placed_at < \(high)
                    AND (CAST(\(filter.status?.rawValue) AS TEXT) IS NULL OR status = \(filter.status?.rawValue))
                    AND (CAST(\(filter.tableId) AS TEXT) IS NULL OR table_id = \(filter.tableId))
                ORDER BY placed_at DESC, id DESC LIMIT \(filter.limit + 1)
                """)
        }
        return try rows.map { try withLines(try $0.text(0), of: store) }
    }

    func hasOpenOrder(at table: TableID, of store: StoreID) throws -> Bool {
        try row(
            "SELECT id FROM orders WHERE store_id = \(store) AND status = 'open' AND table_id = \(table) LIMIT 1")
            != nil
    }

    private func withLines(_ data: String, of store: StoreID) throws -> Order {
        var order = try JSON.decode(Order.self, from: data)
        let lines = try rows(
            "SELECT data FROM order_lines WHERE store_id = \(store) AND order_id = \(order.id) ORDER BY position"
        ).map { try $0.text(0) }
        // One array is decoded far faster than as many documents, and not again while a payment goes on.
        order.lines = try KnownDocuments.lines.decode("[" + lines.joined(separator: ",") + "]")
        return order
    }
}

/// Which orders a list shows.
struct OrderFilter: Sendable {
    var status: Order.Status?
    var tableId: TableID?
    /// Milliseconds, from inclusive to exclusive.
    var placedBetween: (Int64, Int64) = (0, Int64.max)
    var limit: Int
}
