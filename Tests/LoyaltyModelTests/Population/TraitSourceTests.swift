import Foundation
import LoyaltyModel
import Testing

@Suite("Trait source")
struct TraitSourceTests {
    static let customers = 20_000

    static let purchases: [PurchaseTiming] = [
        .poissonGamma(PoissonGamma(r: 0.243, alpha: 4.414)),
        .erlangGamma(ErlangGamma(k: 3, r: 2, alpha: 1.5)),
        .gammaGammaGaps(GammaGammaGaps(t: 1.7, gamma: 0.8, r: 0.6, alpha: 5)),
        .fixed(FixedRate(rate: 0.5)),
        .lognormal(LognormalRate(mean: 0.4, sigma: 0.9)),
    ]
    static let attritions: [Attrition] = [
        .exponentialGamma(ExponentialGamma(s: 0.606, beta: 11.669)),
        .betaGeometric(BetaGeometric(a: 0.793, b: 2.426)),
        .modifiedBetaGeometric(ModifiedBetaGeometric(a: 0.891, b: 1.614)),
        .gompertzGamma(GompertzGamma(b: 0.02, s: 0.7, beta: 1.3)),
        .contract(ContractRenewal(alpha: 0.704, beta: 1.182, period: 52)),
        .none,
    ]
    static let baskets: [Basket] = [
        .gammaGamma(GammaGamma(p: 6.25, q: 3.74, gamma: 15.44)),
        .lognormal(LognormalBasket(mean: 30, between: 0.6, within: 0.4)),
        .fixed(FixedBasket(amount: 12.5)),
    ]

    static func segment(
        _ purchase: PurchaseTiming = purchases[0], _ attrition: Attrition = attritions[1],
        _ basket: Basket = baskets[0], sensitivity: Multiplier = .lognormal(mean: 1, sigma: 0.5),
        dependence: Dependence? = nil
    ) -> Segment {
        Segment(
            name: "all", share: 1, purchase: purchase, attrition: attrition, basket: basket,
            marginMillionths: 300_000, rewardSensitivity: sensitivity, dependence: dependence)
    }

    static func draw(_ segment: Segment, _ count: Int = customers, _ opening: Luck.Opening = .real)
        -> [CustomerTraits]
    {
        let source = TraitSource(segment: segment, unitDays: 7, minorPerMajor: 100)
        let luck = Luck(seed: 11, replication: 1, opening: opening)
        let sampler = Sampler()
        return (0..<count).map { source.traits(of: .base($0), luck: luck, sampler: sampler) }
    }

    /// The share of customers with a smaller latent value, by the model's own distribution function.
    /// Nil where the latent value does not vary.
    static func probability(_ trait: PurchaseTrait, _ model: PurchaseTiming) -> Double? {
        let rate = trait.phaseRate * 7
        return switch model {
        case .poissonGamma(let m): Distribution.gammaProbability(rate, shape: m.r, scale: 1 / m.alpha)
        case .erlangGamma(let m): Distribution.gammaProbability(rate, shape: m.r, scale: 1 / m.alpha)
        case .gammaGammaGaps(let m): Distribution.gammaProbability(rate / trait.shape, shape: m.r, scale: 1 / m.alpha)
        case .lognormal(let m):
            Distribution.normalProbability((log(rate / m.mean) + m.sigma * m.sigma / 2) / m.sigma)
        case .fixed: nil
        }
    }

    static func probability(_ trait: AttritionTrait, _ model: Attrition) -> Double? {
        switch (trait, model) {
        case (.exponential(let rate), .exponentialGamma(let m)):
            Distribution.gammaProbability(rate * 7, shape: m.s, scale: 1 / m.beta)
        case (.coin(let hazard, false), .betaGeometric(let m)): Distribution.betaProbability(-expm1(-hazard), m.a, m.b)
        case (.coin(let hazard, true), .modifiedBetaGeometric(let m)):
            Distribution.betaProbability(-expm1(-hazard), m.a, m.b)
        case (.gompertz(let scale, _), .gompertzGamma(let m)):
            Distribution.gammaProbability(scale, shape: m.s, scale: 1 / m.beta)
        case (.contract(let hazard, _), .contract(let m)):
            Distribution.betaProbability(-expm1(-hazard), m.alpha, m.beta)
        case (.never, .none): nil
        default: .nan
        }
    }

    static func probability(_ trait: BasketTrait, _ model: Basket) -> Double? {
        let mean = trait.mean / 100
        return switch model {
        case .gammaGamma(let m): 1 - Distribution.gammaProbability(m.p / mean, shape: m.q, scale: 1 / m.gamma)
        case .lognormal(let m):
            Distribution.normalProbability((log(mean / m.mean) + m.between * m.between / 2) / m.between)
        case .fixed: nil
        }
    }

    /// Probabilities that ought to be uniform: mean 1/2 and mean square 1/3, each within 4 standard errors.
    static func expectUniform(_ probabilities: [Double], _ what: String) {
        let first = standardErrors(probabilities, from: 1.0 / 2)
        let second = standardErrors(probabilities.map { $0 * $0 }, from: 1.0 / 3)
        #expect(first < 4 && second < 4, "\(what): \(first) and \(second) standard errors from a uniform")
    }

    static let dependence = Dependence(
        purchaseAttrition: -0.4, purchaseBasket: 0.3, purchaseSensitivity: 0.2, attritionBasket: -0.25,
        attritionSensitivity: 0.1, basketSensitivity: -0.3)

    @Test(
        "draws every latent trait from its model's distribution, with a copula and without", arguments: [false, true])
    func marginals(copula: Bool) {
        let dependence = copula ? Self.dependence : nil
        for model in Self.purchases {
            let p = Self.draw(Self.segment(model, dependence: dependence))
                .compactMap { Self.probability($0.purchase, model) }
            if !p.isEmpty { Self.expectUniform(p, "\(model)") }
        }
        for model in Self.attritions {
            let p = Self.draw(Self.segment(Self.purchases[0], model, dependence: dependence))
                .compactMap { Self.probability($0.attrition, model) }
            if !p.isEmpty { Self.expectUniform(p, "\(model)") }
        }
        for model in Self.baskets {
            let segment = Self.segment(Self.purchases[0], Self.attritions[0], model, dependence: dependence)
            let p = Self.draw(segment).compactMap { Self.probability($0.basket, model) }
            if !p.isEmpty { Self.expectUniform(p, "\(model)") }
        }
        let sensitivities = Self.draw(Self.segment(dependence: dependence)).map(\.rewardSensitivity)
        #expect(standardErrors(sensitivities, from: 1) < 4)
    }

    @Test("draws the regularity of a gamma-gamma-gaps buyer from its own gamma")
    func regularity() {
        let shapes = Self.draw(Self.segment(Self.purchases[2])).map(\.purchase.shape)
        Self.expectUniform(
            shapes.map { Distribution.gammaProbability($0, shape: 1.7, scale: 1 / 0.8) }, "regularity")
    }

    @Test("turns a time unit into days and money into minor units")
    func units() {
        let segment = Self.segment(
            .fixed(FixedRate(rate: 0.5)), .contract(ContractRenewal(alpha: 1, beta: 2, period: 4)),
            .fixed(FixedBasket(amount: 12.5)), sensitivity: .fixed(0.7))
        let traits = Self.draw(segment, 1)[0]
        #expect(traits.purchase == PurchaseTrait(phaseRate: 0.5 / 7, shape: 1))
        #expect(traits.basket == BasketTrait(mean: 1250, spread: .fixed))
        #expect(traits.rewardSensitivity == 0.7)
        guard case .contract(_, let period) = traits.attrition else {
            Issue.record("\(traits.attrition)")
            return
        }
        #expect(period == 28)
    }

    /// In a Gaussian copula the grade correlation is 6/π asin(ρ/2): Kruskal, "Ordinal measures of association" (1958).
    @Test("gives every pair of traits the rank correlation of its copula, with the stated signs")
    func rankCorrelations() {
        let traits = Self.draw(Self.segment(dependence: Self.dependence))
        let grades: [[Double]] = [
            traits.compactMap { Self.probability($0.purchase, Self.purchases[0]) },
            traits.compactMap { Self.probability($0.attrition, Self.attritions[1]) },
            traits.compactMap { Self.probability($0.basket, Self.baskets[0]) },
            traits.map { Distribution.normalProbability((log($0.rewardSensitivity) + 0.125) / 0.5) },
        ]
        let d = Self.dependence
        let pairs = [
            (0, 1, d.purchaseAttrition), (0, 2, d.purchaseBasket), (0, 3, d.purchaseSensitivity),
            (1, 2, d.attritionBasket), (1, 3, d.attritionSensitivity), (2, 3, d.basketSensitivity),
        ]
        for (i, j, rho) in pairs {
            let products = zip(grades[i], grades[j]).map { 12 * ($0 - 0.5) * ($1 - 0.5) }
            let expected = 6 / Double.pi * asin(rho / 2)
            #expect(standardErrors(products, from: expected) < 4, "traits \(i) and \(j), correlation \(rho)")
        }
    }

    @Test("never gives NaN or more than its limit, however the luck opens and however small the shapes")
    func hostileLuck() {
        let tiny = 1e-3
        let purchases =
            Self.purchases + [
                .poissonGamma(PoissonGamma(r: tiny, alpha: tiny)),
                .gammaGammaGaps(GammaGammaGaps(t: tiny, gamma: 1 / tiny, r: tiny, alpha: 1 / tiny)),
                .lognormal(LognormalRate(mean: 1, sigma: 30)),
            ]
        let attritions =
            Self.attritions + [
                .betaGeometric(BetaGeometric(a: tiny, b: tiny)), .betaGeometric(BetaGeometric(a: 1e3, b: tiny)),
                .exponentialGamma(ExponentialGamma(s: tiny, beta: tiny)),
                .gompertzGamma(GompertzGamma(b: tiny, s: tiny, beta: tiny)),
            ]
        let baskets = Self.baskets + [.gammaGamma(GammaGamma(p: tiny, q: tiny, gamma: tiny))]
        let sampler = Sampler()
        for opening in Luck.Opening.allCases {
            let luck = Luck(seed: 3, replication: 1, opening: opening)
            // Traits do not touch each other, so every model once is enough.
            for i in 0..<max(purchases.count, attritions.count, baskets.count) {
                for dependence in [nil, Self.dependence] {
                    let segment = Self.segment(
                        purchases[i % purchases.count], attritions[i % attritions.count], baskets[i % baskets.count],
                        dependence: dependence)
                    for (index, traits) in Self.draw(segment, 3, opening).enumerated() {
                        let draws = (1...3).flatMap {
                            [
                                traits.purchase.gap(.base(index), $0, luck, sampler),
                                traits.basket.amount(.base(index), $0, luck, sampler),
                            ]
                        }
                        #expect(
                            Self.isSound(traits) && draws.allSatisfy { (0...CustomerTraits.largest).contains($0) },
                            "\(opening) \(segment) \(traits) \(draws)")
                    }
                }
            }
        }
    }

    static func isSound(_ traits: CustomerTraits) -> Bool {
        let range = 0...CustomerTraits.largest
        let attrition =
            switch traits.attrition {
            case .never: true
            case .coin(let hazard, _): hazard >= 0
            case .exponential(let rate): range.contains(rate)
            case .gompertz(let scale, let growth): range.contains(scale) && range.contains(growth)
            case .contract(let hazard, let period): hazard >= 0 && period > 0
            }
        return attrition && range.contains(traits.purchase.phaseRate) && traits.purchase.shape > 0
            && range.contains(traits.purchase.purchasesPerDay) && range.contains(traits.basket.mean)
            && range.contains(traits.rewardSensitivity)
    }

    @Test("refuses correlations that no normals can have")
    func impossibleCorrelations() {
        #expect(Self.dependence.isPositiveDefinite)
        #expect(
            Dependence(purchaseAttrition: 0.9, purchaseBasket: 0.9, attritionBasket: -0.9).isPositiveDefinite == false)
        #expect(Dependence(purchaseAttrition: 1).isPositiveDefinite == false)
    }

    @Test("gaps and baskets have the mean and variance of their trait")
    func gapsAndBaskets() {
        let luck = Luck(seed: 5, replication: 2)
        let sampler = Sampler()
        for shape in [0.3, 1, 2, 5.5] {
            let trait = PurchaseTrait(phaseRate: 1, shape: shape)
            let gaps = (0..<Self.customers).map { trait.gap(.base(7), $0, luck, sampler) }
            #expect(standardErrors(gaps, from: shape) < 4, "shape \(shape)")
            #expect(standardErrors(gaps.map { ($0 - shape) * ($0 - shape) }, from: shape) < 4, "shape \(shape)")
        }
        let spreads: [(BasketTrait.Spread, variance: Double)] = [
            (.gamma(shape: 6.25), 2500 * 2500 / 6.25), (.lognormal(sigma: 0.4), 2500 * 2500 * expm1(0.16)), (.fixed, 0),
        ]
        for (spread, variance) in spreads {
            let trait = BasketTrait(mean: 2500, spread: spread)
            let amounts = (0..<Self.customers).map { trait.amount(.base(7), $0, luck, sampler) }
            #expect(standardErrors(amounts, from: 2500) < 4, "\(spread)")
            #expect(standardErrors(amounts.map { ($0 - 2500) * ($0 - 2500) }, from: variance) < 4, "\(spread)")
        }
    }
}
