/// One hour of the business day.
package struct HourFinding: Sendable, Hashable, Codable {
    /// 0...23, store's time.
    package var hour: Int
    package var orders: Int
    /// Won, VAT included, over the whole period.
    package var sales: Int64
}

/// One day of the week.
package struct WeekdayFinding: Sendable, Hashable, Codable {
    /// ISO 8601: 1 is Monday, 7 is Sunday.
    package var weekday: Int
    package var orders: Int
    /// Won, VAT included, over the whole period.
    package var sales: Int64
    /// Such days with sales in the period.
    package var days: Int
    /// Orders / days; null without such a day.
    package var ordersPerDay: Double?
    /// Won: sales / days; null without such a day.
    package var salesPerDay: Double?

    enum CodingKeys: String, CodingKey {
        case weekday, orders, sales, days, ordersPerDay, salesPerDay
    }

    /// Writes an unknown mean as null, not as a missing field.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(weekday, forKey: .weekday)
        try fields.encode(orders, forKey: .orders)
        try fields.encode(sales, forKey: .sales)
        try fields.encode(days, forKey: .days)
        try fields.encode(ordersPerDay, forKey: .ordersPerDay)
        try fields.encode(salesPerDay, forKey: .salesPerDay)
    }
}

/// When the shop is busy.
package enum HoursAndWeekdays {
    /// All 24 hours, from the start of the business day; hours without orders are 0.
    package static func hours(_ facts: [HourFact], businessDayStart: Int) -> [HourFinding] {
        (0..<24).map { step in
            let hour = (businessDayStart % 24 + 24 + step) % 24
            let same = facts.filter { $0.hour == hour }
            return HourFinding(
                hour: hour, orders: same.reduce(0) { $0 + $1.orders }, sales: same.reduce(0) { $0 + $1.sales })
        }
    }

    /// Monday to Sunday; means per day, since a period may hold five Saturdays and four Sundays.
    package static func weekdays(_ facts: [WeekdayFact]) -> [WeekdayFinding] {
        (1...7).map { weekday in
            let same = facts.filter { $0.weekday == weekday }
            let orders = same.reduce(0) { $0 + $1.orders }
            let sales = same.reduce(0) { $0 + $1.sales }
            let days = same.reduce(0) { $0 + $1.days }
            return WeekdayFinding(
                weekday: weekday, orders: orders, sales: sales, days: days,
                ordersPerDay: days > 0 ? Double(orders) / Double(days) : nil,
                salesPerDay: days > 0 ? Double(sales) / Double(days) : nil)
        }
    }

    /// The hour with the most orders; the earlier of two equals; nil without orders.
    package static func busiest(_ hours: [HourFinding]) -> HourFinding? {
        hours.filter { $0.orders > 0 }.reduce(nil) { best, hour in
            (best?.orders ?? 0) >= hour.orders ? best : hour
        }
    }

    /// The weekday that sells most on a mean day; the earlier of two equals; nil without sales.
    package static func strongest(_ weekdays: [WeekdayFinding]) -> WeekdayFinding? {
        weekdays.filter { $0.sales > 0 && $0.days > 0 }.reduce(nil) { best, day in
            (best?.salesPerDay ?? 0) >= (day.salesPerDay ?? 0) ? best : day
        }
    }
}
