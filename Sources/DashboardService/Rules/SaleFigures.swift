import Contracts

/// What one paid sale adds to the figures.
///
/// Deposits are no revenue: they stand in their own column only.
package struct SaleFigures: Sendable {
    package private(set) var totals = DayFigures()
    package private(set) var items: Set<ItemID> = []
    /// What has been paid of the sale's split lines, this sale included.
    package private(set) var shares: [LineID: PaidShare]
    private var figures = FigureSet()

    /// In the order of their keys.
    package var sorted: [Figure] { figures.sorted }

    /// `shares` is what was paid of split lines before; an order and its guests count with its first sale.
    package init(_ paid: SalePaid, firstOfOrder: Bool, shares: [LineID: PaidShare]) {
        self.shares = shares
        let sale = paid.sale
        let revenue = sale.lines.filter { $0.taxClass != .deposit }
        let taxes = Self.taxes(of: revenue, sale.tax)
        for (line, tax) in zip(revenue, taxes) { add(line, tax: tax) }
        for line in sale.lines where line.taxClass == .deposit { totals.deposit += line.amount - line.discount }
        totals.tax = sale.tax
        totals.rounding = sale.rounding
        totals.orders = firstOfOrder ? 1 : 0
        totals.guests = firstOfOrder ? sale.guests : 0
        addWhole(.hour, Digits.padded(paid.hour, 2), "")
        addWhole(.staff, sale.staffId?.text ?? "", sale.staffName ?? "")
        addWhole(.table, sale.tableId?.text ?? "", sale.tableName ?? "")
        addWhole(.channel, sale.channel.rawValue, "")
        for tender in sale.tenders {
            figures.add(Figure(dimension: .tender, key: tender.method.rawValue, sales: tender.amount, orders: 1))
        }
    }

    /// The sale's tax over its taxable lines, so that items' taxes add up to the day's.
    private static func taxes(of lines: [SaleLine], _ tax: Money) -> [Money] {
        tax.spread(over: lines.map { $0.taxClass == .taxable ? $0.amount - $0.discount : .zero })
    }

    private mutating func add(_ line: SaleLine, tax: Money) {
        let before = shares[line.lineId] ?? .none
        var after = PaidShare(num: 1, den: 1)
        var quantity = line.quantity
        if let share = line.share {
            after = before.adding(share.num, over: share.den)
            shares[line.lineId] = after
            quantity = after.units(of: line.quantity) - before.units(of: line.quantity)
        }
        let category = line.category ?? ""
        let item = Figure(
            dimension: .item, key: line.itemId.text, label: line.name, category: category, quantity: quantity,
            sales: line.amount - line.discount, tax: tax, cost: line.cost ?? .zero,
            costedQuantity: line.cost == nil ? 0 : quantity)
        figures.add(item)
        figures.add(item.of(.category, category))
        for option in line.options {
            let whole = option.price * line.quantity
            let sales = line.share == nil ? whole : after.part(of: whole) - before.part(of: whole)
            figures.add(
                Figure(
                    dimension: .option, key: option.id.text, label: option.name, quantity: quantity, sales: sales))
        }
        items.insert(line.itemId)
        totals.gross += line.amount
        totals.discount += line.discount
        totals.cost += line.cost ?? .zero
    }

    /// The whole sale under one key.
    private mutating func addWhole(_ dimension: Dimension, _ key: String, _ label: String) {
        figures.add(
            Figure(
                dimension: dimension, key: key, label: label, sales: totals.sales, tax: totals.tax, cost: totals.cost,
                orders: totals.orders))
    }
}

extension Figure {
    /// The same amounts under another dimension.
    func of(_ dimension: Dimension, _ key: String) -> Figure {
        Figure(
            dimension: dimension, key: key, label: key, quantity: quantity, sales: sales, tax: tax, cost: cost,
            costedQuantity: costedQuantity)
    }
}
