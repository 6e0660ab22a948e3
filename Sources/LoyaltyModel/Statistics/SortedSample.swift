/// Values in ascending order, for quantiles.
public struct SortedSample: Sendable, Hashable {
    public let values: [Double]

    /// - Precondition: at least one value, none NaN.
    public init(_ values: [Double]) {
        precondition(!values.isEmpty && !values.contains { $0.isNaN }, "a sample holds numbers, at least one")
        self.values = values.sorted()
    }

    /// The quantile at `probability` in 0...1, type 7: linear between order statistics, the least at 0, the largest
    /// at 1.
    ///
    /// Source: R. J. Hyndman, Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996),
    /// definition 7.
    public func quantile(_ probability: Double) -> Double {
        precondition((0...1).contains(probability), "a probability lies in 0...1")
        let position = Double(values.count - 1) * probability
        let index = min(Int(position), values.count - 1)
        let fraction = position - Double(index)
        // Infinite neighbours have no point between them.
        guard fraction > 0, values[index] != values[index + 1] else { return values[index] }
        return values[index] + fraction * (values[index + 1] - values[index])
    }
}
