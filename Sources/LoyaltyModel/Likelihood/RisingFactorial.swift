import Foundation

/// ln (z (z + 1) … (z + n − 1)) = ln Γ(z + n) − ln Γ(z) for n = 0, 1, …, and its derivatives by z.
///
/// Sums instead of differences of ln Γ: nothing cancels where z is huge, and a log's few different counts share them.
struct RisingFactorial {
    let logs: [Double]
    let slopes: [Double]
    let curvatures: [Double]

    init(_ z: Double, upTo most: Int) {
        var logs = [0.0]
        var (slopes, curvatures) = ([0.0], [0.0])
        logs.reserveCapacity(most + 1)
        slopes.reserveCapacity(most + 1)
        curvatures.reserveCapacity(most + 1)
        for i in 0..<most {
            let factor = z + Double(i)
            logs.append(logs[i] + log(factor))
            slopes.append(slopes[i] + 1 / factor)
            curvatures.append(curvatures[i] - 1 / (factor * factor))
        }
        self.logs = logs
        self.slopes = slopes
        self.curvatures = curvatures
    }
}
