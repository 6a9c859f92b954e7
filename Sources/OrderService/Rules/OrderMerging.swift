import Contracts

extension Order {
    /// This order with another one's lines, guests and discounts, and the other one empty; nobody cooks anything again.
    ///
    /// Discounts keep to the lines that they were given on, so that the sum of both stays what it was.
    func merging(_ other: Order, newId: () -> CheckID) throws -> (into: Order, from: Order) {
        try other.checkCanLeave(for: self)
        guard lines.count + other.lines.count <= Self.mostLines else { throw OrderRejection.tooManyLines }
        let known = Set(lines.map(\.id))
        guard !other.lines.contains(where: { known.contains($0.id) }) else { throw OrderRejection.lineIdReused }
        var (into, from) = (self, other)
        let check = into.checkForNewLines(newId: newId())
        let origins = other.origins
        into.discounts =
            discounts.map { $0.limited(to: self.origins) } + other.discounts.map { $0.limited(to: origins) }
        into.lines += other.lines.enumerated().map { index, line in
            line.moved(to: check, origin: line.origin ?? other.id, position: lines.count + index)
        }
        into.guests += other.guests
        into.mergedFrom = (mergedFrom ?? []) + [MergedOrder(other)] + (other.mergedFrom ?? [])
        into.remember(.merge(from: other.id, origins: origins, guests: other.guests))
        into.addPrinted(other.checks, to: check)
        from.lines = []
        from.discounts = []
        from.checks = other.checks.prefix(1).map { $0.printed(nil) }
        from.history = other.history?.filter { $0.word != "split" }
        from.status = .cancelled
        from.mergedInto = id
        return (try into.repriced().checkedTotal().advanced(touching: [check]), from.repriced().advanced(touching: []))
    }

    /// The order whose merge was the last act; nil when that was another.
    var lastMerged: OrderID? {
        guard case .merge(let from, _, _)? = history?.last else { return nil }
        return from
    }

    /// Both orders as before their merge; lines that came later stay here.
    func unmerging(_ other: Order) throws -> (into: Order, from: Order) {
        guard case .merge(_, let origins, let guests)? = history?.last else { throw OrderRejection.nothingToUndo }
        if status == .paid { throw OrderRejection.orderAlreadyPaid }
        let leaves = { (line: Line) in line.origin.map(origins.contains) ?? false }
        for line in lines where leaves(line) { for check in line.holders { _ = try openCheck(check) } }
        let gone = Set(lines.filter(leaves).map(\.id))
        guard !discounts.contains(where: { $0.lineId == nil && $0.scope == nil }) else {
            throw OrderRejection.discountSpansMerge
        }
        var (into, from) = (self, other)
        guard let check = other.checks.first?.id else { throw OrderRejection.checkUnknown }
        from.lines = lines.filter(leaves).enumerated().map { index, line in
            line.moved(to: check, origin: line.origin == other.id ? nil : line.origin, position: index)
        }
        let belongs = { (discount: OrderDiscount) in
            discount.lineId.map(gone.contains) ?? Set(discount.scope ?? []).isSubset(of: origins)
        }
        from.discounts = discounts.filter(belongs).map { $0.freed(from: origins) }
        from.status = .open
        from.mergedInto = nil
        into.lines = lines.filter { !leaves($0) }
        for index in into.lines.indices { into.lines[index].position = index }
        into.mergedFrom = mergedFrom?.filter { !origins.contains($0.orderId) }
        if into.mergedFrom?.isEmpty == true { into.mergedFrom = nil }
        into.discounts = discounts.filter { !belongs($0) }.map { $0.freed(from: into.origins) }
        into.guests = max(0, self.guests - guests)
        into.history = history?.dropLast()
        into = into.repriced().settled().advanced(touching: Set(checks.map(\.id)))
        from.addPrinted([from.checks[0].printed(into.giveAwayPrinted(since: self))], to: check)
        return (into, from.repriced().advanced(touching: [check]))
    }

    /// The orders whose lines are in this one.
    var origins: [OrderID] { [id] + (mergedFrom ?? []).map(\.orderId) }

    private func checkCanLeave(for target: Order) throws {
        guard target.id != id else { throw OrderRejection.mergeInvalid }
        for order in [self, target] {
            try order.checkNotCancelled()
            if order.status == .paid { throw OrderRejection.orderAlreadyPaid }
        }
        for check in checks { _ = try openCheck(check.id) }
        // What was eaten on another day is neither cooked nor counted today, and belongs to that day's list.
        guard businessDate == target.businessDate, (isPast ?? false) == (target.isPast ?? false) else {
            throw OrderRejection.mergeAcrossDays
        }
        guard guests + target.guests <= 999 else { throw OrderRejection.guestsInvalid }
        let taken = Set(target.discounts.map(\.id))
        guard !discounts.contains(where: { taken.contains($0.id) }) else {
            throw OrderRejection.discountInvalid(pointer: "/fromOrderId")
        }
    }
}

extension MergedOrder {
    fileprivate init(_ order: Order) {
        self.init(orderId: order.id, number: order.number, tableName: order.tableName)
    }
}

extension Line {
    /// The whole line on a check of another order.
    fileprivate func moved(to check: CheckID, origin: OrderID?, position: Int) -> Line {
        var line = self
        line.checkId = check
        line.shares = nil
        line.origin = origin
        line.position = position
        return line
    }
}

extension OrderDiscount {
    /// A discount of a whole order that from now on keeps to the lines of these orders.
    fileprivate func limited(to orders: [OrderID]) -> OrderDiscount {
        guard lineId == nil, scope == nil else { return self }
        return scoped(orders)
    }

    /// The discount for all lines again, when it was limited to just these orders.
    fileprivate func freed(from orders: [OrderID]) -> OrderDiscount {
        guard let scope, Set(scope) == Set(orders) else { return self }
        return scoped(nil)
    }

    func scoped(_ scope: [OrderID]?) -> OrderDiscount {
        OrderDiscount(id: id, kind: kind, value: value, lineId: lineId, reason: reason, by: by, scope: scope)
    }

    /// True when the discount is given on a line of this origin.
    func covers(_ origin: OrderID) -> Bool { scope?.contains(origin) ?? true }
}
