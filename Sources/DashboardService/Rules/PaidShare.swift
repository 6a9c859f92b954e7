import Contracts

/// How much of a line that was split has been paid so far, as an exact fraction.
///
/// Units cannot be halved, so a split line's quantity is counted up to what has been paid, begun units as whole ones:
/// three payers of one bottle sell one bottle, and four payers of four coffees sell one each.
package struct PaidShare: Sendable, Hashable {
    package static let none = PaidShare(num: 0, den: 1)

    package let num: Int64
    package let den: Int64

    package init(num: Int64, den: Int64) {
        let divisor = Self.commonDivisor(num.magnitude, den.magnitude)
        self.num = num / Int64(divisor)
        self.den = den / Int64(divisor)
    }

    /// Also paid is `num / den`; a fraction too fine for 64 bits counts as the whole line.
    package func adding(_ num: Int, over den: Int) -> PaidShare {
        sum(with: Int64(num), over: den) ?? PaidShare(num: 1, den: 1)
    }

    /// Given back is `num / den`, never more than was paid; a fraction too fine for 64 bits gives nothing back.
    package func subtracting(_ num: Int, over den: Int) -> PaidShare {
        guard let left = sum(with: -Int64(num), over: den) else { return self }
        return left.num > 0 ? left : .none
    }

    private func sum(with num: Int64, over den: Int) -> PaidShare? {
        let divisor = Int64(Self.commonDivisor(self.den.magnitude, UInt64(den.magnitude)))
        let (left, right) = (Int64(den) / divisor, self.den / divisor)
        let (first, overflow1) = self.num.multipliedReportingOverflow(by: left)
        let (second, overflow2) = num.multipliedReportingOverflow(by: right)
        let (top, overflow3) = first.addingReportingOverflow(second)
        let (bottom, overflow4) = self.den.multipliedReportingOverflow(by: left)
        let fits = !(overflow1 || overflow2 || overflow3 || overflow4)
        return fits ? PaidShare(num: top, den: bottom) : nil
    }

    /// The units begun: `quantity * num / den` rounded up.
    package func units(of quantity: Int) -> Int {
        let product = num.magnitude.multipliedFullWidth(by: UInt64(quantity.magnitude))
        let (quotient, remainder) = den.magnitude.dividingFullWidth(product)
        return Int(quotient) + (remainder > 0 ? 1 : 0)
    }

    /// The part of an amount that has been paid; parts of one line add up to the whole.
    package func part(of amount: Money) -> Money { amount.scaled(by: num, over: den) }

    private static func commonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
        var (larger, smaller) = (left, right)
        while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
        return max(1, larger)
    }
}

extension SaleLine {
    /// The fraction of the line that was sold, when it is not the whole.
    package var share: (num: Int, den: Int)? {
        guard let num, let den, num > 0, den > 0, num != den else { return nil }
        return (num, den)
    }
}

extension RefundLine {
    /// The fraction of the line that was sold, when it is not the whole.
    package var share: (num: Int, den: Int)? {
        guard let num, let den, num > 0, den > 0, num != den else { return nil }
        return (num, den)
    }
}
