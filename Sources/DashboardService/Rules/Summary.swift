import Contracts

/// A range's figures: all of it, day by day, and the range of equal length before it.
package struct Summary: Codable, Sendable, Hashable {
    /// One business date, days without sales included.
    package struct Day: Codable, Sendable, Hashable {
        package let date: BusinessDate
        package let totals: Totals

        init(date: BusinessDate, totals: Totals) {
            self.date = date
            self.totals = totals
        }

        enum CodingKeys: CodingKey { case date }

        package init(from decoder: any Decoder) throws {
            totals = try Totals(from: decoder)
            date = try decoder.container(keyedBy: CodingKeys.self).decode(BusinessDate.self, forKey: .date)
        }

        package func encode(to encoder: any Encoder) throws {
            try totals.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(date, forKey: .date)
        }
    }

    package let from: BusinessDate
    package let to: BusinessDate
    package let currency: String
    package let totals: Totals
    package let days: [Day]
    package let previous: Totals

    /// `known` holds the days with sales of this range and the previous one.
    package init(_ range: DateRange, currency: String, known: [BusinessDate: DayFigures]) {
        func sum(_ range: DateRange) -> Totals {
            Totals(range.dates.compactMap { known[$0] }.reduce(DayFigures(), +))
        }
        from = range.from
        to = range.to
        self.currency = currency
        totals = sum(range)
        days = range.dates.map { Day(date: $0, totals: Totals(known[$0] ?? DayFigures())) }
        previous = sum(range.previous)
    }
}
