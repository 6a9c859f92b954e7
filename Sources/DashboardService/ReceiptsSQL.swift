import Contracts
import Platform

/// A receipt behind the figures.
struct Receipt: Codable, Sendable, Hashable {
    let saleId: SaleID
    let receiptNumber: String
    let orderId: OrderID
    let orderNumber: String
    let businessDate: BusinessDate
    let soldAt: Timestamp
    /// Hour of the store's clock.
    let hour: Int
    let channel: String
    let tableName: String?
    let staffName: String?
    /// What was asked, deposits included.
    let total: Money
    /// Revenue, deposits excluded.
    let sales: Money
}

/// Where a page of receipts begins: after this one, going back in time.
struct ReceiptCursor: Sendable, Hashable {
    let day: BusinessDate
    let soldAt: Int64
    let sale: String

    /// Before the first page of a range.
    init(endOf range: DateRange) {
        day = range.to.advanced(days: 1)
        soldAt = 0
        sale = ""
    }

    init(_ receipt: Receipt) {
        day = receipt.businessDate
        soldAt = receipt.soldAt.milliseconds
        sale = receipt.saleId.text
    }

    init(_ text: String) throws {
        let parts = text.split(separator: "~").map(String.init)
        guard parts.count == 3, let day = BusinessDate(parts[0]), let soldAt = Int64(parts[1]),
            let sale = SaleID(parts[2])
        else { throw AccessRejection.fieldInvalid(pointer: "/after") }
        self.day = day
        self.soldAt = soldAt
        self.sale = sale.text
    }

    var text: String { "\(day)~\(soldAt)~\(sale)" }
}

extension Transaction {
    /// `marks` are the figures that the sale is part of, so that each of them can open it.
    func insert(_ paid: SalePaid, figures: SaleFigures) throws {
        let sale = paid.sale
        let marks = "\n" + figures.sorted.map { $0.mark + "\n" }.joined()
        try run(
            """
            INSERT INTO receipts (store_id, day, sold_at, sale_id, receipt_number, order_id, order_number, hour,
                channel, table_name, staff_name, total, sales, orders, marks)
            VALUES (\(store), \(sale.businessDate), \(sale.soldAt), \(sale.id), \(sale.receiptNumber),
                \(sale.orderId), \(sale.orderNumber), \(paid.hour), \(sale.channel.rawValue), \(sale.tableName),
                \(sale.staffName), \(sale.total), \(figures.totals.sales), \(figures.totals.orders), \(marks))
            """)
    }
}

extension SQLSession {
    /// Receipts of a range that carry all the marks, newest first.
    func receipts(
        of store: StoreID, in range: DateRange, marks: [String], after cursor: ReceiptCursor, limit: Int
    ) throws -> [Receipt] {
        var text = SQL.StringInterpolation(literalCapacity: 600, interpolationCount: 8)
        text.appendLiteral(
            """
            SELECT sale_id, receipt_number, order_id, order_number, day, sold_at, hour, channel, table_name,
                staff_name, total, sales
            FROM receipts WHERE store_id =
            """ + " ")
        text.appendInterpolation(store)
        text.appendLiteral(" AND day >= ")
        text.appendInterpolation(range.from)
        text.appendLiteral(" AND (day, sold_at, sale_id) < (")
        text.appendInterpolation(cursor.day)
        text.appendLiteral(", ")
        text.appendInterpolation(cursor.soldAt)
        text.appendLiteral(", ")
        text.appendInterpolation(cursor.sale)
        text.appendLiteral(")")
        for mark in marks {
            // Finds the mark as it is written; LIKE would read % and _, and case differently on each engine.
            text.appendLiteral(" AND REPLACE(marks, ")
            text.appendInterpolation("\n" + mark + "\n")
            text.appendLiteral(", '') <> marks")
        }
        text.appendLiteral(" ORDER BY day DESC, sold_at DESC, sale_id DESC LIMIT ")
        text.appendInterpolation(limit)
        return try rows(SQL(stringInterpolation: text)).map(receipt)
    }

    /// What a business date had sold by a moment.
    func sold(on day: BusinessDate, by moment: Timestamp, of store: StoreID) throws -> (sales: Money, orders: Int) {
        let row = try row(
            """
            SELECT CAST(COALESCE(SUM(sales), 0) AS BIGINT), CAST(COALESCE(SUM(orders), 0) AS BIGINT) FROM receipts
            WHERE store_id = \(store) AND day = \(day) AND sold_at <= \(moment)
            """)
        return (Money(try row?.int(0) ?? 0), Int(try row?.int(1) ?? 0))
    }

    private func receipt(_ row: SQLRow) throws -> Receipt {
        Receipt(
            saleId: .stored(try row.text(0)), receiptNumber: try row.text(1), orderId: .stored(try row.text(2)),
            orderNumber: try row.text(3), businessDate: .stored(try row.text(4)),
            soldAt: Timestamp(milliseconds: try row.int(5)), hour: Int(try row.int(6)), channel: try row.text(7),
            tableName: try row.textOrNil(8), staffName: try row.textOrNil(9), total: Money(try row.int(10)),
            sales: Money(try row.int(11)))
    }
}
