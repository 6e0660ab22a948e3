internal import Foundation

/// The fully sequential procedure KN: candidates get replications in step until all but one are out.
///
/// If the best mean is larger than every other by the indifference δ at least, it is chosen with probability 1 − α, for
/// normal data; common random numbers are allowed and make it quick. Larger is better.
/// Source: S.-H. Kim, B. L. Nelson, "A fully sequential procedure for indifference-zone selection in simulation", ACM
/// TOMACS 11 (2001), with c = 1.
public struct SequentialSelection: Sendable {
    /// First-stage replications of every candidate.
    public let firstStage: Int
    /// Differences that do not matter.
    public let indifference: Double
    /// Candidates that are still in.
    public private(set) var survivors: [Int]
    /// Replications that every survivor has had.
    public private(set) var replications: Int
    private let hSquared: Double
    /// First-stage variances of paired differences.
    private let variances: [[Double]]
    private var sums: [Double]

    /// - Parameters:
    ///   - first: by candidate, its first-stage values; replications are paired.
    ///   - alpha: chance of a wrong choice.
    /// - Precondition: two candidates and two replications at least.
    public init(first: [[Double]], indifference: Double, alpha: Double) {
        let candidates = first.count
        firstStage = first[0].count
        precondition(candidates > 1 && firstStage > 1 && indifference > 0, "two candidates, two replications")
        self.indifference = indifference
        let degrees = Double(firstStage - 1)
        let eta = (pow(2 * alpha / Double(candidates - 1), -2 / degrees) - 1) / 2
        hSquared = 2 * eta * degrees
        variances = first.map { own in
            first.map { other in
                let deviation = Estimate(paired: own, minus: other).standardDeviation ?? 0
                return deviation * deviation
            }
        }
        sums = first.map { $0.reduce(0, +) }
        survivors = Array(first.indices)
        replications = firstStage
        screen()
    }

    /// Whether the choice is made.
    public var isDone: Bool { survivors.count == 1 }

    /// More than the replications that any pair of survivors needs.
    public var limit: Int {
        let largest = survivors.flatMap { one in survivors.map { variances[one][$0] } }.max() ?? 0
        return Int(min(1e15, (hSquared * largest / (indifference * indifference)).rounded(.down))) + 1
    }

    /// Gives every survivor its next replication.
    ///
    /// - Parameter values: of the survivors, in their order.
    public mutating func add(_ values: [Double]) {
        for (place, value) in zip(survivors, values) { sums[place] += value }
        replications += 1
        screen()
    }

    /// Leaves out whoever is behind another by more than may be chance; once nobody can need more, the largest mean
    /// stays alone.
    private mutating func screen() {
        let n = Double(replications)
        let before = survivors
        survivors = before.filter { own in
            before.allSatisfy { other in
                let most = hSquared * variances[own][other] / (indifference * indifference)
                let reach = indifference / 2 * max(0, most - n)
                return sums[own] >= sums[other] - reach
            }
        }
        if survivors.count > 1, replications >= limit {
            let best = survivors.max { sums[$0] < sums[$1] }
            survivors = best.map { [$0] } ?? survivors
        }
    }
}
