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
            var density = Density()
            model.add(cell.history, to: &density, isCurved: false)
            density.slopes[0] += model.r * rising.slopes[cell.history.repeats]
            sum += cell.customers * (density.log + rising.logs[cell.history.repeats])
            total += cell.customers * density.slopes
        }
        gradient = (0..<4).map { total[$0] }
        return sum
    }

    package func curvature(_ logs: [Double]) -> [[Double]]? {
        let model = Parameters(logs)
        let rising = RisingFactorial(model.r, upTo: summary.mostRepeats)
        var total = Curvature()
        var byRate = 0.0
        for cell in summary.cells {
            var density = Density()
            model.add(cell.history, to: &density, isCurved: true)
            total.add(density.curvature, weight: cell.customers)
            let repeats = cell.history.repeats
            byRate += cell.customers * model.r * (rising.slopes[repeats] + model.r * rising.curvatures[repeats])
        }
        total.rows.0[0] += byRate
        return [total.rows.0, total.rows.1, total.rows.2, total.rows.3].map { row in (0..<4).map { row[$0] } }
    }

    package func thinned(to size: Int) -> Self { ParetoLikelihood(summary.thinned(to: size)) }
}

/// ln of a history's density without its rising factorial, with derivatives by the logarithms of r, α, s, β.
private struct Density {
    var log = 0.0
    var slopes = SIMD4<Double>.zero
    var curvature = Curvature()
}

/// A symmetric matrix of second derivatives by the logarithms of r, α, s, β.
private struct Curvature {
    var rows = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)

    @inline(__always)
    mutating func add(_ other: Curvature, weight: Double) {
        rows.0 += weight * other.rows.0
        rows.1 += weight * other.rows.1
        rows.2 += weight * other.rows.2
        rows.3 += weight * other.rows.3
    }

    /// A vector times itself.
    @inline(__always)
    mutating func addSquare(_ vector: SIMD4<Double>, weight: Double) {
        let weighted = weight * vector
        rows.0 += weighted[0] * vector
        rows.1 += weighted[1] * vector
        rows.2 += weighted[2] * vector
        rows.3 += weighted[3] * vector
    }

    /// Of one purchase rate and one hazard: what depends on r and α has no s and β in it.
    ///
    /// - Parameter bends: second derivatives by r and α, α twice, s and β, β twice; those by r or s twice are the first
    ///   ones.
    @inline(__always)
    mutating func add(slopes: SIMD4<Double>, bends: SIMD4<Double>, weight: Double) {
        rows.0 += weight * SIMD4(slopes[0], bends[0], 0, 0)
        rows.1 += weight * SIMD4(bends[0], bends[1], 0, 0)
        rows.2 += weight * SIMD4(0, 0, slopes[2], bends[2])
        rows.3 += weight * SIMD4(0, 0, bends[2], bends[3])
    }
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

    /// - Parameter density: a new one.
    @inline(__always)
    func add(_ history: PurchaseHistory, to density: inout Density, isCurved: Bool) {
        let (x, age) = (Double(history.repeats), history.age)
        let (byRate, byHazard) = (log1p(age / alpha), log1p(age / beta))
        let logAlive = -s * byHazard - (r + x) * byRate - x * logAlpha
        let (pace, hazard) = (1 / (alpha + age), 1 / (beta + age))
        let byPace = (r * age - x * alpha) * pace
        let alive = SIMD4(-r * byRate, byPace, -s * byHazard, s * age * hazard)
        (density.log, density.slopes) = (logAlive, alive)
        var left = Left()
        if age > history.recency { left = self.left(history, isCurved: isCurved) }
        let odds = exp(left.log - logAlive)
        let gone = odds.isFinite ? odds / (1 + odds) : 1
        if left.sum > 0 {
            density.log = odds < 1 ? logAlive + log1p(odds) : left.log + log1p(1 / odds)
            density.slopes += gone * (left.slopes - alive)
        }
        guard isCurved else { return }
        let (purchases, hazards) = (r * age * pace, s * age * hazard)
        let bends = SIMD4(purchases, -alpha * pace * (x + alive[1]), hazards, -hazards * beta * hazard)
        density.curvature.add(slopes: alive, bends: bends, weight: 1 - gone)
        density.curvature.add(left.curvature, weight: gone)
        density.curvature.addSquare(left.slopes - alive, weight: gone * (1 - gone))
    }

    /// The part of the density that is of leaving between the last purchase and the end; nothing until it is worked out.
    private struct Left {
        var log = -Double.infinity
        var sum = 0.0
        var slopes = SIMD4<Double>.zero
        var curvature = Curvature()
    }

    @inline(__always)
    private func left(_ history: PurchaseHistory, isCurved: Bool) -> Left {
        let (x, recency, age) = (Double(history.repeats), history.recency, history.age)
        let start = logIntegrand(x, log1p(recency / alpha), log1p(recency / beta))
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
        let perOther = 1 / max(alpha, beta)
        var left = Left()
        var bends = SIMD4<Double>.zero
        for panel in 0..<panels {
            for node in rule.nodes.indices {
                let u = (Double(panel) + rule.nodes[node]) * width
                let time = recency + (least + recency) * expm1(u)
                let other = log1p(time * perOther)
                let (rateLog, hazardLog) = isAlphaLess ? (logLeast + u, other) : (other, logLeast + u)
                let value = exp(logIntegrand(x, rateLog, hazardLog) - start) * (least + time) * rule.weights[node]
                // One division for both.
                let (byAlpha, byBeta) = (alpha + time, beta + time)
                let both = 1 / (byAlpha * byBeta)
                let (pace, hazard) = (byBeta * both, byAlpha * both)
                let (byPace, byScale) = ((r * time - x * alpha) * pace, (s * time - beta) * hazard)
                let slopes = SIMD4(-r * rateLog, byPace, -s * hazardLog, byScale)
                left.sum += value
                left.slopes += value * slopes
                guard isCurved else { continue }
                left.curvature.addSquare(slopes, weight: value)
                let ofRate = SIMD4(r * time * pace, -alpha * pace * (x + slopes[1]), 0, 0)
                let ofHazard = SIMD4(0, 0, s * time * hazard, -beta * hazard * (1 + slopes[3]))
                bends += value * (ofRate + ofHazard)
            }
        }
        guard left.sum > 0 else { return Left() }
        left.log = start + log(left.sum * width)
        left.slopes /= left.sum
        if isCurved {
            var mean = Curvature()
            mean.add(left.curvature, weight: 1 / left.sum)
            mean.addSquare(left.slopes, weight: -1)
            mean.add(slopes: left.slopes, bends: bends / left.sum, weight: 1)
            left.curvature = mean
        }
        // ln s of the hazard, whose second derivative is none.
        left.slopes[2] += 1
        return left
    }

    /// ln of the integrand at the time whose ln (1 + τ/α) and ln (1 + τ/β) are given.
    @inline(__always)
    private func logIntegrand(_ x: Double, _ rateLog: Double, _ hazardLog: Double) -> Double {
        logHazard - (s + 1) * hazardLog - (r + x) * rateLog - x * logAlpha
    }
}
