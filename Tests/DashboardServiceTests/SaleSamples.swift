import Contracts
import Platform

@testable import DashboardService

/// A line to be sold, in the words of a test.
struct SoldLine {
    var line: LineID = .make()
    var item: ItemID
    var name = "라면"
    var category: String? = "식사"
    var quantity = 1
    var price: Int64
    var discount: Int64 = 0
    var taxClass = TaxClass.taxable
    var cost: Int64?
    var options: [ChosenOption] = []
    /// One of so many equal parts of the line.
    var parts: Int?

    var amount: Int64 {
        (price + options.reduce(0) { $0 + $1.price.minor }) * Int64(quantity) / Int64(parts ?? 1)
    }

    var sold: SaleLine {
        SaleLine(
            id: .make(),
            SnapshotLine(
                lineId: line, itemId: item, name: name, category: category ?? "", quantity: quantity,
                unitPrice: Money(price), options: options, amount: Money(amount), discount: Money(discount),
                taxClass: taxClass, cost: cost.map { Money($0) }, num: parts == nil ? nil : 1, den: parts))
    }
}

/// A store's log of sales, as Sale would have recorded it, and what Order and Store recorded meanwhile.
struct SaleLog {
    let store = StoreID.make()
    private(set) var events: [RecordedEvent] = []
    private(set) var orderEvents: [RecordedEvent] = []
    private(set) var staffEvents: [RecordedEvent] = []

    static let settings = StoreSettings(
        name: "우리 식당", ownerName: "김사장", address: nil, businessNumber: nil, type: "restaurant", currency: "KRW",
        timezone: "Asia/Seoul", businessDayStart: "05:00", pricesIncludeTax: true, taxRate: 10)

    /// The settings as Store records them.
    var opened: RecordedEvent {
        get throws { try recorded(StoreOpened(settings: Self.settings), by: .store, seq: 1) }
    }

    /// A sale of lines, paid by tenders or else all in cash; the tax is 1/11 of what is taxable.
    @discardableResult
    mutating func sell(
        _ lines: [SoldLine], order: OrderID = .make(), on day: String = "2025-03-03", hour: Int = 12,
        change: (inout Sale) -> Void = { _ in }
    ) throws -> Sale {
        let taxable = lines.filter { $0.taxClass == .taxable }.reduce(0) { $0 + $1.amount - $1.discount }
        let deposit = lines.filter { $0.taxClass == .deposit }.reduce(0) { $0 + $1.amount - $1.discount }
        let subtotal = Money(lines.reduce(0) { $0 + $1.amount })
        let discount = Money(lines.reduce(0) { $0 + $1.discount })
        let total = subtotal - discount
        let tax = Money(taxable) - Money(taxable).scaled(by: 10, over: 11)
        let date = BusinessDate.stored(day)
        let clock = CivilDay(daysSinceEpoch: date.daysSinceEpoch + (hour < 5 ? 1 : 0))
        let soldAt = SaleLog.settings.businessDay?.moment(clock, minutes: hour * 60) ?? .now
        var sale = Sale(
            id: .make(), orderId: order, orderNumber: "A-001", checkId: .make(), status: "paid",
            receiptNumber: "\(date.compact)-A-\(Digits.padded(events.count + 1, 4))", businessDate: date,
            soldAt: soldAt.advanced(seconds: Int64(events.count)), channel: .takeout, tableId: nil, tableName: nil,
            guests: 2, staffId: nil, staffName: nil, terminalId: nil, subtotal: subtotal, discount: discount,
            total: total, taxable: Money(taxable), exempt: total - Money(taxable + deposit), deposit: Money(deposit),
            tax: tax, net: total - tax, rounding: .zero, change: .zero, taxRate: 10, tenders: [],
            lines: lines.map(\.sold), flags: [])
        sale.tenders = [Tender(id: .make(), method: .cash, amount: total, received: nil, approval: nil)]
        change(&sale)
        events.append(try recorded(SalePaid(sale: sale, hour: hour), by: .sale, seq: Int64(events.count + 1)))
        return sale
    }

    /// An event that this version does not know.
    mutating func recordUnknown() throws {
        struct SaleAdmired: Event { static let type = "sale.admired" }
        events.append(try recorded(SaleAdmired(), by: .sale, seq: Int64(events.count + 1)))
    }

    mutating func record(_ refunded: SaleRefunded, by actor: String = "test") throws {
        events.append(try recorded(refunded, by: .sale, seq: Int64(events.count + 1), actor: actor))
    }

    /// A drawer that was counted.
    mutating func record(_ closed: ShiftClosed, at moment: Timestamp) throws {
        events.append(try recorded(closed, by: .sale, seq: Int64(events.count + 1), at: moment))
    }

    /// What Order recorded, done by somebody at a moment.
    mutating func record(_ event: some Event, by actor: String, at moment: Timestamp) throws {
        orderEvents.append(
            try recorded(event, by: .order, seq: Int64(orderEvents.count + 1), actor: actor, at: moment))
    }

    /// A member of staff, as Store tells of them.
    mutating func hire(_ staff: StaffID, _ name: String) throws {
        let hired = StaffChanged(staffId: staff, name: name, role: .cashier, rights: [], active: true)
        staffEvents.append(try recorded(hired, by: .store, seq: Int64(staffEvents.count + 2)))
    }

    private func recorded(
        _ event: some Event, by publisher: ServiceName, seq: Int64, actor: String = "test", at moment: Timestamp = .now
    ) throws -> RecordedEvent {
        RecordedEvent(
            publisher: publisher, store: store, seq: seq, id: .make(), type: type(of: event).type, at: moment,
            actor: actor, approver: nil, terminal: nil, data: try JSON.text(event), hash: "")
    }
}

/// The room on a database, fed by hand.
struct Room {
    let database: Database
    let module: ServiceModule
    let dashboards: Dashboards

    init(_ database: Database, peers: Peers) {
        self.database = database
        module = DashboardModule.make(database: database, peers: peers)
        dashboards = Dashboards(database: database, peers: peers, listeners: module.listeners)
    }

    /// Delivers the store's settings and its sales, so many events to a transaction.
    func hear(_ log: SaleLog, inBatchesOf size: Int = 200) async throws {
        for listener in module.listeners {
            let events =
                switch listener.publisher {
                case .store: [try log.opened] + log.staffEvents
                case .order: log.orderEvents
                default: log.events
                }
            for start in stride(from: 0, to: events.count, by: size) {
                try await listener.deliver(Array(events[start..<min(start + size, events.count)]), of: log.store)
            }
        }
    }

    func totals(_ log: SaleLog, _ from: String = "2025-03-03", _ to: String = "2025-03-03") async throws -> Totals {
        try await dashboards.summary(try range(from, to), currency: "KRW", of: log.store).totals
    }

    func figures(
        _ dimension: Dimension, _ log: SaleLog, _ from: String = "2025-03-03", _ to: String = "2025-03-03"
    ) async throws -> [Figure] {
        try await dashboards.figures(dimension, in: try range(from, to), of: log.store)
    }

    func fingerprint(_ log: SaleLog) async throws -> String {
        let store = log.store
        return try await database.read { try DashboardModule.fingerprint(of: store, in: $0) }
    }
}

func range(_ from: String, _ to: String) throws -> DateRange {
    try DateRange(from: .stored(from), to: .stored(to))
}
