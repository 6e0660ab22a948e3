/// Holm's step-down adjustment of p-values: any of several differences found by chance at most that often.
///
/// Source: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian J. Statistics 6 (1979).
public enum Holm {
    /// Adjusted p-values in the order given: the k-th smallest of m is multiplied by m − k + 1, made no smaller than
    /// the one before it, and held at 1.
    public static func adjusted(_ pValues: [Double]) -> [Double] {
        var adjusted = pValues
        var least = 0.0
        for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
            least = max(least, min(1, Double(pValues.count - rank) * pValues[index]))
            adjusted[index] = least
        }
        return adjusted
    }
}
