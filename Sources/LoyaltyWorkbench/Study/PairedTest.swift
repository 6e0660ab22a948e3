import LoyaltyModel

/// The t test of one pair of arms, on the replications in which both have a value.
struct PairedTest {
    /// Beyond so many further replications no number is named.
    private static let mostToName = 1_000_000

    let program: Int
    let reference: Int
    let difference: Estimate

    /// - Parameter samples: values by arm and replication; nil where undefined.
    /// - Returns: nil where no replication has both.
    init?(program: Int, reference: Int, _ samples: [[Double?]]) {
        let pairs = zip(samples[program], samples[reference]).compactMap { first, second in
            first.flatMap { first in second.map { (first, $0) } }
        }
        guard !pairs.isEmpty else { return nil }
        self.program = program
        self.reference = reference
        difference = Estimate(paired: pairs.map(\.0), minus: pairs.map(\.1))
    }

    /// - Parameters:
    ///   - adjustedP: the p-value adjusted within its family; nil with one replication.
    ///   - family: number of comparisons in it.
    func verdict(adjustedP: Double?, family: Int) -> Verdict {
        guard let adjustedP else { return .oneReplication }
        if difference.mean == 0, difference.standardDeviation == 0 { return .same }
        if adjustedP < Comparison.level { return difference.mean > 0 ? .higher : .lower }
        // Bonferroni's level is the strictest that Holm may ask for, so the number is rather high than low.
        let level = 1 - Comparison.level / Double(family)
        guard let more = difference.replicationsToSeparate(level: level), more <= Self.mostToName else {
            return .cannotSeparate(more: nil)
        }
        return .cannotSeparate(more: Self.twoFigures(more))
    }

    /// Rounded up to two figures: 337 is about 340.
    private static func twoFigures(_ number: Int) -> Int {
        var unit = 1
        while number / unit >= 100 { unit *= 10 }
        return (number + unit - 1) / unit * unit
    }
}

/// Which arm is best on a metric, among those that have it in every replication; nil for the others.
struct BestArm {
    let shareOfWorlds: [Double?]
    /// Nil throughout with one replication, which has nothing to resample.
    let probabilityOfMean: [Double?]

    init(_ samples: [[Double?]], better: Metric.Better, seed: UInt64) {
        let complete = samples.map { values in
            let defined = values.compactMap { $0 }
            return !values.isEmpty && defined.count == values.count ? defined : nil
        }
        let candidates = complete.compactMap { $0 }
        guard let replications = candidates.first?.count else {
            shareOfWorlds = samples.map { _ in nil }
            probabilityOfMean = shareOfWorlds
            return
        }
        let ranking = Ranking(better == .higher ? candidates : candidates.map { $0.map { -$0 } })
        func spread(_ shares: [Double]) -> [Double?] {
            var next = shares.makeIterator()
            return complete.map { $0 == nil ? nil : next.next() }
        }
        shareOfWorlds = spread(ranking.shareOfWorldsBest)
        probabilityOfMean =
            replications > 1
            ? spread(ranking.probabilityMeanBest(seed: seed)) : samples.map { _ in nil }
    }
}

extension ClosedRange<Double> {
    var halfWidth: Double { (upperBound - lowerBound) / 2 }
}
