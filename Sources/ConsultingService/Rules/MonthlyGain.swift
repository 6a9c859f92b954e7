/// What an action may bring, in won per 30 days, each figure rounded down to 100 won.
package struct MonthlyGain: Sendable, Hashable {
    package var expected: Int64
    package var low: Int64
    package var high: Int64

    /// Days of figures below which no gain is named: two of each weekday.
    package static let leastDays = 14

    /// Nil unless the expected figure is a gain.
    private init?(expected: Double, bounds: [Double]) {
        let figures = ([expected] + bounds).map { Int64(exactly: ($0 / 100).rounded(.down)) }
        guard let middle = figures[0], middle > 0 else { return nil }
        let all = figures.compactMap { $0 }
        guard all.count == figures.count, let least = all.min(), let most = all.max() else { return nil }
        (self.expected, low, high) = (middle * 100, least * 100, most * 100)
    }
}

extension MonthlyGain {
    /// How much less is sold when a price rises by 1 %: mean and range of 13 estimates for food away from home.
    ///
    /// Andreyeva, Long, Brownell, The Impact of Food Prices on Consumption, American Journal of Public Health 100(2),
    /// 2010, table 1. Not measured in the shop; every text that uses it says so.
    package enum Elasticity {
        package static let low = 0.23
        package static let mean = 0.81
        package static let high = 1.76
    }

    /// Gain of a higher price: 30/days x units x ((1 - e r)(m + r p) - m).
    ///
    /// r is the rise, p the mean price net of VAT, m the margin, e the elasticity. The low figure takes the most
    /// sensitive guests of the literature and may be a loss.
    package static func ofPriceRise(_ rise: PriceRise, days: Int) -> MonthlyGain? {
        guard days >= leastDays else { return nil }
        func gain(_ elasticity: Double) -> Double {
            let kept = 1 - elasticity * rise.rate
            let perUnit = kept * (rise.margin + rise.rate * rise.price) - rise.margin
            return 30 / Double(days) * Double(rise.quantity) * perUnit
        }
        return MonthlyGain(
            expected: gain(Elasticity.mean), bounds: [gain(Elasticity.low), gain(Elasticity.high)])
    }

    /// Share of asked guests who say yes: an assumption, kept small on purpose, for nothing here measures it.
    package enum Acceptance {
        package static let low = 0.0
        package static let expected = 0.01
        package static let high = 0.03
    }

    /// Gain of offering a second item: 30/days x orders that lack it x share who accept x its margin.
    package static func ofSuggestion(orders: Int, margin: Double, days: Int) -> MonthlyGain? {
        guard days >= leastDays else { return nil }
        func gain(_ share: Double) -> Double {
            30 / Double(days) * Double(orders) * share * margin
        }
        return MonthlyGain(
            expected: gain(Acceptance.expected), bounds: [gain(Acceptance.low), gain(Acceptance.high)])
    }
}

/// A small rise of one item's price: 3 %, or less when that already reaches the category's mean margin.
package struct PriceRise: Sendable, Hashable {
    /// 0.03 is 3 %; whole tenths of a percent.
    package var rate: Double
    /// Won per unit, net of VAT.
    package var price: Double
    /// Won left by one unit today.
    package var margin: Double
    package var quantity: Int

    package static let most = 0.03
    package static let least = 0.01

    /// Nil when the price is not known or less than 1 % is missing to the mean margin.
    package init?(of item: ItemFact, towards categoryMargin: Double) {
        guard let margin = item.margin, item.netSales > 0 else { return nil }
        self.margin = margin
        quantity = item.quantity
        price = Double(item.netSales) / Double(item.quantity)
        rate = (min(Self.most, (categoryMargin - margin) / price) * 1000).rounded(.down) / 1000
        guard rate >= Self.least else { return nil }
    }

    /// Share of sales that may be lost before the rise costs money: r p / (m + r p); nil when each unit loses money.
    package var breakEvenLoss: Double? {
        margin > 0 ? rate * price / (margin + rate * price) : nil
    }
}
