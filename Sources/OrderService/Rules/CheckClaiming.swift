import Contracts

extension Order {
    /// The check that a payment is for: the one named, or the only open one.
    func checkToPay(_ id: CheckID?, by sale: SaleID) throws -> Int {
        try checkNotCancelled()
        if let id {
            guard let index = checks.firstIndex(where: { $0.id == id }) else { throw OrderRejection.checkUnknown }
            return index
        }
        if let own = checks.firstIndex(where: { $0.saleId == sale }) { return own }
        let open = checks.indices.filter { index in
            checks[index].status == .open && lines.contains { $0.isHeld(by: checks[index].id) && $0.status.isLive }
        }
        if open.count > 1 { throw OrderRejection.checkRequired }
        if let only = open.first { return only }
        if checks.contains(where: { $0.status == .claimed }) { throw OrderRejection.checkClaimed }
        if status == .paid { throw OrderRejection.orderAlreadyPaid }
        throw OrderRejection.orderEmpty
    }

    /// The order with a check held for a sale; asking again for the same sale changes nothing.
    func claiming(_ index: Int, for sale: SaleID, version: Int64?, at now: Timestamp) throws -> Order {
        let check = checks[index]
        switch check.status {
        case .paid: throw status == .paid ? OrderRejection.orderAlreadyPaid : OrderRejection.checkAlreadyPaid
        case .claimed:
            guard check.saleId == sale else { throw OrderRejection.checkClaimed }
            return self
        case .open: break
        }
        guard lines.contains(where: { $0.isHeld(by: check.id) && $0.status.isLive }) else {
            throw OrderRejection.orderEmpty
        }
        if let version, version != check.version { throw OrderRejection.checkVersionStale }
        var order = self
        order.checks[index].status = .claimed
        order.checks[index].saleId = sale
        order.checks[index].claimedAt = now
        return order.advanced(touching: [])
    }

    /// The order with a check free again, when this sale held it and nothing was sold.
    ///
    /// A check that was opened only because this one was held is joined with it, so that nobody has to pay twice.
    func releasing(_ id: CheckID, from sale: SaleID) throws -> Order? {
        guard let index = checks.firstIndex(where: { $0.id == id && $0.status == .claimed && $0.saleId == sale })
        else { return nil }
        var order = self
        order.checks[index].status = .open
        order.checks[index].saleId = nil
        order.checks[index].claimedAt = nil
        for waiting in checks where waiting.status == .open && waiting.flags.contains(Check.whilePaying) {
            guard !checks.contains(where: { $0.parentId == waiting.id }) else { continue }
            order = try order.handingOver(waiting.id, to: id)
        }
        return order.repriced().advanced(touching: [id])
    }

    /// The order with a check paid; drafts of it go to the kitchen, and with the last check the order is paid.
    func paying(_ id: CheckID, by sale: SaleID) -> Order? {
        guard let index = checks.firstIndex(where: { $0.id == id }), checks[index].status != .paid else { return nil }
        var order = self
        order.checks[index].status = .paid
        order.checks[index].saleId = sale
        order.checks[index].claimedAt = nil
        for line in lines.indices where lines[line].isHeld(by: id) && lines[line].status == .draft {
            order.lines[line].status = .sent
            order.lines[line].version += 1
        }
        // Money for a cancelled order is a fact to be looked at, not a reason to call the order good again.
        if status == .cancelled { order.flag(id, "paid-after-cancel") }
        if !order.isOwing && status != .cancelled { order.status = .paid }
        return order.advanced(touching: [])
    }

    /// Marks a check for people to look at.
    mutating func flag(_ id: CheckID, _ flag: String) {
        guard let index = checks.firstIndex(where: { $0.id == id }) else { return }
        checks[index].flags.append(flag)
    }

    /// What a claimed check asks for, frozen.
    func snapshot(of index: Int) -> CheckSnapshot {
        let check = checks[index]
        let claimed = lines.filter(\.status.isLive).compactMap { line in line.share(of: check.id).map { (line, $0) } }
        let subtotal = claimed.map(\.1.amount).total()
        let discount = claimed.map(\.1.discount).total()
        var snapshot = CheckSnapshot(
            orderId: id, orderNumber: number, orderBusinessDate: businessDate, checkId: check.id,
            checkLetter: check.letter, checkVersion: check.version, channel: channel, tableId: tableId,
            tableName: tableName, guests: guests, placedAt: placedAt,
            lines: claimed.map { line, share in SnapshotLine(line, share) },
            subtotal: subtotal, discount: discount, total: subtotal - discount, printedTotal: check.printedTotal)
        if check.flags.contains(Check.priceDiffers) { snapshot.priceDiffers = true }
        return snapshot
    }
}

extension SnapshotLine {
    /// A share as it is sold: whole pieces where it is some, else the line's quantity with the fraction beside it.
    fileprivate init(_ line: Line, _ share: Share) {
        let pieces = share.part.pieces(of: line.quantity)
        self.init(
            lineId: line.id, itemId: line.itemId, name: line.name, category: line.category,
            quantity: pieces ?? line.quantity, unitPrice: line.unitPrice, options: line.options, amount: share.amount,
            discount: share.discount, taxClass: line.taxClass, cost: share.cost,
            num: pieces == nil ? Int(share.part.num) : nil, den: pieces == nil ? Int(share.part.den) : nil)
    }
}
