/// What coupons do beyond the value that is seen in them.
///
/// A coupon that a member keeps lifts the purchase rate when it is had, and the lift fades: the stock is raised by 1
/// and halves every half-life; effect = lift × reward sensitivity × stock.
public struct OfferEffect: Sendable, Hashable {
    /// Probability that a member keeps a coupon that is handed out, and uses it on the first bill that allows it.
    public var redemption: Double
    /// Effect on the logarithm of the purchase rate per coupon in stock.
    public var lift: Double
    /// Days in which the stock halves.
    public var halfLifeDays: Double

    public init(redemption: Double = 1, lift: Double = 0, halfLifeDays: Double = 7) {
        self.redemption = redemption
        self.lift = lift
        self.halfLifeDays = halfLifeDays
    }
}
