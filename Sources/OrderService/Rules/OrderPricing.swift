import Contracts

extension Order {
    /// The order with every amount computed in the fixed order: unit x quantity + options, line discounts, order
    /// discounts spread by largest remainder, totals.
    ///
    /// What claimed or paid checks hold stays exactly as it is.
    func repriced() -> Order {
        let frozen = Set(checks.filter { $0.status != .open }.map(\.id))
        var order = self
        var parts = lines.indices.compactMap { openPart(at: $0, beside: frozen) }
        for discount in discounts where discount.lineId == nil { spread(discount, over: &parts, beside: frozen) }
        for part in parts { order.lines[part.index].take(part, beside: frozen) }
        order.sumUp()
        return order
    }

    /// What no payment holds yet of a line, with its own discounts; nil when all of it is claimed or paid.
    private func openPart(at index: Int, beside frozen: Set<CheckID>) -> OpenPart? {
        let line = lines[index]
        guard !line.holders.allSatisfy(frozen.contains) else { return nil }
        let held = line.heldShares(in: frozen)
        let gross = line.status.isLive ? line.grossAmount : .zero
        var part = OpenPart(
            index: index, amount: gross - held.map(\.amount).total(), own: .zero, order: [:],
            takesOrderDiscounts: line.status.isLive && line.taxClass != .deposit)
        guard line.status.isLive else { return part }
        let taken = held.map(\.ownDiscount).total()
        let whole = ownDiscounts(of: line, on: gross, taken: .zero)
        let expected = gross > .zero ? whole.scaled(by: held.map(\.amount).total().minor, over: gross.minor) : .zero
        part.own =
            held.isEmpty || taken.isNear(expected, shares: held.count)
            ? min(max(.zero, whole - taken), part.amount)
            : ownDiscounts(of: line, on: part.amount, taken: taken)
        return part
    }

    /// A line's own discounts on a base, one after the other; of amounts, what was `taken` before is gone.
    private func ownDiscounts(of line: Line, on base: Money, taken: Money) -> Money {
        var (given, gone) = (Money.zero, taken)
        for discount in discounts where discount.lineId == line.id {
            given += discount.given(on: base, left: base - given, taken: gone)
            if discount.kind == .amount { gone = max(.zero, gone - discount.amount) }
        }
        return given
    }

    /// A deposit is no revenue, so an order's discount does not touch it; what paid checks took of an amount is gone.
    private func spread(_ discount: OrderDiscount, over parts: inout [OpenPart], beside frozen: Set<CheckID>) {
        let covered = parts.indices.filter {
            parts[$0].takesOrderDiscounts && discount.covers(lines[parts[$0].index].origin ?? id)
        }
        let original = covered.map { parts[$0].amount - parts[$0].own }.total()
        let bases = covered.map { parts[$0].left }
        // Shares that were claimed or paid under this discount count with the whole, so that it is rounded only once.
        let held = lines.flatMap { $0.heldShares(in: frozen) }.filter { $0.orderDiscounts[discount.id.text] != nil }
        let heldBase = held.map { $0.amount - $0.ownDiscount }.total()
        let taken = held.compactMap { $0.orderDiscounts[discount.id.text] }.total()
        var given = discount.given(on: original, left: bases.total(), taken: taken)
        if discount.kind == .percent, !held.isEmpty {
            let expected = discount.given(on: heldBase, left: heldBase, taken: .zero)
            let whole = discount.given(on: heldBase + original, left: heldBase + original, taken: .zero)
            if taken.isNear(expected, shares: held.count) { given = min(max(.zero, whole - taken), bases.total()) }
        }
        for (place, part) in zip(covered, given.spread(over: bases)) { parts[place].order[discount.id.text] = part }
    }

    /// Sums of the order and its open checks.
    mutating func sumUp() {
        let live = lines.filter(\.status.isLive)
        subtotal = live.map(\.amount).total()
        discount = live.map(\.discount).total()
        total = subtotal - discount
        var totals: [CheckID: Money] = [:]
        for line in live {
            if let shares = line.shares {
                for share in shares { totals[share.checkId, default: .zero] += share.net }
            } else {
                totals[line.checkId, default: .zero] += line.amount - line.discount
            }
        }
        for index in checks.indices where checks[index].status == .open {
            checks[index].total = totals[checks[index].id] ?? .zero
        }
    }
}

extension Money {
    /// True when an amount differs from another only by what rounding does to so many shares; more means that the
    /// discount itself was changed after they were paid, and then it counts for the rest alone.
    fileprivate func isNear(_ other: Money, shares: Int) -> Bool { abs(minor - other.minor) <= Int64(2 * shares + 2) }
}

/// What of a line no payment holds yet.
private struct OpenPart {
    let index: Int
    let amount: Money
    var own: Money
    /// What the order's discounts give on it, by the discount's id.
    var order: [String: Money]
    let takesOrderDiscounts: Bool

    var left: Money { amount - own - order.values.total() }
}

extension Line {
    /// The shares that these checks hold; the whole line as one when it is not divided.
    fileprivate func heldShares(in checks: Set<CheckID>) -> [Share] {
        guard let shares else { return checks.contains(checkId) ? [whole] : [] }
        return shares.filter { checks.contains($0.checkId) }
    }

    /// Takes the new amounts of what is still open; shares keep theirs as long as the line's do not change.
    fileprivate mutating func take(_ part: OpenPart, beside frozen: Set<CheckID>) {
        guard let before = shares else {
            (amount, ownDiscount, orderDiscounts) = (part.amount, part.own, part.order)
            return
        }
        let open = before.indices.filter { !frozen.contains(before[$0].checkId) }
        var after = before
        let weights = open.map { Money(before[$0].part.weight) }
        if open.map({ before[$0].amount }).total() != part.amount {
            for (index, amount) in zip(open, part.amount.spread(over: weights)) { after[index].amount = amount }
        }
        let heldCost = before.indices.filter { !open.contains($0) }.compactMap { before[$0].cost }.total()
        let costs = unitCost.map { ($0 * quantity - heldCost).spread(over: weights) }
        for (place, index) in open.enumerated() where amount != part.amount { after[index].cost = costs?[place] }
        if after != before || open.map({ before[$0].ownDiscount }).total() != part.own
            || Self.sums(open.map { before[$0].orderDiscounts }) != part.order
        {
            let amounts = open.map { after[$0].amount }
            let own = part.own.spread(over: amounts)
            for (place, index) in open.enumerated() {
                (after[index].ownDiscount, after[index].orderDiscounts) = (own[place], [:])
            }
            for (id, given) in part.order {
                for (index, share) in zip(open, given.spread(over: open.map { after[$0].net })) {
                    after[index].orderDiscounts[id] = share
                }
            }
        }
        shares = after
        amount = after.map(\.amount).total()
        ownDiscount = after.map(\.ownDiscount).total()
        orderDiscounts = Self.sums(after.map(\.orderDiscounts))
    }

    private static func sums(_ all: [[String: Money]]) -> [String: Money] {
        all.reduce(into: [:]) { sums, each in sums.merge(each) { $0 + $1 } }
    }
}

extension OrderDiscount {
    /// The value as minor units, for amounts.
    var amount: Money { Money(Int64(value)) }

    /// What the discount takes from a base, never more than what is left: a percentage rounds half up,
    /// of an amount, what was `taken` before is gone.
    func given(on base: Money, left: Money, taken: Money) -> Money {
        switch kind {
        case .amount: min(max(.zero, amount - taken), left)
        case .percent: min(base.scaled(by: Int64((value * 1000).rounded()), over: 100_000), left)
        }
    }
}
