import Contracts
import Foundation
import Platform

extension OrdersSQL {
    static let stock = SchemaStep(
        "stock-1",
        """
        CREATE TABLE stock (
            store_id TEXT NOT NULL, id TEXT NOT NULL, pieces BIGINT NOT NULL, PRIMARY KEY (store_id, id));
        CREATE TABLE stock_versions (store_id TEXT PRIMARY KEY, version BIGINT NOT NULL);
        """)
}

extension Transaction {
    /// What somebody counted; from here it is counted down.
    func count(_ counted: StockSet) throws {
        try run(
            """
            INSERT INTO stock (store_id, id, pieces) VALUES (\(store), \(counted.id), \(counted.count))
            ON CONFLICT (store_id, id) DO UPDATE SET pieces = excluded.pieces
            """)
        try moveStockVersion()
        try record(StockChanged(id: counted.id, left: counted.count))
    }

    private static let few = 5

    /// Counts what an act takes or gives back, in its own transaction; more than is left is not sent, unless it is
    /// paid or sold already: true then.
    func count(_ order: Order, since before: Order?, by list: PriceList, isFact: Bool) throws -> Bool {
        guard !list.left.isEmpty else { return false }
        var isOversold = false
        let use = StockUse(order, since: before, counted: Set(list.left.keys))
        let happened =
            isFact
            || order.checks.filter { $0.status == .paid }.count > before?.checks.filter { $0.status == .paid }.count
                ?? 0
        for (id, pieces) in use.pieces.sorted(by: { $0.key < $1.key }) where pieces != 0 {
            let left = Int(
                try row(
                    "UPDATE stock SET pieces = pieces - \(pieces) WHERE store_id = \(store) AND id = \(id) RETURNING pieces"
                )?.int(0) ?? 0)
            guard left >= 0 || pieces < 0 || happened else {
                throw OrderRejection.itemSoldOut(name: use.names[id] ?? "")
            }
            if left < 0 && pieces > 0 { isOversold = true }
            // Screens show a count only when few are left; more would be a message for every coffee.
            if min(left, left + pieces) <= Self.few { try record(StockChanged(id: id, left: left)) }
        }
        if !use.pieces.isEmpty { try moveStockVersion() }
        return isOversold
    }

    /// Counts goods of a refund that are there again.
    func countBack(_ refund: Refund, of order: Order) throws {
        let back = refund.lines.filter { $0.restock == .back && $0.quantity > 0 && $0.den == nil }
        guard !back.isEmpty, order.isPast != true, try session.countsStock(of: store) else { return }
        let deltas = back.compactMap { given in
            order.lines.first { $0.id == given.lineId }.map { TicketDelta(line: $0, quantity: given.quantity) }
        }
        let list = try session.priceList(for: Set(deltas.map(\.line.itemId)), of: store)
        let use = StockUse(deltas, counted: Set(list.left.keys))
        for (id, pieces) in use.pieces.sorted(by: { $0.key < $1.key }) {
            let left = Int(
                try row(
                    "UPDATE stock SET pieces = pieces + \(pieces) WHERE store_id = \(store) AND id = \(id) RETURNING pieces"
                )?.int(0) ?? 0)
            if left - pieces <= Self.few { try record(StockChanged(id: id, left: left)) }
        }
        if !use.pieces.isEmpty { try moveStockVersion() }
    }

    private func moveStockVersion() throws {
        try run(
            """
            INSERT INTO stock_versions (store_id, version) VALUES (\(store), 1)
            ON CONFLICT (store_id) DO UPDATE SET version = stock_versions.version + 1
            """)
    }
}

extension SQLSession {
    /// True when anything in the store was ever counted.
    func countsStock(of store: StoreID) throws -> Bool {
        try row("SELECT version FROM stock_versions WHERE store_id = \(store)") != nil
    }

    func stockLeft(of id: String, store: StoreID) throws -> Int? {
        try row("SELECT pieces FROM stock WHERE store_id = \(store) AND id = \(id)").map { Int(try $0.int(0)) }
    }

    func stockCounts(of store: StoreID) throws -> StockCounts {
        let version = try row("SELECT version FROM stock_versions WHERE store_id = \(store)")?.int(0) ?? 0
        let left = try rows("SELECT id, pieces FROM stock WHERE store_id = \(store)").map {
            (try $0.text(0), Int(try $0.int(1)))
        }
        return StockCounts(version: version, left: Dictionary(left, uniquingKeysWith: { first, _ in first }))
    }
}
