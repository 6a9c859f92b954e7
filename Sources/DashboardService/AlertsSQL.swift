import Contracts
import Platform

extension DashboardSQL {
    /// A row counts from the first time; it is an alert once it has happened often enough.
    static let alerts = SchemaStep(
        "dashboard-3",
        """
        CREATE TABLE alerts (
            store_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, at BIGINT NOT NULL, day TEXT NOT NULL,
            staff_id TEXT, sale_id TEXT, order_id TEXT, shift_id TEXT, amount BIGINT, times BIGINT NOT NULL,
            PRIMARY KEY (store_id, id));
        CREATE INDEX alerts_newest ON alerts (store_id, at, id);
        CREATE TABLE staff_names (
            store_id TEXT NOT NULL, staff_id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (store_id, staff_id));
        """)
}

/// The part of ``OrderChanged`` that alerts are made of: a line that was voided after it had been sent.
struct SentLineVoided: Decodable, Sendable {
    let orderId: OrderID
    let act: String
    let detail: String?
    /// Missing in what was recorded before voids told their day; those are not counted.
    let businessDate: BusinessDate?

    /// What is in the JSON of every void, so that all else need not be decoded.
    static let mark = "\"\(OrderChanged.Act.lineVoided.rawValue)\""

    /// A draft that is removed was never more than a plan.
    var counts: Bool {
        act == OrderChanged.Act.lineVoided.rawValue && (detail == "cancel" || detail == "loss")
    }
}

/// One thing that happened, to be counted under what makes it an alert.
private struct Happening {
    let kind: Alert.Kind
    /// What tells it apart from others of its kind: a sale, or a person and a day.
    let key: String
    let at: Timestamp
    let day: BusinessDate
    var staff: StaffID?
    var sale: SaleID?
    var order: OrderID?
    var shift: ShiftID?
    var amount: Money?
}

extension Transaction {
    func name(_ staff: StaffChanged) throws {
        try run(
            """
            INSERT INTO staff_names (store_id, staff_id, name) VALUES (\(store), \(staff.staffId), \(staff.name))
            ON CONFLICT (store_id, staff_id) DO UPDATE SET name = excluded.name
            """)
    }

    /// A sale that its flags say was paid below the printed bill, or at other prices than the menu's.
    func notice(_ paid: SalePaid) throws {
        if paid.sale.flags.contains(Sale.belowPrinted) { try notice(paid.sale, as: .belowPrinted) }
        if paid.sale.flags.contains(Sale.priceDiffers) { try notice(paid.sale, as: .priceDiffers) }
    }

    private func notice(_ sale: Sale, as kind: Alert.Kind) throws {
        try count(
            Happening(
                kind: kind, key: sale.id.text, at: sale.soldAt, day: sale.businessDate, staff: sale.staffId,
                sale: sale.id, order: sale.orderId, amount: sale.total))
    }

    /// A refund under the person who gave it.
    func notice(_ refunded: SaleRefunded, by actor: String) throws {
        let refund = refunded.refund
        guard let staff = refund.staffId ?? StaffID(actor) else { return }
        try count(
            Happening(
                kind: .manyRefunds, key: "\(staff) \(refund.businessDate)", at: refund.at, day: refund.businessDate,
                staff: staff, sale: refund.saleId, order: refund.orderId, amount: refund.total))
    }

    /// A void under the person who did it, whoever lent the right.
    func notice(_ void: SentLineVoided, by actor: String, at moment: Timestamp) throws {
        guard void.counts, let day = void.businessDate, let staff = StaffID(actor) else { return }
        try count(
            Happening(
                kind: .manyVoids, key: "\(staff) \(day)", at: moment, day: day, staff: staff, order: void.orderId))
    }

    /// A drawer that was counted with less in it than it should hold, under the person who counted it.
    func notice(_ closed: ShiftClosed, at moment: Timestamp) throws {
        let short = .zero - closed.difference
        guard short >= Alert.shortFrom else { return }
        try count(
            Happening(
                kind: .cashShort, key: closed.shiftId.text, at: moment, day: closed.businessDate,
                staff: closed.staffId, shift: closed.shiftId, amount: short))
    }

    private func count(_ happening: Happening) throws {
        let id = Identifier<Alert>.derived(from: "\(happening.kind.rawValue) \(happening.key)")
        try run(
            """
            INSERT INTO alerts (store_id, id, kind, at, day, staff_id, sale_id, order_id, shift_id, amount, times)
            VALUES (\(store), \(id), \(happening.kind.rawValue), \(happening.at), \(happening.day), \(happening.staff),
                \(happening.sale), \(happening.order), \(happening.shift), \(happening.amount), 1)
            ON CONFLICT (store_id, id) DO UPDATE SET at = excluded.at, sale_id = excluded.sale_id,
                order_id = excluded.order_id, amount = alerts.amount + excluded.amount, times = alerts.times + 1
            """)
    }
}

/// Where a page of alerts begins: after this one, going back in time.
struct AlertCursor: Sendable {
    let at: Int64
    let id: String

    /// Before the first page.
    static let start = AlertCursor(at: .max, id: "")

    static func text(_ alert: Alert) -> String { "\(alert.at.milliseconds)~\(alert.id)" }
}

extension AlertCursor {
    init(_ text: String) throws {
        let parts = text.split(separator: "~").map(String.init)
        guard parts.count == 2, let at = Int64(parts[0]), let id = Identifier<Alert>(parts[1]) else {
            throw AccessRejection.fieldInvalid(pointer: "/after")
        }
        self.init(at: at, id: id.text)
    }
}

extension SQLSession {
    /// Alerts of a range, newest first.
    func alerts(of store: StoreID, in range: DateRange, after cursor: AlertCursor, limit: Int) throws -> [Alert] {
        try rows(
            """
            SELECT alerts.id, alerts.kind, alerts.at, alerts.day, alerts.staff_id, staff_names.name, alerts.sale_id,
                alerts.order_id, alerts.shift_id, alerts.amount, alerts.times
            FROM alerts LEFT JOIN staff_names
                ON staff_names.store_id = alerts.store_id AND staff_names.staff_id = alerts.staff_id
            WHERE alerts.store_id = \(store) AND alerts.day >= \(range.from) AND alerts.day <= \(range.to)
                AND (alerts.at, alerts.id) < (\(cursor.at), \(cursor.id))
                AND alerts.times >= CASE alerts.kind WHEN 'many-voids' THEN CAST(\(Alert.voidsFrom) AS BIGINT)
                    WHEN 'many-refunds' THEN CAST(\(Alert.refundsFrom) AS BIGINT) ELSE 1 END
            ORDER BY alerts.at DESC, alerts.id DESC LIMIT \(limit)
            """
        ).compactMap(alert)
    }

    private func alert(_ row: SQLRow) throws -> Alert? {
        guard let kind = Alert.Kind(rawValue: try row.text(1)) else { return nil }
        return Alert(
            id: .stored(try row.text(0)), kind: kind, at: Timestamp(milliseconds: try row.int(2)),
            businessDate: .stored(try row.text(3)), staffId: try row.textOrNil(4).map(StaffID.stored),
            staffName: try row.textOrNil(5), saleId: try row.textOrNil(6).map(SaleID.stored),
            orderId: try row.textOrNil(7).map(OrderID.stored), shiftId: try row.textOrNil(8).map(ShiftID.stored),
            amount: try row.intOrNil(9).map { Money($0) }, times: Int(try row.int(10)))
    }
}
