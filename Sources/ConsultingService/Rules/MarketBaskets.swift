/// How two items are bought together.
///
/// A basket is a paid order; how many of an item it holds does not matter.
package struct PairFinding: Sendable, Hashable, Codable {
    /// The item whose id sorts first.
    package var a: String
    package var b: String
    /// Orders with both / all paid orders of the range.
    package var support: Double
    /// Orders with both / orders with a.
    package var confidenceAB: Double
    /// Orders with both / orders with b.
    package var confidenceBA: Double
    /// Support / (support of a x support of b): over 1 means together more often than by chance.
    package var lift: Double
    /// Fisher's exact test, one-sided: chance alone brings as many or more orders with both.
    package var pValue: Double
    /// The p-value corrected over all pairs tested (Holm).
    package var adjusted: Double
    /// Adjusted below 0.05 and lift over 1; a pair with lift under 1 is never recommended, however frequent.
    package var recommend: Bool
}

/// Which items belong together, from counts alone.
package enum MarketBaskets {
    /// Orders with both items below which a pair is not listed.
    package static let leastOrders = 20
    /// The chance of a single false recommendation in a report.
    package static let level = 0.05

    /// The listed pairs, the surest first, then the strongest.
    ///
    /// Tested are all pairs of items that each were in 20 orders, for only these can be together in 20. This choice
    /// looks at each item alone and never at the pair, so it favours no pair (the test holds the items' counts
    /// fixed). Correcting over the listed pairs alone would not do: they are listed because their counts are high.
    package static func findings(_ counter: PairCounter) -> [PairFinding] {
        let tested = tests(counter)
        let items = counter.itemOrders.filter { $0 >= leastOrders }.count
        let adjusted = HolmCorrection.adjusted(tested.map(\.pValue), family: items * (items - 1) / 2)
        return zip(tested, adjusted)
            .filter { test, _ in test.both >= leastOrders }
            .map { test, adjusted in test.finding(orders: counter.orders, adjusted: adjusted) }
            .sorted { ($0.adjusted, -$0.lift, $0.a, $0.b) < ($1.adjusted, -$1.lift, $1.a, $1.b) }
    }

    /// A pair with lift under 1 is never recommended, however frequent and whatever its p-value.
    ///
    /// Compared in whole numbers: a lift of exactly 1 must not pass by a rounding error.
    package static func recommends(adjusted: Double, both: Int, withA: Int, withB: Int, orders: Int) -> Bool {
        adjusted < level && Int128(both) * Int128(orders) > Int128(withA) * Int128(withB)
    }

    /// The tested pairs seen together at least once; the others have p = 1 and need no arithmetic.
    private static func tests(_ counter: PairCounter) -> [PairTest] {
        counter.pairOrders.compactMap { key, both in
            let (first, second) = PairCounter.positions(of: key)
            let (inFirst, inSecond) = (counter.itemOrders[first], counter.itemOrders[second])
            guard inFirst >= leastOrders, inSecond >= leastOrders else { return nil }
            let pValue = HypergeometricTail.probability(
                atLeast: both, population: counter.orders, marked: inFirst, drawn: inSecond)
            let (one, other) = (counter.itemIDs[first], counter.itemIDs[second])
            return one < other
                ? PairTest(a: one, b: other, withA: inFirst, withB: inSecond, both: both, pValue: pValue)
                : PairTest(a: other, b: one, withA: inSecond, withB: inFirst, both: both, pValue: pValue)
        }
    }
}

/// One pair in whole numbers.
private struct PairTest {
    let a: String
    let b: String
    let withA: Int
    let withB: Int
    let both: Int
    let pValue: Double

    func finding(orders: Int, adjusted: Double) -> PairFinding {
        PairFinding(
            a: a, b: b,
            support: Double(both) / Double(orders),
            confidenceAB: Double(both) / Double(withA),
            confidenceBA: Double(both) / Double(withB),
            lift: Double(both) * Double(orders) / (Double(withA) * Double(withB)),
            pValue: pValue,
            adjusted: adjusted,
            recommend: MarketBaskets.recommends(
                adjusted: adjusted, both: both, withA: withA, withB: withB, orders: orders)
        )
    }
}
