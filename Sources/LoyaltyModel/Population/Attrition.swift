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
    /// When a customer leaves, in days.
    ///
    /// - Parameter latent: the latent hazard, probability or scale that a copula chose, in the model's own unit; nil
    ///   to draw it from the customer's own stream.
    func trait(
        of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler, latent: Double?, unitDays: Double
    ) -> AttritionTrait {
        let stream = luck.stream(customer, .attritionTrait, 0)
        switch self {
        case .exponentialGamma(let model):
            let hazard = latent ?? model.hazard(stream, sampler)
            return .exponential(rate: min(CustomerTraits.largest, hazard / unitDays))
        case .betaGeometric(let model):
            let p = latent ?? model.probability(stream, sampler)
            return .coin(hazard: Self.hazard(ofProbability: p), afterFirst: false)
        case .modifiedBetaGeometric(let model):
            let p = latent ?? model.probability(stream, sampler)
            return .coin(hazard: Self.hazard(ofProbability: p), afterFirst: true)
        case .gompertzGamma(let model):
            let scale = latent ?? model.scale(stream, sampler)
            return .gompertz(scale: min(CustomerTraits.largest, scale), growth: model.b / unitDays)
        case .contract(let model):
            let p = latent ?? model.probability(stream, sampler)
            return .contract(hazard: Self.hazard(ofProbability: p), period: model.period * unitDays)
        case .none:
            return .never
        }
    }

    /// The latent value that a share `u` in (0, 1) of the customers stays below: near 1 they leave soon. Zero where
    /// nobody leaves.
    func latent(quantile u: Double) -> Double {
        switch self {
        case .exponentialGamma(let model): model.hazard(quantile: u)
        case .betaGeometric(let model): model.probability(quantile: u)
        case .modifiedBetaGeometric(let model): model.probability(quantile: u)
        case .gompertzGamma(let model): model.scale(quantile: u)
        case .contract(let model): model.probability(quantile: u)
        case .none: 0
        }
    }

    /// −ln(1 − p): an Exp(1) draw falls below it with probability p. Infinite where p is 1.
    private static func hazard(ofProbability p: Double) -> Double { -log1p(-min(1, p)) }
}
