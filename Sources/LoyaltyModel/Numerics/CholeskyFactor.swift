/// The lower triangular factor L of a correlation matrix R = L Lᵀ of four variables.
struct CholeskyFactor: Sendable, Hashable {
    /// Rows of L.
    let rows: [SIMD4<Double>]

    /// Nil unless the matrix (given by rows, symmetric) is positive definite.
    init?(_ matrix: [SIMD4<Double>]) {
        var rows = [SIMD4<Double>](repeating: .zero, count: 4)
        for i in 0..<4 {
            for j in 0..<i { rows[i][j] = (matrix[i][j] - (rows[i] * rows[j]).sum()) / rows[j][j] }
            let square = matrix[i][i] - (rows[i] * rows[i]).sum()
            guard square > 0 else { return nil }
            rows[i][i] = square.squareRoot()
        }
        self.rows = rows
    }

    /// L z: four independent standard normals become correlated ones.
    func correlated(_ z: SIMD4<Double>) -> SIMD4<Double> {
        SIMD4((rows[0] * z).sum(), (rows[1] * z).sum(), (rows[2] * z).sum(), (rows[3] * z).sum())
    }
}
