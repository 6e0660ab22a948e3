/// The lift after a program's rewards as factors on gaps, by days since, for a customer of sensitivity 1: one row for
/// each weight that its rewards have.
///
/// Measured: with an exponential in place of a row, all that comes after it at a purchase waits for it, an eighth of the
/// walk's time.
struct RewardLifts: ~Copyable, Sendable {
    /// Rewards of more weights than these are worked out where they are asked for.
    private static let most = 16

    private let weights: FixedTable<Double>
    private let gaps: FixedTable<Double>
    private let days: Int
    /// The row of each reward of the catalogue, −1 where there is none.
    private let catalogue: FixedTable<Int>

    init(_ behaviour: RewardedBehaviour, _ weights: RewardWeights, days: Int) {
        let distinct = Array(Set(weights.catalogue + [weights.till, weights.card]).sorted().prefix(Self.most))
        self.weights = FixedTable(distinct)
        self.days = days + 1
        catalogue = FixedTable(weights.catalogue.map { distinct.firstIndex(of: $0) ?? -1 })
        let effects = (0...days).map { behaviour.effect(days: $0) }
        gaps = FixedTable(distinct.flatMap { weight in effects.map { Exponential.shared.of(-weight * $0) } })
    }

    /// The row of a reward of the catalogue; nil where there is none.
    @inline(__always)
    func gaps(reward place: Int) -> UnsafePointer<Double>? {
        let row = catalogue[place]
        return row < 0 ? nil : gaps.base + row * days
    }

    /// The row of a weight; nil where there is none.
    func gaps(weight: Double) -> UnsafePointer<Double>? {
        for place in 0..<weights.count where weights[place] == weight { return gaps.base + place * days }
        return nil
    }
}
