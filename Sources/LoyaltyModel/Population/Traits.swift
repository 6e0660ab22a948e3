import Foundation

/// How a customer's purchase clock runs with no program: gaps are Gamma(`shape`, 1) in units of the clock,
/// and the clock runs at `phaseRate` a day. Shape 1 is the exponential gap.
public struct PurchaseTrait: Sendable, Hashable {
    /// Units of the purchase clock per day; never negative.
    public var phaseRate: Double
    /// Gamma shape of a gap; 1 for Poisson purchases.
    public var shape: Double

    public init(phaseRate: Double, shape: Double) {
        self.phaseRate = phaseRate
        self.shape = shape
    }

    /// Mean purchases a day in a month of mean season.
    public var purchasesPerDay: Double { phaseRate / shape }
}

/// When a customer leaves for good with no program.
public enum AttritionTrait: Sendable, Hashable {
    case never
    /// A coin after each purchase: leaves when an Exp(1) draw falls below `hazard` = −ln(1 − p);
    /// the coin after the very first purchase is tossed only where `afterFirst`.
    case coin(hazard: Double, afterFirst: Bool)
    /// A constant hazard a day, running from arrival.
    case exponential(rate: Double)
    /// Hazard `scale * growth * exp(growth * age)` a day, age in days since arrival.
    case gompertz(scale: Double, growth: Double)
    /// A coin at each renewal, every `period` days after arrival: leaves when an Exp(1) draw falls below `hazard`.
    case contract(hazard: Double, period: Double)
}

/// How large a customer's baskets are with no program, in minor units of money.
public struct BasketTrait: Sendable, Hashable {
    /// How one basket varies around the customer's mean.
    public enum Spread: Sendable, Hashable {
        case fixed
        /// Gamma with this shape.
        case gamma(shape: Double)
        /// Lognormal with this standard deviation of the logarithm.
        case lognormal(sigma: Double)
    }

    /// The customer's mean basket, minor units.
    public var mean: Double
    public var spread: Spread

    public init(mean: Double, spread: Spread) {
        self.mean = mean
        self.spread = spread
    }
}

extension PurchaseTrait {
    /// The gap before purchase `occurrence`, in units of the purchase clock: never negative, the same in every arm.
    @inline(__always)
    public func gap(
        _ customer: CustomerKey, _ occurrence: Int, _ luck: Luck, _ sampler: borrowing Sampler
    ) -> Double {
        shape == 1
            ? -Logarithm.of(luck.uniform(customer, .gap, occurrence))
            : sampler.gamma(shape: shape, scale: 1, luck.stream(customer, .gap, occurrence))
    }
}

extension BasketTrait {
    /// The basket of purchase `occurrence`, minor units, not rounded: in 0...``CustomerTraits/largest``.
    @inline(__always)
    public func amount(
        _ customer: CustomerKey, _ occurrence: Int, _ luck: Luck, _ sampler: borrowing Sampler
    ) -> Double {
        switch spread {
        case .fixed:
            return mean
        case .gamma(let shape):
            let draw = sampler.gamma(shape: shape, scale: mean / shape, luck.stream(customer, .basket, occurrence))
            return min(CustomerTraits.largest, draw)
        case .lognormal(let sigma):
            let z = sampler.normal(luck.stream(customer, .basket, occurrence))
            return min(CustomerTraits.largest, mean * exp(sigma * z - sigma * sigma / 2))
        }
    }
}

/// Everything about one customer that does not change over time and that no program touches.
public struct CustomerTraits: Sendable, Hashable {
    public var purchase: PurchaseTrait
    public var attrition: AttritionTrait
    public var basket: BasketTrait
    /// Multiplies every reward-driven effect.
    public var rewardSensitivity: Double
    /// Multiplies the pull of the next reward.
    public var goalGradient = 1.0
    /// Multiplies the effects of status.
    public var statusSensitivity = 1.0
    /// Multiplies what effort takes from the will to join.
    public var effortAversion = 1.0
    /// Multiplies how much mail a member bears before it tires.
    public var mailTolerance = 1.0
    /// Exponent on the propensity to redeem.
    public var stockpiling = 1.0
    /// Whether a program's cause moves the customer.
    public var causeAffinity = false
    /// Whether play moves the customer; asked only where a program plays.
    public var playAffinity = false
    /// Where the customer meets the company.
    public var channel = Channel.store

    public init(
        purchase: PurchaseTrait, attrition: AttritionTrait, basket: BasketTrait, rewardSensitivity: Double
    ) {
        self.purchase = purchase
        self.attrition = attrition
        self.basket = basket
        self.rewardSensitivity = rewardSensitivity
    }

    /// Where latent rates a day, means and single baskets in minor units, and sensitivities stop: heavy tails reach
    /// infinity, and infinity times zero is no number. A basket of this size still fits 9 000 times into 64 bits.
    public static let largest = 1e15
}
