import Contracts

/// The part of a line that one check pays; every amount is stored, and the shares of a line add up to the line.
package struct Share: Codable, Sendable, Hashable {
    package var checkId: CheckID
    package var part: Fraction
    package var amount: Money
    package var ownDiscount: Money
    /// What the order's discounts give on this share, by the discount's id.
    package var orderDiscounts: [String: Money]
    /// Nil when the item's cost is not known.
    package var cost: Money?

    package var discount: Money { ownDiscount + orderDiscounts.values.total() }
    package var net: Money { amount - discount }

    /// This share with another one of the same line.
    func joined(with other: Share) throws -> Share {
        var joined = self
        joined.part = try part.adding(other.part)
        joined.amount += other.amount
        joined.ownDiscount += other.ownDiscount
        joined.orderDiscounts.merge(other.orderDiscounts) { $0 + $1 }
        joined.cost = cost.flatMap { own in other.cost.map { own + $0 } }
        return joined
    }

    /// What is left of this share when another one has been cut from it.
    func without(_ cut: Share) throws -> Share {
        var rest = self
        rest.part = try part.subtracting(cut.part)
        rest.amount -= cut.amount
        rest.ownDiscount -= cut.ownDiscount
        for (id, given) in cut.orderDiscounts { rest.orderDiscounts[id, default: .zero] -= given }
        rest.cost = cost.flatMap { own in cut.cost.map { own - $0 } }
        return rest
    }

    /// A fraction of the line taken out of this share for another check; what it pays and each discount are rounded
    /// down, so that what stays is never less than its part.
    func cut(_ wanted: Fraction, for check: CheckID) throws -> Share {
        let ratio = try wanted.part(of: part)
        func floor(_ money: Money) -> Money { Money(ratio.floor(of: money.minor)) }
        let (own, given) = (floor(ownDiscount), orderDiscounts.mapValues(floor))
        return Share(
            checkId: check, part: wanted, amount: floor(net) + own + given.values.total(), ownDiscount: own,
            orderDiscounts: given, cost: cost.map(floor))
    }

    /// This share over several checks: `nets` is what each pays of it, `weights` how the rest is shared.
    func divided(_ nets: [Money], by weights: [Money], for checks: [CheckID]) throws -> [Share] {
        let whole = weights.total().minor
        let own = ownDiscount.spread(over: weights)
        let given = orderDiscounts.mapValues { $0.spread(over: weights) }
        let costs = cost.map { $0.spread(over: weights) }
        return try checks.indices.map { index in
            let discounts = given.mapValues { $0[index] }
            return Share(
                checkId: checks[index], part: try part.times(weights[index].minor, over: whole),
                amount: nets[index] + own[index] + discounts.values.total(), ownDiscount: own[index],
                orderDiscounts: discounts, cost: costs.map { $0[index] })
        }
    }
}

extension Line {
    /// The checks that pay for this line.
    package var holders: [CheckID] { shares?.map(\.checkId) ?? [checkId] }

    func isHeld(by check: CheckID) -> Bool { shares?.contains { $0.checkId == check } ?? (checkId == check) }

    /// What a check pays of this line; the whole line when it is not divided.
    func share(of check: CheckID) -> Share? {
        if let shares { return shares.first { $0.checkId == check } }
        return checkId == check ? whole : nil
    }

    /// The line as one share.
    var whole: Share {
        Share(
            checkId: checkId, part: .whole, amount: amount, ownDiscount: ownDiscount, orderDiscounts: orderDiscounts,
            cost: unitCost.map { $0 * quantity })
    }

    /// The line held by these shares; shares of one check are joined, and a single one is the whole line again.
    func held(by parts: [Share]) throws -> Line {
        var joined: [Share] = []
        for share in parts where share.part.num > 0 {
            if let index = joined.firstIndex(where: { $0.checkId == share.checkId }) {
                joined[index] = try joined[index].joined(with: share)
            } else {
                joined.append(share)
            }
        }
        // Any shares of the line can be joined again, since their sum is no finer than what all have in common.
        try Fraction.checkCommon(joined.map(\.part))
        var line = self
        line.checkId = joined.first?.checkId ?? checkId
        line.shares = joined.count > 1 ? joined : nil
        return line
    }

    /// The line with what one check holds of it now held by another.
    func handing(_ check: CheckID, to other: CheckID) throws -> Line {
        guard isHeld(by: check) else { return self }
        guard let shares else {
            var line = self
            line.checkId = other
            return line
        }
        return try held(
            by: shares.map { share in
                var share = share
                if share.checkId == check { share.checkId = other }
                return share
            })
    }
}
