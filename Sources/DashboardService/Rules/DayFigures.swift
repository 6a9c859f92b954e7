import Contracts

/// What adds up to a day's figures, and days to a range's; everything else follows from it (see ``Totals``).
package struct DayFigures: Sendable, Hashable {
    package var gross: Money = .zero
    package var discount: Money = .zero
    package var refunds: Money = .zero
    package var tax: Money = .zero
    package var rounding: Money = .zero
    package var deposit: Money = .zero
    package var cost: Money = .zero
    package var orders = 0
    package var guests = 0

    /// Tax included, without deposits.
    package var sales: Money { gross - discount - refunds }

    package static func + (left: DayFigures, right: DayFigures) -> DayFigures {
        DayFigures(
            gross: left.gross + right.gross, discount: left.discount + right.discount,
            refunds: left.refunds + right.refunds, tax: left.tax + right.tax, rounding: left.rounding + right.rounding,
            deposit: left.deposit + right.deposit, cost: left.cost + right.cost, orders: left.orders + right.orders,
            guests: left.guests + right.guests)
    }
}

/// The figures of a day or a range, as the API tells them.
package struct Totals: Codable, Sendable, Hashable {
    package let gross: Money
    package let discount: Money
    package let refunds: Money
    package let sales: Money
    package let tax: Money
    package let net: Money
    package let rounding: Money
    package let deposit: Money
    /// Sum of the costs that were known when ordered.
    package let cost: Money
    package let profit: Money
    package let orders: Int
    package let guests: Int
    /// Sales per order, rounded half up; null without orders.
    package let averageTicket: Money?

    package init(_ figures: DayFigures) {
        gross = figures.gross
        discount = figures.discount
        refunds = figures.refunds
        sales = figures.sales
        tax = figures.tax
        net = figures.sales - figures.tax
        rounding = figures.rounding
        deposit = figures.deposit
        cost = figures.cost
        profit = figures.sales - figures.tax - figures.cost
        orders = figures.orders
        guests = figures.guests
        averageTicket = figures.orders > 0 ? figures.sales.scaled(by: 1, over: Int64(figures.orders)) : nil
    }

    enum CodingKeys: String, CodingKey {
        case gross, discount, refunds, sales, tax, net, rounding, deposit, cost, profit, orders, guests, averageTicket
    }

    /// Writes a missing average as null, not as a missing field.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(gross, forKey: .gross)
        try fields.encode(discount, forKey: .discount)
        try fields.encode(refunds, forKey: .refunds)
        try fields.encode(sales, forKey: .sales)
        try fields.encode(tax, forKey: .tax)
        try fields.encode(net, forKey: .net)
        try fields.encode(rounding, forKey: .rounding)
        try fields.encode(deposit, forKey: .deposit)
        try fields.encode(cost, forKey: .cost)
        try fields.encode(profit, forKey: .profit)
        try fields.encode(orders, forKey: .orders)
        try fields.encode(guests, forKey: .guests)
        try fields.encode(averageTicket, forKey: .averageTicket)
    }
}
