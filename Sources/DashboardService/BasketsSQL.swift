import Contracts
import Platform

/// The distinct items of one paid order, on the date of its first sale.
struct Basket: Sendable, Hashable {
    let order: OrderID
    let day: BusinessDate
    var items: Set<ItemID>

    /// As it is stored: sorted, separated by commas.
    var text: String { items.map(\.text).sorted().joined(separator: ",") }

    static func items(_ text: String) -> [ItemID] { text.split(separator: ",").map { ItemID.stored(String($0)) } }
}

extension Transaction {
    func basket(of order: OrderID) throws -> Basket? {
        try row("SELECT day, items FROM baskets WHERE store_id = \(store) AND order_id = \(order)").map {
            Basket(order: order, day: .stored(try $0.text(0)), items: Set(Basket.items(try $0.text(1))))
        }
    }

    func save(_ basket: Basket) throws {
        try run(
            """
            INSERT INTO baskets (store_id, order_id, day, items)
            VALUES (\(store), \(basket.order), \(basket.day), \(basket.text))
            ON CONFLICT (store_id, order_id) DO UPDATE SET items = excluded.items
            """)
    }

    /// What has been paid of lines that were split; lines of which nothing was paid are missing.
    func paidShares(of lines: [LineID]) throws -> [LineID: PaidShare] {
        var shares: [LineID: PaidShare] = [:]
        for line in lines {
            let row = try row("SELECT num, den FROM shared_lines WHERE store_id = \(store) AND line_id = \(line)")
            if let row { shares[line] = PaidShare(num: try row.int(0), den: try row.int(1)) }
        }
        return shares
    }

    func save(_ share: PaidShare, of line: LineID) throws {
        try run(
            """
            INSERT INTO shared_lines (store_id, line_id, num, den)
            VALUES (\(store), \(line), \(share.num), \(share.den))
            ON CONFLICT (store_id, line_id) DO UPDATE SET num = excluded.num, den = excluded.den
            """)
    }
}

extension SQLSession {
    /// Baskets of a range in the order of day and order, after a cursor.
    func baskets(of store: StoreID, in range: DateRange, after: (day: BusinessDate, order: String), limit: Int) throws
        -> [Basket]
    {
        try rows(
            """
            SELECT order_id, day, items FROM baskets
            WHERE store_id = \(store) AND (day, order_id) > (\(after.day), \(after.order)) AND day <= \(range.to)
            ORDER BY day, order_id LIMIT \(limit)
            """
        ).map {
            Basket(
                order: .stored(try $0.text(0)), day: .stored(try $0.text(1)),
                items: Set(Basket.items(try $0.text(2))))
        }
    }
}
