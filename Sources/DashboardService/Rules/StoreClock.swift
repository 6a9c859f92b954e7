import Contracts
import Foundation

/// How a store counts money and days, as its settings say.
package struct StoreClock: Sendable, Hashable {
    package let currency: String
    package let day: BusinessDay

    package func today(at now: Timestamp) -> BusinessDate { day.date(of: now) }

    /// The moment at which yesterday's clock showed what it shows now, also over a change to summer time.
    package func sameTimeYesterday(_ now: Timestamp) -> Timestamp {
        let dayBefore = now.advanced(seconds: -86_400)
        let zone = day.timeZone
        return dayBefore.advanced(
            seconds: Int64(zone.secondsFromGMT(for: now.date) - zone.secondsFromGMT(for: dayBefore.date)))
    }

    /// The hours of the clock in the order of the business day: 5 to 23, then 0 to 4 for a cutoff at 05:00.
    package var hours: [Int] { (0..<24).map { (day.cutoffMinutes / 60 + $0) % 24 } }
}
