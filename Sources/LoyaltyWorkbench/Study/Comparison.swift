public import LoyaltyModel

/// What can be said about a difference between two arms.
public enum Verdict: Hashable, Sendable, CustomStringConvertible {
    case higher
    case lower
    /// Equal in every replication.
    case same
    /// About so many more replications would separate them, if the difference seen is the true one; nil where that is
    /// too many to say, or the mean difference is zero.
    case cannotSeparate(more: Int?)
    /// One replication shows no spread to judge by.
    case oneReplication

    public var description: String {
        switch self {
        case .higher: "higher"
        case .lower: "lower"
        case .same: "the same in every replication"
        case .cannotSeparate(let more?): "cannot separate; \(Self.about(more))"
        case .cannotSeparate(nil): "cannot separate"
        case .oneReplication: "one replication: no interval"
        }
    }

    static func about(_ more: Int) -> String { "about \(more) more replication\(more == 1 ? "" : "s") would" }
}

/// Two arms on one metric and segment, paired by replication.
public struct Comparison: Sendable {
    /// Chance of a false "higher" or "lower" in a family of comparisons.
    public static let level = 0.05

    /// Indexes into ``RunResult/arms``, ``RunResult/segments`` and ``Metric/all``.
    public let program: Int
    public let reference: Int
    public let segment: Int
    public let metric: Int
    /// Program less reference over the replications in which both have a value.
    public let difference: Estimate
    /// The t interval at 95 %; nil with one replication.
    public let interval: ClosedRange<Double>?
    /// Holm-adjusted within its family; nil with one replication.
    public let adjustedP: Double?
    public let verdict: Verdict
    /// Share of replications in which the program is the best of all arms that have the metric.
    public let shareOfWorldsBest: Double?
    /// Probability, by paired bootstrap, that its mean is the best of them.
    public let probabilityMeanBest: Double?
}

extension RunResult {
    /// Every program against the baseline, then every pair of programs, on one metric and segment.
    ///
    /// The p-values of the first group are Holm-adjusted as one family, those of the second as another. Pairs without
    /// a replication in which both have a value are left out, and so are metrics that are not compared; on one without a
    /// better way no arm is best. Programs that are not ranked are compared with the baseline only, and best in no world.
    public func comparisons(metric: Int, segment: Int) -> [Comparison] {
        guard Metric.all[metric].isCompared else { return [] }
        let samples = arms.indices.map { values(arm: $0, segment: segment, metric: metric) }
        let contest = arms.indices.map { arm in unranked.contains(arm) ? samples[arm].map { _ in nil } : samples[arm] }
        let best = Metric.all[metric].better.map { BestArm(contest, better: $0, seed: scenario.seed) }
        let withBaseline = arms.indices.dropFirst().map { ($0, 0) }
        let programs = arms.indices.dropFirst().filter { !unranked.contains($0) }
        let pairs = programs.flatMap { first in programs.filter { $0 > first }.map { (first, $0) } }
        return [withBaseline, pairs].flatMap { family in
            let tests = family.compactMap { PairedTest(program: $0, reference: $1, samples) }
            let raw = tests.map(\.difference.pValue)
            // A pair with a single replication has no p-value and takes no part in the adjustment.
            var adjusted = Holm.adjusted(raw.compactMap { $0 }).makeIterator()
            return zip(tests, raw).map { test, raw in
                let p = raw == nil ? nil : adjusted.next()
                return Comparison(
                    program: test.program, reference: test.reference, segment: segment, metric: metric,
                    difference: test.difference, interval: test.difference.interval(), adjustedP: p,
                    verdict: test.verdict(adjustedP: p, family: tests.count),
                    shareOfWorldsBest: best?.shareOfWorlds[test.program] ?? nil,
                    probabilityMeanBest: best?.probabilityOfMean[test.program] ?? nil)
            }
        }
    }
}
