import Contracts
import Platform

extension DashboardSQL {
    /// Refunds stand among the receipts, with an id of their own in `sale_id`; `sold` is what a refund does not say.
    ///
    /// All figures are counted again from the log, since receipts of before do not remember what they sold.
    static let refunds = SchemaStep(
        "dashboard-2",
        """
        ALTER TABLE receipts ADD COLUMN refund_id TEXT;
        ALTER TABLE receipts ADD COLUMN refunded_sale TEXT;
        ALTER TABLE receipts ADD COLUMN sold TEXT;
        DELETE FROM clocks;
        DELETE FROM days;
        DELETE FROM figures;
        DELETE FROM baskets;
        DELETE FROM shared_lines;
        DELETE FROM receipts;
        DELETE FROM listener_marks WHERE handler = 'dashboard';
        """)
}

/// A receipt behind the figures, or a refund's.
struct Receipt: Codable, Sendable, Hashable {
    /// What a receipt is of.
    enum Kind: String, Codable, Sendable {
        case sale, refund
    }

    let kind: Kind
    let refundId: RefundID?
    /// The sale; a refund's is the one that it gives back from.
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
    /// What was asked, deposits included; negative for a refund.
    let total: Money
    /// Revenue, deposits excluded; negative for a refund.
    let sales: Money

    /// The id of a refund's row: derived, so that it is never a sale's, whatever ids clients choose.
    static func row(of refund: RefundID) -> SaleID { .derived(from: "refund:\(refund)") }

    /// The id of its row.
    var row: SaleID { refundId.map(Self.row) ?? saleId }
}

/// What a refund needs of its sale's receipt.
struct SoldReceipt: Sendable {
    let orderNumber: String
    let details: SoldDetails?
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
        sale = receipt.row.text
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
        try run(
            """
            INSERT INTO receipts (store_id, day, sold_at, sale_id, receipt_number, order_id, order_number, hour,
                channel, table_name, staff_name, total, sales, orders, marks, sold)
            VALUES (\(store), \(sale.businessDate), \(sale.soldAt), \(sale.id), \(sale.receiptNumber),
                \(sale.orderId), \(sale.orderNumber), \(paid.hour), \(sale.channel.rawValue), \(sale.tableName),
                \(sale.staffName), \(sale.total), \(figures.totals.sales), \(figures.totals.orders),
                \(Self.marks(figures.sorted)), \(try SoldDetails(sale).map { try JSON.text($0) }))
            """)
    }

    /// A refund's receipt is found by the marks of what it gave back.
    func insert(_ refunded: SaleRefunded, of sold: SoldReceipt, figures: RefundFigures) throws {
        let refund = refunded.refund
        try run(
            """
            INSERT INTO receipts (store_id, day, sold_at, sale_id, receipt_number, order_id, order_number, hour,
                channel, table_name, staff_name, total, sales, orders, marks, refund_id, refunded_sale)
            VALUES (\(store), \(refund.businessDate), \(refund.at), \(Receipt.row(of: refund.id)), \(refund.number),
                \(refund.orderId), \(sold.orderNumber), \(refunded.hour), \(refund.channel.rawValue),
                \(refund.tableName), \(refund.staffName), \(Money.zero - refund.total), \(figures.totals.sales), 0,
                \(Self.marks(figures.sorted)), \(refund.id), \(refund.saleId))
            """)
    }

    /// The receipt that a refund is of; without it the stream parks, rather than forget what was given back.
    func soldReceipt(of refund: Refund) throws -> SoldReceipt {
        let row = try row(
            """
            SELECT order_number, sold FROM receipts
            WHERE store_id = \(store) AND day = \(refund.saleBusinessDate) AND sale_id = \(refund.saleId)
            """)
        guard let row else { throw AccessRejection.notFound }
        return SoldReceipt(
            orderNumber: try row.text(0),
            details: try row.textOrNil(1).map { try JSON.decode(SoldDetails.self, from: $0) })
    }

    private static func marks(_ figures: [Figure]) -> String {
        "\n" + figures.map { $0.mark + "\n" }.joined()
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
                staff_name, total, sales, refund_id, refunded_sale
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
        let refund = try row.textOrNil(12).map(RefundID.stored)
        return Receipt(
            kind: refund == nil ? .sale : .refund, refundId: refund,
            saleId: .stored(try row.textOrNil(13) ?? row.text(0)), receiptNumber: try row.text(1),
            orderId: .stored(try row.text(2)),
            orderNumber: try row.text(3), businessDate: .stored(try row.text(4)),
            soldAt: Timestamp(milliseconds: try row.int(5)), hour: Int(try row.int(6)), channel: try row.text(7),
            tableName: try row.textOrNil(8), staffName: try row.textOrNil(9), total: Money(try row.int(10)),
            sales: Money(try row.int(11)))
    }
}
