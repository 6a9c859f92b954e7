import Contracts

/// Business dates from the first to the last, both included.
package struct DateRange: Sendable, Hashable {
    package static let mostDays = 1_100

    package let from: BusinessDate
    package let to: BusinessDate

    package init(from: BusinessDate, to: BusinessDate) throws {
        guard from <= to else { throw DashboardRejection.rangeReversed }
        self.init(from: from, until: to)
        guard days <= Self.mostDays else { throw DashboardRejection.rangeTooLong }
    }

    private init(from: BusinessDate, until to: BusinessDate) {
        self.from = from
        self.to = to
    }

    package var days: Int { to.daysSinceEpoch - from.daysSinceEpoch + 1 }

    package var dates: [BusinessDate] { (0..<days).map { from.advanced(days: $0) } }

    /// The range of equal length that ends the day before this one begins.
    package var previous: DateRange {
        DateRange(from: from.advanced(days: -days), until: from.advanced(days: -1))
    }
}
