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

/// When a run has replications enough: `METRIC:1%` or `METRIC:5000`.
///
/// It has them once, in the baseline and in every program, the 95 % half-width of the metric's mean (all segments) is
/// small enough. An arm in which the metric is undefined does not count.
public struct StopRule: Sendable {
    /// Replications after which a run stops whatever its precision.
    public static let limit = 1000

    public enum Width: Sendable, Hashable {
        /// Per cent of the mean's size.
        case percent(Double)
        /// In the metric's unit, as tables hold it.
        case absolute(Double)
    }

    public let metric: Metric
    /// The half-width that is small enough.
    public let width: Width

    public init(metric: Metric, width: Width) {
        self.metric = metric
        self.width = width
    }

    /// - Throws: ``UsageProblem`` for an unknown metric or a precision that is no number above zero.
    public init(parsing text: String) throws(UsageProblem) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 3, parts[0].wholeMatch(of: /p\d+/) != nil {
            throw UsageProblem(
                "--until \(text): the interval is of a mean, quantiles are not taken; give \(parts[1]):\(parts[2])")
        }
        let isPercent = parts.last?.hasSuffix("%") ?? false
        guard parts.count == 2, let number = ExactDecimal.number(String(isPercent ? parts[1].dropLast() : parts[1])),
            number > 0
        else { throw UsageProblem("--until takes METRIC:PERCENT% or METRIC:WIDTH, like 'revenue:1%', found '\(text)'") }
        let metric = try Metric.named(String(parts[0]), option: "--until")
        self.init(metric: metric, width: isPercent ? .percent(number) : .absolute(number))
    }

    /// The width in words.
    var words: String {
        switch width {
        case .percent(let percent): NumberText.text(percent) + " %"
        case .absolute(let width): NumberText.text(width)
        }
    }

    /// Whether the values of every arm are precise enough.
    public func isMet(by arms: [[Double]]) -> Bool {
        arms.allSatisfy { values in
            if values.isEmpty { return true }
            let estimate = Estimate(values)
            guard let interval = estimate.interval() else { return false }
            return switch width {
            case .percent(let percent): interval.halfWidth <= percent / 100 * abs(estimate.mean)
            case .absolute(let width): interval.halfWidth <= width
            }
        }
    }
}
