/// How well the parameters of a segment's models are known: the covariance of their logarithms.
public struct ParameterCovariance: Sendable, Hashable {
    /// Rows of the lower triangular factor L of the covariance L Lᵀ.
    private let factor: [[Double]]

    /// Number of parameters.
    public var count: Int { factor.count }

    /// Nil where the number of values is none of 1, 3, 6, 10, …, or they are no covariance.
    ///
    /// - Parameter lowerTriangle: by rows.
    public init?(lowerTriangle: [Double]) {
        var (rows, rest) = ([[Double]](), lowerTriangle[...])
        while !rest.isEmpty {
            guard rest.count > rows.count else { return nil }
            rows.append(Array(rest.prefix(rows.count + 1)))
            rest = rest.dropFirst(rows.count)
        }
        for i in rows.indices {
            for j in 0...i {
                let left = rows[i][j] - (0..<j).reduce(0) { $0 + rows[i][$1] * rows[j][$1] }
                guard i == j else {
                    rows[i][j] = rows[j][j] > 0 ? left / rows[j][j] : 0
                    continue
                }
                guard left >= -1e-9 * abs(rows[i][i]), left.isFinite else { return nil }
                rows[i][i] = max(0, left).squareRoot()
            }
        }
        factor = rows
    }

    /// Logarithms off their estimates, from as many independent standard normals.
    func deviations(_ normals: [Double]) -> [Double] {
        factor.map { row in zip(row, normals).reduce(0) { $0 + $1.0 * $1.1 } }
    }
}
