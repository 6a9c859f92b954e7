import Contracts

extension Order {
    /// The order with its discounts replaced; paid checks keep what they had.
    func discounted(_ wanted: [OrderDiscount]) throws -> Order {
        try checkNotCancelled()
        if status == .paid { throw OrderRejection.orderAlreadyPaid }
        if checks.contains(where: { $0.status == .claimed }) { throw OrderRejection.checkClaimed }
        for (index, discount) in wanted.enumerated() {
            let pointer = "/\(index)"
            let most = discount.kind == .percent ? 100 : Double(Money.limit.minor)
            guard discount.value >= 0, discount.value <= most,
                discount.kind == .percent || discount.value == discount.value.rounded()
            else { throw OrderRejection.discountInvalid(pointer: pointer + "/value") }
            _ = try OrderTexts.required(discount.reason, pointer + "/reason")
            if let lineId = discount.lineId, !lines.contains(where: { $0.id == lineId }) {
                throw OrderRejection.lineUnknown
            }
        }
        guard Set(wanted.map(\.id)).count == wanted.count, wanted.count <= 100 else {
            throw OrderRejection.discountInvalid(pointer: "")
        }
        var order = self
        // A client sends the whole list back; which lines a merged order's discount keeps to is not its to say.
        let scopes = Dictionary(discounts.map { ($0.id, $0.scope) }, uniquingKeysWith: { first, _ in first })
        order.discounts = wanted.map { $0.scoped(scopes[$0.id] ?? nil) }
        return order.repriced().advanced(touching: Set(checks.map(\.id)))
    }

    /// The order taken back as a whole: drafts removed, sent lines cancelled, nothing of it paid.
    func cancelled(because reason: String) throws -> Order {
        let reason = try OrderTexts.required(reason, "/reason")
        try checkNotCancelled()
        if checks.contains(where: { $0.status == .claimed }) { throw OrderRejection.checkClaimed }
        if status == .paid || checks.contains(where: { $0.status == .paid }) { throw OrderRejection.orderAlreadyPaid }
        var order = self
        for index in lines.indices where lines[index].status.isLive {
            order.lines[index].status = lines[index].status == .draft ? .removed : .cancelled
            order.lines[index].reason = reason
            order.lines[index].version += 1
        }
        order.status = .cancelled
        return order.repriced().advanced(touching: Set(checks.map(\.id)))
    }

    /// Throws when the order was cancelled, or goes on as part of another one.
    func checkNotCancelled() throws {
        guard status == .cancelled else { return }
        throw mergedInto == nil ? OrderRejection.orderCancelled : OrderRejection.orderMerged
    }

    /// The order with other guests or another note; what is nil stays, an empty note goes.
    func described(guests: Int?, note: String?) throws -> Order {
        try checkNotCancelled()
        guard (0...999).contains(guests ?? 0) else { throw OrderRejection.guestsInvalid }
        var order = self
        order.guests = guests ?? order.guests
        if let note { order.note = try OrderTexts.optional(note, "/note", most: 500) }
        return order == self ? self : order.advanced(touching: [])
    }

    /// True when something went to the kitchen, whatever became of it.
    var hasSentLines: Bool { lines.contains { $0.status != .draft && $0.status != .removed } }

    /// The order at another table.
    func moved(to table: (id: TableID?, name: String?)) throws -> Order {
        try checkNotCancelled()
        if status == .paid { throw OrderRejection.orderAlreadyPaid }
        var order = self
        order.remember(.move(from: tableId, name: tableName))
        order.tableId = table.id
        order.tableName = table.name
        return order.advanced(touching: [])
    }
}
