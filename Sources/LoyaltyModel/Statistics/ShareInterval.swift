/// A one-sided bound to either side of a probability, from how often something happened.
///
/// Each bound is wrong with the chance asked for at most, however small that chance and the probability are.
/// Source: C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
/// binomial", Biometrika 26 (1934).
public struct ShareInterval: Sendable, Hashable {
    public let low: Double
    public let high: Double

    /// - Parameters:
    ///   - count: how often it happened.
    ///   - trials: of so many; one at least.
    ///   - level: probability with which each bound holds.
    public init(_ count: Int, of trials: Int, level: Double) {
        precondition(trials > 0 && (0...trials).contains(count), "so many of some")
        let (with, without) = (Double(count), Double(trials - count))
        low = count == 0 ? 0 : Distribution.betaQuantile(1 - level, with, without + 1)
        // By the mirror image, since a quantile near 1 has few digits.
        high = count == trials ? 1 : 1 - Distribution.betaQuantile(1 - level, without, with + 1)
    }
}
