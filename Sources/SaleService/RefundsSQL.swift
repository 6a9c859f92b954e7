import Contracts
import Platform

extension SalesSQL {
    static let refunds = SchemaStep(
        "refunds-1",
        """
        ALTER TABLE sales ADD COLUMN refunded BIGINT NOT NULL DEFAULT 0
            CHECK (refunded >= 0 AND refunded <= total);
        CREATE TABLE refunds (
            store_id TEXT NOT NULL, id TEXT NOT NULL, sale_id TEXT NOT NULL, number TEXT NOT NULL,
            business_date TEXT NOT NULL, at BIGINT NOT NULL, total BIGINT NOT NULL CHECK (total >= 0), shift_id TEXT,
            prints BIGINT NOT NULL DEFAULT 0, document TEXT NOT NULL, PRIMARY KEY (store_id, id));
        CREATE UNIQUE INDEX refunds_number ON refunds (store_id, number);
        CREATE INDEX refunds_sale ON refunds (store_id, sale_id);
        CREATE INDEX refunds_day ON refunds (store_id, business_date, at, id);
        CREATE INDEX refunds_shift ON refunds (store_id, shift_id) WHERE shift_id IS NOT NULL;
        """)
}

extension Transaction {
    /// Writes a refund; the database itself refuses to give back more than was sold.
    func insert(_ refund: Refund, document: String) throws {
        try run(
            """
            UPDATE sales SET refunded = refunded + \(refund.total) WHERE store_id = \(store) AND id = \(refund.saleId)
            """)
        try run(
            """
            INSERT INTO refunds (store_id, id, sale_id, number, business_date, at, total, shift_id, document)
            VALUES (\(store), \(refund.id), \(refund.saleId), \(refund.number), \(refund.businessDate), \(refund.at),
                \(refund.total), \(refund.shiftId), \(document))
            """)
    }
}

extension SQLSession {
    func refund(_ id: RefundID, of store: StoreID) throws -> (refund: Refund, prints: Int)? {
        try row("SELECT document, prints FROM refunds WHERE store_id = \(store) AND id = \(id)").map {
            (try JSON.decode(Refund.self, from: try $0.text(0)), Int(try $0.int(1)))
        }
    }

    /// The refunds of a sale, in the order in which they were given.
    func refunds(of sale: SaleID, store: StoreID) throws -> [Refund] {
        try rows("SELECT document FROM refunds WHERE store_id = \(store) AND sale_id = \(sale) ORDER BY at, id")
            .map { try JSON.decode(Refund.self, from: try $0.text(0)) }
    }

    /// Refunds of a range of business dates, newest first, after a cursor; one more than the limit.
    func refunds(
        from: BusinessDate, to: BusinessDate, after cursor: SaleCursor?, limit: Int, of store: StoreID
    ) throws -> [Refund] {
        let date = cursor?.date ?? to
        let at = cursor?.soldAt ?? Int64.max
        let id = cursor?.id ?? "~"
        return try rows(
            """
            SELECT document FROM refunds WHERE store_id = \(store)
                AND business_date >= \(from) AND business_date <= \(date)
                AND (business_date < \(date) OR at < \(at) OR (at = \(at) AND id < \(id)))
            ORDER BY business_date DESC, at DESC, id DESC LIMIT \(limit + 1)
            """
        ).map { try JSON.decode(Refund.self, from: try $0.text(0)) }
    }
}
