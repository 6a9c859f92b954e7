import Contracts
import Foundation
import Platform

extension SalesSQL {
    static let pending = SchemaStep(
        "pending-1",
        """
        CREATE TABLE pending_sales (
            store_id TEXT NOT NULL, id TEXT NOT NULL, check_id TEXT NOT NULL, status TEXT NOT NULL,
            created_at BIGINT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (store_id, id));
        CREATE UNIQUE INDEX pending_sales_check ON pending_sales (store_id, check_id) WHERE status = 'pending';
        CREATE INDEX pending_sales_open ON pending_sales (store_id, created_at) WHERE status = 'pending';
        """)
}

extension Transaction {
    func insert(_ sale: PendingSale) throws {
        try run(
            """
            INSERT INTO pending_sales (store_id, id, check_id, status, created_at, document)
            VALUES (\(store), \(sale.id), \(sale.check.checkId), \(sale.status.rawValue), \(sale.createdAt),
                \(try JSON.text(sale)))
            """)
    }

    func update(_ sale: PendingSale) throws {
        try run(
            """
            UPDATE pending_sales SET status = \(sale.status.rawValue), document = \(try JSON.text(sale))
            WHERE store_id = \(store) AND id = \(sale.id)
            """)
    }
}

extension SQLSession {
    func pending(_ id: SaleID, of store: StoreID) throws -> PendingSale? {
        try row("SELECT document FROM pending_sales WHERE store_id = \(store) AND id = \(id)").map {
            try JSON.decode(PendingSale.self, from: try $0.text(0))
        }
    }

    /// Payments under way, oldest first.
    func pendingSales(of store: StoreID) throws -> [PendingSale] {
        try rows(
            """
            SELECT document FROM pending_sales WHERE store_id = \(store) AND status = 'pending'
            ORDER BY created_at, id LIMIT 200
            """
        ).map { try JSON.decode(PendingSale.self, from: try $0.text(0)) }
    }
}
