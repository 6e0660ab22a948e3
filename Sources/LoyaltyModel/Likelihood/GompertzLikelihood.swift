import Foundation

/// G/G/NBD timing density. Letters and source: ``GompertzNBD``.
///
/// As ``ParetoLikelihood`` with another law of the lifetime, whose density may have a narrow peak anywhere: panels are
/// halved until two Gauss rules agree.
package struct GompertzLikelihood: Likelihood {
    let summary: TimingSummary

    package init(_ summary: TimingSummary) { self.summary = summary }

    package var parameterNames: [String] { ["r", "alpha", "b", "s", "beta"] }
    package var customers: Double { summary.customers }

    package var starts: [[Double]] {
        let (r, alpha) = summary.momentStart
        let age = max(summary.meanAge, .leastNormalMagnitude)
        // b with β = b × (a time) is near Pareto/NBD for small b.
        return [(0.02, 0.6, 0.01), (1, 0.5, 1), (3, 0.3, 5), (0.3, 2, 1)].map { growth, s, beta in
            [log(1.3 * r), log(alpha), log(growth / age), log(s), log(beta)]
        }
    }

    package var limits: [LikelihoodLimit] {
        let far = LikelihoodLimit.far
        func unit(_ i: Int) -> [Double] { (0..<5).map { $0 == i ? 1 : 0 } }
        // b = exp(−far) / age and β = b × Pareto's β, so that (exp(b τ) − 1) / β → τ / β_Pareto.
        let growth = -far - log(max(summary.meanAge, .leastNormalMagnitude))
        return [
            LikelihoodLimit(
                boundary: .nobodyLeaves, unidentified: ["b", "s", "beta"],
                offset: [0, 0, growth, -far, growth], directions: [unit(0), unit(1)], start: { Array($0.prefix(2)) }),
            LikelihoodLimit(
                boundary: .sameHazard, unidentified: ["b", "s", "beta"],
                offset: [0, 0, growth, far, far + growth], directions: [unit(0), unit(1), unit(3)],
                start: { [$0[0], $0[1], $0[2] + $0[3] - $0[4]] }),
            LikelihoodLimit(
                boundary: .hazardWithoutAge, unidentified: ["b", "beta"],
                offset: [0, 0, growth, 0, growth], directions: [unit(0), unit(1), unit(3), unit(4)],
                start: { [$0[0], $0[1], $0[3], $0[4] - $0[2]] },
                density: (ParetoLikelihood(summary), { [$0[0], $0[1], growth, $0[2], $0[3] + growth] })),
            .leavingAtOnceOrNever(summary, names: parameterNames) { [$0[0], $0[1], growth, $0[2], $0[3] + growth] },
            LikelihoodLimit(
                // s, β → ∞ with β / s, the limit's own last logarithm, fixed.
                boundary: .sameLifetimeLaw, unidentified: ["s", "beta"], offset: [0, 0, 0, far, far],
                directions: [unit(0), unit(1), unit(2), unit(4)], start: { [$0[0], $0[1], $0[2], $0[4] - $0[3]] }),
            .alikePurchaseRates(others: 3, names: parameterNames),
        ]
    }

    package func value(_ logs: [Double], _ gradient: inout [Double]) -> Double {
        let model = Parameters(logs)
        let rising = RisingFactorial(model.r, upTo: summary.mostRepeats)
        var sum = 0.0
        var total = SIMD8<Double>.zero
        for cell in summary.cells {
            var slopes = SIMD8<Double>.zero
            let logDensity = model.logDensity(cell.history, &slopes)
            slopes[0] += model.r * rising.slopes[cell.history.repeats]
            sum += cell.customers * (logDensity + rising.logs[cell.history.repeats])
            total += cell.customers * slopes
        }
        gradient = (0..<5).map { total[$0] }
        return sum
    }

    package func thinned(to size: Int) -> Self { GompertzLikelihood(summary.thinned(to: size)) }
}

private struct Parameters {
    let r: Double
    let alpha: Double
    let b: Double
    let s: Double
    let beta: Double
    private let logs: [Double]
    /// Distance of the integrand's nearest singularity before time 0.
    private let least: Double

    init(_ logs: [Double]) {
        self.logs = logs
        (r, alpha, b, s, beta) = (exp(logs[0]), exp(logs[1]), exp(logs[2]), exp(logs[3]), exp(logs[4]))
        least = beta < 1 ? min(alpha, -log1p(-beta) / b) : alpha
    }

    /// ln (1 + (exp(b τ) − 1) / β).
    private func logGrowth(_ time: Double) -> Double {
        let exponent = b * time
        return exponent < 30
            ? log1p(expm1(exponent) / beta) : exponent - logs[4] + log1p((beta - 1) * exp(-exponent))
    }

    /// exp(b τ) / (β + exp(b τ) − 1), and 1 − 1/G for the growth G.
    private func shares(_ time: Double) -> (Double, Double) {
        let decay = exp(-b * time)
        let denominator = 1 + (beta - 1) * decay
        return (1 / denominator, -expm1(-b * time) / denominator)
    }

    /// ln of the density without its rising factorial; derivatives by the parameters' logarithms go into `slopes`.
    func logDensity(_ history: PurchaseHistory, _ slopes: inout SIMD8<Double>) -> Double {
        let (x, recency, age) = (Double(history.repeats), history.recency, history.age)
        let growth = logGrowth(age)
        let rateLog = log1p(age / alpha)
        let (share, rest) = shares(age)
        let logAlive = -s * growth - (r + x) * rateLog - x * logs[1]
        var aliveSlopes = SIMD8<Double>.zero
        aliveSlopes[0] = -r * rateLog
        aliveSlopes[1] = (r * age - x * alpha) / (alpha + age)
        aliveSlopes[2] = -s * b * age * share
        aliveSlopes[3] = -s * growth
        aliveSlopes[4] = s * rest
        guard age > recency else {
            slopes = aliveSlopes
            return logAlive
        }
        var mixture = Mixture()
        mixture.add(logAlive, aliveSlopes)
        var open = [(0.0, log1p((age - recency) / (least + recency)), 0)]
        var panels = 0
        while let (low, high, depth) = open.popLast(), !isOver(recency + (least + recency) * expm1(low), x, mixture) {
            panels += 1
            let depth = panels < Self.mostPanels ? depth : Self.deepest
            let span = (least + recency) * (expm1(high) - expm1(low))
            var isFine = b * span <= 25 && high - low <= 6
            if isFine || depth >= Self.deepest {
                let coarse = panel(.eight, low, high, x, recency)
                let fine = panel(.sixteen, low, high, x, recency)
                // The error of the finer rule is about the square of the difference.
                isFine = mixture.isSmall(abs(coarse.relative(to: fine) - 1), of: fine)
                if isFine || depth >= Self.deepest { mixture.add(fine) }
            }
            guard !isFine, depth < Self.deepest else { continue }
            let middle = (low + high) / 2
            open += [(middle, high, depth + 1), (low, middle, depth + 1)]
        }
        slopes = mixture.slopes / mixture.sum
        return mixture.log + Foundation.log(mixture.sum)
    }

    /// Halvings of a panel, and panels, that only absurd parameters ask for.
    private static let (deepest, mostPanels) = (30, 100)

    /// Whether nothing that counts comes after `time`: the density falls from here on, and is nought already.
    private func isOver(_ time: Double, _ x: Double, _ sum: Mixture) -> Bool {
        guard (s + 1) * shares(time).0 > 1 else { return false }
        let logValue = logs[2] + logs[3] - logs[4] + b * time - (s + 1) * logGrowth(time)
        return logValue + Foundation.log(time + 1 / b) - (r + x) * log1p(time / alpha) - x * logs[1] < sum.log - 40
    }

    /// One rule on one panel.
    private func panel(_ rule: GaussLegendre, _ low: Double, _ high: Double, _ x: Double, _ recency: Double) -> Mixture
    {
        var result = Mixture()
        let logHazard = logs[2] + logs[3] - logs[4]
        for node in rule.nodes.indices {
            let u = low + rule.nodes[node] * (high - low)
            let time = recency + (least + recency) * expm1(u)
            let (growth, rateLog) = (logGrowth(time), log1p(time / alpha))
            let (share, rest) = shares(time)
            let logValue = logHazard + b * time - (s + 1) * growth - (r + x) * rateLog - x * logs[1]
            var slopes = SIMD8<Double>.zero
            slopes[0] = -r * rateLog
            slopes[1] = (r * time - x * alpha) / (alpha + time)
            slopes[2] = 1 + b * time * (1 - (s + 1) * share)
            slopes[3] = 1 - s * growth
            slopes[4] = -1 + (s + 1) * rest
            result.add(logValue, slopes, weight: (least + time) * rule.weights[node] * (high - low))
        }
        return result
    }
}

/// A sum of positive terms of any size, and of their derivatives: exp(`log`) × `sum`.
private struct Mixture {
    private(set) var log = -Double.infinity
    private(set) var sum = 0.0
    private(set) var slopes = SIMD8<Double>.zero

    mutating func add(_ logTerm: Double, _ termSlopes: SIMD8<Double>, weight: Double = 1) {
        if logTerm > log {
            let scale = exp(log - logTerm)
            log = logTerm
            sum *= scale
            slopes *= scale
        }
        let term = weight * exp(logTerm - log)
        sum += term
        slopes += term * termSlopes
    }

    mutating func add(_ other: Mixture) {
        guard other.sum > 0 else { return }
        add(other.log, other.slopes / other.sum, weight: other.sum)
    }

    /// This sum ÷ another one; 1 where both are nought.
    func relative(to other: Mixture) -> Double {
        guard other.sum > 0 else { return 1 }
        return sum / other.sum * exp(log - other.log)
    }

    /// Whether a relative error of a part does not matter to this sum with the part.
    func isSmall(_ error: Double, of part: Mixture) -> Bool {
        guard part.sum > 0 else { return true }
        let rest = sum / part.sum * exp(min(700, log - part.log))
        return error <= 1e-6 * (1 + rest)
    }
}
