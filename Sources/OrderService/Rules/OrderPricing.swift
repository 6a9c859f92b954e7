import Contracts

extension Order {
    /// The order with every amount computed in the fixed order: unit x quantity + options, line discounts, order
    /// discounts spread by largest remainder, totals.
    ///
    /// Lines of claimed or paid checks stay exactly as they are.
    func repriced() -> Order {
        var order = self
        let frozen = Set(checks.filter { $0.status != .open }.map(\.id))
        var open: [Int] = []
        for index in order.lines.indices where !frozen.contains(order.lines[index].checkId) {
            order.lines[index].amount = order.lines[index].status.isLive ? order.lines[index].grossAmount : .zero
            order.lines[index].ownDiscount = ownDiscount(of: order.lines[index])
            order.lines[index].orderDiscounts = [:]
            if order.lines[index].status.isLive && order.lines[index].taxClass != .deposit { open.append(index) }
        }
        order.spreadOrderDiscounts(over: open)
        order.sumUp()
        return order
    }

    private func ownDiscount(of line: Line) -> Money {
        guard line.status.isLive else { return .zero }
        return discounts.filter { $0.lineId == line.id }.reduce(Money.zero) { given, discount in
            given + discount.given(on: line.amount, left: line.amount - given)
        }
    }

    /// A deposit is no revenue, so an order's discount does not touch it; what paid checks took of an amount is gone.
    private mutating func spreadOrderDiscounts(over open: [Int]) {
        let frozen = Set(lines.indices).subtracting(open)
        for discount in discounts where discount.lineId == nil {
            let bases = open.map { lines[$0].amount - lines[$0].discount }
            let original = open.map { lines[$0].amount - lines[$0].ownDiscount }.total()
            var given = discount.given(on: original, left: bases.total())
            if discount.kind == .amount {
                let taken = frozen.compactMap { lines[$0].orderDiscounts[discount.id.text] }.total()
                given = min(given, max(.zero, discount.amount - taken))
            }
            for (index, part) in zip(open, given.spread(over: bases)) where part > .zero {
                lines[index].orderDiscounts[discount.id.text] = part
            }
        }
    }

    /// Sums of the order and its checks; a check's version moves when its total does.
    private mutating func sumUp() {
        let live = lines.filter(\.status.isLive)
        subtotal = live.map(\.amount).total()
        discount = live.map(\.discount).total()
        total = subtotal - discount
        var totals: [CheckID: Money] = [:]
        for line in live { totals[line.checkId, default: .zero] += line.amount - line.discount }
        for index in checks.indices where checks[index].status == .open {
            checks[index].total = totals[checks[index].id] ?? .zero
        }
    }
}

extension OrderDiscount {
    /// The value as minor units, for amounts.
    var amount: Money { Money(Int64(value)) }

    /// What the discount takes from a base, never more than what is left: a percentage rounds half up.
    func given(on base: Money, left: Money) -> Money {
        switch kind {
        case .amount: min(amount, left)
        case .percent: min(base.scaled(by: Int64((value * 1000).rounded()), over: 100_000), left)
        }
    }
}
