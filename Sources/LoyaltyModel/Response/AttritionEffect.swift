/// A member's attrition hazard is multiplied by h = exp(−elasticity × ln(1 + v) + frustration).
public struct AttritionEffect: Sendable, Hashable {
    /// What a coin after a purchase means when the purchase clock runs faster.
    public enum Basis: String, CaseIterable, Sendable {
        /// Attrition per unit of time stays: the coin's hazard is multiplied by h ÷ m, m the rate multiplier. The
        /// survival of whole gaps stays exactly; the mean life in days moves a little, since coins fall oftener.
        case perTime = "per-time"
        /// Attrition per purchase stays: the coin's hazard is multiplied by h alone; a faster clock then mostly
        /// brings the same purchases forward.
        case perPurchase = "per-purchase"
    }

    /// Positive means that perceived value keeps customers.
    public var elasticity: Double
    public var basis: Basis

    public init(elasticity: Double = 0, basis: Basis = .perTime) {
        self.elasticity = elasticity
        self.basis = basis
    }
}
