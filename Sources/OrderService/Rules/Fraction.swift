/// A part of a whole as an exact fraction in lowest terms, between 0 and 1.
package struct Fraction: Sendable, Hashable, Comparable {
    package static let whole = Fraction(num: 1, den: 1)
    /// Finer parts than this could not be added up in 64 bits any more.
    static let finest: Int64 = 1_000_000_000_000

    package let num: Int64
    package let den: Int64

    private init(num: Int64, den: Int64) {
        self.num = num
        self.den = den
    }

    /// `num / den` in lowest terms; throws when it is not between 0 and 1, or finer than a trillionth.
    package init(_ num: Int64, over den: Int64) throws {
        guard den > 0, num >= 0, num <= den else { throw OrderRejection.splitTooFine }
        try self.init(top: Int128(num), over: Int128(den))
    }

    private init(top: Int128, over bottom: Int128) throws {
        var (larger, smaller) = (bottom, top)
        while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
        let (num, den) = (top / larger, bottom / larger)
        guard den <= Self.finest else { throw OrderRejection.splitTooFine }
        self.init(num: Int64(num), den: Int64(den))
    }

    /// Throws when the least common denominator of some fractions is finer than a trillionth.
    static func checkCommon(_ parts: [Fraction]) throws {
        var common: Int128 = 1
        for part in parts {
            var (larger, smaller) = (common, Int128(part.den))
            while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
            common = common / larger * Int128(part.den)
            guard common <= Int128(finest) else { throw OrderRejection.splitTooFine }
        }
    }

    package static func < (left: Fraction, right: Fraction) -> Bool {
        Int128(left.num) * Int128(right.den) < Int128(right.num) * Int128(left.den)
    }

    func adding(_ other: Fraction) throws -> Fraction {
        try Fraction(
            top: Int128(num) * Int128(other.den) + Int128(other.num) * Int128(den),
            over: Int128(den) * Int128(other.den))
    }

    func subtracting(_ other: Fraction) throws -> Fraction {
        try Fraction(
            top: Int128(num) * Int128(other.den) - Int128(other.num) * Int128(den),
            over: Int128(den) * Int128(other.den))
    }

    func times(_ num: Int64, over den: Int64) throws -> Fraction {
        try Fraction(top: Int128(self.num) * Int128(num), over: Int128(self.den) * Int128(den))
    }

    /// How much of a larger fraction this one is.
    func part(of larger: Fraction) throws -> Fraction {
        try Fraction(top: Int128(num) * Int128(larger.den), over: Int128(den) * Int128(larger.num))
    }

    /// `value * num / den`, rounded down.
    func floor(of value: Int64) -> Int64 { Int64(Int128(value) * Int128(num) / Int128(den)) }

    /// A whole number in proportion to the fraction, for spreading by the largest remainder.
    var weight: Int64 { floor(of: 1_000_000_000_000) }

    /// The count of pieces that this part of `quantity` is, when it is a whole number of them.
    func pieces(of quantity: Int) -> Int? {
        let product = Int128(num) * Int128(quantity)
        return product % Int128(den) == 0 ? Int(product / Int128(den)) : nil
    }
}

extension Fraction: Codable {
    enum CodingKeys: CodingKey { case num, den }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            num: try container.decode(Int64.self, forKey: .num), den: try container.decode(Int64.self, forKey: .den))
    }
}
