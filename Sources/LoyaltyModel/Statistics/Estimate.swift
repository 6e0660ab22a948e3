/// The mean of independent values with its standard error.
public struct Estimate: Sendable, Hashable {
    /// Number of values.
    public let count: Int
    public let mean: Double
    /// Standard deviation with divisor n − 1; nil for a single value, which tells nothing about spread.
    public let standardDeviation: Double?

    /// Standard error of the mean; nil for a single value.
    public var standardError: Double? { standardDeviation.map { $0 / Double(count).squareRoot() } }

    /// - Precondition: at least one value.
    public init(_ values: [Double]) {
        precondition(!values.isEmpty, "an estimate needs at least one value")
        count = values.count
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        guard values.count > 1 else {
            standardDeviation = nil
            return
        }
        // Two passes: the one-pass sum of squares cancels where the mean is large beside the spread.
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        standardDeviation = (squares / Double(values.count - 1)).squareRoot()
    }

    private init(count: Int, mean: Double, standardDeviation: Double?) {
        (self.count, self.mean, self.standardDeviation) = (count, mean, standardDeviation)
    }

    /// The estimate of a figure that is larger by a constant.
    public func shifted(by constant: Double) -> Estimate {
        Estimate(count: count, mean: mean + constant, standardDeviation: standardDeviation)
    }
}
