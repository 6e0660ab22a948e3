import Foundation

/// The attrition models: one case, one file of the same name.
public enum Attrition: Sendable, Hashable {
    case exponentialGamma(ExponentialGamma)
    case betaGeometric(BetaGeometric)
    case modifiedBetaGeometric(ModifiedBetaGeometric)
    case gompertzGamma(GompertzGamma)
    case contract(ContractRenewal)
    case none
}

extension Attrition {
    /// When a customer leaves: from the quantile that a copula chose (near 1: soon), or else from the customer's
    /// own stream.
    func trait(
        of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler, quantile: Double?, unitDays: Double
    ) -> AttritionTrait {
        let stream = luck.stream(customer, .attritionTrait, 0)
        switch self {
        case .exponentialGamma(let model):
            let hazard = quantile.map(model.hazard(quantile:)) ?? model.hazard(stream, sampler)
            return .exponential(rate: min(CustomerTraits.largest, hazard / unitDays))
        case .betaGeometric(let model):
            let p = quantile.map(model.probability(quantile:)) ?? model.probability(stream, sampler)
            return .coin(hazard: Self.hazard(ofProbability: p), afterFirst: false)
        case .modifiedBetaGeometric(let model):
            let p = quantile.map(model.probability(quantile:)) ?? model.probability(stream, sampler)
            return .coin(hazard: Self.hazard(ofProbability: p), afterFirst: true)
        case .gompertzGamma(let model):
            let scale = quantile.map(model.scale(quantile:)) ?? model.scale(stream, sampler)
            return .gompertz(scale: min(CustomerTraits.largest, scale), growth: model.b / unitDays)
        case .contract(let model):
            let p = quantile.map(model.probability(quantile:)) ?? model.probability(stream, sampler)
            return .contract(hazard: Self.hazard(ofProbability: p), period: model.period * unitDays)
        case .none:
            return .never
        }
    }

    /// −ln(1 − p): an Exp(1) draw falls below it with probability p. Infinite where p is 1.
    private static func hazard(ofProbability p: Double) -> Double { -log1p(-min(1, p)) }
}
