/// The purchase-timing models: one case, one file of the same name.
public enum PurchaseTiming: Sendable, Hashable {
    case poissonGamma(PoissonGamma)
    case erlangGamma(ErlangGamma)
    case gammaGammaGaps(GammaGammaGaps)
    case fixed(FixedRate)
    case lognormal(LognormalRate)
}

extension PurchaseTiming {
    /// A customer's clock, per day.
    ///
    /// - Parameter latent: the latent rate that a copula chose, in the model's own unit; nil to draw it from the
    ///   customer's own stream.
    func trait(
        of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler, latent: Double?, unitDays: Double
    ) -> PurchaseTrait {
        let stream = luck.stream(customer, .purchaseRate, 0)
        func trait(_ phaseRate: Double, shape: Double) -> PurchaseTrait {
            PurchaseTrait(phaseRate: min(CustomerTraits.largest, phaseRate / unitDays), shape: shape)
        }
        switch self {
        case .poissonGamma(let model):
            return trait(latent ?? model.rate(stream, sampler), shape: 1)
        case .erlangGamma(let model):
            return trait(latent ?? model.phaseRate(stream, sampler), shape: Double(model.k))
        case .gammaGammaGaps(let model):
            let regularity = model.regularity(luck.stream(customer, .regularity, 0), sampler)
            return trait(regularity * (latent ?? model.rate(stream, sampler)), shape: regularity)
        case .fixed(let model):
            return trait(model.rate, shape: 1)
        case .lognormal(let model):
            return trait(latent ?? model.rate(stream, sampler), shape: 1)
        }
    }

    /// The latent rate that a share `u` in (0, 1) of the customers stays below, in the model's own unit.
    func latent(quantile u: Double) -> Double {
        switch self {
        case .poissonGamma(let model): model.rate(quantile: u)
        case .erlangGamma(let model): model.phaseRate(quantile: u)
        case .gammaGammaGaps(let model): model.rate(quantile: u)
        case .fixed(let model): model.rate
        case .lognormal(let model): model.rate(quantile: u)
        }
    }
}
