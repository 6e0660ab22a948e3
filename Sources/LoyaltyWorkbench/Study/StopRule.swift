import LoyaltyModel

extension Metric {
    /// The metric of a name given with an option of the command line.
    ///
    /// - Throws: ``UsageProblem`` for an unknown one, with the nearest name.
    public static func named(_ name: String, option: String) throws(UsageProblem) -> Metric {
        if let index = index(of: name) { return all[index] }
        let hint = NearestName.of(name, among: all.map(\.name)).map { " (did you mean '\($0)'?)" } ?? ""
        throw UsageProblem("\(option): no metric is called '\(name)'\(hint); `loyalty explain` lists them")
    }
}

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
        self.init(metric: try Metric.named(String(parts[0]), option: "--until"), percent: percent)
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
