import Contracts
import Platform

extension SalesSQL {
    static let shifts = SchemaStep(
        "shifts-1",
        """
        ALTER TABLE sales ADD COLUMN shift_id TEXT;
        CREATE INDEX sales_shift ON sales (store_id, shift_id) WHERE shift_id IS NOT NULL;
        CREATE TABLE shifts (
            store_id TEXT NOT NULL, id TEXT NOT NULL, terminal_id TEXT NOT NULL, business_date TEXT NOT NULL,
            opened_at BIGINT NOT NULL, closed_at BIGINT, number BIGINT, document TEXT NOT NULL, report TEXT,
            PRIMARY KEY (store_id, id));
        CREATE UNIQUE INDEX shifts_open ON shifts (store_id, terminal_id) WHERE closed_at IS NULL;
        CREATE UNIQUE INDEX shifts_number ON shifts (store_id, number) WHERE number IS NOT NULL;
        CREATE INDEX shifts_terminal ON shifts (store_id, terminal_id, opened_at);
        CREATE INDEX shifts_day ON shifts (store_id, business_date, opened_at, id);
        CREATE TABLE settlements (
            store_id TEXT NOT NULL, business_date TEXT NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (store_id, business_date));
        CREATE TABLE addenda (
            store_id TEXT NOT NULL, id TEXT NOT NULL, business_date TEXT NOT NULL, shift_id TEXT,
            settled BOOLEAN NOT NULL, booked_at BIGINT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (store_id, id));
        CREATE INDEX addenda_day ON addenda (store_id, business_date, booked_at) WHERE settled;
        CREATE INDEX addenda_shift ON addenda (store_id, shift_id) WHERE shift_id IS NOT NULL;
        """)
}

extension Transaction {
    func insert(_ shift: Shift) throws {
        try run(
            """
            INSERT INTO shifts (store_id, id, terminal_id, business_date, opened_at, document)
            VALUES (\(store), \(shift.id), \(shift.terminalId), \(shift.businessDate), \(shift.openedAt),
                \(try JSON.text(shift)))
            """)
    }

    func update(_ shift: Shift) throws {
        try run(
            """
            UPDATE shifts SET document = \(try JSON.text(shift)) WHERE store_id = \(store) AND id = \(shift.id)
            """)
    }

    /// Writes the Z of a closed shift; it is never written again.
    func close(_ shift: Shift, with report: ShiftReport) throws {
        try run(
            """
            UPDATE shifts SET document = \(try JSON.text(shift)), closed_at = \(shift.closedAt),
                number = \(report.number), report = \(try JSON.text(report))
            WHERE store_id = \(store) AND id = \(shift.id) AND closed_at IS NULL
            """)
    }

    func insert(_ addendum: Addendum, to day: BookedDay) throws {
        try run(
            """
            INSERT INTO addenda (store_id, id, business_date, shift_id, settled, booked_at, document)
            VALUES (\(store), \(addendum.id), \(day.date), \(day.closedShift), \(day.isSettled), \(addendum.bookedAt),
                \(try JSON.text(addendum)))
            """)
    }
}

extension SQLSession {
    func shift(_ id: ShiftID, of store: StoreID) throws -> (shift: Shift, report: ShiftReport?)? {
        try row("SELECT document, report FROM shifts WHERE store_id = \(store) AND id = \(id)").map {
            (
                try JSON.decode(Shift.self, from: try $0.text(0)),
                try $0.textOrNil(1).map { try JSON.decode(ShiftReport.self, from: $0) }
            )
        }
    }

    func openShift(of terminal: TerminalID, store: StoreID) throws -> Shift? {
        try row(
            """
            SELECT document FROM shifts
            WHERE store_id = \(store) AND terminal_id = \(terminal) AND closed_at IS NULL
            """
        ).map { try JSON.decode(Shift.self, from: try $0.text(0)) }
    }

    /// The shift of a drawer at a moment: its id, its day, and whether it is closed by now; nil between shifts.
    func shift(
        at moment: Timestamp, of terminal: TerminalID, store: StoreID
    ) throws -> (id: ShiftID, date: BusinessDate, isClosed: Bool)? {
        let row = try row(
            """
            SELECT id, business_date, closed_at FROM shifts
            WHERE store_id = \(store) AND terminal_id = \(terminal) AND opened_at <= \(moment)
            ORDER BY opened_at DESC LIMIT 1
            """)
        guard let row else { return nil }
        let closedAt = try row.intOrNil(2)
        if let closedAt, closedAt < moment.milliseconds { return nil }
        return (.stored(try row.text(0)), .stored(try row.text(1)), closedAt != nil)
    }

    /// Shifts of a range of business dates, newest first, after a cursor; one more than the limit.
    func shifts(
        from: BusinessDate, to: BusinessDate, after cursor: SaleCursor?, limit: Int, of store: StoreID
    ) throws -> [(shift: Shift, report: ShiftReport?)] {
        let date = cursor?.date ?? to
        let at = cursor?.soldAt ?? Int64.max
        let id = cursor?.id ?? "~"
        return try rows(
            """
            SELECT document, report FROM shifts WHERE store_id = \(store)
                AND business_date >= \(from) AND business_date <= \(date)
                AND (business_date < \(date) OR opened_at < \(at) OR (opened_at = \(at) AND id < \(id)))
            ORDER BY business_date DESC, opened_at DESC, id DESC LIMIT \(limit + 1)
            """
        ).map {
            (
                try JSON.decode(Shift.self, from: try $0.text(0)),
                try $0.textOrNil(1).map { try JSON.decode(ShiftReport.self, from: $0) }
            )
        }
    }

    /// The last Z of a store; its number and hash are what the next one follows.
    func lastReport(of store: StoreID) throws -> ShiftReport? {
        try row(
            """
            SELECT report FROM shifts WHERE store_id = \(store) AND number IS NOT NULL
            ORDER BY number DESC LIMIT 1
            """
        ).map { try JSON.decode(ShiftReport.self, from: try $0.text(0)) }
    }

    /// The sales and refunds that were booked in a shift.
    func booked(in shift: ShiftID, of store: StoreID) throws -> (sales: [Sale], refunds: [Refund]) {
        let sales = try rows("SELECT document FROM sales WHERE store_id = \(store) AND shift_id = \(shift)")
        let refunds = try rows("SELECT document FROM refunds WHERE store_id = \(store) AND shift_id = \(shift)")
        return (
            try sales.map { try JSON.decode(Sale.self, from: try $0.text(0)) },
            try refunds.map { try JSON.decode(Refund.self, from: try $0.text(0)) }
        )
    }

    func addenda(shift: ShiftID, of store: StoreID) throws -> [Addendum] {
        try rows(
            "SELECT document FROM addenda WHERE store_id = \(store) AND shift_id = \(shift) ORDER BY booked_at, id"
        ).map { try JSON.decode(Addendum.self, from: try $0.text(0)) }
    }

    /// Every receipt number that is in the books of a day, refunds included.
    func receiptNumbers(on date: BusinessDate, of store: StoreID) throws -> [String] {
        try rows(
            """
            SELECT receipt_number FROM sales WHERE store_id = \(store) AND business_date = \(date)
            UNION ALL SELECT number FROM refunds WHERE store_id = \(store) AND business_date = \(date)
            """
        ).map { try $0.text(0) }
    }

    /// How many numbers of the server's own letters were given out on a day.
    func serverNumbers(on date: BusinessDate, of store: StoreID) throws -> [(letter: String, last: Int)] {
        try rows(
            """
            SELECT letter, last FROM receipt_counters WHERE store_id = \(store) AND business_date = \(date)
            ORDER BY letter
            """
        ).map { (try $0.text(0), Int(try $0.int(1))) }
    }
}
