import Foundation

/// Nodes and weights of Gauss and Legendre's quadrature, for the interval from 0 to 1.
package struct GaussLegendre: Sendable {
    package let nodes: [Double]
    package let weights: [Double]

    package static let eight = GaussLegendre(8)
    package static let twelve = GaussLegendre(12)
    package static let sixteen = GaussLegendre(16)

    /// Newton's method on the Legendre polynomial, from the usual first guesses.
    package init(_ count: Int) {
        var nodes: [Double] = []
        var weights: [Double] = []
        for i in 1...count {
            var x = cos(.pi * (Double(i) - 0.25) / (Double(count) + 0.5))
            var slope = 1.0
            for _ in 0..<100 {
                var (before, value) = (1.0, x)
                for n in 2...max(2, count) {
                    (before, value) = (value, (Double(2 * n - 1) * x * value - Double(n - 1) * before) / Double(n))
                }
                slope = Double(count) * (x * value - before) / (x * x - 1)
                let step = value / slope
                x -= step
                if abs(step) < 1e-15 { break }
            }
            nodes.append((1 - x) / 2)
            weights.append(1 / ((1 - x * x) * slope * slope))
        }
        self.nodes = nodes
        self.weights = weights
    }
}
