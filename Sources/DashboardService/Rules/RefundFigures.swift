import Contracts

/// What one refund takes from the figures, on its own business date and in its own hour.
///
/// Every amount but the day's `refunds` is negative. Orders, guests and payments count as they did: an order that was
/// paid stays one. Deposits were no revenue, so they leave their own column only.
package struct RefundFigures: Sendable {
    package private(set) var totals = DayFigures()
    /// What is still paid of the lines that were split, this refund taken off.
    package private(set) var shares: [LineID: PaidShare]
    private var figures = FigureSet()

    /// In the order of their keys.
    package var sorted: [Figure] { figures.sorted }

    /// `shares` is what was paid of split lines before; `sold` is what the sale's receipt remembers.
    package init(_ refunded: SaleRefunded, sold: SoldDetails?, shares: [LineID: PaidShare]) {
        self.shares = shares
        let refund = refunded.refund
        let revenue = refund.lines.filter { $0.taxClass != .deposit }
        let taxes = refund.tax.spread(over: revenue.map { $0.taxClass == .taxable ? $0.amount : .zero })
        for (line, tax) in zip(revenue, taxes) { take(line, tax: tax, sold: sold?.line(line.saleLineId)) }
        for line in refund.lines where line.taxClass == .deposit { totals.deposit -= line.amount }
        totals.tax = .zero - refund.tax
        totals.rounding = .zero - refund.rounding
        takeWhole(.hour, Digits.padded(refunded.hour, 2), "")
        takeWhole(.staff, refund.staffId?.text ?? "", refund.staffName ?? "")
        takeWhole(.table, refund.tableId?.text ?? "", refund.tableName ?? "")
        takeWhole(.channel, refund.channel.rawValue, "")
        for tender in refund.tenders {
            figures.add(Figure(dimension: .tender, key: tender.method.rawValue, sales: .zero - tender.amount))
        }
    }

    private mutating func take(_ line: RefundLine, tax: Money, sold: SoldDetails.Line?) {
        let before = shares[line.lineId] ?? .none
        var after = before
        var pieces = line.quantity
        if let share = line.share, line.quantity > 0 {
            after = before.subtracting(share.num, over: share.den)
            shares[line.lineId] = after
            pieces = before.units(of: line.quantity) - after.units(of: line.quantity)
        }
        let category = line.category ?? ""
        let cost = line.cost ?? .zero
        // A loss keeps its cost, and yet its pieces are no longer among those that were sold at a known one.
        let item = Figure(
            dimension: .item, key: line.itemId.text, label: line.name, category: category, quantity: -pieces,
            sales: .zero - line.amount, tax: .zero - tax, cost: .zero - cost,
            costedQuantity: sold?.hasCost ?? true ? -pieces : 0)
        figures.add(item)
        figures.add(item.of(.category, category))
        for option in sold?.options ?? [] where line.quantity > 0 {
            let whole = option.price * line.quantity
            let sales = line.share == nil ? whole : before.part(of: whole) - after.part(of: whole)
            figures.add(
                Figure(
                    dimension: .option, key: option.id.text, label: option.name, quantity: -pieces,
                    sales: .zero - sales))
        }
        totals.refunds += line.amount
        totals.cost -= cost
    }

    /// The whole refund under one key.
    private mutating func takeWhole(_ dimension: Dimension, _ key: String, _ label: String) {
        figures.add(
            Figure(
                dimension: dimension, key: key, label: label, sales: totals.sales, tax: totals.tax, cost: totals.cost))
    }
}
