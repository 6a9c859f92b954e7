import Contracts
import TestSupport
import Testing

@Suite struct MoneyTests {
    /// One random case of spreading: an amount of either sign over one to twelve weights, some of them zero.
    private struct Spreading {
        let amount: Money
        let weights: [Money]
        let whole: Int64

        init(using numbers: inout SeededNumbers) {
            let sizes: [Int64] = [10, 1_000, 1_000_000, 10_000_000_000]
            let most = sizes.randomElement(using: &numbers) ?? 10
            weights = (0..<Int.random(in: 1...12, using: &numbers)).map { _ in
                Bool.random(using: &numbers) ? Money(.random(in: 0...most, using: &numbers)) : .zero
            }
            whole = weights.total().minor
            amount = Money(.random(in: (-2 * most)...(2 * most), using: &numbers))
        }

        /// True when the part is the exact share, rounded up or down.
        func isShare(_ part: Money, of weight: Money) -> Bool {
            let off = Int128(part.minor) * Int128(whole) - Int128(amount.minor) * Int128(weight.minor)
            return off.magnitude < Int128(whole).magnitude
        }
    }

    @Test func `A spread amount adds up exactly and every part is its share, rounded`() {
        var numbers = SeededNumbers(seed: 20_260_101)
        var spread = 0
        for number in 0..<10_000 {
            let sample = Spreading(using: &numbers)
            let parts = sample.amount.spread(over: sample.weights)
            #expect(parts.count == sample.weights.count)
            guard sample.whole > 0 else {
                #expect(parts.allSatisfy { $0 == .zero })
                continue
            }
            spread += 1
            #expect(parts.total() == sample.amount, "case \(number): \(sample)")
            for (part, weight) in zip(parts, sample.weights) {
                #expect(sample.isShare(part, of: weight), "case \(number): \(part) of \(weight) in \(sample)")
            }
        }
        #expect(spread > 8_000)
    }

    @Test func `No part of a discount exceeds its line`() {
        var numbers = SeededNumbers(seed: 7)
        for _ in 0..<10_000 {
            let weights = (0..<Int.random(in: 1...8, using: &numbers)).map { _ in
                Money(.random(in: 0...50, using: &numbers))
            }
            let discount = Money(.random(in: 0...max(0, weights.total().minor), using: &numbers))
            for (part, weight) in zip(discount.spread(over: weights), weights) {
                #expect(part >= .zero && part <= weight, "\(discount) over \(weights)")
            }
        }
    }

    @Test func `What is left over goes to the largest remainders, the first of equal ones before the later`() {
        #expect(Money(100).spread(over: [1, 1, 1]) == [34, 33, 33])
        #expect(Money(200).spread(over: [1, 1, 1]) == [67, 67, 66])
        #expect(Money(-100).spread(over: [1, 1, 1]) == [-34, -33, -33])
        #expect(Money(10).spread(over: [5, 0, 13]) == [3, 0, 7])
        #expect(Money(1).spread(over: [1, 2]) == [0, 1])
        #expect(Money(0).spread(over: [1, 2]) == [0, 0])
        #expect(Money(10).spread(over: [0, 0]) == [0, 0])
        #expect(Money(10).spread(over: []).isEmpty)
    }

    @Test func `A scaled amount is the exact quotient, rounded half away from zero`() {
        var numbers = SeededNumbers(seed: 42)
        for _ in 0..<10_000 {
            let minor = Int64.random(in: -10_000_000_000...10_000_000_000, using: &numbers)
            let numerator = Int64.random(in: -1_000_000...1_000_000, using: &numbers)
            let denominator = Int64.random(in: 1...1_000_000, using: &numbers)
            let product = Int128(minor) * Int128(numerator)
            let rounded = Int128((2 * product.magnitude + UInt128(denominator)) / (2 * UInt128(denominator)))
            guard rounded <= Int128(Int64.max) else { continue }
            let expected = product < 0 ? -rounded : rounded
            let scaled = Money(minor).scaled(by: numerator, over: denominator)
            #expect(Int128(scaled.minor) == expected, "\(minor) * \(numerator) / \(denominator)")
        }
    }

    @Test func `The tax inside a price is an eleventh of it, to the won`() {
        #expect(Money(4_500).scaled(by: 10, over: 110) == 409)
        #expect(Money(11_000).scaled(by: 10, over: 110) == 1_000)
        #expect(Money(5).scaled(by: 1, over: 10) == 1)
        #expect(Money(-5).scaled(by: 1, over: 10) == -1)
        #expect(Money(4).scaled(by: 1, over: 10) == 0)
        // The product of these does not fit into 64 bits.
        #expect(Money.limit.scaled(by: 10_000_000_000, over: 10_000_000_000) == .limit)
    }

    @Test func `An amount is a bare integer on the wire, and nothing else is an amount`() throws {
        #expect(try JSON.text([Money(4_500), Money(-1)]) == "[4500,-1]")
        #expect(try JSON.decode([Money].self, from: "[4500, -1]") == [4_500, -1])
        for wrong in ["[4500.5]", #"["4500"]"#, "[null]", "[99999999999999999999]"] {
            #expect(throws: DecodingError.self) { try JSON.decode([Money].self, from: wrong) }
        }
    }

    @Test func `Forged amounts end no process`() {
        let (most, least) = (Money(.max), Money(.min))
        #expect(most + 1 == most && least - 1 == least && most * 2 == most && least * 3 == least && most * -2 == least)
        #expect(least.scaled(by: 10, over: 1) == least && most.scaled(by: 10, over: 1) == most)
        #expect(most.scaled(by: 1, over: 0) == most)
        #expect(Money(1_000_000).spread(over: [1_000_000_000, -999_999_999]) == [1_000_000, 0])
        #expect(least.spread(over: [most, most]).count == 2)
    }

    @Test func `Amounts add, subtract, multiply and compare by their minor units`() {
        #expect(Money(3_000) + 1_500 - 500 == 4_000)
        #expect(Money(4_500) * 3 == 13_500)
        #expect(Money(-1) < .zero && Money(1) > .zero)
        #expect([Money(1), 2, 3].total() == 6)
        #expect([Money]().total() == .zero)
    }
}
