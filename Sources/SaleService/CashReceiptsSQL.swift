import Contracts
import Foundation
import Platform

extension SalesSQL {
    static let cashReceipts = SchemaStep(
        "cash-receipts-1",
        """
        CREATE TABLE cash_receipts (
            store_id TEXT NOT NULL, sale_id TEXT NOT NULL, attempt BIGINT NOT NULL, state TEXT NOT NULL,
            live BOOLEAN NOT NULL, business_date TEXT NOT NULL, requested_at BIGINT NOT NULL,
            amount BIGINT NOT NULL CHECK (amount > 0), document TEXT NOT NULL,
            PRIMARY KEY (store_id, sale_id, attempt));
        CREATE UNIQUE INDEX cash_receipts_live ON cash_receipts (store_id, sale_id) WHERE live;
        CREATE INDEX cash_receipts_state ON cash_receipts (store_id, state, requested_at, sale_id, attempt);
        """)
}

extension Transaction {
    func insert(_ receipt: CashReceipt) throws {
        try run(
            """
            INSERT INTO cash_receipts
                (store_id, sale_id, attempt, state, live, business_date, requested_at, amount, document)
            VALUES (\(store), \(receipt.saleId), \(receipt.attempt), \(receipt.state.rawValue), \(receipt.isLive),
                \(receipt.businessDate), \(receipt.requestedAt), \(receipt.amount), \(try JSON.text(receipt)))
            """)
    }

    func update(_ receipt: CashReceipt) throws {
        try run(
            """
            UPDATE cash_receipts SET state = \(receipt.state.rawValue), live = \(receipt.isLive),
                amount = \(receipt.amount), document = \(try JSON.text(receipt))
            WHERE store_id = \(store) AND sale_id = \(receipt.saleId) AND attempt = \(receipt.attempt)
            """)
    }
}

extension SQLSession {
    /// The cash receipt that a sale asked for last, whatever became of it.
    func cashReceipt(of sale: SaleID, store: StoreID) throws -> CashReceipt? {
        try row(
            """
            SELECT document FROM cash_receipts WHERE store_id = \(store) AND sale_id = \(sale)
            ORDER BY attempt DESC LIMIT 1
            """
        ).map { try JSON.decode(CashReceipt.self, from: try $0.text(0)) }
    }

    /// Cash receipts in a state, the oldest first, after a cursor; one more than the limit.
    func cashReceipts(_ filter: CashReceiptFilter, of store: StoreID) throws -> [CashReceipt] {
        let at = filter.after?.requestedAt ?? -1
        let sale = filter.after?.sale ?? ""
        let attempt = filter.after?.attempt ?? 0
        return try rows(
            """
            SELECT document FROM cash_receipts WHERE store_id = \(store) AND state = \(filter.state.rawValue)
                AND business_date >= \(filter.from) AND business_date <= \(filter.to)
                AND (requested_at > \(at) OR (requested_at = \(at) AND sale_id > \(sale))
                    OR (requested_at = \(at) AND sale_id = \(sale) AND attempt > \(attempt)))
            ORDER BY requested_at, sale_id, attempt LIMIT \(filter.limit + 1)
            """
        ).map { try JSON.decode(CashReceipt.self, from: try $0.text(0)) }
    }

    /// Sales of a range of business dates, partly paid in cash or by transfer, so large that they need a cash receipt,
    /// and without one; the oldest first, after a cursor.
    func salesWithoutCashReceipt(
        from: BusinessDate, to: BusinessDate, after cursor: SaleCursor?, limit: Int, of store: StoreID
    ) throws -> [Sale] {
        let date = cursor?.date ?? from
        let at = cursor?.soldAt ?? -1
        let id = cursor?.id ?? ""
        return try rows(
            """
            SELECT document FROM sales WHERE store_id = \(store)
                AND business_date >= \(date) AND business_date <= \(to)
                AND (business_date > \(date) OR sold_at > \(at) OR (sold_at = \(at) AND id > \(id)))
                AND total >= \(CashReceipt.mandatoryFrom)
                AND (methods LIKE '%,cash,%' OR methods LIKE '%,transfer,%')
                AND NOT EXISTS (SELECT 1 FROM cash_receipts
                    WHERE cash_receipts.store_id = sales.store_id AND cash_receipts.sale_id = sales.id
                    AND cash_receipts.live)
            ORDER BY business_date, sold_at, id LIMIT \(limit)
            """
        ).map { try JSON.decode(Sale.self, from: try $0.text(0)) }
    }
}

/// Which cash receipts a list shows.
struct CashReceiptFilter: Sendable {
    var state: CashReceiptState
    var from: BusinessDate
    var to: BusinessDate
    var after: CashReceiptCursor?
    var limit: Int
}

/// Where a list of cash receipts goes on: the last one seen.
struct CashReceiptCursor: Sendable {
    let requestedAt: Int64
    let sale: String
    let attempt: Int

    /// Reads `requestedAt.saleId.attempt`.
    init?(_ text: String) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 3, let at = Int64(parts[0]), let attempt = Int(parts[2]) else { return nil }
        requestedAt = at
        sale = parts[1]
        self.attempt = attempt
    }

    static func text(after receipt: CashReceipt) -> String {
        "\(receipt.requestedAt.milliseconds).\(receipt.saleId).\(receipt.attempt)"
    }
}
