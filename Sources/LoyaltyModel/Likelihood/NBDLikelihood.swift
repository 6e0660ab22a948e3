import Foundation

/// NBD timing density: ln Γ(r + x) − ln Γ(r) + r ln α − (r + x) ln (α + T). Letters and source: ``NBD``.
package struct NBDLikelihood: Likelihood {
    let summary: TimingSummary

    package init(_ summary: TimingSummary) { self.summary = summary }

    package var parameterNames: [String] { ["r", "alpha"] }
    package var customers: Double { summary.customers }

    package var starts: [[Double]] {
        let (r, alpha) = summary.momentStart
        return [[log(r), log(alpha)], [0, log(alpha / r)]]
    }

    package var limits: [LikelihoodLimit] { [.alikePurchaseRates(others: 0, names: ["r", "alpha"])] }

    package func value(_ logs: [Double], _ gradient: inout [Double]) -> Double {
        let (r, alpha) = (exp(logs[0]), exp(logs[1]))
        let rising = RisingFactorial(r, upTo: summary.mostRepeats)
        var (sum, bySlopeR, bySlopeAlpha) = (0.0, 0.0, 0.0)
        for cell in summary.cells {
            let (x, age) = (Double(cell.history.repeats), cell.history.age)
            let growth = log1p(age / alpha)
            sum += cell.customers * (rising.logs[cell.history.repeats] - (r + x) * growth - x * logs[1])
            bySlopeR += cell.customers * (rising.slopes[cell.history.repeats] - growth)
            // r / α − (r + x) / (α + T), without its cancellation where α is huge.
            bySlopeAlpha += cell.customers * (r * age - x * alpha) / (alpha + age)
        }
        (gradient[0], gradient[1]) = (bySlopeR * r, bySlopeAlpha)
        return sum
    }

    package func thinned(to size: Int) -> Self { NBDLikelihood(summary.thinned(to: size)) }
}

extension LikelihoodLimit {
    /// r, α → ∞ with r / α fixed: every customer has the same purchase rate. The first two parameters are r and α, with
    /// `others` more behind them.
    static func alikePurchaseRates(others: Int, names: [String]) -> LikelihoodLimit {
        let count = 2 + others
        func unit(_ i: Int) -> [Double] { (0..<count).map { $0 == i ? 1 : 0 } }
        return LikelihoodLimit(
            boundary: .samePurchaseRate, unidentified: Array(names.prefix(2)),
            offset: [far, far] + Array(repeating: 0, count: others),
            // The first parameter is ln (r / α).
            directions: [unit(0)] + (2..<count).map(unit), start: { [$0[0] - $0[1]] + $0.dropFirst(2) })
    }
}
