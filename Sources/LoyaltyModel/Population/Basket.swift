/// The basket models: one case, one file of the same name.
public enum Basket: Sendable, Hashable {
    case gammaGamma(GammaGamma)
    case lognormal(LognormalBasket)
    case fixed(FixedBasket)
}

extension Basket {
    /// A customer's baskets, minor units: from the quantile of the mean that a copula chose, or else from the
    /// customer's own stream.
    func trait(
        of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler, quantile: Double?, minorPerMajor: Double
    ) -> BasketTrait {
        let stream = luck.stream(customer, .basketLevel, 0)
        func trait(_ mean: Double, _ spread: BasketTrait.Spread) -> BasketTrait {
            BasketTrait(mean: min(CustomerTraits.largest, mean * minorPerMajor), spread: spread)
        }
        switch self {
        case .gammaGamma(let model):
            let mean = quantile.map(model.customerMean(quantile:)) ?? model.customerMean(stream, sampler)
            return trait(mean, .gamma(shape: model.p))
        case .lognormal(let model):
            let mean = quantile.map(model.customerMean(quantile:)) ?? model.customerMean(stream, sampler)
            return trait(mean, .lognormal(sigma: model.within))
        case .fixed(let model):
            return trait(model.amount, .fixed)
        }
    }
}
