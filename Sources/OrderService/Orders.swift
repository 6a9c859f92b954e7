import Contracts
import Foundation
import Platform

/// Placing orders and adding to them.
package struct Orders: Sendable {
    let database: Database

    /// What a client sends to place an order.
    struct Form: Codable, Sendable {
        let id: OrderID?
        let channel: Channel
        let tableId: TableID?
        let guests: Int?
        let note: String?
        let placedAt: Timestamp?
        let number: String?
        let send: Bool?
        let lines: [LineRequest]?
        /// Given by a staff terminal that sold without a network: booked as printed, differences flagged.
        let recorded: RecordedOrder?
    }

    /// What a client sends to add lines.
    struct AddForm: Codable, Sendable {
        let id: CommandID?
        /// The open check that pays for them; the first open one unless named.
        let checkId: CheckID?
        let lines: [LineRequest]
        let send: Bool?
    }

    func place(_ form: Form, stamp: CommandStamp?, by caller: Caller, at now: Timestamp) async throws -> Answer {
        let form = try OwnOrders.checked(form, by: caller)
        guard form.recorded == nil || caller.isStaffAtTerminal else { throw OrderRejection.recordedElsewhere }
        return try await database.command(stamp, by: caller, at: now) { tx in
            var order = try Self.newOrder(form, in: tx)
            let kitchen = try tx.tellKitchen(order, since: nil, isFact: form.recorded != nil)
            if kitchen.isOversold { order.flag(order.checks[0].id, Check.oversold) }
            try tx.insert(order)
            try tx.record(OrderPlaced(order, ticketIds: kitchen.ticketIds))
            return OrderView(order)
        }
    }

    private static func newOrder(_ form: Form, in tx: Transaction) throws -> Order {
        let id = form.id ?? .make(at: tx.now)
        guard try tx.session.order(id, of: tx.store) == nil else { throw AccessRejection.idReused }
        let placedAt = try moment(form.placedAt, in: tx)
        guard let settings = try tx.session.storeSettings(tx.store), let day = settings.businessDay else {
            throw SQLError.unavailable("the store's settings have not arrived yet")
        }
        guard (0...999).contains(form.guests ?? 0) else { throw OrderRejection.guestsInvalid }
        let requests = form.lines ?? []
        guard !requests.isEmpty || form.channel == .table else { throw OrderRejection.linesRequired }
        let date = day.date(of: placedAt)
        var order = Order(
            id: id, number: try number(form.number, on: date, channel: form.channel, in: tx), businessDate: date,
            channel: form.channel, placedAt: placedAt, placedBy: tx.caller.actor, status: .open,
            tableId: form.tableId, tableName: try table(form.tableId, in: tx)?.name, guests: form.guests ?? 0,
            note: try OrderTexts.optional(form.note, "/note", most: 500), checks: [], discounts: [], subtotal: .zero,
            discount: .zero, total: .zero, version: 0)
        if placedAt < tx.now.advanced(seconds: -Order.pastAfter) { order.isPast = true }
        let check = order.checkForNewLines(newId: .make(at: tx.now))
        let lines = try priced(requests, recorded: form.recorded, check: check, from: 0, in: tx)
        order = try order.adding(lines.all)
        if lines.differ { order.flag(check, Check.priceDiffers) }
        return form.send == true ? try order.sending(nil) : order
    }

    /// Adds lines; every add counts, whoever else adds at the same time.
    func add(
        _ form: AddForm, to id: OrderID, stamp: CommandStamp?, by caller: Caller, at now: Timestamp
    ) async throws -> Answer {
        if !caller.may(.order) { try caller.require(.placeOwn) }
        try OwnOrders.checkSize(form.lines, by: caller)
        guard !form.lines.isEmpty else { throw OrderRejection.linesRequired }
        return try await database.command(stamp, by: caller, at: now) { tx in
            let before = try OwnOrders.visible(try tx.order(id), to: caller)
            try before.checkTakesLines()
            var order = before
            let check =
                try form.checkId.map { try before.openCheck($0) } ?? order.checkForNewLines(newId: .make(at: now))
            let added = try Self.priced(form.lines, check: check, from: before.lines.count, in: tx).all
            order = try order.adding(added)
            let ids = added.map(\.id)
            if form.send == true && caller.role != .kiosk { order = try order.sending(ids) }
            try tx.update(order, from: before)
            let tickets = try tx.tellKitchen(order, since: before).ticketIds
            try tx.record(
                OrderChanged(
                    order, .linesAdded, lineIds: ids, detail: form.send == true ? "sent" : nil, ticketIds: tickets))
            return AddedView(order, added: Set(ids))
        }
    }

    /// Prices requests from the menu as Order knows it, in this transaction; what was recorded keeps its printed price.
    static func priced(
        _ requests: [LineRequest], recorded: RecordedOrder? = nil, check: CheckID, from position: Int,
        in tx: Transaction
    ) throws -> (all: [Line], differ: Bool) {
        guard position + requests.count <= Order.mostLines else { throw OrderRejection.tooManyLines }
        var list = try tx.session.priceList(for: Set(requests.map(\.itemId)), of: tx.store)
        if let settings = try tx.session.storeSettings(tx.store), !settings.pricesIncludeTax {
            list.addedTaxRate = settings.taxRate
        }
        let names = requests.contains { $0.unitPrice != nil && list.items[$0.itemId]?.openPrice == true }
        if names && recorded == nil { try tx.caller.require(.openPrice) }
        let printed = Dictionary((recorded?.lines ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var differ = false
        let lines = try requests.enumerated().map { index, request in
            let fact = request.id.flatMap { printed[$0] }
            let line = try list.line(
                request, isFact: recorded != nil, recorded: fact, at: "/lines/\(index)",
                id: request.id ?? .make(at: tx.now), check: check,
                position: position + index, now: tx.now)
            if let fact, list.differs(line, from: fact) { differ = true }
            return line
        }
        return (lines, differ)
    }

    /// When it happened: now, unless somebody with the right says otherwise.
    private static func moment(_ said: Timestamp?, in tx: Transaction) throws -> Timestamp {
        guard let said else { return tx.now }
        if !tx.caller.isStaffAtTerminal { try tx.caller.require(.backdate) }
        guard said <= tx.now.advanced(seconds: 120) else { throw OrderRejection.timeInFuture }
        guard said >= .earliest else { throw OrderRejection.timeTooOld }
        return said
    }

    static func table(_ id: TableID?, in tx: Transaction) throws -> Floor.Table? {
        guard let id else { return nil }
        guard let table = try found(id, in: tx) else { throw OrderRejection.tableUnknown }
        return table
    }

    static func found(_ id: TableID, in tx: Transaction) throws -> Floor.Table? {
        try tx.session.floor(of: tx.store).floor.tables.first { $0.id == id }
    }

    /// The number that the client already printed, or the next of the terminal's letter (S without a terminal).
    private static func number(
        _ printed: String?, on date: BusinessDate, channel: Channel, in tx: Transaction
    ) throws -> String {
        let own = try tx.caller.terminal.flatMap { try tx.session.letter(of: $0, store: tx.store) }
        if let printed, let own {
            let number = try OrderTexts.required(printed, "/number", most: 12)
            let digits = number.dropFirst(own.count + 1)
            guard number.hasPrefix(own + "-"), !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) })
            else {
                throw OrderRejection.numberForeign
            }
            guard try !tx.session.numberIsTaken(number, on: date, of: tx.store) else {
                throw OrderRejection.numberTaken
            }
            return number
        }
        let letter = own ?? (channel == .qr ? "Q" : "S")
        return try tx.takeNumber(letter, on: date)
    }

    func order(_ id: OrderID, of store: StoreID) async throws -> Order {
        guard let order = try await database.read({ try $0.order(id, of: store) }) else {
            throw AccessRejection.notFound
        }
        return order
    }

    func list(
        _ filter: OrderFilter, from: BusinessDate?, to: BusinessDate?, after cursor: String?, of store: StoreID
    ) async throws -> Page<OrderView> {
        let start = try cursor.map { text in
            let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2, let at = Int64(parts[0]), OrderID(parts[1]) != nil else {
                throw AccessRejection.fieldInvalid(pointer: "/after")
            }
            return (at: at, id: parts[1])
        }
        return try await database.read { session in
            var filter = filter
            if let day = try session.storeSettings(store)?.businessDay {
                let low = from.map { day.start(of: $0).milliseconds } ?? 0
                let high = to.map { day.start(of: $0.advanced(days: 1)).milliseconds } ?? Int64.max
                filter.placedBetween = (low, high)
            }
            let orders = try session.orders(filter, after: start, of: store)
            return Page(
                orders, limit: filter.limit, cursor: { "\($0.placedAt.milliseconds).\($0.id)" },
                show: { OrderView($0) })
        }
    }
}

extension OrderPlaced {
    init(_ order: Order, ticketIds: [TicketID]?) {
        self.init(
            orderId: order.id, number: order.number, businessDate: order.businessDate, channel: order.channel,
            tableId: order.tableId, guests: order.guests, lineIds: order.lines.map(\.id), total: order.total,
            ticketIds: ticketIds)
    }
}

extension OrderChanged {
    init(
        _ order: Order, _ act: Act, lineIds: [LineID]? = nil, checkId: CheckID? = nil, saleId: SaleID? = nil,
        reason: String? = nil, detail: String? = nil, ticketIds: [TicketID]? = nil, businessDate: BusinessDate? = nil
    ) {
        self.init(
            orderId: order.id, act: act, lineIds: lineIds, checkId: checkId, saleId: saleId, tableId: order.tableId,
            reason: reason, detail: detail, total: order.total, status: order.status.rawValue, ticketIds: ticketIds,
            businessDate: businessDate)
    }
}
