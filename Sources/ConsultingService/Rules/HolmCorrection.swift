/// Corrects p-values for having looked at many pairs at once.
///
/// Holm's step-down method (S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal
/// of Statistics 6, 1979): the chance of even one false recommendation in a report stays below the level, whatever
/// the dependence between the tests. Benjamini-Hochberg would find more, but promises less and only for
/// independent or positively dependent tests; pairs that share an item are neither.
package enum HolmCorrection {
    /// Adjusted values, in the order given.
    ///
    /// With p(1) <= p(2) <= p(m): the largest (m - j + 1) p(j) over j <= i, at most 1. `family` is m, the number of tests made; tests of it that are not given count as p = 1.
    package static func adjusted(_ values: [Double], family: Int? = nil) -> [Double] {
        let tests = max(values.count, family ?? 0)
        var adjusted = values
        var largest = 0.0
        let ascending = values.indices.sorted { values[$0] < values[$1] }
        for (rank, index) in ascending.enumerated() {
            largest = max(largest, min(1, Double(tests - rank) * values[index]))
            adjusted[index] = largest
        }
        return adjusted
    }
}
