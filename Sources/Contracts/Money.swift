import Foundation

/// An amount in minor units of the store's currency (KRW: won), exact to the last one.
package struct Money: Hashable, Comparable, Sendable, Codable, AdditiveArithmetic, ExpressibleByIntegerLiteral,
    CustomStringConvertible
{
    package var minor: Int64

    package init(_ minor: Int64) { self.minor = minor }
    package init(integerLiteral value: Int64) { minor = value }

    package static let zero = Money(0)
    /// The largest price or tender that is accepted: ten billion minor units.
    package static let limit = Money(10_000_000_000)

    // Everything that comes in is bounded far below; what is forged nevertheless must not end the process.
    package static func + (left: Money, right: Money) -> Money {
        let (sum, overflow) = left.minor.addingReportingOverflow(right.minor)
        return overflow ? Money(left.minor < 0 ? .min : .max) : Money(sum)
    }
    package static func - (left: Money, right: Money) -> Money {
        let (rest, overflow) = left.minor.subtractingReportingOverflow(right.minor)
        return overflow ? Money(left.minor < 0 ? .min : .max) : Money(rest)
    }
    package static func * (left: Money, right: Int) -> Money {
        let (product, overflow) = left.minor.multipliedReportingOverflow(by: Int64(right))
        return overflow ? Money((left.minor < 0) != (right < 0) ? .min : .max) : Money(product)
    }
    package static func < (left: Money, right: Money) -> Bool { left.minor < right.minor }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            minor = try container.decode(Int64.self)
        } catch let error as DecodingError {
            throw error
        } catch {
            // A number that no Int64 holds, such as 1.5, would otherwise be reported as "not JSON", without its path.
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a whole amount")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(minor)
    }

    package var description: String { String(minor) }
}

extension Sequence where Element == Money {
    /// The sum of the amounts, in minor units.
    package func total() -> Money { reduce(.zero, +) }
}

extension Money {
    /// `value * numerator / denominator`, rounded half up (away from zero), computed without overflow.
    package func scaled(by numerator: Int64, over denominator: Int64) -> Money {
        let product = minor.magnitude.multipliedFullWidth(by: numerator.magnitude)
        let (half, carry) = product.low.addingReportingOverflow(denominator.magnitude / 2)
        let sum = (high: product.high + (carry ? 1 : 0), low: half)
        guard sum.high < denominator.magnitude else { return Money((minor < 0) != (numerator < 0) ? .min : .max) }
        let quotient = Int64(clamping: denominator.magnitude.dividingFullWidth(sum).quotient)
        return Money((minor < 0) != (numerator < 0) ? -quotient : quotient)
    }

    /// Spreads this amount over weights by the largest remainder (Hamilton's method): the parts add up exactly,
    /// and no part exceeds its weight while the whole does not exceed the sum of the weights.
    package func spread(over weights: [Money]) -> [Money] {
        let weights = weights.map { Swift.max($0, .zero) }
        let whole = weights.total().minor
        guard whole > 0, minor != 0 else { return weights.map { _ in .zero } }
        var parts: [Int64] = []
        var remainders: [(remainder: UInt64, index: Int)] = []
        for (index, weight) in weights.enumerated() {
            let product = minor.magnitude.multipliedFullWidth(by: weight.minor.magnitude)
            let (quotient, remainder) = whole.magnitude.dividingFullWidth(product)
            parts.append(Int64(clamping: quotient))
            remainders.append((remainder, index))
        }
        var left = Int64(clamping: minor.magnitude) &- parts.reduce(0, &+)
        for (_, index) in remainders.sorted(by: { ($1.remainder, $0.index) < ($0.remainder, $1.index) }) {
            guard left > 0 else { break }
            parts[index] += 1
            left -= 1
        }
        return parts.map { Money(minor < 0 ? -$0 : $0) }
    }
}
