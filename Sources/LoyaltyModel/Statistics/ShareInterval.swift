/// A one-sided bound to either side of a probability, from how often something happened.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
public struct ShareInterval: Sendable, Hashable {
    public let low: Double
    public let high: Double

    /// - Parameters:
    ///   - count: how often it happened.
    ///   - trials: of so many; one at least.
    ///   - level: probability with which each bound holds.
    public init(_ count: Int, of trials: Int, level: Double) {
        precondition(trials > 0 && (0...trials).contains(count), "so many of some")
        // So many degrees of freedom that t is normal.
        let z = Distribution.studentQuantile(level, degrees: 1e9)
        let (n, share) = (Double(trials), Double(count) / Double(trials))
        let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        let reach = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        // Rounding leaves a trace at the ends, where the bound is the end itself.
        low = count == 0 ? 0 : middle - reach
        high = count == trials ? 1 : middle + reach
    }
}
