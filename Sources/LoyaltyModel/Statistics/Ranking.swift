/// Which of several programs is best, larger being better, judged on the same replications.
///
/// Two different questions: in how many worlds would a program have come out on top, and how sure are we that its
/// mean is the highest? More replications settle the second and leave the first as it is.
public struct Ranking: Sendable {
    /// Values by replication, then by program: one replication's programs lie side by side.
    private let values: [Double]
    private let programs: Int
    private let replications: Int

    /// - Parameter values: one row per program, a value per replication in the same order; finite.
    /// - Precondition: at least one program and one replication, all rows equally long.
    public init(_ values: [[Double]]) {
        programs = values.count
        replications = values.first?.count ?? 0
        precondition(replications > 0, "a ranking needs programs and replications")
        precondition(values.allSatisfy { [replications] in $0.count == replications }, "programs share replications")
        self.values = (0..<replications).flatMap { replication in values.map { $0[replication] } }
    }

    /// Share of replications in which each program has the largest value; ties are shared equally.
    public var shareOfWorldsBest: [Double] {
        var wins = [Double](repeating: 0, count: programs)
        for replication in 0..<replications {
            let start = replication * programs
            Self.award(values[start..<start + programs], &wins)
        }
        return wins.map { $0 / Double(replications) }
    }

    /// Share of paired bootstrap resamples of the replications in which each program's mean is the largest; ties are
    /// shared equally. Its own error is at most 0.5 / √resamples.
    ///
    /// Source: B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap" (1993).
    /// Complexity: resamples × replications × programs additions.
    public func probabilityMeanBest(seed: UInt64, resamples: Int = 2000) -> [Double] {
        // Replications of a study are numbered from 1; the draws that judge them belong to none.
        let luck = Luck(seed: seed, replication: 0)
        var wins = [Double](repeating: 0, count: programs)
        var sums = wins
        for resample in 0..<resamples {
            for program in 0..<programs { sums[program] = 0 }
            var stream = luck.stream(.world, .bootstrap, resample)
            for _ in 0..<replications {
                // A word times a count, the high half: uniform to one part in 2³² / count.
                let start = Int((UInt64(stream.next()) * UInt64(replications)) >> 32) * programs
                for program in 0..<programs { sums[program] += values[start + program] }
            }
            Self.award(sums[...], &wins)
        }
        return wins.map { $0 / Double(resamples) }
    }

    /// Gives one win to the largest score, in equal parts where several are.
    private static func award(_ scores: ArraySlice<Double>, _ wins: inout [Double]) {
        guard let best = scores.max() else { return }
        let part = 1 / Double(scores.count { $0 == best })
        for (program, score) in scores.enumerated() where score == best { wins[program] += part }
    }
}
