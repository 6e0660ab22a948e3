import Foundation

/// A model's parameters as estimated from data, with what can be said of their quality.
public struct Estimates: Sendable, Hashable {
    /// Whether the likelihood has its top there, and what that top is.
    public enum Status: Sendable, Hashable {
        /// An inner maximum.
        case converged
        /// The likelihood is highest where the model becomes a simpler one; `unidentified` parameters have no value of
        /// their own there, only the simpler model that they make up.
        case atBoundary([Boundary], unidentified: [String])
        /// The likelihood hardly falls along a line through the estimates; these parameters move along it.
        case flatRidge([String])
        /// No step improves, and yet by the slopes there is more to gain.
        case notConverged
    }

    /// The literature's letters.
    public let names: [String]
    public let values: [Double]
    public let logLikelihood: Double
    public let status: Status
    /// Covariance of the *logarithms* of the parameters, by rows: inverse of the observed information. Nil at a
    /// boundary, and where the information has no inverse.
    public let logCovariance: [[Double]]?
    /// Steps of all minimisations.
    public let iterations: Int
    /// Largest derivative of the log-likelihood by a parameter's logarithm.
    public let gradientNorm: Double
    public let customers: Double

    /// The ends of the parameters at which the likelihood is highest; none inside.
    public var ends: [Boundary] { if case .atBoundary(let ends, _) = status { ends } else { [] } }

    func adding(_ logFactor: Double) -> Estimates {
        Estimates(
            names: names, values: values, logLikelihood: logLikelihood + logFactor, status: status,
            logCovariance: logCovariance, iterations: iterations, gradientNorm: gradientNorm, customers: customers)
    }

    /// Standard error of a parameter by the delta method; nil without a covariance.
    public func standardError(_ parameter: Int) -> Double? {
        guard let logCovariance else { return nil }
        return values[parameter] * logCovariance[parameter][parameter].squareRoot()
    }
}

/// Finds the parameters under which data are likeliest.
enum MaximumLikelihood {
    /// Histories of the sample on which several starts are tried before all data are looked at.
    private static let sampleSize = 400
    /// Logarithms beyond this are pushed back: what a Double holds ends somewhere.
    private static let box = 34.0
    /// Log-likelihoods nearer than this are equal: half of what docs/CALIBRATION.md promises. A limit that is not worse
    /// than the model by more is where the data lead.
    private static let limitTolerance = 0.005
    /// What may be left to gain along a ridge, which is known by its shape before its top is.
    private static let ridgeTolerance = 0.1
    /// A parameter with this share in a ridge's direction, or more, is named: a tenth of its square.
    private static let namedShare = 0.3

    /// - Parameter starts: first guesses in place of the likelihood's own.
    static func estimates(_ likelihood: some Likelihood, starts: [[Double]]? = nil) throws(GSLError) -> Estimates {
        var (top, limits) = try bounded(likelihood, maximum(likelihood, starts: starts ?? likelihood.starts))
        if !limits.isEmpty, let inner = try inside(likelihood, top), inner.value > top.value + limitTolerance {
            let steps = top.steps
            (top, limits) = try bounded(likelihood, inner)
            top.steps += steps
        }
        return Estimates(
            names: likelihood.parameterNames, values: top.logs.map { exp($0) }, logLikelihood: top.value,
            status: status(top, limits, names: likelihood.parameterNames),
            logCovariance: limits.isEmpty && top.isPositiveDefinite ? top.information?.inverse : nil,
            iterations: top.steps, gradientNorm: top.gradient.reduce(0) { max($0, abs($1)) },
            customers: likelihood.customers)
    }

    /// A top, or where it looks like none, the highest of the likelihood's limits and the further ones run into there.
    private static func bounded(
        _ likelihood: some Likelihood, _ inner: Top
    ) throws(GSLError) -> (top: Top, limits: [LikelihoodLimit]) {
        guard inner.isSuspicious else { return (inner, []) }
        var (top, limits) = (inner, [LikelihoodLimit]())
        // Parameters that stand for a limit with a density of its own are no place to begin from.
        var start = top.logs
        for candidate in likelihood.limits {
            let limited = LimitedLikelihood(full: likelihood, limit: candidate)
            let own = try maximum(limited, starts: [candidate.start(start)] + limited.starts.prefix(2))
            // Fewer parameters win over more where both reach as high; the list has the simplest first.
            let gain = own.value - top.value
            guard gain > (limits.isEmpty ? -limitTolerance : limitTolerance) else { continue }
            top = Top(
                logs: candidate.embedded(own.logs), value: own.value, gradient: own.gradient, information: nil,
                steps: top.steps + own.steps, hasConverged: own.isSettled)
            limits = [candidate]
            if candidate.density == nil { start = top.logs }
        }
        if let limit = limits.first { limits += others(likelihood, top, beside: limit) }
        return (top, limits)
    }

    /// The top that is found on all data from the likeliest of the points away from the ends; nil where it is none.
    private static func inside(_ likelihood: some Likelihood, _ top: Top) throws(GSLError) -> Top? {
        guard let start = best(likelihood.insides(top.logs), of: likelihood, count: 1).first else { return nil }
        let found = try descent(likelihood, from: start, limit: 100)
        var inner = try polished(likelihood, from: found.point)
        inner.steps += found.steps
        return inner.isSettled ? inner : nil
    }

    /// Further limits that the top has run into along one: to go on towards them, and towards all of them at once,
    /// costs nothing. Each is about parameters of its own, or two of them could contradict each other.
    private static func others(
        _ likelihood: some Likelihood, _ top: Top, beside limit: LikelihoodLimit
    ) -> [LikelihoodLimit] {
        var (logs, slopes) = (top.logs, top.logs)
        let value = likelihood.value(logs, &slopes)
        var taken = Set(limit.unidentified)
        return likelihood.limits.filter { other in
            let isOnItsSide = zip(logs, other.offset).allSatisfy { $0 * $1 >= 0 }
            guard isOnItsSide, other.density == nil, taken.isDisjoint(with: other.unidentified) else { return false }
            let moved = zip(logs, other.offset).map { $0 + ($1 > 0 ? 3 : $1 < 0 ? -3 : 0) }
            guard likelihood.value(moved, &slopes) > value - limitTolerance else { return false }
            logs = moved
            taken.formUnion(other.unidentified)
            return true
        }
    }

    private static func status(_ top: Top, _ limits: [LikelihoodLimit], names: [String]) -> Estimates.Status {
        if !limits.isEmpty, top.hasConverged {
            return .atBoundary(limits.map(\.boundary), unidentified: limits.flatMap(\.unidentified))
        }
        guard let information = top.information, top.isSettled else { return .notConverged }
        guard top.isRidge else { return .converged }
        return .flatRidge(zip(names, information.eigenvectors[0]).filter { abs($0.1) > namedShare }.map(\.0))
    }

    /// Where an ascent ended.
    private struct Top {
        var logs: [Double]
        var value: Double
        var gradient: [Double]
        /// Observed information, of the logarithms.
        var information: SymmetricMatrix?
        var steps: Int
        var hasConverged: Bool

        var isPositiveDefinite: Bool { information?.isPositiveDefinite ?? false }

        /// Along the flattest direction a factor of e² either way is within one standard error.
        var isRidge: Bool { !isPositiveDefinite || (information?.eigenvalues[0] ?? 0) < 0.25 }

        /// What the log-likelihood could still gain within a factor e of the parameters along each axis of the parabola
        /// that it looks like; finite where it bends upwards, too.
        var gainLeft: Double {
            guard let information else { return .infinity }
            return zip(information.eigenvalues, information.eigenvectors).reduce(0) { sum, axis in
                let slope = abs(zip(axis.1, gradient).reduce(0) { $0 + $1.0 * $1.1 })
                return sum + (slope < axis.0 ? slope * slope / axis.0 / 2 : slope - axis.0 / 2)
            }
        }

        /// Whether hardly anything is left to gain.
        var isSettled: Bool {
            hasConverged || gainLeft < (isRidge ? MaximumLikelihood.ridgeTolerance : MaximumLikelihood.limitTolerance)
        }

        var isSuspicious: Bool { !hasConverged || isRidge || logs.contains { abs($0) > 9 } }
    }

    private static func maximum(_ likelihood: some Likelihood, starts: [[Double]]) throws(GSLError) -> Top {
        let sample = likelihood.thinned(to: sampleSize)
        var steps = 0
        var tried: [Minimum] = []
        for start in best(starts, of: sample, count: 2) {
            // The top of a sample need not be known better than the sample knows it.
            let found = try descent(sample, from: start, tolerance: 1e-4, limit: 150)
            steps += found.steps
            tried.append(found)
        }
        guard let first = tried.min(by: { $0.value < $1.value }) else {
            throw GSLError(status: -2, routine: "no start has a finite likelihood")
        }
        var top = try polished(likelihood, from: first.point)
        // Once more, and once again, from where Newton's steps ended: long valleys take their time.
        for _ in 0..<3 where !top.hasConverged {
            let found = try descent(likelihood, from: top.logs, limit: 100)
            steps += found.steps
            let second = try polished(likelihood, from: found.point)
            guard second.value >= top.value - 1e-9 * abs(top.value) else { break }
            let gain = second.value - top.value
            top = second
            if gain < 1e-4 { break }
        }
        top.steps += steps
        return top
    }

    /// Steps of the minimiser from a point, for callers who come back with other data.
    static func improved(_ likelihood: some Likelihood, from start: [Double]) throws(GSLError) -> [Double] {
        try descent(likelihood, from: start, tolerance: 1e-6, limit: 15).point
    }

    private static func best(_ starts: [[Double]], of likelihood: some Likelihood, count: Int) -> [[Double]] {
        var slopes = starts.first ?? []
        return starts.map { (start: $0, value: likelihood.value($0, &slopes)) }
            .filter { $0.value.isFinite }
            .sorted { $0.value > $1.value }.prefix(count).map(\.start)
    }

    /// GSL's minimiser on minus the mean log-likelihood of a customer.
    private static func descent(
        _ likelihood: some Likelihood, from start: [Double], tolerance: Double = 1e-5, limit: Int
    ) throws(GSLError) -> Minimum {
        let scale = 1 / max(1, likelihood.customers)
        return try Minimiser.minimum(from: start, tolerance: tolerance, limit: limit) { logs, gradient in
            let value = likelihood.value(logs, &gradient)
            var cost = -value * scale
            for i in logs.indices {
                gradient[i] *= -scale
                let excess = max(0, abs(logs[i]) - box)
                cost += excess * excess
                gradient[i] += 2 * excess * (logs[i] < 0 ? -1 : 1)
            }
            // GSL compares values: what is no number must look high to it.
            return cost.isNaN ? .greatestFiniteMagnitude : cost
        }
    }

    /// Newton's method with the observed information, until what is left to gain is nothing.
    private static func polished(_ likelihood: some Likelihood, from start: [Double]) throws(GSLError) -> Top {
        var gradient = Array(repeating: 0.0, count: start.count)
        let value = likelihood.value(start, &gradient)
        var top = Top(logs: start, value: value, gradient: gradient, information: nil, steps: 0, hasConverged: false)
        guard value.isFinite, gradient.allSatisfy(\.isFinite) else { return top }
        for _ in 0..<6 {
            let information = try information(likelihood, at: top, isCentral: false)
            top.information = information
            guard let information, information.isPositiveDefinite else { return top }
            // The information is kept while it still serves, since it costs more than several steps.
            if climb(likelihood, &top, information) {
                top.hasConverged = true
                top.information = try self.information(likelihood, at: top, isCentral: true) ?? information
                return top
            }
        }
        return top
    }

    /// Steps with one information matrix; true where the gain still to be had is below 10⁻¹⁰, or below 10⁻⁷ and no step
    /// changes a digit of the sum.
    private static func climb(_ likelihood: some Likelihood, _ top: inout Top, _ information: SymmetricMatrix) -> Bool {
        var gradient = top.gradient
        for _ in 0..<8 {
            let step = information.solved(top.gradient)
            let gain = zip(step, top.gradient).reduce(0) { $0 + $1.0 * $1.1 } / 2
            if gain < 1e-10 { return true }
            let length = step.reduce(0) { max($0, abs($1)) }
            var share = min(1, 2 / length)
            var hasMoved = false
            for _ in 0..<6 {
                let next = zip(top.logs, step).map { min(box, max(-box, $0 + share * $1)) }
                let value = likelihood.value(next, &gradient)
                // Beyond the digits of the sum no value tells up from down; a smaller gradient does.
                if value > top.value || (gain < 1e-6 && value > top.value - 1e-11 * abs(top.value)) {
                    (top.logs, top.value, top.gradient) = (next, value, gradient)
                    top.steps += 1
                    hasMoved = true
                    break
                }
                share /= 4
            }
            if !hasMoved { return gain < 1e-7 }
            if share < 1 { return false }
        }
        return false
    }

    /// Minus the second derivatives, by differences of the gradient unless the model has them written out; nil where
    /// they are no numbers.
    ///
    /// On the way up one-sided differences do. Central ones are wrong by 10⁻⁸ of a fourth derivative and by 10⁻¹² of the
    /// terms that the gradient sums: of millions of customers that is far from the 0.25 of a ridge.
    private static func information(
        _ likelihood: some Likelihood, at top: Top, isCentral: Bool
    ) throws(GSLError) -> SymmetricMatrix? {
        if let curvature = likelihood.curvature(top.logs), curvature.allSatisfy({ $0.allSatisfy(\.isFinite) }) {
            return try SymmetricMatrix(rows: curvature.map { $0.map { -$0 } })
        }
        let width = isCentral ? 1e-4 : 1e-5
        var rows: [[Double]] = []
        var (above, below) = (top.gradient, top.gradient)
        for i in top.logs.indices {
            var point = top.logs
            point[i] += width
            _ = likelihood.value(point, &above)
            if isCentral {
                point[i] = top.logs[i] - width
                _ = likelihood.value(point, &below)
            }
            rows.append(zip(above, below).map { -($0 - $1) / (isCentral ? 2 * width : width) })
        }
        for i in rows.indices {
            for j in 0..<i {
                rows[i][j] = (rows[i][j] + rows[j][i]) / 2
                rows[j][i] = rows[i][j]
            }
        }
        guard rows.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
        return try SymmetricMatrix(rows: rows)
    }
}
