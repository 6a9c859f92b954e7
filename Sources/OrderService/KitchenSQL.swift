import Contracts
import Foundation
import Platform

/// Where an order stands now, for its tickets.
struct OrderPlace: Decodable, Sendable {
    let tableId: TableID?
    let tableName: String?
}

extension OrdersSQL {
    static let kitchen = SchemaStep(
        "kitchen-1",
        """
        CREATE TABLE kitchen_plans (store_id TEXT PRIMARY KEY, data TEXT NOT NULL, version BIGINT NOT NULL);
        CREATE TABLE tickets (
            store_id TEXT NOT NULL, id TEXT NOT NULL, order_id TEXT NOT NULL, station TEXT NOT NULL,
            status TEXT NOT NULL, created_at BIGINT NOT NULL, served_at BIGINT, data TEXT NOT NULL,
            PRIMARY KEY (store_id, id));
        CREATE INDEX tickets_open ON tickets (store_id, created_at) WHERE status <> 'served';
        CREATE INDEX tickets_served ON tickets (store_id, served_at) WHERE status = 'served';
        CREATE INDEX tickets_order ON tickets (store_id, order_id);
        """)
    /// With the order that they are read in; without it SQLite walks the primary key, all tickets of the store.
    static let kitchenIndex = SchemaStep(
        "kitchen-2",
        """
        DROP INDEX tickets_order;
        CREATE INDEX tickets_of_order ON tickets (store_id, order_id, id);
        """)
}

extension Transaction {
    func insert(_ ticket: Ticket) throws {
        try run(
            """
            INSERT INTO tickets (store_id, id, order_id, station, status, created_at, served_at, data)
            VALUES (\(store), \(ticket.id), \(ticket.orderId), \(ticket.station), \(ticket.status.rawValue),
                \(ticket.createdAt), \(ticket.servedAt), \(try JSON.text(ticket)))
            """)
    }

    func update(_ ticket: Ticket) throws {
        try run(
            """
            UPDATE tickets SET order_id = \(ticket.orderId), status = \(ticket.status.rawValue), served_at = \(ticket.servedAt),
                data = \(try JSON.text(ticket))
            WHERE store_id = \(store) AND id = \(ticket.id)
            """)
    }

    func save(_ plan: KitchenPlan, version: Int64) throws {
        try run(
            """
            INSERT INTO kitchen_plans (store_id, data, version) VALUES (\(store), \(try JSON.text(plan)), \(version))
            ON CONFLICT (store_id) DO UPDATE SET data = excluded.data, version = excluded.version
            """)
    }
}

extension SQLSession {
    /// The store's stations; the plain plan at version 0 before anybody made one.
    func kitchenPlan(of store: StoreID) throws -> (plan: KitchenPlan, version: Int64) {
        guard let row = try row("SELECT data, version FROM kitchen_plans WHERE store_id = \(store)") else {
            return (.plain, 0)
        }
        return (try KnownDocuments.kitchens.decode(try row.text(0)), try row.int(1))
    }

    func ticket(_ id: TicketID, of store: StoreID) throws -> Ticket? {
        try row("SELECT data FROM tickets WHERE store_id = \(store) AND id = \(id)").map {
            try JSON.decode(Ticket.self, from: try $0.text(0))
        }
    }

    func tickets(of order: OrderID, store: StoreID) throws -> [Ticket] {
        try tickets("SELECT data FROM tickets WHERE store_id = \(store) AND order_id = \(order) ORDER BY id")
    }

    /// Tickets that are not served, oldest first; those from before `since` are forgotten, not open.
    ///
    /// Of very many the newest are shown, since a new order must never be the one that nobody sees.
    func openTickets(of store: StoreID, station: String?, since: Timestamp) throws -> [Ticket] {
        try tickets(
            """
            SELECT data FROM tickets WHERE store_id = \(store) AND status <> 'served' AND created_at >= \(since)
                AND (CAST(\(station) AS TEXT) IS NULL OR station = \(station))
            ORDER BY created_at DESC, id DESC LIMIT 500
            """
        ).reversed()
    }

    /// Tickets served since a moment, the last one first.
    func servedTickets(of store: StoreID, station: String?, since: Timestamp) throws -> [Ticket] {
        try tickets(
            """
            SELECT data FROM tickets WHERE store_id = \(store) AND status = 'served' AND served_at >= \(since)
                AND (CAST(\(station) AS TEXT) IS NULL OR station = \(station))
            ORDER BY served_at DESC, id DESC LIMIT 100
            """)
    }

    /// The stations that tickets of the last day name, planned or not.
    func stationsInUse(of store: StoreID, since: Timestamp) throws -> [String] {
        try rows(
            """
            SELECT DISTINCT station FROM tickets
            WHERE store_id = \(store) AND status <> 'served' AND created_at >= \(since) ORDER BY station
            """
        ).map { try $0.text(0) }
    }

    /// Where an order stands.
    func place(of order: OrderID, store: StoreID) throws -> OrderPlace? {
        try row("SELECT data FROM orders WHERE store_id = \(store) AND id = \(order)").map {
            try JSON.decode(OrderPlace.self, from: try $0.text(0))
        }
    }

    private func tickets(_ statement: SQL) throws -> [Ticket] {
        let texts = try rows(statement).map { try $0.text(0) }
        return try JSON.decode([Ticket].self, from: "[" + texts.joined(separator: ",") + "]")
    }
}
