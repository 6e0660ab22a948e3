internal import Foundation

/// What a program is worth to one customer per unit of money spent, as that customer sees it.
///
/// v = max over rewards within reach of appeal · ease · (face value × points per money ÷ points price) · exp(−ρ τ),
/// where τ is the time of one full cycle from zero at the customer's own latent baseline rate and basket;
/// a reward whose cycle outlasts the points' life is out of reach. Heavy buyers therefore see more value in the
/// same rules: self-selection comes out of the model, it is not put in.
public struct PerceivedValue: Sendable, Hashable {
    /// Elasticity of the purchase rate: effect = elasticity × ln(1 + v).
    public var elasticity: Double
    /// ρ, a day: how fast a reward in the future loses its pull.
    public var discountPerDay: Double

    public init(elasticity: Double = 0, discountPerDay: Double = 0) {
        self.elasticity = elasticity
        self.discountPerDay = discountPerDay
    }
}
