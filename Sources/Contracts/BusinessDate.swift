import Foundation

/// The day a sale or a shift belongs to, `YYYY-MM-DD`; it changes at the store's cutoff hour, not at midnight.
package struct BusinessDate: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    /// Reads `YYYY-MM-DD`; nil when there is no such day.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, text.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) }), parts.count == 3,
            parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year >= 1900
        else { return nil }
        let civil = CivilDay(year: year, month: month, day: day)
        guard (1...12).contains(month), (1...31).contains(day),
            CivilDay(daysSinceEpoch: civil.daysSinceEpoch) == civil
        else { return nil }
        self.text = text
    }

    package init(_ day: CivilDay) { text = day.text }

    private init(trusted text: String) { self.text = text }

    /// A date read back from our own database.
    package static func stored(_ text: String) -> BusinessDate { BusinessDate(trusted: text) }

    package var daysSinceEpoch: Int {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return CivilDay(year: parts[0], month: parts[1], day: parts[2]).daysSinceEpoch
    }

    package func advanced(days: Int) -> BusinessDate {
        BusinessDate(CivilDay(daysSinceEpoch: daysSinceEpoch + days))
    }

    /// The day of the week by ISO 8601: Monday is 1, Sunday 7.
    package var weekday: Int { ((daysSinceEpoch + 3) % 7 + 7) % 7 + 1 }

    /// `yymmdd`, as receipt numbers begin.
    package var compact: String { String(text.dropFirst(2)).replacing("-", with: "") }

    package var description: String { text }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = BusinessDate(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date YYYY-MM-DD")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package static func < (left: BusinessDate, right: BusinessDate) -> Bool { left.text < right.text }
}

/// How a store counts its days: its time zone and the minute of the day at which a new business day begins.
package struct BusinessDay: Hashable, Sendable {
    package let timeZone: TimeZone
    package let cutoffMinutes: Int

    /// Nil when the zone is unknown or the start is not `HH:MM` before noon.
    package init?(timezone: String, start: String) {
        let parts = start.split(separator: ":")
        guard start.utf8.allSatisfy({ (48...58).contains($0) }), let zone = TimeZone(identifier: timezone),
            start.utf8.count == 5, parts.count == 2,
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<12).contains(hour), (0..<60).contains(minute)
        else { return nil }
        timeZone = zone
        cutoffMinutes = hour * 60 + minute
    }

    private func localMilliseconds(_ moment: Timestamp) -> Int64 {
        moment.milliseconds + Int64(timeZone.secondsFromGMT(for: moment.date)) * 1000
    }

    /// The business date of a moment: before the cutoff it is still yesterday's.
    package func date(of moment: Timestamp) -> BusinessDate {
        let shifted = localMilliseconds(moment) - Int64(cutoffMinutes) * 60_000
        return BusinessDate(CivilDay(daysSinceEpoch: Int(shifted.floorDivided(by: 86_400_000))))
    }

    /// The local clock: `14:32`.
    package func clock(of moment: Timestamp) -> String {
        let local = localMilliseconds(moment)
        let minutes = Int((local - local.floorDivided(by: 86_400_000) * 86_400_000) / 60_000)
        return Digits.padded(minutes / 60, 2) + ":" + Digits.padded(minutes % 60, 2)
    }

    /// The hour of the local clock, 0...23.
    package func hour(of moment: Timestamp) -> Int {
        let local = localMilliseconds(moment)
        return Int((local - local.floorDivided(by: 86_400_000) * 86_400_000) / 3_600_000)
    }

    /// The moment at which a business date begins.
    package func start(of date: BusinessDate) -> Timestamp {
        moment(CivilDay(daysSinceEpoch: date.daysSinceEpoch), minutes: cutoffMinutes)
    }

    /// Local date and time `YYYY-MM-DD HH:MM`, as receipts print it.
    package func clock(_ moment: Timestamp) -> String {
        let local = Timestamp(milliseconds: localMilliseconds(moment)).description
        return local.prefix(10) + " " + local.dropFirst(11).prefix(5)
    }

    /// The moment at which the local clock shows this day and minute (standard offset of that day).
    package func moment(_ day: CivilDay, minutes: Int) -> Timestamp {
        let local = Int64(day.daysSinceEpoch) * 86_400_000 + Int64(minutes) * 60_000
        let guess = Timestamp(milliseconds: local - Int64(timeZone.secondsFromGMT()) * 1000)
        return Timestamp(milliseconds: local - Int64(timeZone.secondsFromGMT(for: guess.date)) * 1000)
    }
}
