import Contracts
import Foundation
import Testing

@testable import DashboardService

@Suite struct DateRangeTests {
    @Test func `A range begins on or before the day it ends`() {
        #expect(throws: DashboardRejection.rangeReversed) { try range("2025-03-04", "2025-03-03") }
        #expect(throws: Never.self) { try range("2025-03-03", "2025-03-03") }
    }

    @Test func `A range has at most 1,100 days`() throws {
        let last = BusinessDate.stored("2025-03-03")
        #expect(try DateRange(from: last.advanced(days: -1_099), to: last).days == 1_100)
        #expect(throws: DashboardRejection.rangeTooLong) {
            try DateRange(from: last.advanced(days: -1_100), to: last)
        }
    }

    @Test func `An export is by day, by item or by hour`() throws {
        #expect(try FiguresCSV.Kind(named: nil) == .day)
        #expect(try FiguresCSV.Kind(named: "hour") == .hour)
        #expect(throws: DashboardRejection.exportUnknown) { try FiguresCSV.Kind(named: "table") }
    }

    @Test func `the previous range has the same length and ends the day before`() throws {
        let march = try range("2024-03-01", "2024-03-07")
        #expect(march.previous.from.text == "2024-02-23")
        #expect(march.previous.to.text == "2024-02-29")
        #expect(march.previous.days == march.days)
    }

    @Test func `a summary lists every date and compares with the range before`() throws {
        let known: [BusinessDate: DayFigures] = [
            .stored("2025-03-02"): DayFigures(gross: 700, orders: 1),
            .stored("2025-03-04"): DayFigures(gross: 1_000, orders: 2),
        ]
        let summary = Summary(try range("2025-03-03", "2025-03-05"), currency: "KRW", known: known)
        #expect(summary.days.map(\.date.text) == ["2025-03-03", "2025-03-04", "2025-03-05"])
        #expect(summary.days.map(\.totals.sales) == [0, 1_000, 0])
        #expect(summary.totals.sales == 1_000)
        #expect(summary.previous.sales == 700)
    }

    @Test func `yesterday's same time is by the clock, over summer time too`() throws {
        let seoul = StoreClock(currency: "KRW", day: try #require(BusinessDay(timezone: "Asia/Seoul", start: "05:00")))
        let noon = Timestamp(milliseconds: 1_741_489_200_000)
        #expect(seoul.sameTimeYesterday(noon) == noon.advanced(seconds: -86_400))
        // New York, 2025-03-09 at noon, ten hours after its clocks went forward.
        let newYork = try #require(BusinessDay(timezone: "America/New_York", start: "05:00"))
        let spring = newYork.moment(CivilDay(year: 2025, month: 3, day: 9), minutes: 720)
        let dayBefore = newYork.moment(CivilDay(year: 2025, month: 3, day: 8), minutes: 720)
        #expect(StoreClock(currency: "USD", day: newYork).sameTimeYesterday(spring) == dayBefore)
        #expect(spring.milliseconds - dayBefore.milliseconds == 23 * 3_600_000)
    }

    @Test func `hours follow the cutoff`() throws {
        let clock = StoreClock(currency: "KRW", day: try #require(BusinessDay(timezone: "Asia/Seoul", start: "05:00")))
        let sold = Figure(dimension: .hour, key: "02", sales: 900, orders: 1)
        let hours = [sold].hours(inOrder: clock.hours)
        #expect(hours.map(\.hour) == Array(5...23) + Array(0...4))
        #expect(hours.filter { $0.orders > 0 }.map(\.hour) == [2])
    }

    @Test func `a table cell never becomes a formula`() {
        var item = Figure(dimension: .item, key: "x", label: "=1+1, \"so\"", category: "식사", quantity: 1)
        #expect(FiguresCSV.text([item.itemView]).contains("x,\"'=1+1, \"\"so\"\"\",식사,1,0,0,0,0\r\n"))
        item.label = "라면"
        #expect(FiguresCSV.text([item.itemView]).hasPrefix("itemId,name,category,quantity,sales,tax,cost,profit\r\n"))
    }
}
