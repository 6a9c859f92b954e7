/// A whole report, as the API answers it.
package struct Report: Sendable, Hashable, Codable {
    package var summary: String
    package var menu: [MenuFinding]
    package var pairs: [PairFinding]
    package var hours: [HourFinding]
    package var weekdays: [WeekdayFinding]
    package var forecast: [ForecastDay]
    /// Null as long as nothing is forecast.
    package var backtest: Backtest?
    package var deadStock: [DeadStock]
    package var oddities: [Oddity]
    package var prices: [PriceChange]
    package var actions: [AdvisedAction]
    package var facts: [ReportFact]
    /// Only when a language model is configured and named no figure of its own.
    package var narrative: String?

    /// Works the report out; the same facts give the same report.
    package init(_ facts: SalesFacts, language: ReportLanguage) {
        menu = MenuEngineering.findings(facts.items)
        pairs = MarketBaskets.findings(facts.baskets)
        hours = HoursAndWeekdays.hours(facts.hours, businessDayStart: facts.businessDayStart)
        weekdays = HoursAndWeekdays.weekdays(facts.weekdays)
        forecast = []
        deadStock = []
        oddities = []
        prices = []
        actions = Actions.ranked(facts: facts, menu: menu, pairs: pairs, language: language)
        self.facts = ReportFact.table(
            facts: facts, menu: menu, pairs: pairs, actions: actions, language: language)
        summary = ReportSummary.text(self.facts, language: language)
    }

    enum CodingKeys: String, CodingKey {
        case summary, menu, pairs, hours, weekdays, forecast, backtest, deadStock, oddities, prices, actions, facts
        case narrative
    }

    /// Writes a missing back-test as null; a missing narrative is left out.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(summary, forKey: .summary)
        try fields.encode(menu, forKey: .menu)
        try fields.encode(pairs, forKey: .pairs)
        try fields.encode(hours, forKey: .hours)
        try fields.encode(weekdays, forKey: .weekdays)
        try fields.encode(forecast, forKey: .forecast)
        try fields.encode(backtest, forKey: .backtest)
        try fields.encode(deadStock, forKey: .deadStock)
        try fields.encode(oddities, forKey: .oddities)
        try fields.encode(prices, forKey: .prices)
        try fields.encode(actions, forKey: .actions)
        try fields.encode(facts, forKey: .facts)
        try fields.encodeIfPresent(narrative, forKey: .narrative)
    }
}

/// Sales expected on one business day, in won, with an interval.
package struct ForecastDay: Sendable, Hashable, Codable {
    /// `YYYY-MM-DD`.
    package var date: String
    package var expected: Int64
    package var low: Int64
    package var high: Int64
}

/// How well the forecast would have done on past days, beside the simplest forecast there is.
package struct Backtest: Sendable, Hashable, Codable {
    package var method: String
    package var error: Double
    package var naiveError: Double
}

/// An item that no longer sells.
package struct DeadStock: Sendable, Hashable, Codable {
    package var itemId: String
    /// `YYYY-MM-DD`; nil when it was never sold.
    package var lastSold: String?
    package var days: Int
}

/// A rate of voids or discounts that chance hardly explains.
package struct Oddity: Sendable, Hashable, Codable {
    package var staffId: String
    package var kind: String
    package var rate: Double
    package var expected: Double
    package var pValue: Double
}

/// What a changed price did.
package struct PriceChange: Sendable, Hashable, Codable {
    package var itemId: String
    /// Won, before and after.
    package var from: Int64
    package var to: Int64
    /// `YYYY-MM-DD`.
    package var changedOn: String
    package var breakEven: Double
    package var elasticity: Double
    package var low: Double
    package var high: Double
}
