/// Elementary effects: how much a figure moves when one input moves, from many places.
///
/// Source: M. D. Morris, Technometrics 33 (1991); mean of absolute effects: F. Campolongo, J. Cariboni, A. Saltelli,
/// Environmental Modelling and Software 22 (2007).
public struct MorrisScreening: Sendable {
    /// What one input does, in units of the figure over the input's whole range.
    public struct Effect: Sendable, Hashable {
        /// Mean of the effects.
        public let mean: Estimate
        /// Mean of their sizes: 0 for an input that does nothing.
        public let size: Estimate
        /// Standard deviation of the effects: 0 for an input that does the same everywhere; nil for one path.
        public var deviation: Double? { mean.standardDeviation }
    }

    /// Levels that an input takes.
    private static let levels = 4

    /// Walks through a grid of four levels, each of which moves every input once by two thirds of its range.
    ///
    /// - Returns: by path, its inputs + 1 points in the unit cube.
    public static func paths(_ count: Int, inputs: Int, seed: UInt64) -> [[[Double]]] {
        let luck = Luck(seed: seed, replication: 0)
        let step = levels / 2
        return (0..<count).map { path in
            var stream = luck.stream(.world, .design, 2000 + path)
            var place = (0..<inputs).map { _ in Int(stream.uniform() * Double(levels)) }
            var order = Array(0..<inputs)
            for last in stride(from: inputs - 1, to: 0, by: -1) {
                order.swapAt(last, Int(stream.uniform() * Double(last + 1)))
            }
            var points = [place]
            for input in order {
                place[input] += place[input] < step ? step : -step
                points.append(place)
            }
            return points.map { $0.map { Double($0) / Double(levels - 1) } }
        }
    }

    /// What the inputs do.
    ///
    /// - Parameters:
    ///   - paths: as ``paths(_:inputs:seed:)`` gave them, or the places nearby that the inputs can take.
    ///   - values: the figure at every point.
    public static func effects(_ paths: [[[Double]]], values: [[Double]]) -> [Effect] {
        let inputs = (paths.first?.count ?? 1) - 1
        var effects = [[Double]](repeating: [], count: inputs)
        for (points, values) in zip(paths, values) {
            for place in 0..<inputs {
                let (from, to) = (points[place], points[place + 1])
                guard let moved = from.indices.first(where: { from[$0] != to[$0] }) else { continue }
                effects[moved].append((values[place + 1] - values[place]) / (to[moved] - from[moved]))
            }
        }
        // An input that can take one value only does nothing.
        return effects.map { $0.isEmpty ? [0] : $0 }.map { Effect(mean: Estimate($0), size: Estimate($0.map(abs))) }
    }
}
