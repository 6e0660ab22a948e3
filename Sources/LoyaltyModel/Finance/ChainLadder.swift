internal import Foundation

/// How cumulative redemptions grow from age to age, and how far a forecast by it may be wrong.
///
/// f_k = Σ C_{i,k+1} / Σ C_{i,k} over the cohorts known at both ages, σ²_k from their scatter about f_k; the mean
/// squared error of prediction by recursion, of each cohort and of all together.
///
/// Source: T. Mack, "Distribution-free calculation of the standard error of chain ladder reserve estimates", ASTIN
/// Bulletin 23 (1993); "The standard error of chain ladder reserve estimates: recursive calculation and inclusion of a
/// tail factor", ASTIN Bulletin 29 (1999).
public struct ChainLadder: Sendable {
    /// What σ² is where a single cohort gives no scatter.
    public enum LastSigma: String, CaseIterable, Sendable {
        /// min(σ⁴_{k−1} / σ²_{k−2}, σ²_{k−2}, σ²_{k−1}) (Mack 1993).
        case mack
        /// ln σ continued on its least-squares line over the ages (Mack 1999).
        case logLinear = "log-linear"
    }

    /// A cohort's forecast.
    public struct Projection: Hashable, Sendable {
        public let ultimate: Double
        /// Root of the mean squared error of prediction; nil where the triangle tells nothing about scatter.
        public let standardError: Double?
    }

    /// From age k + 1 to k + 2 at place k; nil where nothing is redeemed by age k + 1 and something by the next.
    public let factors: [Double?]
    /// σ²_k; nil where it cannot be told.
    public let variances: [Double?]
    /// Σ C_{i,k}, which f_k rests on.
    private let weights: [Double]
    /// From the last age to the end.
    public let tail: Double

    /// - Parameter tail: taken as known: it moves the standard errors by its own factor only.
    public init(_ triangle: RedemptionTriangle, lastSigma: LastSigma = .mack, tail: Double = 1) {
        var (factors, variances, weights): ([Double?], [Double?], [Double]) = ([], [], [])
        for k in 0..<max(triangle.ages - 1, 0) {
            let pairs = triangle.cohorts.filter { $0.age > k + 1 }.map { ($0.cumulative[k], $0.cumulative[k + 1]) }
            let weight = pairs.reduce(0) { $0 + $1.0 }
            let next = pairs.reduce(0) { $0 + $1.1 }
            // Nothing that stays nothing has not grown.
            let factor: Double? = weight > 0 ? next / weight : (next == 0 ? 1 : nil)
            factors.append(factor)
            weights.append(weight)
            variances.append(factor.flatMap { Self.variance(pairs, about: $0) })
        }
        self.factors = factors
        self.weights = weights
        self.tail = tail
        self.variances = Self.completed(variances, by: lastSigma)
    }

    /// Σ C (F − f)² / (n − 1) over the cohorts with C > 0, those without having no F; nil with fewer than two.
    private static func variance(_ pairs: [(Double, Double)], about factor: Double) -> Double? {
        let growing = pairs.filter { $0.0 > 0 }
        guard growing.count > 1 else { return nil }
        let squares = growing.reduce(0) { sum, pair in
            let error = pair.1 / pair.0 - factor
            return sum + pair.0 * error * error
        }
        return squares / Double(growing.count - 1)
    }

    private static func completed(_ variances: [Double?], by rule: LastSigma) -> [Double?] {
        var completed = variances
        switch rule {
        case .mack:
            for k in completed.indices where completed[k] == nil && k > 1 {
                guard let last = completed[k - 1], let before = completed[k - 2] else { continue }
                completed[k] = before > 0 ? min(last * last / before, before, last) : 0
            }
        case .logLinear:
            let known = variances.enumerated().compactMap { k, variance in
                variance.flatMap { $0 > 0 ? (Double(k), 0.5 * log($0)) : nil }
            }
            guard let line = Line(through: known) else { return variances }
            for k in completed.indices where completed[k] == nil { completed[k] = exp(2 * line.value(at: Double(k))) }
        }
        return completed
    }

    /// From an age to the end, the tail included; nil where the way leads through an age without a factor.
    public func factorToUltimate(from age: Int) -> Double? {
        var factor = tail
        for k in min(age - 1, factors.count)..<factors.count {
            guard let step = factors[k] else { return nil }
            factor *= step
        }
        return factor
    }

    /// Forecast of one cohort; nil where it has no factor to the end.
    public func projection(of cohort: RedemptionTriangle.Cohort) -> Projection? {
        project([cohort])
    }

    /// Forecast of cohorts together: their errors in the factors are the same, and do not cancel.
    public func project(_ cohorts: [RedemptionTriangle.Cohort]) -> Projection? {
        var sum = 0.0
        var process: Double? = 0
        var parameter: Double? = 0
        for k in 0...factors.count {
            sum += cohorts.reduce(0) { $0 + ($1.age == k + 1 ? $1.latest : 0) }
            guard k < factors.count, sum > 0 || cohorts.contains(where: { $0.age <= k + 1 }) else { continue }
            guard let factor = factors[k] else { return nil }
            if let variance = variances[k] {
                process = process.map { factor * factor * $0 + variance * sum }
                let uncertain = weights[k] > 0 ? variance * sum * sum / weights[k] : 0
                parameter = parameter.map { factor * factor * $0 + uncertain }
            } else if sum > 0 {
                (process, parameter) = (nil, nil)
            }
            sum *= factor
        }
        let error = process.flatMap { process in parameter.map { (process + $0).squareRoot() * tail } }
        return Projection(ultimate: sum * tail, standardError: error)
    }
}
