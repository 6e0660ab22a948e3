import LoyaltyModel
import Testing

@Suite("Sorted sample")
struct SortedSampleTests {
    /// By hand from definition 7: position (n − 1) p between order statistics counted from 0.
    @Test("has type-7 quantiles")
    func quantiles() {
        let oneToTen = SortedSample([3, 1, 2, 10, 9, 8, 7, 6, 5, 4])
        for (p, expected) in [(0, 1), (0.05, 1.45), (0.25, 3.25), (0.5, 5.5), (0.75, 7.75), (0.95, 9.55), (1, 10.0)] {
            #expect(abs(oneToTen.quantile(p) - expected) < 1e-12, "\(p)")
        }
        let uneven = SortedSample([100, -4, 2, 7])
        for (p, expected) in [(0.1, -2.2), (1.0 / 3, 2), (0.5, 4.5), (0.9, 72.1)] {
            #expect(abs(uneven.quantile(p) - expected) < 1e-12, "\(p)")
        }
    }

    @Test("of one value is that value, and infinities do no harm")
    func edges() {
        #expect([0, 0.3, 1].allSatisfy { SortedSample([7]).quantile($0) == 7 })
        let paybacks = SortedSample([3, .infinity, .infinity])
        #expect(paybacks.quantile(0) == 3 && paybacks.quantile(0.75) == .infinity)
        #expect(paybacks.quantile(0.25) == .infinity)
    }
}
