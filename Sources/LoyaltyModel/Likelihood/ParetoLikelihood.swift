import Foundation

/// Pareto/NBD timing density. Letters and sources: ``ParetoNBD``.
///
/// The density is that of being alive at T plus the integral over leaving at τ in (t_x, T) of
/// s/β (1 + τ/β)^−(s+1) (1 + τ/α)^−r (α + τ)^−x. In u = ln ((m + τ) / (m + t_x)), m the smaller of α and β, the integrand
/// has no singularity nearer to the real line than π, so a few Gauss nodes give twelve digits where the hypergeometric
/// series overflows or converges slowly. Everything is held in logarithms relative to the beginning of the interval.
package struct ParetoLikelihood: Likelihood {
    let summary: TimingSummary

    package init(_ summary: TimingSummary) { self.summary = summary }

    package var parameterNames: [String] { ["r", "alpha", "s", "beta"] }
    package var customers: Double { summary.customers }

    package var starts: [[Double]] {
        let (r, alpha) = summary.momentStart
        let age = max(summary.meanAge, .leastNormalMagnitude)
        return [(0.6, 0.4), (1, 1), (0.3, 0.2), (2, 5)].flatMap { s, share in
            [1.0, 2.0].map { [log($0 * r), log(alpha), log(s), log(share * age)] }
        }
    }

    package var limits: [LikelihoodLimit] {
        let far = LikelihoodLimit.far
        func unit(_ i: Int) -> [Double] { (0..<4).map { $0 == i ? 1 : 0 } }
        return [
            LikelihoodLimit(
                boundary: .nobodyLeaves, unidentified: ["s", "beta"],
                offset: [0, 0, -far, 0], directions: [unit(0), unit(1)], start: { Array($0.prefix(2)) }),
            LikelihoodLimit(
                boundary: .sameHazard, unidentified: ["s", "beta"],
                offset: [0, 0, far, far], directions: [unit(0), unit(1), unit(2)],
                start: { [$0[0], $0[1], $0[2] - $0[3]] }),
            .leavingAtOnceOrNever(summary, names: parameterNames) { [$0[0], $0[1], $0[2], $0[3]] },
            .alikePurchaseRates(others: 2, names: parameterNames),
        ]
    }

    package func value(_ logs: [Double], _ gradient: inout [Double]) -> Double {
        let model = Parameters(logs)
        let rising = RisingFactorial(model.r, upTo: summary.mostRepeats)
        var sum = 0.0
        var total = SIMD4<Double>.zero
        for cell in summary.cells {
            var slopes = SIMD4<Double>.zero
            let logDensity = model.logDensity(cell.history, &slopes)
            slopes[0] += rising.slopes[cell.history.repeats]
            sum += cell.customers * (logDensity + rising.logs[cell.history.repeats])
            total += cell.customers * slopes
        }
        total *= SIMD4(model.r, model.alpha, model.s, model.beta)
        gradient = (0..<4).map { total[$0] }
        return sum
    }

    package func thinned(to size: Int) -> Self { ParetoLikelihood(summary.thinned(to: size)) }
}

private struct Parameters {
    let r: Double
    let alpha: Double
    let s: Double
    let beta: Double
    private let logAlpha: Double
    private let logHazard: Double
    private let least: Double

    init(_ logs: [Double]) {
        (r, alpha, s, beta) = (exp(logs[0]), exp(logs[1]), exp(logs[2]), exp(logs[3]))
        logAlpha = logs[1]
        logHazard = logs[2] - logs[3]
        least = min(alpha, beta)
    }

    /// ln of the density without its rising factorial; its derivatives by r, α, s, β are written into `slopes`.
    func logDensity(_ history: PurchaseHistory, _ slopes: inout SIMD4<Double>) -> Double {
        let (x, recency, age) = (Double(history.repeats), history.recency, history.age)
        let (byRate, byHazard) = (log1p(age / alpha), log1p(age / beta))
        let logAlive = -s * byHazard - (r + x) * byRate - x * logAlpha
        let aliveSlopes = SIMD4(
            -byRate, (r * age / alpha - x) / (alpha + age), -byHazard, s * age / (beta * (beta + age)))
        guard age > recency else {
            slopes = aliveSlopes
            return logAlive
        }
        let start = logIntegrand(x, log1p(recency / alpha), log1p(recency / beta))
        var (sum, sumSlopes) = (0.0, SIMD4<Double>.zero)
        let length = log1p((age - recency) / (least + recency))
        // The integrand falls by exp(−40) within this length at the latest: what lies behind does not count.
        let fall = (r + x) * (least + recency) / (alpha + recency) + (s + 1) * (least + recency) / (beta + recency) - 1
        let reach = fall > 0 ? min(length, 40 / fall) : length
        // It is steepest at the end.
        let drop = reach * ((r + x) * (least + age) / (alpha + age) + (s + 1) * (least + age) / (beta + age))
        let panels = max(1, Int(max(reach / 5, min(drop, 1000) / 20).rounded(.up)))
        // The error of n nodes on exp(−d u) is d^(2n+1) n!⁴ / ((2n + 1) (2n)!³), 10⁻¹¹ at these drops.
        let rule: GaussLegendre =
            panels > 1 || drop > 11 || reach > 3 ? .sixteen : drop > 4.5 || reach > 2 ? .twelve : .eight
        let width = reach / Double(panels)
        let isAlphaLess = alpha <= beta
        let logLeast = log1p(recency / least)
        for panel in 0..<panels {
            for node in rule.nodes.indices {
                let u = (Double(panel) + rule.nodes[node]) * width
                let time = recency + (least + recency) * expm1(u)
                let other = log1p(time / (isAlphaLess ? beta : alpha))
                let (rateLog, hazardLog) = isAlphaLess ? (logLeast + u, other) : (other, logLeast + u)
                let value = exp(logIntegrand(x, rateLog, hazardLog) - start) * (least + time) * rule.weights[node]
                sum += value
                let byAlpha = (r * time / alpha - x) / (alpha + time)
                let byBeta = (s * time - beta) / (beta * (beta + time))
                sumSlopes += value * SIMD4(-rateLog, byAlpha, -hazardLog, byBeta)
            }
        }
        guard sum > 0 else {
            slopes = aliveSlopes
            return logAlive
        }
        let logGone = start + log(sum * width)
        let odds = exp(logGone - logAlive)
        let gone = odds.isFinite ? odds / (1 + odds) : 1
        sumSlopes /= sum
        sumSlopes[2] += 1 / s
        slopes = (1 - gone) * aliveSlopes + gone * sumSlopes
        return odds < 1 ? logAlive + log1p(odds) : logGone + log1p(1 / odds)
    }

    /// ln of the integrand at the time whose ln (1 + τ/α) and ln (1 + τ/β) are given.
    @inline(__always)
    private func logIntegrand(_ x: Double, _ rateLog: Double, _ hazardLog: Double) -> Double {
        logHazard - (s + 1) * hazardLog - (r + x) * rateLog - x * logAlpha
    }
}
