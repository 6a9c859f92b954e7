import ConsultingService
import Testing

@Suite struct HypergeometricTailTests {
    /// Made with scipy 1.17.1:
    /// `scipy.stats.hypergeom.sf(k - 1, N, A, B)`; scipy itself is exact to about 1e-9 at N = 5,000,000.
    private static let references: [(k: Int, population: Int, marked: Int, drawn: Int, tail: Double)] = [
        (3, 8, 4, 4, 2.428571428571428e-01),
        (4, 8, 4, 4, 1.428571428571428e-02),
        (6, 100, 20, 30, 5.990112067451474e-01),
        (12, 100, 20, 30, 1.830609424724005e-03),
        (20, 400, 100, 80, 5.516788264917745e-01),
        (20, 1000, 40, 200, 1.376965533921949e-05),
        (35, 500, 150, 60, 1.021848851972472e-06),
        (120, 2000, 900, 240, 5.607535054941167e-02),
        (25, 100_000, 300, 700, 2.840255731230215e-19),
        (12_000, 2_000_000, 150_000, 155_000, 9.035811688361450e-05),
        (11_500, 2_000_000, 150_000, 155_000, 8.963056222574768e-01),
        (30_200, 5_000_000, 300_000, 500_000, 1.053120408296285e-01),
        (29_000, 5_000_000, 300_000, 500_000, 9.999999998594989e-01),
    ]

    @Test(arguments: references)
    func `the tail agrees with scipy from eight orders to five million`(
        k: Int, population: Int, marked: Int, drawn: Int, tail: Double
    ) {
        let ours = HypergeometricTail.probability(atLeast: k, population: population, marked: marked, drawn: drawn)
        #expect(abs(ours - tail) <= tail * (population > 1_000_000 ? 1e-6 : 1e-9), "\(ours)")
    }

    @Test func `every table of a small population agrees with counting`() {
        // Pascal's triangle instead of log-gamma: sums of C(A, x) C(N - A, B - x) / C(N, B).
        for population in 1...14 {
            for marked in 0...population {
                for drawn in 0...population {
                    for k in 0...(population + 1) {
                        let hits = (k...max(k, population)).reduce(0) {
                            $0 + choose(marked, $1) * choose(population - marked, drawn - $1)
                        }
                        let exact = Double(hits) / Double(choose(population, drawn))
                        let ours = HypergeometricTail.probability(
                            atLeast: k, population: population, marked: marked, drawn: drawn)
                        #expect(abs(ours - exact) < 1e-12, "\(k) \(population) \(marked) \(drawn)")
                    }
                }
            }
        }
    }

    @Test func `a sure event has p 1 and an impossible one p 0`() {
        #expect(HypergeometricTail.probability(atLeast: 0, population: 100, marked: 20, drawn: 30) == 1)
        // 50 and 60 of 100 must meet in at least 10.
        #expect(HypergeometricTail.probability(atLeast: 10, population: 100, marked: 50, drawn: 60) == 1)
        #expect(HypergeometricTail.probability(atLeast: 21, population: 100, marked: 20, drawn: 30) == 0)
        #expect(HypergeometricTail.probability(atLeast: 100, population: 100, marked: 100, drawn: 100) == 1)
        #expect(HypergeometricTail.probability(atLeast: 0, population: 0, marked: 0, drawn: 0) == 1)
    }

    @Test func `a chance too small for a Double is 0 and never less`() {
        // Exact: 1.9e-558.
        let tiny = HypergeometricTail.probability(atLeast: 400, population: 3_000_000, marked: 5000, drawn: 4000)
        #expect(tiny == 0)
    }

    @Test func `counts that cannot be are no evidence`() {
        #expect(HypergeometricTail.probability(atLeast: 5, population: 10, marked: 11, drawn: 3) == 1)
        #expect(HypergeometricTail.probability(atLeast: 5, population: 10, marked: -1, drawn: 3) == 1)
        #expect(HypergeometricTail.probability(atLeast: 5, population: 10, marked: 4, drawn: 12) == 1)
    }

    private func choose(_ n: Int, _ k: Int) -> Int {
        guard k >= 0, k <= n else { return 0 }
        return (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
    }
}
