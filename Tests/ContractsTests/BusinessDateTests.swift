import Contracts
import Testing

@Suite struct BusinessDateTests {
    @Test(arguments: ["2024-02-29", "2000-02-29", "2023-12-31", "1900-01-01", "9999-12-31"])
    func `A day that exists is read and written as it is`(text: String) throws {
        let date = try #require(BusinessDate(text))
        #expect(date.description == text)
        #expect(try JSON.text([date]) == "[\"\(text)\"]")
        #expect(try JSON.decode([BusinessDate].self, from: "[\"\(text)\"]") == [date])
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2100-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "2024-4-1",
        "20240401", "2024-04-011", "2024/04/01", " 2024-04-01", "2024-04-1a", "", "----------", "0000-01-01",
        "2024-+1-01", "2024-01-+1", "2024-01--1",
    ])
    func `A day that does not exist or is written otherwise is none`(text: String) {
        #expect(BusinessDate(text) == nil)
        #expect(throws: DecodingError.self) { try JSON.decode([BusinessDate].self, from: "[\"\(text)\"]") }
    }

    @Test func `Days follow each other through leap years and centuries`() throws {
        let cases = [
            ("2024-02-28", 1, "2024-02-29"), ("2024-02-29", 1, "2024-03-01"), ("2023-02-28", 1, "2023-03-01"),
            ("2000-02-28", 1, "2000-02-29"), ("2100-02-28", 1, "2100-03-01"), ("2024-02-29", 366, "2025-03-01"),
            ("2025-01-01", -1, "2024-12-31"), ("2024-03-01", -1, "2024-02-29"), ("2024-05-05", 0, "2024-05-05"),
        ]
        for (from, days, to) in cases {
            #expect(try #require(BusinessDate(from)).advanced(days: days).text == to)
        }
    }

    @Test func `Every day from 1900 to 2200 has its number and every number its day`() throws {
        let first = try #require(BusinessDate("1900-01-01")).daysSinceEpoch
        let last = try #require(BusinessDate("2200-12-31")).daysSinceEpoch
        #expect(last - first + 1 == 301 * 365 + 73)  // 73 of the 301 years are leap years.
        var previous = CivilDay(daysSinceEpoch: first - 1)
        for number in first...last {
            let day = CivilDay(daysSinceEpoch: number)
            guard day.daysSinceEpoch == number, day.text > previous.text else {
                Issue.record("day \(number) is \(day.text) after \(previous.text)")
                return
            }
            previous = day
        }
    }

    @Test func `A week begins on Monday`() throws {
        let days = ["2024-02-26", "2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02", "2024-03-03"]
        #expect(try days.map { try #require(BusinessDate($0)).weekday } == [1, 2, 3, 4, 5, 6, 7])
        #expect(try #require(BusinessDate("1970-01-01")).weekday == 4)
        #expect(try #require(BusinessDate("1969-12-28")).weekday == 7)
        #expect(try #require(BusinessDate("1900-01-01")).weekday == 1)
    }

    @Test func `Receipt numbers begin with the six digits of the day`() throws {
        #expect(try #require(BusinessDate("2024-02-29")).compact == "240229")
        #expect(try #require(BusinessDate("2024-02-29")) < #require(BusinessDate("2024-03-01")))
    }
}
