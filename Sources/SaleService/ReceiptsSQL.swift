import Contracts
import Platform

extension SalesSQL {
    static let receiptLinks = SchemaStep(
        "receipt-links-1",
        """
        CREATE TABLE receipt_links (
            store_id TEXT NOT NULL, sale_id TEXT NOT NULL, token TEXT NOT NULL, created_at BIGINT NOT NULL,
            PRIMARY KEY (store_id, sale_id));
        CREATE UNIQUE INDEX receipt_links_token ON receipt_links (token);
        """)
}

extension Transaction {
    /// The link's token of a sale: the one it has, or this one.
    func receiptLink(of sale: SaleID, orElse token: String) throws -> (token: String, isNew: Bool) {
        if let known = try session.receiptLink(of: sale, store: store) { return (known, false) }
        try run(
            """
            INSERT INTO receipt_links (store_id, sale_id, token, created_at)
            VALUES (\(store), \(sale), \(token), \(now))
            """)
        return (token, true)
    }

    /// Counts a print of a refund's receipt and answers how many there were with it.
    func countPrint(_ id: RefundID) throws -> (sale: SaleID, prints: Int) {
        let row = try row(
            """
            UPDATE refunds SET prints = prints + 1 WHERE store_id = \(store) AND id = \(id) RETURNING sale_id, prints
            """)
        guard let row else { throw AccessRejection.notFound }
        return (.stored(try row.text(0)), Int(try row.int(1)))
    }
}

extension SQLSession {
    func receiptLink(of sale: SaleID, store: StoreID) throws -> String? {
        try row("SELECT token FROM receipt_links WHERE store_id = \(store) AND sale_id = \(sale)")?.text(0)
    }

    /// Whose receipt a token opens; the token alone is the key, since who holds it names no store.
    func linkedSale(_ token: String) throws -> (store: StoreID, sale: SaleID)? {
        try row("SELECT store_id, sale_id FROM receipt_links WHERE token = \(token)").map {
            (.stored(try $0.text(0)), .stored(try $0.text(1)))
        }
    }
}
