import ConsultingService
import Testing

@Suite struct HolmCorrectionTests {
    /// Made with statsmodels 0.15.0: `statsmodels.stats.multitest.multipletests(p, method="holm")[1]`.
    @Test func `adjusted values agree with statsmodels, ties included`() {
        let adjusted = HolmCorrection.adjusted([0.01, 0.04, 0.03, 0.005, 0.02, 0.9, 0.04, 1e-9])
        let reference = [0.06, 0.12, 0.12, 0.035, 0.1, 0.9, 0.12, 8e-09]
        for (ours, theirs) in zip(adjusted, reference) {
            #expect(abs(ours - theirs) <= 1e-12 * theirs)
        }
    }

    @Test func `a later value is never adjusted below an earlier one`() {
        // statsmodels: 0.027, 0.027, 0.027; without the running maximum 0.011 would stay 0.011.
        let adjusted = HolmCorrection.adjusted([0.011, 0.009, 0.01])
        #expect(adjusted.allSatisfy { abs($0 - 0.027) < 1e-15 })
    }

    @Test func `tests that are not given count as tests`() {
        // The same as statsmodels for these three and 97 values of 1: 0.1, 1, 1.
        let adjusted = HolmCorrection.adjusted([0.001, 0.2, 0.012], family: 100)
        #expect(abs(adjusted[0] - 0.1) < 1e-15)
        #expect(adjusted[1] == 1)
        #expect(adjusted[2] == 1)
    }

    @Test func `one value stays and no value stays none`() {
        #expect(HolmCorrection.adjusted([0.03]) == [0.03])
        #expect(HolmCorrection.adjusted([]).isEmpty)
        #expect(HolmCorrection.adjusted([0.03], family: 0) == [0.03])
    }
}
