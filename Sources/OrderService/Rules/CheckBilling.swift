import Contracts

/// What was printed follows the money: where a check is divided, each part keeps of it in proportion to what it comes
/// to; where checks are joined, it adds up.
///
/// So parts that are paid in full never count as less than the bill, and however a party divides, the sum stays.
extension Order {
    /// The check that a bill may show: it is not paid, and the order not cancelled.
    func checkToBill(_ id: CheckID) throws -> Check {
        guard let check = checks.first(where: { $0.id == id }) else { throw OrderRejection.checkUnknown }
        try checkNotCancelled()
        guard check.status != .paid else { throw OrderRejection.checkAlreadyPaid }
        return check
    }

    /// The order with one more bill of a check printed; of several totals the largest one is kept.
    ///
    /// Versions stay, so that what was printed can be paid as it was seen.
    func billed(_ id: CheckID) throws -> Order {
        let check = try checkToBill(id)
        var order = self
        order.changePrinted(id) { printed in
            printed.printedTotal = max(check.printedTotal ?? .zero, check.total)
            printed.prints = (check.prints ?? 0) + 1
        }
        return order
    }

    /// After a split: what was printed of a check over it and the checks that it made.
    mutating func sharePrinted(of id: CheckID, over made: [CheckID]) {
        let parts = ([id] + made).compactMap { part in checks.first { $0.id == part } }
        guard let printed = parts.first?.printedTotal, parts.map(\.total).total() > .zero else { return }
        for (part, share) in zip(parts, printed.spread(over: parts.map(\.total))) {
            changePrinted(part.id) { $0.printedTotal = share }
        }
    }

    /// What was printed of checks that are joined with another one.
    mutating func addPrinted(_ joined: [Check?], to id: CheckID) {
        let more = joined.compactMap { $0?.printedTotal }
        guard !more.isEmpty else { return }
        changePrinted(id) { $0.printedTotal = ($0.printedTotal ?? .zero) + more.total() }
    }

    /// What lines that left for another order take along of what was printed; nil when nothing was.
    mutating func giveAwayPrinted(since before: Order) -> Money? {
        var given: Money?
        for check in before.checks where check.status == .open {
            guard let printed = check.printedTotal, let rest = checks.first(where: { $0.id == check.id }) else {
                continue
            }
            let parts = printed.spread(over: [rest.total, max(.zero, check.total - rest.total)])
            guard parts.total() == printed, parts[1] > .zero else { continue }
            changePrinted(check.id) { $0.printedTotal = parts[0] }
            given = (given ?? .zero) + parts[1]
        }
        return given
    }

    private mutating func changePrinted(_ id: CheckID, _ change: (inout Check) -> Void) {
        guard let index = checks.firstIndex(where: { $0.id == id }) else { return }
        change(&checks[index])
    }
}

extension Check {
    /// The check with another printed total.
    func printed(_ total: Money?) -> Check {
        var check = self
        check.printedTotal = total
        return check
    }
}
