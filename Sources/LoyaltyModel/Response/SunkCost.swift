/// Who has paid a fee buys more than what it buys accounts for: effect = strength × the effect of perceived value.
///
/// Iyengar et al. 2022 find that a third of what a paid membership does is economic and two thirds are not: a strength
/// of 2. It holds for as long as a fee is paid for, and not in a free trial.
public struct SunkCost: Sendable, Hashable {
    public var strength: Double

    public init(strength: Double = 0) { self.strength = strength }
}
