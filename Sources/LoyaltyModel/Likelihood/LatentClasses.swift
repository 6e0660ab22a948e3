import Foundation

/// A timing model's mixture: kinds of customers that nobody names, each with parameters of its own.
///
/// Found by the EM algorithm: chances of belonging to each class given the parameters, then parameters given the
/// chances, in turns. Source: A. P. Dempster, N. M. Laird, D. B. Rubin, "Maximum Likelihood from Incomplete Data via
/// the EM Algorithm", J. Royal Statistical Society B 39 (1977).
public struct LatentClasses: Sendable {
    /// One class.
    public struct Class: Sendable {
        public let share: Double
        /// With the standard errors that would hold if it were known who belongs to it.
        public let fit: TimingFit
    }

    /// Busier ones first.
    public let classes: [Class]
    public let logLikelihood: Double
    public let iterations: Int
    /// Whether the last turn changed less than a thousandth of log-likelihood.
    public let hasConverged: Bool
    private let customers: Double

    /// Parameters of the classes and their shares; k of a chosen regularity is one number for all.
    public var parameterCount: Int {
        let chosen = classes.contains { $0.fit.model.choosesPhases } ? 1 : 0
        return classes.reduce(chosen - 1) { $0 + $1.fit.estimates.values.count + 1 }
    }
    /// Schwarz's criterion, with customers as observations.
    public var bic: Double { Double(parameterCount) * log(customers) - 2 * logLikelihood }

    /// Turns on all histories at most, and on the sample that the start is chosen with.
    private static let mostTurns = 150
    private static let sampleTurns = 40
    private static let sampleSize = 1200

    /// Fits so many classes of a model that has been fitted to all customers as one.
    ///
    /// - Throws: ``GSLError``.
    public init(_ one: TimingFit, _ summary: TimingSummary, count: Int) throws {
        let sample = summary.thinned(to: Self.sampleSize)
        var best: Mixture?
        for start in Self.starts(one, count: count) {
            var mixture = Mixture(one, start)
            try mixture.climb(sample, turns: Self.sampleTurns)
            if mixture.logLikelihood > (best?.logLikelihood ?? -.infinity) { best = mixture }
        }
        guard var mixture = best else { throw GSLError(status: -2, routine: "no start of latent classes") }
        mixture.turns = 0
        try mixture.climb(summary, turns: Self.mostTurns)
        let chances = mixture.chances(summary)
        classes = try (0..<count).map { place in
            let cells = summary.cells.indices.map {
                TimingSummary.Cell(
                    history: summary.cells[$0].history, customers: summary.cells[$0].customers * chances[$0][place])
            }
            .filter { $0.customers > 1e-9 }
            let own = TimingSummary(cells: cells, logGaps: 0)
            return Class(
                share: mixture.shares[place],
                fit: try one.model.refit(own, phases: one.phases, from: mixture.logs[place]))
        }
        .sorted { $0.fit.meanRate > $1.fit.meanRate }
        // The gaps' own factor is the same for every class, so it is the same for the mixture.
        let gaps = one.estimates.logLikelihood - Mixture(one, [one.estimates.values.map { log($0) }]).value(summary)
        // Of the classes as they are told, which were fitted once more than the mixture on its way.
        mixture.logs = classes.map { $0.fit.estimates.values.map { log($0) } }
        mixture.shares = classes.map(\.share)
        logLikelihood = mixture.value(summary) + gaps
        iterations = mixture.turns
        hasConverged = mixture.hasConverged
        customers = summary.customers
    }

    /// Classes that differ in how often they buy, and those that buy more leave later, sooner or likewise.
    private static func starts(_ one: TimingFit, count: Int) -> [[[Double]]] {
        let logs = one.estimates.values.map { log($0) }
        let leaves = logs.count > 2 ? [1.0, -1, 0] : [0]
        return leaves.map { leaving in
            (0..<count).map { place in
                let step = Double(place) - Double(count - 1) / 2
                var own = logs
                own[0] += 0.7
                own[1] += 0.7 + 1.2 * step
                if logs.count > 2 { own[own.count - 1] += leaving * 1.2 * step }
                return own.map { min(8, max(-8, $0)) }
            }
        }
    }

    /// A customer's chances of belonging to the classes, in their order.
    public func chances(_ histories: [PurchaseHistory]) -> [[Double]] {
        let densities = classes.map { $0.fit.logDensities(histories) }
        return histories.indices.map { place in
            let logs = classes.indices.map { log(classes[$0].share) + densities[$0][place] }
            let top = logs.max() ?? 0
            let weights = logs.map { exp($0 - top) }
            let sum = weights.reduce(0, +)
            return weights.map { $0 / sum }
        }
    }
}

/// Classes on their way.
private struct Mixture {
    let model: TimingModel
    let phases: Int
    var logs: [[Double]]
    var shares: [Double]
    var logLikelihood = -Double.infinity
    var hasConverged = false
    var turns = 0

    init(_ one: TimingFit, _ logs: [[Double]]) {
        (model, phases) = (one.model, one.phases)
        self.logs = logs
        shares = Array(repeating: 1 / Double(logs.count), count: logs.count)
    }

    mutating func climb(_ summary: TimingSummary, turns most: Int) throws {
        (logLikelihood, hasConverged) = (-.infinity, false)
        for _ in 0..<most {
            let (chances, value) = expectation(summary)
            let gain = value - logLikelihood
            logLikelihood = value
            if abs(gain) < 1e-3 {
                hasConverged = true
                return
            }
            turns += 1
            for place in logs.indices {
                let cells = summary.cells.indices.map {
                    TimingSummary.Cell(
                        history: summary.cells[$0].history,
                        customers: summary.cells[$0].customers * chances[$0][place])
                }
                .filter { $0.customers > 1e-9 }
                let own = TimingSummary(cells: cells, logGaps: 0)
                shares[place] = own.customers / summary.customers
                guard own.repeats > 1e-6 else { continue }
                logs[place] = try model.improved(own, phases: phases, from: logs[place])
            }
        }
    }

    func chances(_ summary: TimingSummary) -> [[Double]] { expectation(summary).chances }

    func value(_ summary: TimingSummary) -> Double { expectation(summary).value }

    private func expectation(_ summary: TimingSummary) -> (chances: [[Double]], value: Double) {
        let histories = summary.cells.map(\.history)
        let densities = logs.map { model.logDensities(histories, phases: phases, logs: $0) }
        var (chances, value) = ([[Double]](), 0.0)
        chances.reserveCapacity(histories.count)
        for (cell, row) in summary.cells.enumerated() {
            let terms = logs.indices.map { Foundation.log(max(shares[$0], 1e-300)) + densities[$0][cell] }
            let top = terms.max() ?? 0
            let weights = terms.map { exp($0 - top) }
            let sum = weights.reduce(0, +)
            value += row.customers * (top + Foundation.log(sum))
            chances.append(weights.map { $0 / sum })
        }
        return (chances, value)
    }
}

extension TimingFit {
    /// Mean purchases a time unit of those who are there.
    public var meanRate: Double { estimates.values[0] / estimates.values[1] / Double(phases) }

    /// ln of the density of each history, without the gaps' own factor of regular buyers.
    public func logDensities(_ histories: [PurchaseHistory]) -> [Double] {
        model.logDensities(histories, phases: phases, logs: estimates.values.map { log($0) })
    }
}
