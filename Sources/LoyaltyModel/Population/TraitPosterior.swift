import Foundation

/// What is known of a customer of a segment once a history has been seen: the chance that the customer is still there,
/// and the latent traits of those who are.
///
/// The gamma, beta and gamma-gamma models are conjugate, so the traits of who is still there have distributions of the
/// same kinds: rates Gamma(r + x, α + T), coins Beta(a, b + coins), hazards Gamma(s, β + T), spend rates
/// Gamma(q + p n, γ + n z̄). Of Erlang gaps the one under way is in one of k phases, each with a weight.
/// Sources: those of the models, ``BetaGeometricNBD`` and its neighbours.
struct TraitPosterior: Sendable {
    private let purchase: PurchaseTiming
    private let attrition: Attrition
    private let basket: Basket
    /// Rates as a gamma distribution of phases, one phase a gap but for Erlang's.
    private let phases: ErlangGamma
    private let base: CustomerBaseModel

    /// Shape of a gamma distribution that stands for one rate: its spread is 10⁻⁴ of it.
    private static let narrow = 1e8

    /// - Throws: ``NoPosterior`` for models whose posterior has no simple form.
    init(_ segment: Segment) throws(NoPosterior) {
        (purchase, attrition, basket) = (segment.purchase, segment.attrition, segment.basket)
        switch purchase {
        case .poissonGamma(let model): phases = ErlangGamma(k: 1, r: model.r, alpha: model.alpha)
        case .erlangGamma(let model): phases = model
        case .fixed(let model):
            let rate = max(model.rate, .leastNormalMagnitude)
            phases = ErlangGamma(k: 1, r: Self.narrow, alpha: Self.narrow / rate)
        case .gammaGammaGaps: throw NoPosterior(models: "purchase gamma-gamma-gaps")
        case .lognormal: throw NoPosterior(models: "purchase lognormal")
        }
        let rates = PoissonGamma(r: phases.r, alpha: phases.alpha)
        switch attrition {
        case .none: base = .nbd(NBD(rates))
        case .betaGeometric(let coin): base = .betaGeometricErlang(BetaGeometricCNBD(phases, coin))
        case .modifiedBetaGeometric(let coin): base = .betaGeometricErlang(BetaGeometricCNBD(phases, coin))
        case .exponentialGamma(let model) where phases.k == 1: base = .pareto(ParetoNBD(rates, model))
        case .gompertzGamma(let model) where phases.k == 1: base = .gompertz(GompertzNBD(rates, model))
        case .exponentialGamma: throw NoPosterior(models: "purchase erlang-gamma with attrition exponential-gamma")
        case .gompertzGamma: throw NoPosterior(models: "purchase erlang-gamma with attrition gompertz-gamma")
        case .contract: throw NoPosterior(models: "attrition contract")
        }
    }

    /// P(alive | x, t_x, T).
    func aliveProbability(_ history: PurchaseHistory) -> Double {
        // It throws only where special functions do, which the parameters of a document rule out.
        (try? base.aliveProbability(history)) ?? 1
    }

    /// Phases of the gap under way that lie behind a customer who is still there; `uniform` in (0, 1) decides.
    func phasesDone(_ history: PurchaseHistory, _ uniform: Double) -> Int {
        guard phases.k > 1 else { return 0 }
        let weights = phases.phaseWeights(history)
        var rest = uniform * weights.reduce(0, +)
        for (phase, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return phase }
        }
        return weights.count - 1
    }

    /// The latent rate, of phases under Erlang gaps, in the model's own unit.
    func rate(
        _ history: PurchaseHistory, phasesDone: Int, _ stream: LuckStream, _ sampler: borrowing Sampler
    ) -> Double {
        if case .fixed(let model) = purchase { return model.rate }
        let shape = phases.r + Double(phases.k * history.repeats + phasesDone)
        return sampler.gamma(shape: shape, scale: 1 / (phases.alpha + history.age), stream)
    }

    /// The latent hazard, probability or scale as ``Attrition`` has it, of one who is still there; 0 where nobody leaves.
    func leaving(_ history: PurchaseHistory, _ stream: LuckStream, _ sampler: borrowing Sampler) -> Double {
        let repeats = Double(history.repeats)
        switch attrition {
        case .none, .contract: return 0
        case .betaGeometric(let coin): return sampler.beta(coin.a, coin.b + repeats, stream)
        case .modifiedBetaGeometric(let coin): return sampler.beta(coin.a, coin.b + repeats + 1, stream)
        case .exponentialGamma(let model):
            return sampler.gamma(shape: model.s, scale: 1 / (model.beta + history.age), stream)
        case .gompertzGamma(let model):
            return sampler.gamma(shape: model.s, scale: 1 / (model.beta + expm1(model.b * history.age)), stream)
        }
    }

    /// The customer's mean basket, major units.
    func meanBasket(
        paid: Int, average: Double, _ stream: LuckStream, _ sampler: borrowing Sampler
    ) -> Double {
        let count = Double(paid)
        switch basket {
        case .gammaGamma(let model):
            let rate = sampler.gamma(
                shape: model.q + model.p * count, scale: 1 / (model.gamma + count * average), stream)
            return model.p / rate
        case .lognormal(let model):
            let seen = model.posterior(count: paid, average: average)
            return exp(seen.mean + seen.variance.squareRoot() * sampler.normal(stream))
        case .fixed(let model): return model.amount
        }
    }
}

/// Models of a segment for which no present state of known customers can be drawn.
public struct NoPosterior: Error, Sendable, Hashable {
    /// As a document names them.
    public let models: String
}
