/// Draws the latent traits of a segment's customers; rates become per day and money minor units here.
///
/// Traits are independent, each drawn from its own addressed stream, unless the segment has a Gaussian copula: then
/// four correlated normals, one per trait, are turned into quantiles of the same distributions. Source: R. B. Nelsen,
/// "An Introduction to Copulas", 2nd edition (2006), section 2.3.
public struct TraitSource: Sendable {
    private let purchase: PurchaseTiming
    private let attrition: Attrition
    private let basket: Basket
    private let rewardSensitivity: Multiplier
    private let responseTraits: ResponseTraits
    /// Whether there is anything to draw of them.
    private let hasResponseTraits: Bool
    private let plays: Bool
    private let unitDays: Double
    private let minorPerMajor: Double
    private let copula: Copula?

    /// With a dependence it takes about ten milliseconds, to tabulate the quantiles.
    ///
    /// - Parameters:
    ///   - unitDays: days in the time unit of the segment's rates.
    ///   - minorPerMajor: minor units of money in a major one.
    ///   - plays: whether some program plays, so that customers must be asked whether play moves them.
    /// - Precondition: the segment's dependence, if any, is positive definite (``Dependence/isPositiveDefinite``).
    public init(segment: Segment, unitDays: Double, minorPerMajor: Double, plays: Bool = false) {
        purchase = segment.purchase
        attrition = segment.attrition
        basket = segment.basket
        rewardSensitivity = segment.rewardSensitivity
        responseTraits = segment.responseTraits
        hasResponseTraits = plays || !segment.responseTraits.isPlain
        self.plays = plays
        self.unitDays = unitDays
        self.minorPerMajor = minorPerMajor
        copula = segment.dependence.map { Copula(segment, $0) }
    }

    /// The traits of one customer: the same in every arm, worker and shard. Never NaN; only the hazard of a coin may
    /// be infinite.
    public func traits(of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler) -> CustomerTraits {
        let latent: SIMD4<Double>? =
            if let copula { copula.latent(of: customer, luck: luck, sampler: sampler) } else { nil }
        var traits = CustomerTraits(
            purchase: purchase.trait(
                of: customer, luck: luck, sampler: sampler, latent: latent?[0], unitDays: unitDays),
            attrition: attrition.trait(
                of: customer, luck: luck, sampler: sampler, latent: latent?[1], unitDays: unitDays),
            basket: basket.trait(
                of: customer, luck: luck, sampler: sampler, latent: latent?[2], minorPerMajor: minorPerMajor),
            rewardSensitivity: rewardSensitivity.value(
                of: customer, .rewardSensitivity, luck: luck, sampler: sampler, latent: latent?[3]))
        if hasResponseTraits {
            responseTraits.draw(into: &traits, of: customer, luck: luck, sampler: sampler, plays: plays)
        }
        return traits
    }

    /// A segment's Gaussian copula with the four distributions it joins.
    struct Copula: Sendable {
        let factor: CholeskyFactor
        /// Of purchase rate, attrition, mean basket and reward sensitivity.
        let tables: [QuantileTable]

        init(_ segment: Segment, _ dependence: Dependence) {
            guard let factor = CholeskyFactor(dependence.matrix) else {
                preconditionFailure("correlations are positive definite")
            }
            self.factor = factor
            tables = [
                QuantileTable(segment.purchase.latent(quantile:)), QuantileTable(segment.attrition.latent(quantile:)),
                QuantileTable(segment.basket.latent(quantile:)),
                QuantileTable(segment.rewardSensitivity.latent(quantile:)),
            ]
        }

        /// A customer's latent values, in the models' own units.
        func latent(of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler) -> SIMD4<Double> {
            var normals = SIMD4<Double>.zero
            for trait in 0..<4 { normals[trait] = sampler.normal(luck.stream(customer, .copula, trait)) }
            let correlated = factor.correlated(normals)
            var latent = SIMD4<Double>.zero
            for trait in 0..<4 { latent[trait] = tables[trait].value(atNormal: correlated[trait]) }
            return latent
        }
    }
}
