import Foundation

/// Fisher's exact test, one-sided: how often chance alone brings two items together at least this often.
package enum HypergeometricTail {
    /// P(X >= k) for X hypergeometric: of `population` orders `marked` hold a, and `drawn` hold b by chance.
    ///
    /// The first term comes from log-gamma, the others from the ratio of neighbours
    /// P(x+1)/P(x) = (A-x)(B-x) / ((x+1)(N-A-B+x+1)). The side of k away from the mean is summed, so terms only
    /// fall and no large sum is subtracted. Against exact arithmetic the relative error stays below 1e-6 up to
    /// five million orders; a value below the smallest Double is 0. Counts that cannot be give 1 (no evidence).
    package static func probability(
        atLeast k: Int, population: Int, marked: Int, drawn: Int
    ) -> Double {
        guard marked >= 0, drawn >= 0, marked <= population, drawn <= population else { return 1 }
        let table = Table(population: population, marked: marked, drawn: drawn)
        if k <= table.lowest { return 1 }
        if k > table.highest { return 0 }
        if Double(k) > table.mean { return min(1, table.sum(upFrom: k)) }
        return min(1, max(0, 1 - table.sum(downFrom: k - 1)))
    }
}

/// One fixed set of margins.
private struct Table {
    let population: Int
    let marked: Int
    let drawn: Int

    var lowest: Int { max(0, marked + drawn - population) }
    var highest: Int { min(marked, drawn) }
    var mean: Double { Double(marked) * Double(drawn) / Double(population) }
    /// Orders with neither item when x hold both.
    private func neither(_ x: Int) -> Int { population - marked - drawn + x }

    func sum(upFrom k: Int) -> Double {
        var (x, term, total) = (k, probability(of: k), 0.0)
        while x <= highest, term > total * 1e-18 {
            total += term
            term *= Double(marked - x) * Double(drawn - x) / (Double(x + 1) * Double(neither(x + 1)))
            x += 1
        }
        return total
    }

    func sum(downFrom k: Int) -> Double {
        var (x, term, total) = (k, probability(of: k), 0.0)
        while x >= lowest, term > total * 1e-18 {
            total += term
            term *= Double(x) * Double(neither(x)) / (Double(marked - x + 1) * Double(drawn - x + 1))
            x -= 1
        }
        return total
    }

    private func probability(of x: Int) -> Double {
        exp(
            logChoose(marked, x) + logChoose(population - marked, drawn - x) - logChoose(population, drawn))
    }

    private func logChoose(_ n: Int, _ k: Int) -> Double {
        logFactorial(n) - logFactorial(k) - logFactorial(n - k)
    }

    private func logFactorial(_ n: Int) -> Double {
        lgamma(Double(n) + 1).0
    }
}
