/// The purchase-timing models: one case, one file of the same name.
public enum PurchaseTiming: Sendable, Hashable {
    case poissonGamma(PoissonGamma)
    case erlangGamma(ErlangGamma)
    case gammaGammaGaps(GammaGammaGaps)
    case fixed(FixedRate)
    case lognormal(LognormalRate)
}

extension PurchaseTiming {
    /// A customer's clock, per day: from the quantile of the rate that a copula chose, or else from the customer's
    /// own streams.
    func trait(
        of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler, quantile: Double?, unitDays: Double
    ) -> PurchaseTrait {
        let stream = luck.stream(customer, .purchaseRate, 0)
        func trait(_ phaseRate: Double, shape: Double) -> PurchaseTrait {
            PurchaseTrait(phaseRate: min(CustomerTraits.largest, phaseRate / unitDays), shape: shape)
        }
        switch self {
        case .poissonGamma(let model):
            return trait(quantile.map(model.rate(quantile:)) ?? model.rate(stream, sampler), shape: 1)
        case .erlangGamma(let model):
            let phaseRate = quantile.map(model.phaseRate(quantile:)) ?? model.phaseRate(stream, sampler)
            return trait(phaseRate, shape: Double(model.k))
        case .gammaGammaGaps(let model):
            let regularity = model.regularity(luck.stream(customer, .regularity, 0), sampler)
            let rate = quantile.map(model.rate(quantile:)) ?? model.rate(stream, sampler)
            return trait(regularity * rate, shape: regularity)
        case .fixed(let model):
            return trait(model.rate, shape: 1)
        case .lognormal(let model):
            return trait(quantile.map(model.rate(quantile:)) ?? model.rate(stream, sampler), shape: 1)
        }
    }
}
