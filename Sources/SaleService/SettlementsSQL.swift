import Contracts
import Platform

extension Transaction {
    func insert(_ settlement: Settlement) throws {
        try run(
            """
            INSERT INTO settlements (store_id, business_date, document)
            VALUES (\(store), \(settlement.businessDate), \(try JSON.text(settlement)))
            """)
    }
}

extension SQLSession {
    func isSettled(_ date: BusinessDate, of store: StoreID) throws -> Bool {
        try row("SELECT business_date FROM settlements WHERE store_id = \(store) AND business_date = \(date)") != nil
    }

    func settlement(of date: BusinessDate, store: StoreID) throws -> Settlement? {
        try row("SELECT document FROM settlements WHERE store_id = \(store) AND business_date = \(date)").map {
            try JSON.decode(Settlement.self, from: try $0.text(0))
        }
    }

    /// Settled days before a date, newest first; one more than the limit.
    func settlements(before date: BusinessDate?, limit: Int, of store: StoreID) throws -> [Settlement] {
        try rows(
            """
            SELECT document FROM settlements
            WHERE store_id = \(store) AND business_date < \(date?.text ?? "9999-99-99")
            ORDER BY business_date DESC LIMIT \(limit + 1)
            """
        ).map { try JSON.decode(Settlement.self, from: try $0.text(0)) }
    }

    /// All that is booked on a business day, whatever the drawer.
    func booked(on date: BusinessDate, of store: StoreID) throws -> (sales: [Sale], refunds: [Refund]) {
        let sales = try rows("SELECT document FROM sales WHERE store_id = \(store) AND business_date = \(date)")
        let refunds = try rows("SELECT document FROM refunds WHERE store_id = \(store) AND business_date = \(date)")
        return (
            try sales.map { try JSON.decode(Sale.self, from: try $0.text(0)) },
            try refunds.map { try JSON.decode(Refund.self, from: try $0.text(0)) }
        )
    }

    /// What came after the day was settled; what came after a Z but before that is in the settlement itself.
    func addenda(on date: BusinessDate, of store: StoreID) throws -> [Addendum] {
        try rows(
            """
            SELECT document FROM addenda WHERE store_id = \(store) AND business_date = \(date) AND settled
            ORDER BY booked_at, id
            """
        ).map { try JSON.decode(Addendum.self, from: try $0.text(0)) }
    }

    func shifts(on date: BusinessDate, of store: StoreID) throws -> [(shift: Shift, report: ShiftReport?)] {
        try rows(
            """
            SELECT document, report FROM shifts WHERE store_id = \(store) AND business_date = \(date)
            ORDER BY opened_at, id
            """
        ).map {
            (
                try JSON.decode(Shift.self, from: try $0.text(0)),
                try $0.textOrNil(1).map { try JSON.decode(ShiftReport.self, from: $0) }
            )
        }
    }

    /// Terminals by letter.
    func terminalLetters(of store: StoreID) throws -> [String: TerminalID] {
        let rows = try rows("SELECT letter, terminal_id FROM terminals WHERE store_id = \(store)")
        return Dictionary(
            try rows.map { (try $0.text(0), .stored(try $0.text(1))) }, uniquingKeysWith: { first, _ in first })
    }
}
