/// Which of several candidates no other is better than on two or more objectives at once, and how sure that is.
///
/// Paired t intervals of all pairs on all objectives, at Bonferroni's level, so that with probability 1 − α no
/// candidate is surely on the front or surely off it wrongly, whatever luck the candidates share. Larger is better.
/// A candidate is dominated by another that is better on one objective at least and worse on none.
public struct ParetoFront: Sendable {
    public enum Standing: Sendable, Hashable {
        /// Surely dominated by no other.
        case front
        /// By the means dominated by no other, but it cannot be told from one that would dominate it.
        case frontSoFar
        /// By the means dominated, but not surely.
        case dominatedSoFar
        case dominated
    }

    /// One for each candidate.
    public let standings: [Standing]
    /// For each candidate another that dominates it by the means, the surest first; nil where there is none.
    public let dominators: [Int?]

    /// - Parameters:
    ///   - values: by candidate, then objective, then observation; finite. Two candidates are compared on the
    ///     observations that both have.
    ///   - alpha: chance that any of the words "surely" is wrong.
    ///   - family: candidates that intervals are made for, where some of them are here no more.
    /// - Precondition: an observation at least.
    public init(_ values: [[[Double]]], alpha: Double = 0.05, family: Int? = nil) {
        let candidates = family ?? values.count
        let intervals = candidates * (candidates - 1) / 2 * (values.first?.count ?? 1)
        let level = 1 - alpha / Double(max(1, intervals))
        var standings = values.map { _ in Standing.front }
        var dominators = values.map { _ in Int?.none }
        for own in values.indices {
            for other in values.indices where other != own && standings[own] != .dominated {
                let standing = Self.standing(of: values[own], beside: values[other], level: level)
                if Self.rank(standing) > Self.rank(standings[own]) {
                    standings[own] = standing
                    dominators[own] = standing == .frontSoFar ? nil : other
                }
            }
        }
        (self.standings, self.dominators) = (standings, dominators)
    }

    /// What one other candidate makes of a candidate.
    private static func standing(of own: [[Double]], beside other: [[Double]], level: Double) -> Standing {
        let gains = zip(own, other).map { own, other in
            let both = min(own.count, other.count)
            return Estimate(paired: Array(other.prefix(both)), minus: Array(own.prefix(both)))
        }
        // Without any spread the interval is the mean itself: equal in every world is equal.
        let ranges = gains.map { $0.interval(level: level) ?? -.infinity ... .infinity }
        if ranges.allSatisfy({ $0.lowerBound >= 0 }), ranges.contains(where: { $0.lowerBound > 0 }) {
            return .dominated
        }
        if ranges.contains(where: { $0.upperBound < 0 }) { return .front }
        if ranges.allSatisfy({ $0.lowerBound == 0 && $0.upperBound == 0 }) { return .front }
        let isDominated = gains.allSatisfy { $0.mean >= 0 } && gains.contains { $0.mean > 0 }
        return isDominated ? .dominatedSoFar : .frontSoFar
    }

    private static func rank(_ standing: Standing) -> Int {
        switch standing {
        case .front: 0
        case .frontSoFar: 1
        case .dominatedSoFar: 2
        case .dominated: 3
        }
    }
}
