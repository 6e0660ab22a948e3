internal import CGSL

/// Points that fill the unit cube evenly.
public enum SpaceFilling {
    /// Most dimensions of GSL's Sobol sequence.
    public static let mostSobolDimensions = 40

    /// The first points of the Sobol sequence after its origin-like first one, each coordinate in (0, 1).
    ///
    /// Source: P. Bratley, B. L. Fox, "Algorithm 659", ACM TOMS 14 (1988), as in GSL (`gsl_qrng_sobol`).
    /// - Returns: points by dimensions; nil outside 1 to ``mostSobolDimensions`` dimensions.
    public static func sobol(points: Int, dimensions: Int) -> [[Double]]? {
        GSL.prepared
        guard (1...mostSobolDimensions).contains(dimensions),
            let generator = gsl_qrng_alloc(loyalty_qrng_sobol(), UInt32(dimensions))
        else { return nil }
        defer { gsl_qrng_free(generator) }
        var point = [Double](repeating: 0, count: dimensions)
        return (0..<points).map { _ in
            gsl_qrng_get(generator, &point)
            return point
        }
    }

    /// A Latin hypercube: in every dimension each of `points` equal stretches holds one coordinate.
    ///
    /// Source: M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21 (1979).
    public static func latinHypercube(points: Int, dimensions: Int, seed: UInt64) -> [[Double]] {
        // Replications of a study are numbered from 1; its design belongs to none.
        let luck = Luck(seed: seed, replication: 0)
        let columns = (0..<dimensions).map { dimension -> [Double] in
            var stream = luck.stream(.world, .design, dimension)
            var stretches = Array(0..<points)
            for place in stride(from: points - 1, to: 0, by: -1) {
                stretches.swapAt(place, Int(stream.uniform() * Double(place + 1)))
            }
            return stretches.map { (Double($0) + stream.uniform()) / Double(points) }
        }
        return (0..<points).map { point in columns.map { $0[point] } }
    }
}
