internal import CGSL

/// A real symmetric matrix by its eigenvalues and eigenvectors: inverse, and which directions are nearly flat.
package struct SymmetricMatrix: Sendable, Hashable {
    /// Ascending.
    package let eigenvalues: [Double]
    /// One of length 1 for each eigenvalue.
    package let eigenvectors: [[Double]]

    /// - Parameter rows: finite; the lower triangle is read.
    package init(rows: [[Double]]) throws(GSLError) {
        _ = GSL.prepared
        let count = rows.count
        guard let matrix = gsl_matrix_alloc(count, count), let vectors = gsl_matrix_alloc(count, count),
            let values = gsl_vector_alloc(count), let workspace = gsl_eigen_symmv_alloc(count)
        else { throw GSLError(status: Int32(GSL_ENOMEM), routine: "gsl_eigen_symmv_alloc") }
        defer {
            gsl_matrix_free(matrix)
            gsl_matrix_free(vectors)
            gsl_vector_free(values)
            gsl_eigen_symmv_free(workspace)
        }
        for (i, row) in rows.enumerated() {
            for (j, value) in row.enumerated() { gsl_matrix_set(matrix, i, j, value) }
        }
        try GSLError.check(gsl_eigen_symmv(matrix, values, vectors, workspace), "gsl_eigen_symmv")
        try GSLError.check(
            gsl_eigen_symmv_sort(values, vectors, GSL_EIGEN_SORT_VAL_ASC), "gsl_eigen_symmv_sort")
        eigenvalues = (0..<count).map { gsl_vector_get(values, $0) }
        eigenvectors = (0..<count).map { column in (0..<count).map { gsl_matrix_get(vectors, $0, column) } }
    }

    /// Whether the inverse exists and is a matrix of variances.
    package var isPositiveDefinite: Bool { (eigenvalues.first ?? 0) > 1e-13 * (eigenvalues.last ?? 0) }

    /// M⁻¹ v, for a positive definite matrix.
    package func solved(_ vector: [Double]) -> [Double] {
        var result = Array(repeating: 0.0, count: vector.count)
        for (value, direction) in zip(eigenvalues, eigenvectors) {
            let part = zip(direction, vector).reduce(0) { $0 + $1.0 * $1.1 } / value
            for i in result.indices { result[i] += part * direction[i] }
        }
        return result
    }

    /// M⁻¹ by rows, for a positive definite matrix.
    package var inverse: [[Double]] {
        let count = eigenvalues.count
        return (0..<count).map { i in
            (0..<count).map { j in
                zip(eigenvalues, eigenvectors).reduce(0) { $0 + $1.1[i] * $1.1[j] / $1.0 }
            }
        }
    }
}
