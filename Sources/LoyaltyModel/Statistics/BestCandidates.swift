/// Multiple comparisons with the best: which of several candidates can be told from the best one.
///
/// Paired t intervals of all pairs, at Bonferroni's level, so that with probability 1 − α none is wrong, whatever the
/// luck that the candidates share. Larger is better.
/// Source: J. C. Hsu, "Multiple Comparisons: Theory and Methods" (1996), chapter 4, in the form that Bonferroni's
/// inequality gives.
public struct BestCandidates: Sendable {
    /// The candidate with the largest mean.
    public let best: Int
    /// Candidates that no other is surely better than; the best is among them.
    public let candidates: [Int]

    /// - Parameters:
    ///   - values: by candidate, then replication from the first on; finite. Two candidates are compared on the
    ///     replications that both have.
    ///   - alpha: chance that any candidate is left out wrongly.
    /// - Precondition: a candidate and a replication at least.
    public init(_ values: [[Double]], alpha: Double = 0.05) {
        let means = values.map { Estimate($0).mean }
        best = means.indices.max { means[$0] < means[$1] } ?? 0
        let pairs = values.count * (values.count - 1) / 2
        let order = means.indices.sorted { means[$0] > means[$1] }
        candidates = values.indices.filter { own in
            // Whoever is beaten is mostly beaten by the best.
            !order.contains { other in
                guard means[other] > means[own] else { return false }
                let both = min(values[own].count, values[other].count)
                let difference = Estimate(
                    paired: Array(values[other].prefix(both)), minus: Array(values[own].prefix(both)))
                guard difference.mean > 0 else { return false }
                guard let interval = difference.interval(level: 1 - alpha / Double(max(1, pairs))) else { return false }
                return interval.lowerBound > 0
            }
        }
    }
}
