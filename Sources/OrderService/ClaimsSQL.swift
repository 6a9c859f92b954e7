import Contracts
import Platform

/// A check that a sale holds.
struct ClaimRow: Sendable {
    let store: StoreID
    let order: OrderID
    let check: CheckID
    let sale: SaleID
    let claimedAt: Timestamp
}

extension Transaction {
    /// Counts one more request that holds the check for its sale.
    func keepClaim(_ check: CheckID, of order: OrderID, for sale: SaleID) throws {
        try run(
            """
            INSERT INTO claims (store_id, check_id, order_id, sale_id, claimed_at, holds)
            VALUES (\(store), \(check), \(order), \(sale), \(now), 1)
            ON CONFLICT (store_id, check_id) DO UPDATE SET holds = claims.holds + 1, claimed_at = excluded.claimed_at
            """)
    }

    /// Counts one request less; true when nobody holds the check for this sale any more.
    func letGo(_ check: CheckID, from sale: SaleID) throws -> Bool {
        let row = try row(
            """
            UPDATE claims SET holds = holds - 1
            WHERE store_id = \(store) AND check_id = \(check) AND sale_id = \(sale) RETURNING holds
            """)
        return try row?.int(0) ?? 0 <= 0
    }

    func dropClaim(_ check: CheckID) throws {
        try run("DELETE FROM claims WHERE store_id = \(store) AND check_id = \(check)")
    }
}

extension SQLSession {
    /// A page of the claims made before a moment, oldest first, after the last one seen.
    func claims(before moment: Timestamp, after last: ClaimRow?) throws -> [ClaimRow] {
        let (at, check) = (last?.claimedAt ?? Timestamp(milliseconds: 0), last?.check.text ?? "")
        return try rows(
            """
            SELECT store_id, order_id, check_id, sale_id, claimed_at FROM claims
            WHERE claimed_at < \(moment) AND (claimed_at > \(at) OR (claimed_at = \(at) AND check_id > \(check)))
            ORDER BY claimed_at, check_id LIMIT 100
            """
        ).map {
            ClaimRow(
                store: .stored(try $0.text(0)), order: .stored(try $0.text(1)), check: .stored(try $0.text(2)),
                sale: .stored(try $0.text(3)), claimedAt: Timestamp(milliseconds: try $0.int(4)))
        }
    }
}
