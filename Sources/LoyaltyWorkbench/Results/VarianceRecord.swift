import LoyaltyModel

/// What common luck saves: how much less a program's incremental profit varies between replications than it would if
/// program and baseline were simulated independently.
public struct VarianceRecord: Codable, Hashable, Sendable {
    public var program: String
    public var metric: String
    /// Of the metric over replications, program and twin sharing their luck.
    public var pairedVariance: Double
    /// Of what the program's customers yield in one world less what the baseline's do in another.
    public var independentVariance: Double
    /// Part of the independent variance that is not there: about so many replications are saved.
    public var saved: Double

    enum CodingKeys: String, CodingKey {
        case program, metric, saved
        case pairedVariance = "paired_variance"
        case independentVariance = "independent_variance"
    }

    /// One for each program, whose worlds all have the figure.
    ///
    /// Replications are independent, so that program and baseline of different ones are independent runs: the variances
    /// of their sides add up.
    public static func all(_ result: RunResult) -> [VarianceRecord] {
        guard let profit = Metric.index(of: "incremental_profit"), let margin = Metric.index(of: "gross_margin"),
            result.replications > 1
        else { return [] }
        let alone = result.values(arm: 0, segment: 0, metric: margin).compactMap { $0 }
        return result.arms.indices.dropFirst().compactMap { arm in
            let paired = result.values(arm: arm, segment: 0, metric: profit).compactMap { $0 }
            guard paired.count == result.replications, alone.count == paired.count else { return nil }
            // What the program's world yields, whatever its twin's does.
            let own = zip(paired, alone).map { $0 + $1 }
            let independent = variance(own) + variance(alone)
            guard independent > 0 else { return nil }
            return VarianceRecord(
                program: result.arms[arm], metric: Metric.all[profit].name, pairedVariance: variance(paired),
                independentVariance: independent, saved: 1 - variance(paired) / independent)
        }
    }

    private static func variance(_ values: [Double]) -> Double {
        let deviation = Estimate(values).standardDeviation ?? 0
        return deviation * deviation
    }
}
