import ConsultingService
import Foundation
import Testing

@Suite struct ReportTests {
    @Test func `the summary says in plain words what the facts say`() {
        let korean = Report(sampleShop(days: 30), language: .ko).summary
        #expect(korean.hasPrefix("30일 동안 주문 2,000건, 매출 15,650,000원(부가세 제외)이었어요."))
        #expect(korean.contains("주문 한 건은 평균 7,825원이에요."))
        #expect(korean.contains("주문은 12시에 가장 많아요."))
        #expect(korean.hasSuffix("하루 매출은 토요일에 가장 커요."))
        let english = Report(sampleShop(days: 30), language: .en).summary
        #expect(english.contains("paid orders: 2,000"))
        #expect(english.hasSuffix("Saturday brings the most sales per day."))
    }

    @Test(arguments: ReportLanguage.allCases)
    func `every number of the summary stands in the fact table`(language: ReportLanguage) {
        let report = Report(sampleShop(days: 28), language: language)
        let known = report.facts.compactMap { fact -> Int? in
            if case .number(let number) = fact.value { Int(number) } else { nil }
        }
        let digits = report.summary.replacingOccurrences(of: ",", with: "")
        let named = digits.split { !$0.isNumber }.compactMap { Int($0) }
        #expect(named.count >= 10)
        #expect(named.allSatisfy(known.contains))
    }

    @Test(arguments: ReportLanguage.allCases)
    func `a fact has one id and no empty label`(language: ReportLanguage) {
        let facts = Report(sampleShop(days: 28), language: language).facts
        #expect(Set(facts.map(\.id)).count == facts.count)
        #expect(facts.allSatisfy { !$0.label.isEmpty })
        #expect(facts.contains { $0.id == "raise-price-soup-expected" })
        #expect(facts.map(\.id) == Report(sampleShop(days: 28), language: .ko).facts.map(\.id))
    }

    @Test func `a period without orders gives a report that says so`() {
        let report = Report(SalesFacts(days: 7, items: [], baskets: PairCounter()), language: .ko)
        #expect(report.summary == "이 기간에는 결제된 주문이 없어요.")
        #expect(report.menu.isEmpty && report.pairs.isEmpty && report.actions.isEmpty)
        #expect(report.facts.first { $0.id == "orders" }?.value == .number(0))
        #expect(!report.facts.contains { $0.id == "average-order" || $0.id == "busiest-hour" })
    }

    @Test func `the report has every field of the API and comes back as it went`() throws {
        let report = Report(sampleShop(days: 30), language: .ko)
        let data = try JSONEncoder().encode(report)
        #expect(try JSONDecoder().decode(Report.self, from: data) == report)
        let fields = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(
            Set(fields.keys) == [
                "summary", "menu", "pairs", "hours", "weekdays", "forecast", "backtest", "deadStock", "oddities",
                "prices",
                "actions", "facts",
            ])
        for empty in ["forecast", "deadStock", "oddities", "prices"] {
            #expect((fields[empty] as? [Any])?.isEmpty == true)
        }
        #expect(fields["backtest"] is NSNull)
        let menu = try #require(fields["menu"] as? [[String: Any]])
        let kimchi = try #require(menu.first { $0["itemId"] as? String == "kimchi" })
        #expect(kimchi["class"] as? String == "insufficient")
        #expect(kimchi["reason"] as? String == "no-cost")
        #expect(kimchi["margin"] is NSNull)
        let pairs = try #require(fields["pairs"] as? [[String: Any]])
        #expect(
            Set(pairs[0].keys) == [
                "a", "b", "support", "confidenceAB", "confidenceBA", "lift", "pValue", "adjusted", "recommend",
            ])
        let actions = try #require(fields["actions"] as? [[String: Any]])
        #expect(actions.last?["expectedMonthlyGain"] is NSNull)
        #expect(actions.first?["kind"] as? String == "raise-price")
    }

    @Test func `the same facts give the same bytes`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let first = try encoder.encode(Report(sampleShop(days: 30), language: .ko))
        for _ in 0..<5 {
            #expect(try encoder.encode(Report(sampleShop(days: 30), language: .ko)) == first)
        }
    }

    @Test func `numbers are written the same everywhere`() {
        let grouped = [0, 999, 1000, -1_234_567, 1_000_000].map(PlainNumbers.grouped)
        #expect(grouped == ["0", "999", "1,000", "-1,234,567", "1,000,000"])
        #expect(PlainNumbers.won(Int64(12_000), .ko) == "12,000원")
        #expect(PlainNumbers.won(1999.5, .en) == "2,000 won")
        #expect([0.03, 0.065, 1, 0.0004, -0.015].map(PlainNumbers.percent) == ["3%", "6.5%", "100%", "0%", "-1.5%"])
        #expect(PlainNumbers.grouped(Int64.min) == "-9,223,372,036,854,775,808")
        #expect(PlainNumbers.weekday(8, .ko).isEmpty)
    }
}
