import LoyaltyModel
import Testing

@Suite("Risk and return")
struct RiskAndReturnTests {
    /// Acerbi's definition by hand: half of the worst of ten values is that value; 2.5 of them are the worst two and
    /// half of the third.
    @Test func `expected shortfall counts the value across the border by its part`() {
        let ten = SortedSample([3, 7, 8, 12, 13, 18, 21, 34, 55, 90])
        let known: [(Double, Double)] = [(0.9, 90), (0.95, 90), (0.75, 162 / 2.5), (0, 26.1)]
        for (level, expected) in known {
            #expect(abs(ten.expectedShortfall(level: level) - expected) < 1e-9, "\(level)")
        }
        let hundred = SortedSample((1...100).map(Double.init))
        #expect(abs(hundred.expectedShortfall(level: 0.95) - 98) < 1e-9)
        #expect(abs(hundred.expectedShortfall(level: 0.99) - 100) < 1e-9)
        #expect(hundred.quantile(0.95) == 95.05)
        #expect(abs(ten.quantile(0.05) - 4.8) < 1e-12 && abs(ten.quantile(0.95) - 74.25) < 1e-12)
    }

    /// 9,500 customers with and 500 without, deviation 120, by the normal formulas.
    @Test func `a hold-out test sees what the formulas say`() {
        let test = HoldoutTest()
        let error = HoldoutTest.standardError(deviation: 120, treated: 9500, heldOut: 500)
        #expect(abs(error - 5.50597761) < 1e-8)
        #expect(abs(test.detectable(deviation: 120, treated: 9500, heldOut: 500) - 15.425465) < 1e-6)
        // 16 σ² ÷ δ² is the rule of thumb; the formula has 2 × 2.80159² = 15.698.
        #expect(test.customersPerGroup(toSee: 10, deviation: 100) == 1570)
        #expect(test.pairs(toSee: -10, deviation: 100) == 785)
        #expect(test.pairs(toSee: 0, deviation: 100) == nil)
    }

    @Test func `a cash flow pays back when it is no longer negative`() {
        let flow = CashFlow(outlay: 100, profits: [-10, 60, 50, 10])
        #expect(flow.paybackMonth == 3)
        #expect(flow.discountedPaybackMonth(yearlyRate: 0) == 3)
        // At 100 % a year a month is worth 2^(-1/12): 100 is still missing something at the end of month 3.
        #expect(flow.discountedPaybackMonth(yearlyRate: 1) == nil)
        let yearly = CashFlow(outlay: 100, profits: Array(repeating: 0, count: 11) + [110])
        #expect(abs(yearly.netPresentValue(yearlyRate: 0.1)) < 1e-9, "10 % for a year is 10 %")
        #expect(CashFlow(outlay: 0, profits: []).paybackMonth == nil)
    }
}
