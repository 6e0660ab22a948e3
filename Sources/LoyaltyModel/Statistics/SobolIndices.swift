/// Which part of a figure's variance each of several inputs makes: first-order and total indices, with intervals.
///
/// First-order: what knowing the input alone would take away. Total: what would be left if all others were known;
/// it counts everything that the input takes part in. Both are shares of the variance over the inputs' ranges; noise of
/// the simulation is estimated from paired differences and taken out of every term.
/// Source: M. J. W. Jansen, Computer Physics Communications 117 (1999), in the design of A. Saltelli et al., Computer
/// Physics Communications 181 (2010).
public struct SobolIndices: Sendable {
    /// A share of variance and its 95 % bootstrap interval.
    public struct Index: Sendable, Hashable {
        public let value: Double
        public let low: Double
        public let high: Double
    }

    /// One for each input; nil where the figure does not vary at all.
    public let first: [Index]?
    public let total: [Index]?
    /// The variance of the figure over the inputs' ranges, noise taken out.
    public let variance: Double

    /// The points that the figure has to be known at, in the unit cube: rows A, then rows B, then for each input the
    /// rows of A with that coordinate of B.
    ///
    /// - Parameter seed: of a random shift, by which the points' own error can be seen. Source: R. Cranley, T. N. L.
    ///   Patterson, SIAM Journal on Numerical Analysis 13 (1976).
    /// - Returns: nil for more inputs than half of ``SpaceFilling/mostSobolDimensions``.
    public static func design(rows: Int, inputs: Int, seed: UInt64) -> [[Double]]? {
        guard let points = SpaceFilling.sobol(points: rows, dimensions: 2 * inputs) else { return nil }
        var stream = Luck(seed: seed, replication: 0).stream(.world, .design, 1000)
        let shift = (0..<2 * inputs).map { _ in stream.uniform() }
        let moved = points.map { point in
            zip(point, shift).map { ($0 + $1).truncatingRemainder(dividingBy: 1) }
        }
        let (a, b) = (moved.map { Array($0.prefix(inputs)) }, moved.map { Array($0.suffix(inputs)) })
        let mixed = (0..<inputs).flatMap { input in
            zip(a, b).map { a, b in
                var row = a
                row[input] = b[input]
                return row
            }
        }
        return a + b + mixed
    }

    /// - Parameters:
    ///   - values: at each point of ``design(rows:inputs:seed:)``, a value for each replication; replications are paired.
    ///   - rows: of the design.
    public init(_ values: [[Double]], rows: Int, seed: UInt64, resamples: Int = 1000) {
        let inputs = values.count / rows - 2
        precondition(inputs > 0 && values.count == (inputs + 2) * rows, "a value for each point of the design")
        let means = values.map { Estimate($0).mean }
        /// Half the squared difference of two points, noise taken out.
        func half(_ one: Int, _ other: Int) -> Double {
            let difference = Estimate(paired: values[one], minus: values[other])
            let noise = difference.standardError ?? 0
            return (difference.mean * difference.mean - noise * noise) / 2
        }
        func noise(_ row: Int) -> Double {
            let error = Estimate(paired: values[row], minus: values[rows + row]).standardError ?? 0
            return error * error / 2
        }
        let noises = (0..<rows).map(noise)
        let own = (0..<inputs).map { input in (0..<rows).map { half($0, (2 + input) * rows + $0) } }
        let rest = (0..<inputs).map { input in (0..<rows).map { half(rows + $0, (2 + input) * rows + $0) } }

        /// Variance, then first-order, then total indices, over some rows.
        func indices(_ chosen: [Int]) -> (variance: Double, first: [Double], total: [Double]) {
            let sample = chosen.map { means[$0] } + chosen.map { means[rows + $0] }
            let mean = sample.reduce(0, +) / Double(sample.count)
            let spread = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sample.count - 1)
            let n = Double(chosen.count)
            let variance = spread - chosen.reduce(0) { $0 + noises[$1] } / n
            let first = rest.map { terms in 1 - chosen.reduce(0) { $0 + terms[$1] } / n / variance }
            let total = own.map { terms in chosen.reduce(0) { $0 + terms[$1] } / n / variance }
            return (variance, first, total)
        }

        let whole = indices(Array(0..<rows))
        variance = max(0, whole.variance)
        guard whole.variance > 0 else {
            (first, total) = (nil, nil)
            return
        }
        let luck = Luck(seed: seed, replication: 0)
        let resampled = (0..<resamples).map { resample in
            var stream = luck.stream(.world, .bootstrap, resample)
            return indices((0..<rows).map { _ in Int(stream.uniform() * Double(rows)) })
        }.filter { $0.variance > 0 }
        func interval(_ value: Double, _ samples: [Double]) -> Index {
            let sorted = SortedSample(samples)
            return Index(value: value, low: sorted.quantile(0.025), high: sorted.quantile(0.975))
        }
        first = (0..<inputs).map { input in interval(whole.first[input], resampled.map { $0.first[input] }) }
        total = (0..<inputs).map { input in interval(whole.total[input], resampled.map { $0.total[input] }) }
    }
}
