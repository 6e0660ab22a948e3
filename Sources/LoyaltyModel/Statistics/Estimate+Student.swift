/// What Student's t says of an estimate: its interval, its distance from zero, and what more replications would do.
extension Estimate {
    /// Mean and spread of a − b, replication by replication: worlds are paired, so what they share cancels.
    ///
    /// - Precondition: as many values on both sides, at least one.
    public init(paired a: [Double], minus b: [Double]) {
        precondition(a.count == b.count, "paired values come in pairs")
        self.init(zip(a, b).map { $0 - $1 })
    }

    /// The t interval that holds the expectation with probability `level`; nil for a single value.
    public func interval(level: Double = 0.95) -> ClosedRange<Double>? {
        guard let standardError else { return nil }
        let half = Self.reach(count, level) * standardError
        return mean - half...mean + half
    }

    /// Two-sided p-value of the t test that the expectation is zero; nil for a single value.
    /// Without any spread it is 1 for a mean of zero and 0 for any other.
    public var pValue: Double? {
        guard let standardError else { return nil }
        guard standardError > 0 else { return mean == 0 ? 1 : 0 }
        return 2 * Distribution.studentProbability(-abs(mean) / standardError, degrees: Double(count - 1))
    }

    /// About how many more replications would make the t interval exclude zero, if mean and spread stayed as they are.
    ///
    /// Zero where it does already. Nil where none will: for a single value, a mean of zero, or beyond 10¹² of them.
    public func replicationsToSeparate(level: Double = 0.95) -> Int? {
        guard let standardDeviation, mean != 0 else { return nil }
        let limit = 1_000_000_000_000
        func separates(_ n: Int) -> Bool {
            abs(mean) > Self.reach(n, level) * standardDeviation / Double(n).squareRoot()
        }
        if separates(count) { return 0 }
        var (low, high) = (count, 2 * count)
        while !separates(high) {
            guard high < limit else { return nil }
            (low, high) = (high, 2 * high)
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if separates(middle) { high = middle } else { low = middle }
        }
        return high - count
    }

    /// Standard errors that a t interval of `count` values reaches to either side.
    private static func reach(_ count: Int, _ level: Double) -> Double {
        Distribution.studentQuantile((1 + level) / 2, degrees: Double(count - 1))
    }
}
