/// The basket models: one case, one file of the same name.
public enum Basket: Sendable, Hashable {
    case gammaGamma(GammaGamma)
    case lognormal(LognormalBasket)
    case fixed(FixedBasket)
}

extension Basket {
    /// The mean of all customers' mean baskets, major units; infinite where there is none.
    public var mean: Double {
        switch self {
        case .gammaGamma(let model): model.mean
        case .lognormal(let model): model.mean
        case .fixed(let model): model.amount
        }
    }

    /// A customer's baskets, minor units.
    ///
    /// - Parameter latent: the customer's mean basket that a copula chose, major units; nil to draw it from the
    ///   customer's own stream.
    func trait(
        of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler, latent: Double?, minorPerMajor: Double
    ) -> BasketTrait {
        let stream = luck.stream(customer, .basketLevel, 0)
        func trait(_ mean: Double, _ spread: BasketTrait.Spread) -> BasketTrait {
            BasketTrait(mean: min(CustomerTraits.largest, mean * minorPerMajor), spread: spread)
        }
        switch self {
        case .gammaGamma(let model):
            return trait(latent ?? model.customerMean(stream, sampler), .gamma(shape: model.p))
        case .lognormal(let model):
            return trait(latent ?? model.customerMean(stream, sampler), .lognormal(sigma: model.within))
        case .fixed(let model):
            return trait(model.amount, .fixed)
        }
    }

    /// The mean basket that a share `u` in (0, 1) of the customers stays below, major units.
    func latent(quantile u: Double) -> Double {
        switch self {
        case .gammaGamma(let model): model.customerMean(quantile: u)
        case .lognormal(let model): model.customerMean(quantile: u)
        case .fixed(let model): model.amount
        }
    }
}
