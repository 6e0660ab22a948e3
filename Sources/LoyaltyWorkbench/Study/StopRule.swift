import LoyaltyModel

/// When a run has replications enough: `METRIC:1%`.
///
/// It has them once, in the baseline and in every program, the 95 % half-width of the metric's mean (all segments) is
/// at most that part of the mean's size. An arm in which the metric is undefined does not count.
public struct StopRule: Sendable {
    /// Replications after which a run stops whatever its precision.
    public static let limit = 1000

    public let metric: Metric
    /// Half-width in per cent of the mean.
    public let percent: Double

    public init(metric: Metric, percent: Double) {
        self.metric = metric
        self.percent = percent
    }

    /// - Throws: ``UsageProblem`` for an unknown metric or a precision that is no percentage above zero.
    public init(parsing text: String) throws(UsageProblem) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasSuffix("%"), let percent = Double(parts[1].dropLast()), percent > 0,
            percent.isFinite
        else { throw UsageProblem("--until takes METRIC:PERCENT like 'revenue:1%', found '\(text)'") }
        guard let index = Metric.index(of: String(parts[0])) else {
            let near = NearestName.of(String(parts[0]), among: Metric.all.map(\.name))
            let hint = near.map { " (did you mean '\($0)'?)" } ?? ""
            throw UsageProblem("--until: no metric is called '\(parts[0])'\(hint); `loyalty explain` lists them")
        }
        self.init(metric: Metric.all[index], percent: percent)
    }

    /// Whether the values of every arm are precise enough.
    public func isMet(by arms: [[Double]]) -> Bool {
        arms.allSatisfy { values in
            if values.isEmpty { return true }
            let estimate = Estimate(values)
            guard let interval = estimate.interval() else { return false }
            return interval.halfWidth <= percent / 100 * abs(estimate.mean)
        }
    }
}
