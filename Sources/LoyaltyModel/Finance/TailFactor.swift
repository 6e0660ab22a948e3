internal import Foundation

extension ChainLadder {
    /// A tail factor continued from the triangle's own factors: ln(f_k − 1) on its least-squares line over the ages,
    /// the factors beyond the last age multiplied until they add nothing.
    ///
    /// Nil where fewer than two factors exceed 1, or where they do not fall with age, so that nothing says when
    /// redemption ends.
    ///
    /// Source: R. E. Sherman, "Extrapolating, smoothing and interpolating development factors", PCAS 71 (1984), in
    /// its exponential form.
    public static func fittedTail(of triangle: RedemptionTriangle) -> Double? {
        let factors = ChainLadder(triangle).factors
        let growing = factors.enumerated().compactMap { k, factor in
            factor.flatMap { $0 > 1 ? (Double(k), log($0 - 1)) : nil }
        }
        guard let line = Line(through: growing), line.slope < 0 else { return nil }
        var tail = 1.0
        // A line so flat that a thousand years do not end it says as little as one that rises.
        for k in factors.count..<factors.count + 12_000 {
            let growth = exp(line.value(at: Double(k)))
            tail *= 1 + growth
            guard tail.isFinite else { return nil }
            if growth < 1e-12 { return tail }
        }
        return nil
    }
}
