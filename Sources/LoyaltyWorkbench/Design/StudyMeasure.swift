import LoyaltyModel

/// What a study makes of a metric's replications: their mean, a quantile, or the mean of the worst tenth.
public struct StudyMeasure: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case mean
        /// `p95:METRIC`: the 95 % quantile over worlds.
        case quantile(percent: Int)
        /// The mean of the tenth of worlds with the worst values.
        case worstTenth
    }

    /// Worlds that make one observation of a quantile or of the worst tenth.
    static let worldsOfOne = 20

    public let metricName: String
    public let kind: Kind
    /// Whether larger is better.
    public let isHigherBetter: Bool

    /// - Throws: ``UsageProblem`` for what names no metric.
    public init(
        parsing text: String, option: String, higherIsBetter: Bool, robust: Bool = false
    ) throws(UsageProblem) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        isHigherBetter = higherIsBetter
        if parts.count == 2, parts[0].hasPrefix("p"), let percent = Int(parts[0].dropFirst()),
            (1...99).contains(percent)
        {
            metricName = try Metric.named(parts[1], option: option).name
            guard !robust else {
                throw UsageProblem(
                    "\(option) \(text): --robust worst takes the mean of the worst tenth of worlds, and \(parts[0]) asks "
                        + "for a quantile; give \(metricName) alone, or --robust mean")
            }
            kind = .quantile(percent: percent)
        } else {
            metricName = try Metric.named(text, option: option).name
            kind = robust ? .worstTenth : .mean
        }
    }

    /// Replications that make one observation of an objective.
    public var batch: Int { kind == .mean ? 1 : Self.worldsOfOne }

    /// Independent observations of the measure from replications in their order; what is left over is left out.
    func observations(_ replications: [Double]) -> [Double] {
        switch kind {
        case .mean: replications
        case .quantile(let percent):
            batches(replications).map { SortedSample($0).quantile(Double(percent) / 100) }
        case .worstTenth:
            batches(replications).map { worlds in
                let sorted = worlds.sorted { isHigherBetter ? $0 < $1 : $0 > $1 }
                return Estimate(Array(sorted.prefix(batch / 10))).mean
            }
        }
    }

    /// The same, turned so that larger is better.
    package func gains(_ replications: [Double]) -> [Double] {
        isHigherBetter ? observations(replications) : observations(replications).map { -$0 }
    }

    private func batches(_ replications: [Double]) -> [[Double]] {
        (0..<replications.count / batch).map { Array(replications[$0 * batch..<($0 + 1) * batch]) }
    }

    /// One of its values for a person.
    func text(_ value: Double, _ currency: Currency) -> String {
        guard let metric = Metric.index(of: metricName) else { return NumberText.text(value) }
        return Humanised.text(value, Metric.all[metric].unit, currency)
    }

    /// As it was written.
    public var text: String {
        switch kind {
        case .mean: metricName
        case .quantile(let percent): "p\(percent):\(metricName)"
        case .worstTenth: "worst tenth of \(metricName)"
        }
    }
}

/// What a candidate must keep to: `METRIC <= VALUE` or `METRIC >= VALUE`, values as tables hold them.
public struct Constraint: Sendable, Hashable {
    public let measure: StudyMeasure
    public let limit: Double

    /// - Throws: ``UsageProblem``.
    public init(parsing text: String) throws(UsageProblem) {
        let isUpper = text.contains("<=")
        let parts = text.split(separator: isUpper ? "<=" : ">=").map {
            String($0.trimmingPrefix(while: \.isWhitespace).reversed().trimmingPrefix(while: \.isWhitespace).reversed())
        }
        guard parts.count == 2, let limit = ExactDecimal.number(parts[1]) else {
            if let last = parts.last, let hint = DecimalHint.words(last) {
                throw UsageProblem("--subject-to '\(text)': \(hint)")
            }
            throw UsageProblem("--subject-to takes 'METRIC <= VALUE' or 'METRIC >= VALUE', found '\(text)'")
        }
        measure = try StudyMeasure(parsing: parts[0], option: "--subject-to", higherIsBetter: !isUpper)
        self.limit = limit
    }

    package enum Standing: String, Sendable {
        /// Surely kept.
        case kept
        /// It is kept so far, but chance may have made it so.
        case keptSoFar = "kept, not surely"
        case brokenSoFar = "broken, not surely"
        case broken
    }

    /// How a candidate stands by its replications.
    ///
    /// A mean is judged by a t interval; a quantile by the share of worlds on the wrong side of the limit, with exact
    /// binomial bounds (``ShareInterval``), since quantiles of few worlds lie too near the middle.
    /// - Parameter level: of the one-sided interval that "surely" asks for.
    package func standing(_ replications: [Double], level: Double) -> Standing {
        if case .quantile(let percent) = measure.kind {
            let allowed = Double(measure.isHigherBetter ? percent : 100 - percent) / 100
            let wrong = replications.count { measure.isHigherBetter ? $0 < limit : $0 > limit }
            let share = ShareInterval(wrong, of: replications.count, level: level)
            if share.high <= allowed { return .kept }
            if share.low > allowed { return .broken }
            return leaning(replications)
        }
        let margin = Estimate(replications.map { measure.isHigherBetter ? $0 - limit : limit - $0 })
        if let interval = margin.interval(level: 2 * level - 1) {
            if interval.lowerBound >= 0 { return .kept }
            if interval.upperBound < 0 { return .broken }
        }
        return leaning(replications)
    }

    /// How it stands by the figure alone.
    func leaning(_ replications: [Double]) -> Standing {
        let value = estimate(replications)
        return (measure.isHigherBetter ? value >= limit : value <= limit) ? .keptSoFar : .brokenSoFar
    }

    /// The measure over all replications.
    func estimate(_ replications: [Double]) -> Double {
        guard case .quantile(let percent) = measure.kind else { return Estimate(replications).mean }
        return SortedSample(replications).quantile(Double(percent) / 100)
    }
}
