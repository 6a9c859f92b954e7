import Contracts
import Platform

/// The schema of the Dashboard service: read models only, all of them rebuilt from the log when need be.
package enum DashboardSQL {
    package static let schema: [SchemaStep] = [
        SchemaStep(
            "dashboard-1",
            """
            CREATE TABLE clocks (
                store_id TEXT PRIMARY KEY, currency TEXT NOT NULL, timezone TEXT NOT NULL, day_start TEXT NOT NULL);
            CREATE TABLE days (
                store_id TEXT NOT NULL, day TEXT NOT NULL, gross BIGINT NOT NULL, discount BIGINT NOT NULL,
                refunds BIGINT NOT NULL, tax BIGINT NOT NULL, rounding BIGINT NOT NULL, deposit BIGINT NOT NULL,
                cost BIGINT NOT NULL, orders BIGINT NOT NULL, guests BIGINT NOT NULL, PRIMARY KEY (store_id, day));
            CREATE TABLE figures (
                store_id TEXT NOT NULL, dimension TEXT NOT NULL, day TEXT NOT NULL, item_key TEXT NOT NULL,
                label TEXT NOT NULL, category TEXT NOT NULL, quantity BIGINT NOT NULL, sales BIGINT NOT NULL,
                tax BIGINT NOT NULL, cost BIGINT NOT NULL, costed BIGINT NOT NULL, orders BIGINT NOT NULL,
                PRIMARY KEY (store_id, dimension, day, item_key));
            CREATE TABLE baskets (
                store_id TEXT NOT NULL, order_id TEXT NOT NULL, day TEXT NOT NULL, items TEXT NOT NULL,
                PRIMARY KEY (store_id, order_id));
            CREATE UNIQUE INDEX baskets_day ON baskets (store_id, day, order_id);
            CREATE TABLE shared_lines (
                store_id TEXT NOT NULL, line_id TEXT NOT NULL, num BIGINT NOT NULL, den BIGINT NOT NULL,
                PRIMARY KEY (store_id, line_id));
            CREATE TABLE receipts (
                store_id TEXT NOT NULL, day TEXT NOT NULL, sold_at BIGINT NOT NULL, sale_id TEXT NOT NULL,
                receipt_number TEXT NOT NULL, order_id TEXT NOT NULL, order_number TEXT NOT NULL, hour BIGINT NOT NULL,
                channel TEXT NOT NULL, table_name TEXT, staff_name TEXT, total BIGINT NOT NULL, sales BIGINT NOT NULL,
                orders BIGINT NOT NULL, marks TEXT NOT NULL, PRIMARY KEY (store_id, day, sold_at, sale_id));
            """),
        refunds, alerts,
    ]
}

extension Transaction {
    func save(_ settings: StoreSettings) throws {
        try run(
            """
            INSERT INTO clocks (store_id, currency, timezone, day_start)
            VALUES (\(store), \(settings.currency), \(settings.timezone), \(settings.businessDayStart))
            ON CONFLICT (store_id) DO UPDATE SET currency = excluded.currency, timezone = excluded.timezone,
                day_start = excluded.day_start
            """)
    }

    func add(_ added: DayFigures, on day: BusinessDate) throws {
        try run(
            """
            INSERT INTO days (store_id, day, gross, discount, refunds, tax, rounding, deposit, cost, orders, guests)
            VALUES (\(store), \(day), \(added.gross), \(added.discount), \(added.refunds), \(added.tax),
                \(added.rounding), \(added.deposit), \(added.cost), \(added.orders), \(added.guests))
            ON CONFLICT (store_id, day) DO UPDATE SET gross = days.gross + excluded.gross,
                discount = days.discount + excluded.discount, refunds = days.refunds + excluded.refunds,
                tax = days.tax + excluded.tax, rounding = days.rounding + excluded.rounding,
                deposit = days.deposit + excluded.deposit, cost = days.cost + excluded.cost,
                orders = days.orders + excluded.orders, guests = days.guests + excluded.guests
            """)
    }

    /// Adds figures with distinct keys, many rows to a statement.
    func add(_ figures: [Figure], on day: BusinessDate) throws {
        var rest = figures[...]
        while !rest.isEmpty {
            try run(upsert(rest.prefix(50), on: day))
            rest = rest.dropFirst(50)
        }
    }

    private func upsert(_ figures: ArraySlice<Figure>, on day: BusinessDate) -> SQL {
        var text = SQL.StringInterpolation(literalCapacity: 1_000, interpolationCount: figures.count * 12)
        text.appendLiteral(
            """
            INSERT INTO figures (store_id, dimension, day, item_key, label, category, quantity, sales, tax, cost,
                costed, orders) VALUES
            """)
        for figure in figures {
            text.appendLiteral(figure.mark == figures.first?.mark ? " (" : ", (")
            for key in [store.text, figure.dimension.rawValue, day.text, figure.key, figure.label, figure.category] {
                text.appendInterpolation(key)
                text.appendLiteral(", ")
            }
            for amount in [Int64(figure.quantity), figure.sales.minor, figure.tax.minor, figure.cost.minor] {
                text.appendInterpolation(amount)
                text.appendLiteral(", ")
            }
            text.appendInterpolation(figure.costedQuantity)
            text.appendLiteral(", ")
            text.appendInterpolation(figure.orders)
            text.appendLiteral(")")
        }
        text.appendLiteral(
            """
             ON CONFLICT (store_id, dimension, day, item_key) DO UPDATE SET label = excluded.label,
                category = excluded.category, quantity = figures.quantity + excluded.quantity,
                sales = figures.sales + excluded.sales, tax = figures.tax + excluded.tax,
                cost = figures.cost + excluded.cost, costed = figures.costed + excluded.costed,
                orders = figures.orders + excluded.orders
            """)
        return SQL(stringInterpolation: text)
    }
}

extension SQLSession {
    func clock(of store: StoreID) throws -> StoreClock? {
        let row = try row("SELECT currency, timezone, day_start FROM clocks WHERE store_id = \(store)")
        guard let row, let day = BusinessDay(timezone: try row.text(1), start: try row.text(2)) else { return nil }
        return StoreClock(currency: try row.text(0), day: day)
    }

    func days(of store: StoreID, from: BusinessDate, to: BusinessDate) throws -> [BusinessDate: DayFigures] {
        let rows = try rows(
            """
            SELECT day, gross, discount, refunds, tax, rounding, deposit, cost, orders, guests FROM days
            WHERE store_id = \(store) AND day >= \(from) AND day <= \(to)
            """)
        var days: [BusinessDate: DayFigures] = [:]
        for row in rows {
            days[.stored(try row.text(0))] = DayFigures(
                gross: Money(try row.int(1)), discount: Money(try row.int(2)), refunds: Money(try row.int(3)),
                tax: Money(try row.int(4)), rounding: Money(try row.int(5)), deposit: Money(try row.int(6)),
                cost: Money(try row.int(7)), orders: Int(try row.int(8)), guests: Int(try row.int(9)))
        }
        return days
    }

    /// The figures of a range under every key of a dimension, the largest sales first, named as they were last.
    func figures(_ dimension: Dimension, of store: StoreID, in range: DateRange) throws -> [Figure] {
        let rows = try rows(
            """
            SELECT item_key, label, category, CAST(SUM(quantity) AS BIGINT), CAST(SUM(sales) AS BIGINT),
                CAST(SUM(tax) AS BIGINT), CAST(SUM(cost) AS BIGINT), CAST(SUM(costed) AS BIGINT),
                CAST(SUM(orders) AS BIGINT), MAX(day)
            FROM figures
            WHERE store_id = \(store) AND dimension = \(dimension.rawValue) AND day >= \(range.from)
                AND day <= \(range.to)
            GROUP BY item_key, label, category ORDER BY MAX(day)
            """)
        var set = FigureSet()
        for row in rows {
            set.add(
                Figure(
                    dimension: dimension, key: try row.text(0), label: try row.text(1), category: try row.text(2),
                    quantity: Int(try row.int(3)), sales: Money(try row.int(4)), tax: Money(try row.int(5)),
                    cost: Money(try row.int(6)), costedQuantity: Int(try row.int(7)), orders: Int(try row.int(8))))
        }
        return set.sorted.sorted { ($1.sales, $0.key) < ($0.sales, $1.key) }
    }

    /// The last event of a publisher that the dashboard has applied.
    func applied(_ publisher: ServiceName, of store: StoreID) throws -> Int64 {
        try row(
            """
            SELECT seq FROM listener_marks
            WHERE handler = \(DashboardEvents.handler) AND publisher = \(publisher) AND store_id = \(store)
            """)?.int(0) ?? 0
    }
}
