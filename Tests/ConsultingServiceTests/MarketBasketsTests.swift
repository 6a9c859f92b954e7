import ConsultingService
import Testing

@Suite struct MarketBasketsTests {
    @Test func `a pair has the figures worked out by hand`() throws {
        let found = MarketBaskets.findings(orders(both: 35, a: 115, b: 25, neither: 325))
        let pair = try #require(found.first)
        #expect(found.count == 1)
        #expect((pair.a, pair.b) == ("a", "b"))
        #expect(pair.support == 35.0 / 500)
        #expect(pair.confidenceAB == 35.0 / 150)
        #expect(pair.confidenceBA == 35.0 / 60)
        #expect(pair.lift == 35.0 * 500 / (150.0 * 60))
        // scipy.stats.fisher_exact([[35, 115], [25, 325]], alternative="greater").pvalue
        #expect(abs(pair.pValue - 1.0218488519724724e-06) < 1e-15)
        // a, b and z were in 20 orders each: three pairs could have been found, so three are corrected for.
        #expect(abs(pair.adjusted - 3 * pair.pValue) < 1e-18)
        #expect(pair.recommend)
    }

    @Test func `a pair with lift under 1 is never recommended`() throws {
        // 800 orders with both of 1,000: as frequent as can be, and still rarer than by chance.
        let pair = try #require(MarketBaskets.findings(orders(both: 800, a: 100, b: 100, neither: 0)).first)
        #expect(pair.support == 0.8)
        #expect(pair.lift < 1)
        #expect(pair.recommend == false)
    }

    @Test func `a pair with lift exactly 1 is not recommended`() throws {
        let pair = try #require(MarketBaskets.findings(orders(both: 200, a: 200, b: 200, neither: 200)).first)
        #expect(pair.lift == 1)
        #expect(pair.recommend == false)
    }

    @Test func `neither a tiny p-value nor a high lift is enough alone`() {
        func recommends(_ adjusted: Double, both: Int) -> Bool {
            MarketBaskets.recommends(adjusted: adjusted, both: both, withA: 300, withB: 400, orders: 1000)
        }
        #expect([119, 120, 121].map { recommends(0, both: $0) } == [false, false, true])
        #expect([0.04999, 0.05].map { recommends($0, both: 300) } == [true, false])
    }

    @Test func `a pair in every order tells nothing`() throws {
        let pair = try #require(MarketBaskets.findings(orders(both: 300, a: 0, b: 0, neither: 0)).first)
        #expect(pair.support == 1)
        #expect(pair.lift == 1)
        #expect(pair.pValue == 1)
        #expect(pair.recommend == false)
    }

    @Test func `only pairs in at least 20 orders are listed`() {
        #expect(MarketBaskets.findings(orders(both: 19, a: 5, b: 5, neither: 1000)).isEmpty)
        #expect(MarketBaskets.findings(orders(both: 20, a: 5, b: 5, neither: 1000)).count == 1)
    }

    @Test func `every pair that could be listed is corrected for`() throws {
        var counter = orders(both: 35, a: 115, b: 25, neither: 325)
        let alone = try #require(MarketBaskets.findings(counter).first)
        // 97 more items, never together with anything: 100 items, 4,950 pairs that might have been found.
        for index in 0..<97 {
            for _ in 0..<20 { counter.add(["solo\(index)"]) }
        }
        // 50 items too rare to be in a listed pair change nothing.
        for index in 0..<50 { counter.add(["rare\(index)"]) }
        let pair = try #require(MarketBaskets.findings(counter).first)
        #expect(alone.adjusted == 3 * alone.pValue)
        #expect(abs(pair.adjusted / pair.pValue - 4950) < 1e-6)
    }

    @Test func `pure chance over many items recommends nothing`() {
        // Independent by construction: item i is in the orders whose number has bit i set, all 4,096 numbers once.
        var counter = PairCounter()
        for number in 0..<4096 {
            counter.add((0..<12).filter { number >> $0 & 1 == 1 }.map { "item\($0)" })
        }
        let found = MarketBaskets.findings(counter)
        #expect(found.count == 66)
        #expect(found.allSatisfy { $0.lift == 1 && !$0.recommend })
    }

    @Test func `random orders rarely give a false recommendation`() {
        // 200 shops of 30 unrelated items: at most 5 % of them may see one; 4 % more is allowed for luck (3 sigma).
        var random = Sequence64(state: 20_260_728)
        var shops = 0
        for _ in 0..<200 {
            var counter = PairCounter()
            for _ in 0..<400 {
                counter.add((0..<30).filter { _ in random.next() % 100 < 22 }.map { "i\($0)" })
            }
            if MarketBaskets.findings(counter).contains(where: \.recommend) { shops += 1 }
        }
        #expect(shops <= 18)
    }

    @Test func `pairs come surest first, then strongest, with a before b`() {
        var counter = PairCounter()
        for _ in 0..<60 { counter.add(["z", "y"]) }
        for _ in 0..<40 { counter.add(["c", "d"]) }
        for _ in 0..<30 { counter.add(["n", "m"]) }
        for _ in 0..<300 { counter.add(["m"]) }
        for _ in 0..<300 { counter.add(["n"]) }
        for _ in 0..<400 { counter.add([]) }
        let found = MarketBaskets.findings(counter)
        #expect(found.map(\.a) == ["y", "c", "m"])
        #expect(found.map(\.b) == ["z", "d", "n"])
        #expect(found.map(\.recommend) == [true, true, false])
        #expect(found.allSatisfy { $0.adjusted >= $0.pValue })
    }

    @Test func `equally sure pairs are ordered by lift`() {
        // Both p-values are far below the smallest Double.
        var counter = PairCounter()
        for _ in 0..<4000 { counter.add(["a", "b"]) }
        for _ in 0..<3000 { counter.add(["c", "d"]) }
        for _ in 0..<5000 { counter.add([]) }
        let found = MarketBaskets.findings(counter)
        #expect(found.map(\.adjusted) == [0, 0])
        #expect(found.map(\.a) == ["c", "a"])
    }

    @Test func `no orders, one order and one item give no pairs`() {
        #expect(MarketBaskets.findings(PairCounter()).isEmpty)
        var counter = PairCounter()
        counter.add(["a", "b"])
        #expect(MarketBaskets.findings(counter).isEmpty)
        var single = PairCounter()
        for _ in 0..<1000 { single.add(["a"]) }
        #expect(MarketBaskets.findings(single).isEmpty)
    }

    @Test func `the order of the orders changes nothing`() {
        let baskets = (0..<600).map { n in (0..<8).filter { (n * 7 + $0 * n) % 5 < 2 }.map { "i\($0)" } }
        var forward = PairCounter()
        var backward = PairCounter()
        baskets.forEach { forward.add($0) }
        baskets.reversed().forEach { backward.add($0.reversed()) }
        #expect(!MarketBaskets.findings(forward).isEmpty)
        #expect(MarketBaskets.findings(forward) == MarketBaskets.findings(backward))
    }
}

/// SplitMix64, so that the random orders are the same on every run.
private struct Sequence64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
