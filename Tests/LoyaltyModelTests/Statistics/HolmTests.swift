import LoyaltyModel
import Testing

@Suite("Holm")
struct HolmTests {
    /// By hand from the definition: sorted, times 4, 3, 2, 1, never falling, at most 1.
    @Test("adjusts in steps and keeps the order given")
    func adjusts() {
        let cases: [([Double], [Double])] = [
            ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
            ([0.01, 0.02, 0.03, 0.04, 0.05], [0.05, 0.08, 0.09, 0.09, 0.09]),
            ([0.6, 0.001, 0.9], [1, 0.003, 1]),
            ([0.2], [0.2]),
            ([], []),
        ]
        for (given, expected) in cases {
            let found = Holm.adjusted(given)
            #expect(
                found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-15 }, "\(found)")
        }
    }
}
