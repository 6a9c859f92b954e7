import Contracts
import Foundation
import Platform

/// The schema of the Sale service.
package enum SalesSQL {
    package static let schema: [SchemaStep] = [
        SchemaStep(
            "sales-1",
            """
            CREATE TABLE store_settings (store_id TEXT PRIMARY KEY, settings TEXT NOT NULL);
            CREATE TABLE staff_names (
                store_id TEXT NOT NULL, staff_id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (store_id, staff_id));
            CREATE TABLE terminals (
                store_id TEXT NOT NULL, terminal_id TEXT NOT NULL, letter TEXT NOT NULL,
                PRIMARY KEY (store_id, terminal_id));
            CREATE TABLE sales (
                store_id TEXT NOT NULL, id TEXT NOT NULL, order_id TEXT NOT NULL, check_id TEXT NOT NULL,
                receipt_number TEXT NOT NULL, business_date TEXT NOT NULL, sold_at BIGINT NOT NULL,
                total BIGINT NOT NULL CHECK (total >= 0), methods TEXT NOT NULL, flags TEXT NOT NULL,
                live BOOLEAN NOT NULL, prints BIGINT NOT NULL DEFAULT 0, document TEXT NOT NULL,
                PRIMARY KEY (store_id, id));
            CREATE UNIQUE INDEX sales_live_check ON sales (store_id, check_id) WHERE live;
            CREATE UNIQUE INDEX sales_receipt ON sales (store_id, receipt_number);
            CREATE INDEX sales_day ON sales (store_id, business_date, sold_at, id);
            CREATE INDEX sales_order ON sales (store_id, order_id);
            CREATE TABLE void_sales (store_id TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (store_id, id));
            CREATE TABLE receipt_counters (
                store_id TEXT NOT NULL, business_date TEXT NOT NULL, letter TEXT NOT NULL, last BIGINT NOT NULL,
                PRIMARY KEY (store_id, business_date, letter));
            """),
        pending, refunds, shifts, messages, receiptLinks, cashReceipts,
    ]
}

extension Transaction {
    /// Writes a sale; `orderAlreadyPaid` when its check has a live one, `receiptNumberTaken` when the number is used.
    func insert(_ sale: Sale, document: String) throws {
        let methods = "," + Set(sale.tenders.map(\.method.rawValue)).sorted().joined(separator: ",") + ","
        let flags = "," + sale.flags.joined(separator: ",") + ","
        let isLive = !sale.flags.contains(Sale.surplus)
        guard try !isLive || session.liveSale(ofCheck: sale.checkId, store: store) == nil else {
            throw SaleRejection.orderAlreadyPaid
        }
        // The server's own numbers come from a counter; only what a till has printed can be there already.
        if ReceiptNumber.letter(sale.receiptNumber) != "S", try session.isTaken(sale.receiptNumber, in: store) {
            throw SaleRejection.receiptNumberTaken
        }
        try run(
            """
            INSERT INTO sales (store_id, id, order_id, check_id, receipt_number, business_date, sold_at, total,
                methods, flags, live, shift_id, document)
            VALUES (\(store), \(sale.id), \(sale.orderId), \(sale.checkId), \(sale.receiptNumber),
                \(sale.businessDate), \(sale.soldAt), \(sale.total), \(methods), \(flags), \(isLive),
                \(sale.shiftId), \(document))
            """)
    }

    /// The next receipt number of a letter and a day.
    func takeReceiptNumber(_ letter: String, on date: BusinessDate) throws -> String {
        let row = try row(
            """
            INSERT INTO receipt_counters (store_id, business_date, letter, last)
            VALUES (\(store), \(date), \(letter), 1)
            ON CONFLICT (store_id, business_date, letter) DO UPDATE SET last = receipt_counters.last + 1
            RETURNING last
            """)
        return ReceiptNumber.text(date, letter: letter, number: Int(try row?.int(0) ?? 0))
    }

    /// Makes a sale id impossible.
    func void(_ id: SaleID) throws {
        try run(
            "INSERT INTO void_sales (store_id, id) VALUES (\(store), \(id)) ON CONFLICT (store_id, id) DO NOTHING")
    }

    /// Counts a print and answers how many there were with it.
    func countPrint(_ id: SaleID) throws -> Int {
        let row = try row(
            "UPDATE sales SET prints = prints + 1 WHERE store_id = \(store) AND id = \(id) RETURNING prints")
        guard let row else { throw AccessRejection.notFound }
        return Int(try row.int(0))
    }

    func keep(_ settings: StoreSettings) throws {
        try run(
            """
            INSERT INTO store_settings (store_id, settings) VALUES (\(store), \(try JSON.text(settings)))
            ON CONFLICT (store_id) DO UPDATE SET settings = excluded.settings
            """)
    }

    func keep(_ terminal: TerminalChanged) throws {
        try run(
            """
            INSERT INTO terminals (store_id, terminal_id, letter)
            VALUES (\(store), \(terminal.terminalId), \(terminal.letter))
            ON CONFLICT (store_id, terminal_id) DO UPDATE SET letter = excluded.letter
            """)
    }

    func keep(_ staff: StaffChanged) throws {
        try run(
            """
            INSERT INTO staff_names (store_id, staff_id, name) VALUES (\(store), \(staff.staffId), \(staff.name))
            ON CONFLICT (store_id, staff_id) DO UPDATE SET name = excluded.name
            """)
    }
}

/// Every sale reads its store's settings again.
private let knownSettings = DecodedTexts<StoreSettings>(most: 5000)

extension SQLSession {
    func sale(_ id: SaleID, of store: StoreID) throws -> (sale: Sale, prints: Int)? {
        try row("SELECT document, refunded, prints FROM sales WHERE store_id = \(store) AND id = \(id)").map {
            (try Sale.stored($0), Int(try $0.int(2)))
        }
    }

    func liveSale(ofCheck id: CheckID, store: StoreID) throws -> SaleID? {
        try row("SELECT id FROM sales WHERE store_id = \(store) AND check_id = \(id) AND live")
            .map { .stored(try $0.text(0)) }
    }

    /// True when a sale or a refund bears this number.
    fileprivate func isTaken(_ number: String, in store: StoreID) throws -> Bool {
        try row(
            """
            SELECT id FROM sales WHERE store_id = \(store) AND receipt_number = \(number)
            UNION ALL SELECT id FROM refunds WHERE store_id = \(store) AND number = \(number)
            """) != nil
    }

    func isVoid(_ id: SaleID, of store: StoreID) throws -> Bool {
        try row("SELECT id FROM void_sales WHERE store_id = \(store) AND id = \(id)") != nil
    }

    func storeSettings(_ store: StoreID) throws -> StoreSettings? {
        try row("SELECT settings FROM store_settings WHERE store_id = \(store)").map {
            try knownSettings.decode(try $0.text(0))
        }
    }

    func staffName(_ id: StaffID, of store: StoreID) throws -> String? {
        try row("SELECT name FROM staff_names WHERE store_id = \(store) AND staff_id = \(id)")?.text(0)
    }

    func letter(of terminal: TerminalID, store: StoreID) throws -> String? {
        try row("SELECT letter FROM terminals WHERE store_id = \(store) AND terminal_id = \(terminal)")?.text(0)
    }

    /// Sales of a range of business dates, newest first, after a cursor; one more than the limit.
    func sales(_ filter: SaleFilter, after cursor: SaleCursor?, of store: StoreID) throws -> [Sale] {
        let date = cursor?.date ?? filter.to
        let at = cursor?.soldAt ?? Int64.max
        let id = cursor?.id ?? "~"
        let method = filter.method.map { "%,\($0.rawValue),%" } ?? "%"
        let flag = filter.flag.map { "%,\($0),%" } ?? "%"
        return try rows(
            """
            SELECT document, refunded FROM sales WHERE store_id = \(store)
                AND business_date >= \(filter.from) AND business_date <= \(date)
                AND (business_date < \(date) OR sold_at < \(at) OR (sold_at = \(at) AND id < \(id)))
                AND methods LIKE \(method) AND flags LIKE \(flag)
            ORDER BY business_date DESC, sold_at DESC, id DESC LIMIT \(filter.limit + 1)
            """
        ).map { try Sale.stored($0) }
    }
}

extension Sale {
    /// The sale of a row that begins with its document and what was given back of it.
    fileprivate static func stored(_ row: SQLRow) throws -> Sale {
        var sale = try JSON.decode(Sale.self, from: try row.text(0))
        let refunded = Money(try row.int(1))
        if refunded > .zero {
            sale.refunded = refunded
            sale.status = refunded == sale.total ? "refunded" : "partly-refunded"
        }
        return sale
    }
}

/// Which sales a list shows.
struct SaleFilter: Sendable {
    var from: BusinessDate
    var to: BusinessDate
    var method: TenderMethod?
    var flag: String?
    var limit: Int
}

/// Where a list goes on: the last sale seen.
struct SaleCursor: Sendable {
    let date: BusinessDate
    let soldAt: Int64
    let id: String

    /// Reads `date.soldAt.id`.
    init?(_ text: String) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 3, let date = BusinessDate(parts[0]), let soldAt = Int64(parts[1]) else { return nil }
        self.date = date
        self.soldAt = soldAt
        id = parts[2]
    }

    static func text(after sale: Sale) -> String { "\(sale.businessDate).\(sale.soldAt.milliseconds).\(sale.id)" }
}
