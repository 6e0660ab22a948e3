/// Which of several cohorts points are taken to come from, where no ledger of lots tells.
public enum Attribution: String, CaseIterable, Sendable {
    /// The oldest first.
    case fifo
    /// The youngest first.
    case lifo
    /// Every cohort in proportion to what is left of it; whole points by the largest remainders, of equal ones the oldest.
    case average

    /// How many points come from each cohort.
    ///
    /// - Parameter cohorts: what is left of each, the oldest first.
    /// - Precondition: no less is left than is asked for, and nothing is negative.
    public func parts(of points: Int64, from cohorts: [Int64]) -> [Int64] {
        let total = cohorts.reduce(0, +)
        precondition(
            points >= 0 && points <= total && cohorts.allSatisfy { $0 >= 0 }, "as much is left as is asked for")
        switch self {
        case .fifo: return Self.inTurn(points, cohorts)
        case .lifo: return Self.inTurn(points, cohorts.reversed()).reversed()
        case .average:
            guard total > 0 else { return cohorts }
            let shares = cohorts.map {
                (Int128($0) * Int128(points)).quotientAndRemainder(dividingBy: Int128(total))
            }
            var parts = shares.map { Int64($0.quotient) }
            let missing = Int(points - parts.reduce(0, +))
            let order = shares.indices.sorted { (shares[$1].remainder, $0) < (shares[$0].remainder, $1) }
            for place in order.prefix(missing) { parts[place] += 1 }
            return parts
        }
    }

    private static func inTurn(_ points: Int64, _ cohorts: [Int64]) -> [Int64] {
        var left = points
        return cohorts.map { cohort in
            let part = min(cohort, left)
            left -= part
            return part
        }
    }
}
