import ConsultingService
import Testing

@Suite struct ActionsTests {
    @Test func `a popular item with a low margin may cost a little more`() throws {
        let action = try #require(report().actions.first { $0.kind == .raisePrice })
        #expect(action.id == "raise-price-soup")
        #expect(action.itemIds == ["soup"])
        // p = 5,000, m = 1,000, r = 3 %, 600 in 30 days: 600 x ((1 - e r)(1,000 + 150) - 1,000).
        // e = 0.81: 73,233; e = 1.76: 53,568; e = 0.23: 85,239; each rounded down to 100 won.
        #expect(action.expectedMonthlyGain == 73_200)
        #expect(action.low == 53_500)
        #expect(action.high == 85_200)
        #expect(action.title == "“soup” 가격을 3% 올려 보세요")
        // 150 / 1,150 = 13.04 %.
        #expect(action.evidence.contains("판매가 13% 넘게 줄지 않으면 이득이에요."))
        #expect(action.evidence.contains("우리 매장에서 잰 값은 아니에요"))
    }

    @Test func `a price is raised no further than the mean margin asks`() throws {
        let rise = try #require(PriceRise(of: item("a", sold: 10, price: 10_000, cost: 8000), towards: 2_150))
        #expect(rise.rate == 0.015)
        #expect(PriceRise(of: item("a", sold: 10, price: 10_000, cost: 8000), towards: 2_099) == nil)
        #expect(PriceRise(of: item("a", sold: 10, price: 10_000, cost: 8000), towards: 1_500) == nil)
    }

    @Test func `a rise that may lose money shows the loss as its low figure`() throws {
        // p = 10,000, m = 8,000, r = 3 %: with e = 1.76 less is left than before.
        let rise = try #require(PriceRise(of: item("a", sold: 300, price: 10_000, cost: 2000), towards: 9_000))
        let gain = try #require(MonthlyGain.ofPriceRise(rise, days: 30))
        #expect(gain.low < 0)
        #expect(gain.low < gain.expected && gain.expected < gain.high)
    }

    @Test func `a recommended pair is offered to those who lack the second item`() throws {
        let action = try #require(report().actions.first { $0.kind == .suggestPair })
        #expect(action.id == "suggest-pair-cake-tea")
        // 400 orders held tea without cake; cake leaves 3,000: 400 x 1 % x 3,000 = 12,000.
        #expect(action.expectedMonthlyGain == 12_000)
        #expect(action.low == 0)
        #expect(action.high == 36_000)
        #expect(action.title == "“tea” 주문에 “cake” 함께 권해 보세요")
        #expect(action.evidence.contains("주문 2,000건 가운데 두 메뉴가 함께 나온 주문은 200건이에요."))
        // 250 x 600 / 2,000 = 75 by chance.
        #expect(action.evidence.contains("서로 상관없다면 75건쯤"))
    }

    @Test func `a frequent pair with lift under 1 gives no action`() {
        let facts = SalesFacts(
            days: 30, items: [item("a", sold: 900, price: 5000, cost: 1000), item("b", sold: 900, price: 1, cost: 0)],
            baskets: orders(both: 800, a: 100, b: 100, neither: 0))
        #expect(Report(facts, language: .ko).actions.filter { $0.kind == .suggestPair }.isEmpty)
    }

    @Test func `steps with a known gain come first, the largest first`() {
        let actions = report().actions
        #expect(actions.map(\.kind) == [.raisePrice, .suggestPair, .promote, .rework, .enterCosts])
        let gains = actions.compactMap(\.expectedMonthlyGain)
        #expect(gains == gains.sorted(by: >))
        #expect(actions.dropFirst(gains.count).allSatisfy { $0.expectedMonthlyGain == nil })
        #expect(Set(actions.map(\.id)).count == actions.count)
    }

    @Test func `where the figures carry no gain none is named and the evidence says so`() {
        for action in report().actions where action.expectedMonthlyGain == nil && action.kind != .enterCosts {
            #expect(action.low == nil && action.high == nil)
            #expect(action.evidence.contains("예상 금액은 적지 않았어요"))
        }
    }

    @Test func `less than two weeks of figures name no gain`() {
        let short = report(days: 13).actions
        #expect(short.contains { $0.kind == .raisePrice })
        #expect(short.allSatisfy { $0.expectedMonthlyGain == nil })
        #expect(short.first { $0.kind == .raisePrice }?.evidence.contains("13일치") == true)
        #expect(
            report(days: 14).actions.filter { $0.expectedMonthlyGain != nil }.map(\.kind) == [
                .raisePrice, .suggestPair,
            ])
    }

    @Test func `an item near a border gives no action`() {
        // b is a plowhorse whose margin is within 5 % of the mean.
        let items = [item("a", sold: 500, price: 5000, cost: 1000), item("b", sold: 500, price: 5000, cost: 1250)]
        let report = Report(SalesFacts(days: 30, items: items, baskets: PairCounter()), language: .ko)
        #expect(report.menu.first { $0.itemId == "b" }?.menuClass == .plowhorse)
        #expect(report.menu.first { $0.itemId == "b" }?.border == true)
        #expect(report.actions.isEmpty)
    }

    @Test func `an item sold below its cost is said to lose money`() throws {
        let items = [item("a", sold: 500, price: 5000, cost: 1000), item("b", sold: 500, price: 3000, cost: 3300)]
        let facts = SalesFacts(days: 30, items: items, baskets: PairCounter())
        let korean = try #require(Report(facts, language: .ko).actions.first)
        #expect(korean.evidence.contains("한 개에 300원 손해예요."))
        #expect(korean.evidence.contains("팔수록 손해예요"))
        let english = try #require(Report(facts, language: .en).actions.first)
        #expect(english.evidence.contains("Each one loses 300 won."))
    }

    @Test func `English and Korean give the same actions in other words`() {
        let (korean, english) = (report().actions, report(language: .en).actions)
        #expect(korean.map(\.id) == english.map(\.id))
        #expect(korean.map(\.expectedMonthlyGain) == english.map(\.expectedMonthlyGain))
        for action in english {
            let text = action.title + action.evidence
            #expect(!text.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(text)")
        }
    }

    @Test func `at most five steps of a kind are named`() {
        let items =
            (0..<20).map { item("i\($0)", sold: 100, price: 5000, cost: 4000) }
            + (0..<20).map { item("j\($0)", sold: 100, price: 5000, cost: 1000) }
        let report = Report(SalesFacts(days: 30, items: items, baskets: PairCounter()), language: .ko)
        #expect(report.menu.filter { $0.menuClass == .plowhorse }.count == 20)
        #expect(report.actions.count == 5)
    }

    private func report(days: Int = 30, language: ReportLanguage = .ko) -> Report {
        Report(sampleShop(days: days), language: language)
    }
}
