import ConsultingService
import Testing

@Suite struct HoursAndWeekdaysTests {
    @Test func `hours run from the start of the business day and leave none out`() {
        let facts = [HourFact(hour: 1, orders: 3, sales: 9000), HourFact(hour: 12, orders: 9, sales: 81_000)]
        let hours = HoursAndWeekdays.hours(facts, businessDayStart: 5)
        #expect(hours.map(\.hour) == Array(5..<24) + Array(0..<5))
        #expect(hours.map(\.orders).reduce(0, +) == 12)
        #expect(hours.map(\.sales).reduce(0, +) == 90_000)
        #expect(HoursAndWeekdays.busiest(hours)?.hour == 12)
    }

    @Test func `weekdays are compared per day and not by their sum`() {
        // Five Saturdays sold more in total, but a Sunday sells more than a Saturday.
        let weekdays = HoursAndWeekdays.weekdays([
            WeekdayFact(weekday: 6, orders: 500, sales: 5_000_000, days: 5),
            WeekdayFact(weekday: 7, orders: 480, sales: 4_800_000, days: 4),
        ])
        #expect(weekdays.map(\.weekday) == Array(1...7))
        #expect(weekdays[5].salesPerDay == 1_000_000)
        #expect(weekdays[6].ordersPerDay == 120)
        #expect(weekdays[0].salesPerDay == nil)
        #expect(HoursAndWeekdays.strongest(weekdays)?.weekday == 7)
    }

    @Test func `of two equal hours the earlier one is named`() {
        let facts = [HourFact(hour: 2, orders: 4, sales: 1), HourFact(hour: 18, orders: 4, sales: 1)]
        #expect(HoursAndWeekdays.busiest(HoursAndWeekdays.hours(facts, businessDayStart: 5))?.hour == 18)
    }

    @Test func `nothing sold has no busiest hour and no strongest weekday`() {
        #expect(HoursAndWeekdays.busiest(HoursAndWeekdays.hours([], businessDayStart: 0)) == nil)
        #expect(HoursAndWeekdays.strongest(HoursAndWeekdays.weekdays([])) == nil)
    }
}
