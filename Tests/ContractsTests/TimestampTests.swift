import Contracts
import TestSupport
import Testing

@Suite struct TimestampTests {
    @Test func `A moment survives being written and read, to the millisecond`() throws {
        var numbers = SeededNumbers(seed: 3)
        let years = Int64(-2_208_988_800_000)...Int64(7_258_118_400_000)  // 1900 to 2200
        for _ in 0..<10_000 {
            let moment = Timestamp(milliseconds: .random(in: years, using: &numbers))
            #expect(Timestamp(moment.description) == moment, "\(moment)")
        }
    }

    @Test func `A moment is written in UTC with three decimals`() {
        #expect(Timestamp(milliseconds: 0).description == "1970-01-01T00:00:00.000Z")
        #expect(Timestamp(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: 1_709_251_199_007).description == "2024-02-29T23:59:59.007Z")
    }

    @Test(arguments: [
        ("2024-02-29T23:59:59Z", 1_709_251_199_000), ("2024-02-29T23:59:59.5Z", 1_709_251_199_500),
        ("2024-02-29T23:59:59.007Z", 1_709_251_199_007), ("2024-03-01T08:59:59.007+09:00", 1_709_251_199_007),
        ("2024-02-29T18:29:59-05:30", 1_709_251_199_000), ("2024-02-29T23:59:59.007+00:00", 1_709_251_199_007),
        ("2024-02-29T23:59:59.007000Z", 1_709_251_199_007), ("2024-02-29T23:59:59.007000000Z", 1_709_251_199_007),
    ])
    func `RFC 3339 is read with any offset and any number of decimals`(text: String, milliseconds: Int64) {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "yesterday", "2024-02-29", "2024-02-29 23:59:59", "2024-02-29T23:59:59", "2024-02-29T25:00:00Z",
        "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-02-29T23:60:00Z", "1709251199007",
        "2024-02-29T23:59:59Zulu",
    ])
    func `What is no moment is refused`(text: String) {
        #expect(Timestamp(text) == nil)
        #expect(throws: DecodingError.self) { try JSON.decode([Timestamp].self, from: "[\"\(text)\"]") }
    }

    @Test func `Moments are ordered, move by seconds and travel as text`() throws {
        let moment = Timestamp(milliseconds: 1_709_251_199_007)
        #expect(moment.advanced(seconds: 1).milliseconds == 1_709_251_200_007)
        #expect(moment.advanced(seconds: -1) < moment)
        #expect(try JSON.text([moment]) == #"["2024-02-29T23:59:59.007Z"]"#)
        #expect(try JSON.decode([Timestamp].self, from: #"["2024-02-29T23:59:59.007Z"]"#) == [moment])
    }

    @Test func `Division rounds towards minus infinity`() {
        let quotients = [-7, -6, -1, 0, 1, 6, 7].map { Int64($0).floorDivided(by: 3) }
        #expect(quotients == [-3, -2, -1, 0, 0, 2, 2])
    }
}
