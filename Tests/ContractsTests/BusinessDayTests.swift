import Contracts
import Testing

@Suite struct BusinessDayTests {
    private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    @Test func `Before the cutoff it is still yesterday`() throws {
        let seoul = try #require(BusinessDay(timezone: "Asia/Seoul", start: "05:00"))
        #expect(seoul.date(of: try moment("2024-03-01T04:59:59.999+09:00")).text == "2024-02-29")
        #expect(seoul.date(of: try moment("2024-03-01T05:00:00.000+09:00")).text == "2024-03-01")
        #expect(seoul.date(of: try moment("2024-03-02T04:59:59.999+09:00")).text == "2024-03-01")
        #expect(seoul.date(of: try moment("2025-01-01T00:30:00.000+09:00")).text == "2024-12-31")
        let midnight = try #require(BusinessDay(timezone: "Asia/Seoul", start: "00:00"))
        #expect(midnight.date(of: try moment("2024-02-28T14:59:59.999Z")).text == "2024-02-28")
        #expect(midnight.date(of: try moment("2024-02-28T15:00:00.000Z")).text == "2024-02-29")
        #expect(midnight.date(of: try moment("1969-12-31T14:59:59.999Z")).text == "1969-12-31")
    }

    @Test func `A day in New York has 23 hours in March and 25 in November`() throws {
        let newYork = try #require(BusinessDay(timezone: "America/New_York", start: "05:00"))
        let hours = try ["2024-03-08", "2024-03-09", "2024-03-10", "2024-11-01", "2024-11-02", "2024-11-03"].map {
            let date = try #require(BusinessDate($0))
            let length = newYork.start(of: date.advanced(days: 1)).milliseconds - newYork.start(of: date).milliseconds
            return length / 3_600_000
        }
        #expect(hours == [24, 23, 24, 24, 25, 24])
        #expect(newYork.start(of: .stored("2024-03-09")) == (try moment("2024-03-09T10:00:00Z")))
        #expect(newYork.start(of: .stored("2024-03-10")) == (try moment("2024-03-10T09:00:00Z")))
        #expect(newYork.clock(newYork.start(of: .stored("2024-03-10"))) == "2024-03-10 05:00")
    }

    @Test(arguments: [
        "Asia/Seoul", "America/New_York", "Europe/London", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns",
        "Pacific/Kiritimati", "UTC",
    ])
    func `Every business date begins at its start and ends one millisecond before the next`(zone: String) throws {
        for start in ["00:00", "05:00", "11:59"] {
            let day = try #require(BusinessDay(timezone: zone, start: start))
            var date = try #require(BusinessDate("2023-01-01"))
            for _ in 0..<1100 {
                let begin = day.start(of: date)
                let before = Timestamp(milliseconds: begin.milliseconds - 1)
                #expect(day.date(of: begin) == date, "\(zone) \(start)")
                #expect(day.date(of: before) == date.advanced(days: -1), "\(zone) \(start)")
                #expect(day.clock(begin) == "\(date) \(start)")
                date = date.advanced(days: 1)
            }
        }
    }

    @Test func `An hour is the local clock's`() throws {
        let newYork = try #require(BusinessDay(timezone: "America/New_York", start: "05:00"))
        #expect(newYork.hour(of: try moment("2024-03-10T06:59:59Z")) == 1)
        #expect(newYork.hour(of: try moment("2024-03-10T07:00:00Z")) == 3)
        #expect(newYork.hour(of: try moment("2024-11-03T05:30:00Z")) == 1)
        #expect(newYork.hour(of: try moment("2024-11-03T06:30:00Z")) == 1)
        let seoul = try #require(BusinessDay(timezone: "Asia/Seoul", start: "05:00"))
        #expect(seoul.hour(of: try moment("1969-12-31T15:00:00Z")) == 0)
        #expect(seoul.clock(try moment("2024-02-28T15:04:59.999Z")) == "2024-02-29 00:04")
    }

    @Test(arguments: [
        "12:00", "24:00", "5:00", "05:60", "05-00", "05:0", "", "aa:bb", "05:00 ", "+5:00", "05:+5", "-0:30",
    ])
    func `A day starts at HH MM before noon or not at all`(start: String) {
        #expect(BusinessDay(timezone: "Asia/Seoul", start: start) == nil)
    }

    @Test func `An unknown zone has no days`() {
        #expect(BusinessDay(timezone: "Mars/Olympus", start: "05:00") == nil)
        #expect(BusinessDay(timezone: "", start: "05:00") == nil)
    }
}
