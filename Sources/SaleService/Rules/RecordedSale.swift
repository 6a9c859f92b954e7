import Contracts

/// What a till without a network took and printed already, and tells now; it is booked as printed and never refused.
package struct RecordedSale: Codable, Sendable, Hashable {
    /// What was printed as the total, tax inside.
    package let total: Money
    /// The tax that was printed.
    package let tax: Money?
}

extension Sale {
    /// A second payment of a check: a fact in drawer and books, to be given back or assigned anew.
    package static let surplus = "surplus"
}

extension CheckSnapshot {
    /// What stands in the figures for differences between what was printed and what was ordered.
    static let difference = ItemID.stored("00000000-0000-7000-8000-000000000000")

    /// The check's lines so that they come to what was printed: what is too much gets a line of its own, what is too
    /// little is a discount over all.
    func lines(printed total: Money, newId: LineID) -> [SnapshotLine] {
        let difference = total - self.total
        if difference == .zero { return lines }
        if difference > .zero {
            return lines + [
                SnapshotLine(
                    lineId: newId, itemId: Self.difference, name: "±", category: "", quantity: 1,
                    unitPrice: difference, options: [], amount: difference, discount: .zero, taxClass: .taxable,
                    cost: nil)
            ]
        }
        let more = (.zero - difference).spread(over: lines.map { $0.amount - $0.discount })
        return zip(lines, more).map { line, less in
            SnapshotLine(
                lineId: line.lineId, itemId: line.itemId, name: line.name, category: line.category,
                quantity: line.quantity, unitPrice: line.unitPrice, options: line.options, amount: line.amount,
                discount: line.discount + less, taxClass: line.taxClass, cost: line.cost, num: line.num, den: line.den)
        }
    }
}
