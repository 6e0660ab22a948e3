/// Draws the latent traits of a segment's customers; rates become per day and money minor units here.
///
/// Traits are independent and come from GSL's samplers reading each trait's own addressed stream, unless the segment
/// has a Gaussian copula: then four correlated normals, one per trait, are turned into quantiles of the same
/// distributions. Source: R. B. Nelsen, "An Introduction to Copulas", 2nd edition (2006), section 2.3.
public struct TraitSource: Sendable {
    private let purchase: PurchaseTiming
    private let attrition: Attrition
    private let basket: Basket
    private let rewardSensitivity: RewardSensitivity
    private let unitDays: Double
    private let minorPerMajor: Double
    private let copula: CholeskyFactor?

    /// - Parameters:
    ///   - unitDays: days in the time unit of the segment's rates.
    ///   - minorPerMajor: minor units of money in a major one.
    /// - Precondition: the segment's dependence, if any, is positive definite (``Dependence/isPositiveDefinite``).
    public init(segment: Segment, unitDays: Double, minorPerMajor: Double) {
        purchase = segment.purchase
        attrition = segment.attrition
        basket = segment.basket
        rewardSensitivity = segment.rewardSensitivity
        self.unitDays = unitDays
        self.minorPerMajor = minorPerMajor
        copula = segment.dependence.flatMap { CholeskyFactor($0.matrix) }
        precondition((copula == nil) == (segment.dependence == nil), "correlations are positive definite")
    }

    /// The traits of one customer: the same in every arm, worker and shard. Never NaN; only the hazard of a coin may
    /// be infinite.
    public func traits(of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler) -> CustomerTraits {
        let quantiles: SIMD4<Double>? =
            if let copula { Self.quantiles(of: customer, copula: copula, luck: luck, sampler: sampler) } else { nil }
        return CustomerTraits(
            purchase: purchase.trait(
                of: customer, luck: luck, sampler: sampler, quantile: quantiles?[0], unitDays: unitDays),
            attrition: attrition.trait(
                of: customer, luck: luck, sampler: sampler, quantile: quantiles?[1], unitDays: unitDays),
            basket: basket.trait(
                of: customer, luck: luck, sampler: sampler, quantile: quantiles?[2], minorPerMajor: minorPerMajor),
            rewardSensitivity: rewardSensitivity.value(
                of: customer, luck: luck, sampler: sampler, quantile: quantiles?[3]))
    }

    /// Quantiles in (0, 1) of purchase rate, attrition, basket and reward sensitivity.
    private static func quantiles(
        of customer: CustomerKey, copula: CholeskyFactor, luck: Luck, sampler: borrowing Sampler
    ) -> SIMD4<Double> {
        var normals = SIMD4<Double>.zero
        for trait in 0..<4 { normals[trait] = sampler.normal(luck.stream(customer, .copula, trait)) }
        let correlated = copula.correlated(normals)
        var quantiles = SIMD4<Double>.zero
        // Beyond 8.2 standard deviations the probability rounds to 1, which is the quantile of no number.
        for trait in 0..<4 {
            quantiles[trait] = min(1 - 0x1p-53, Distribution.normalProbability(correlated[trait]))
        }
        return quantiles
    }
}
