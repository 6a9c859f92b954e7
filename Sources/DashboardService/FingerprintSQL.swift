import Contracts
import Crypto
import Foundation
import Platform

extension DashboardSQL {
    /// A hash over all rows of a store's read models; the same log gives the same one on either engine.
    package static func fingerprint(of store: StoreID, in session: any SQLSession) throws -> String {
        var hash = SHA256()
        func update(_ rows: [SQLRow]) {
            // Engines sort text by different rules, so the order is ours.
            for line in rows.map(\.line).sorted() { hash.update(data: Data(line.utf8)) }
            hash.update(data: Data([0]))
        }
        update(try session.rows("SELECT currency, timezone, day_start FROM clocks WHERE store_id = \(store)"))
        update(try session.rows("SELECT line_id, num, den FROM shared_lines WHERE store_id = \(store)"))
        update(try session.rows("SELECT staff_id, name FROM staff_names WHERE store_id = \(store)"))
        update(
            try session.rows(
                """
                SELECT id, kind, at, day, staff_id, sale_id, order_id, shift_id, amount, times FROM alerts
                WHERE store_id = \(store)
                """))
        for row in try session.rows("SELECT day FROM days WHERE store_id = \(store) ORDER BY day") {
            let day = BusinessDate.stored(try row.text(0))
            update(
                try session.rows(
                    """
                    SELECT day, gross, discount, refunds, tax, rounding, deposit, cost, orders, guests FROM days
                    WHERE store_id = \(store) AND day = \(day)
                    """))
            for dimension in Dimension.allCases {
                update(
                    try session.rows(
                        """
                        SELECT dimension, item_key, label, category, quantity, sales, tax, cost, costed, orders
                        FROM figures
                        WHERE store_id = \(store) AND dimension = \(dimension.rawValue) AND day = \(day)
                        """))
            }
            update(
                try session.rows("SELECT order_id, items FROM baskets WHERE store_id = \(store) AND day = \(day)"))
            update(
                try session.rows(
                    """
                    SELECT sold_at, sale_id, receipt_number, order_id, order_number, hour, channel, table_name,
                        staff_name, total, sales, orders, marks, refund_id, refunded_sale, sold
                    FROM receipts WHERE store_id = \(store) AND day = \(day)
                    """))
        }
        return Hex.text(hash.finalize())
    }

    /// Forgets a store's figures and how far its events were heard, so that they are counted again from the log.
    package static func clear(_ store: StoreID, in session: any SQLSession) throws {
        try session.run("DELETE FROM clocks WHERE store_id = \(store)")
        try session.run("DELETE FROM days WHERE store_id = \(store)")
        try session.run("DELETE FROM figures WHERE store_id = \(store)")
        try session.run("DELETE FROM baskets WHERE store_id = \(store)")
        try session.run("DELETE FROM shared_lines WHERE store_id = \(store)")
        try session.run("DELETE FROM receipts WHERE store_id = \(store)")
        try session.run("DELETE FROM staff_names WHERE store_id = \(store)")
        try session.run("DELETE FROM alerts WHERE store_id = \(store)")
        try session.run(
            "DELETE FROM listener_marks WHERE store_id = \(store) AND handler = \(DashboardEvents.handler)")
    }
}

extension SQLRow {
    /// The row as text, each value told apart from its neighbours by its length.
    fileprivate var line: String {
        values.map { value in
            switch value {
            case .null: "-"
            case .text(let text): "\(text.utf8.count):\(text)"
            case .int(let number): "i\(number)"
            case .real(let number): "r\(number)"
            case .bool(let truth): truth ? "i1" : "i0"
            }
        }.joined(separator: " ")
    }
}
