import LoyaltyModel

/// The combinations of values that a study may try: a point has a value for each variation.
public struct DesignSpace: Sendable {
    /// How points are chosen among all combinations.
    public enum Layout: String, CaseIterable, Sendable {
        /// Every combination.
        case grid
        /// Each value of each path equally often, combined at random.
        case latinHypercube = "latin-hypercube"
        /// A low-discrepancy sequence, which fills the space evenly.
        case sobol
    }

    /// A combination: for each variation the place of its value.
    public typealias Point = [Int]

    /// Points of one study, at most.
    public static let mostPoints = 10_000

    public let variations: [Variation]

    /// - Throws: ``UsageProblem`` where nothing varies or a path varies twice.
    public init(_ variations: [Variation]) throws(UsageProblem) {
        guard !variations.isEmpty else { throw UsageProblem("--vary is needed: which path, over which values?") }
        if let twice = Dictionary(grouping: variations, by: \.path).first(where: { $0.value.count > 1 })?.key {
            throw UsageProblem("--vary \(twice) stands there twice; give all its values in one")
        }
        self.variations = variations
    }

    /// How many there are.
    var combinations: Double { variations.reduce(1.0) { $0 * Double($1.values.count) } }

    /// Every combination, the last path fastest.
    ///
    /// - Throws: ``UsageProblem`` where there are more than ``mostPoints``.
    public func grid() throws(UsageProblem) -> [Point] {
        var count = 1
        for variation in variations {
            count = count.multipliedReportingOverflow(by: variation.values.count).partialValue
            guard count > 0, count <= Self.mostPoints else {
                throw UsageProblem(
                    "--vary: more than \(Self.mostPoints) points; take larger steps, or --layout sobol --points N")
            }
        }
        return variations.reduce([[]]) { points, variation in
            points.flatMap { point in variation.values.indices.map { point + [$0] } }
        }
    }

    /// Some combinations that fill the space; equal ones, which few values bring about, are given once.
    ///
    /// - Throws: ``UsageProblem`` for more points than ``mostPoints`` or more paths than the sequence has.
    public func sample(_ layout: Layout, points: Int, seed: UInt64) throws(UsageProblem) -> [Point] {
        guard points >= 1, points <= Self.mostPoints else {
            throw UsageProblem("--points is from 1 to \(Self.mostPoints), found \(points)")
        }
        let unit: [[Double]]
        switch layout {
        case .grid: return try grid()
        case .latinHypercube:
            unit = SpaceFilling.latinHypercube(points: points, dimensions: variations.count, seed: seed)
        case .sobol:
            guard let sobol = SpaceFilling.sobol(points: points, dimensions: variations.count) else {
                throw UsageProblem("--layout sobol takes \(SpaceFilling.mostSobolDimensions) paths at most")
            }
            unit = sobol
        }
        var seen: Set<Point> = []
        return unit.map { place in
            zip(place, variations).map { min(Int($0 * Double($1.values.count)), $1.values.count - 1) }
        }.filter { seen.insert($0).inserted }
    }

    /// What a point sets: `PATH=VALUE` texts.
    public func settings(_ point: Point) -> [String] {
        zip(variations, point).map { "\($0.path)=\($0.values[$1])" }
    }

    /// The values of a point, in the order of the variations.
    public func values(_ point: Point) -> [String] { zip(variations, point).map { $0.values[$1] } }
}
