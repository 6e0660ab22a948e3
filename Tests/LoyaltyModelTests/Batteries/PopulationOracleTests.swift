import Foundation
import LoyaltyModel
import Testing

/// The engine with no program against the closed forms of its customer-base models, within 4 standard errors.
@Suite("Population oracles")
struct PopulationOracleTests {
    typealias Reference = CustomerBaseReference

    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let purchase: PurchaseTiming
        let attrition: Attrition
        let seed: UInt64
        let expected: @Sendable (_ weeks: Double) throws -> Double
        /// Probability of a number of repeat purchases in 39 weeks.
        var probability: (@Sendable (_ count: Int) throws -> Double)?
    }

    /// Maximum-likelihood NBD of the CDNOW sample.
    static let nbd = NBD(PoissonGamma(r: 0.3847661358, alpha: 12.07202284))
    static let gompertz = GompertzNBD(
        PoissonGamma(r: 0.553, alpha: 10.578), GompertzGamma(b: 0.02, s: 0.606, beta: 1.3))
    /// Maximum-likelihood (M)BG/CNBD-k of the CDNOW sample with k given.
    static let twoPhases = (
        ErlangGamma(k: 2, r: 0.2269172142, alpha: 1.462919635), BetaGeometric(a: 0.944002254, b: 2.074328871)
    )
    static let threePhases = (
        ErlangGamma(k: 3, r: 0.5329683593, alpha: 1.25819559),
        ModifiedBetaGeometric(a: 1.288663988, b: 1.845209429)
    )
    static let contract = ContractRenewal(alpha: 0.704, beta: 1.182, period: 9)
    static let gaps = GammaGammaGaps(t: 5, gamma: 2, r: 2, alpha: 10)

    static let cases: [Case] = [
        Case(
            description: "BG/NBD", purchase: .poissonGamma(Reference.bg.purchase),
            attrition: .betaGeometric(Reference.bg.attrition), seed: 1,
            expected: { try Reference.bg.expectedPurchases(by: $0) },
            probability: { try Reference.bg.probability(of: $0, by: 39) }),
        Case(
            description: "MBG/NBD", purchase: .poissonGamma(Reference.mbg.purchase),
            attrition: .modifiedBetaGeometric(Reference.mbg.attrition), seed: 2,
            expected: { try Reference.mbg.expectedPurchases(by: $0) },
            probability: { try Reference.mbg.probability(of: $0, by: 39) }),
        Case(
            description: "Pareto/NBD", purchase: .poissonGamma(Reference.pareto.purchase),
            attrition: .exponentialGamma(Reference.pareto.attrition), seed: 3,
            expected: { try Reference.pareto.expectedPurchases(by: $0) },
            probability: { try Reference.pareto.probability(of: $0, by: 39) }),
        Case(
            description: "NBD", purchase: .poissonGamma(nbd.purchase), attrition: .none, seed: 4,
            expected: { nbd.expectedPurchases(by: $0) }, probability: { try nbd.probability(of: $0, by: 39) }),
        Case(
            description: "G/G/NBD", purchase: .poissonGamma(gompertz.purchase),
            attrition: .gompertzGamma(gompertz.attrition), seed: 5,
            expected: { gompertz.expectedPurchases(by: $0) },
            probability: { try gompertz.probability(of: $0, by: 39) }),
        Case(
            description: "BG/CNBD-2", purchase: .erlangGamma(twoPhases.0), attrition: .betaGeometric(twoPhases.1),
            seed: 6, expected: { try BetaGeometricCNBD(twoPhases.0, twoPhases.1).expectedPurchases(by: $0) },
            probability: { try BetaGeometricCNBD(twoPhases.0, twoPhases.1).probability(of: $0, by: 39) }),
        Case(
            description: "MBG/CNBD-3", purchase: .erlangGamma(threePhases.0),
            attrition: .modifiedBetaGeometric(threePhases.1), seed: 7,
            expected: { try BetaGeometricCNBD(threePhases.0, threePhases.1).expectedPurchases(by: $0) },
            probability: { try BetaGeometricCNBD(threePhases.0, threePhases.1).probability(of: $0, by: 39) }),
        Case(
            description: "gamma gaps of gamma regularity, nobody leaves", purchase: .gammaGammaGaps(gaps),
            attrition: .none, seed: 8, expected: { try renewals(gaps, $0) }),
        Case(
            description: "a fixed rate under contracts", purchase: .fixed(FixedRate(rate: 0.3)),
            attrition: .contract(contract), seed: 9, expected: { try 0.3 * contractWeeks($0) },
            probability: { try ofContract(0.3, $0) }),
        Case(
            description: "a lognormal rate, nobody leaves",
            purchase: .lognormal(LognormalRate(mean: 0.2, sigma: 0.8)), attrition: .none, seed: 10,
            expected: { 0.2 * $0 }),
    ]

    @Test("expected purchases at 1, 4, 13, 26, 39, 52 and 78 weeks", arguments: cases)
    func expectedPurchases(_ model: Case) throws {
        let world = try BaselineWorld(model.purchase, model.attrition, seed: model.seed)
        for weeks in Reference.weeks {
            let (repeats, expected) = try (world.repeats(by: weeks), model.expected(weeks))
            #expect(
                standardErrors(repeats, from: expected) < 4,
                "\(model) \(model.purchase) \(model.attrition), \(weeks) weeks: \(Estimate(repeats)), \(expected)")
        }
        guard let probability = model.probability else { return }
        let repeats = world.repeats(by: 39)
        for count in 0...7 {
            let found = Double(repeats.count { $0 == Double(count) }) / Double(repeats.count)
            let expected = try probability(count)
            let error = (expected * (1 - expected) / Double(repeats.count)).squareRoot()
            #expect(
                abs(found - expected) < 4 * error,
                "\(model) \(model.purchase) \(model.attrition), \(count) repeats: \(found), \(expected)")
        }
    }

    /// Renewals by `time` of gaps Gamma(k, rate k λ): the x-th is there with probability I(k x, r) at k t / (α + k t)
    /// once λ is averaged; k is averaged by Simpson's rule over 0.02 to 15, which leaves out less than 10⁻⁷.
    static func renewals(_ model: GammaGammaGaps, _ time: Double) throws -> Double {
        let (low, high, steps) = (0.02, 15.0, 300)
        let width = (high - low) / Double(steps)
        let logGamma = try SpecialFunctions.logGamma(model.t)
        return try (0...steps).reduce(0) { sum, step in
            let k = low + Double(step) * width
            let density = exp(model.t * log(model.gamma) + (model.t - 1) * log(k) - model.gamma * k - logGamma)
            var (count, expected) = (1, 0.0)
            while true {
                let term = try SpecialFunctions.incompleteBeta(
                    k * Double(count), model.r, k * time / (model.alpha + k * time))
                expected += term
                if term < 1e-10 { break }
                count += 1
            }
            let weight: Double = step == 0 || step == steps ? 1 : step % 2 == 1 ? 4 : 2
            return sum + weight * width / 3 * density * expected
        }
    }

    /// Expected weeks under contract by `time`.
    static func contractWeeks(_ time: Double) throws -> Double {
        var (sum, renewal) = (0.0, 0)
        while Double(renewal) * contract.period < time {
            let rest = min(contract.period, time - Double(renewal) * contract.period)
            sum += try contract.survival(renewals: renewal) * rest
            renewal += 1
        }
        return sum
    }

    /// Probability of `count` Poisson purchases in 39 weeks under contracts of 9: four renewals fall inside.
    static func ofContract(_ rate: Double, _ count: Int) throws -> Double {
        let logFactorial = try SpecialFunctions.logGamma(Double(count) + 1)
        func poisson(weeks: Double) -> Double {
            exp(Double(count) * log(rate * weeks) - rate * weeks - logFactorial)
        }
        let survival = try (0...4).map { try contract.survival(renewals: $0) }
        var sum = survival[4] * poisson(weeks: 39)
        for renewal in 1...4 {
            let left = survival[renewal - 1] - survival[renewal]
            sum += left * poisson(weeks: 9 * Double(renewal))
        }
        return sum
    }

    @Test("survival of contracts, renewal by renewal")
    func contractSurvival() throws {
        let world = try BaselineWorld(
            .fixed(FixedRate(rate: 0.1)), .contract(ContractRenewal(alpha: 0.704, beta: 1.182, period: 4)), weeks: 30,
            seed: 11)
        for renewal in 0...7 {
            let alive = world.alive(after: Double(4 * renewal))
            let expected = try Self.contract.survival(renewals: renewal)
            #expect(standardErrors(alive, from: expected) < 4, "renewal \(renewal): \(Estimate(alive)), \(expected)")
        }
    }

    /// Customers whose history gives P(alive) = p are there with probability p, so alive − p has mean zero over any
    /// group chosen by history, and uncorrelated with p.
    @Test("P(alive) from a history is the share of such customers who are there", arguments: cases.prefix(7))
    func alive(_ model: Case) throws {
        let world = try BaselineWorld(model.purchase, model.attrition, weeks: 40, seed: 100 + model.seed)
        let histories = world.histories(at: 39)
        let claimed = try histories.map { try Self.aliveProbability(model, $0) }
        let surprise = zip(world.alive(after: 39), claimed).map { $0 - $1 }
        let weighted = zip(surprise, claimed).map { $0 * $1 }
        let busy = zip(surprise, histories).filter { $1.repeats > 2 }.map { $0.0 }
        for (what, values) in [("all", surprise), ("weighted", weighted), ("more than two repeats", busy)] {
            #expect(standardErrors(values, from: 0) < 4, "\(model), \(what): \(Estimate(values))")
        }
    }

    static func aliveProbability(_ model: Case, _ history: PurchaseHistory) throws -> Double {
        switch (model.purchase, model.attrition) {
        case (.poissonGamma(let p), .betaGeometric(let a)): BetaGeometricNBD(p, a).aliveProbability(history)
        case (.poissonGamma(let p), .modifiedBetaGeometric(let a)):
            ModifiedBetaGeometricNBD(p, a).aliveProbability(history)
        case (.poissonGamma(let p), .exponentialGamma(let a)): ParetoNBD(p, a).aliveProbability(history)
        case (.poissonGamma(let p), .gompertzGamma(let a)): GompertzNBD(p, a).aliveProbability(history)
        case (.erlangGamma(let p), .betaGeometric(let a)): try BetaGeometricCNBD(p, a).aliveProbability(history)
        case (.erlangGamma(let p), .modifiedBetaGeometric(let a)):
            try BetaGeometricCNBD(p, a).aliveProbability(history)
        default: 1
        }
    }

    /// Rounding to cents moves ln Z by less than 10⁻⁶ on average at these amounts.
    @Test("mean and variance of ln Z of gamma-gamma baskets, and what two baskets of a customer share")
    func gammaGamma() throws {
        let model = GammaGamma(p: 6.25, q: 3.74, gamma: 15.44)
        let world = try BaselineWorld(
            .fixed(FixedRate(rate: 2)), .none, .gammaGamma(model), weeks: 10, seed: 12)
        let (mean, variance) = try (model.logMean(), model.logVariance())
        let logs = world.lives.map { life in life.purchases.prefix(2).map { log(Double($0.amount) / 100) - mean } }
        let first = logs.map { $0[0] }
        #expect(standardErrors(first, from: 0) < 4, "mean of ln Z − \(mean): \(Estimate(first))")
        #expect(standardErrors(first.map { $0 * $0 }, from: variance) < 4, "variance of ln Z, \(variance)")
        // Two baskets share ν alone: their covariance is ψ₁(q).
        let shared = try SpecialFunctions.trigamma(model.q)
        let products = logs.filter { $0.count == 2 }.map { $0[0] * $0[1] }
        #expect(standardErrors(products, from: shared) < 4, "covariance \(Estimate(products)), \(shared)")
        let amounts = world.lives.map { Double($0.purchases[0].amount) / 100 }
        #expect(standardErrors(amounts, from: model.mean) < 4, "mean \(Estimate(amounts)), \(model.mean)")
    }

    @Test("mean and variance of ln Z of lognormal baskets; fixed baskets are fixed")
    func otherBaskets() throws {
        let model = LognormalBasket(mean: 40, between: 0.6, within: 0.4)
        let world = try BaselineWorld(.fixed(FixedRate(rate: 2)), .none, .lognormal(model), weeks: 10, seed: 13)
        let amounts = world.lives.map { Double($0.purchases[0].amount) / 100 }
        #expect(standardErrors(amounts, from: 40) < 4, "\(Estimate(amounts))")
        let spread = 0.6 * 0.6 + 0.4 * 0.4
        let logs = amounts.map { log($0) - log(40) + spread / 2 }
        #expect(standardErrors(logs, from: 0) < 4 && standardErrors(logs.map { $0 * $0 }, from: spread) < 4)
        let fixed = try BaselineWorld(.fixed(FixedRate(rate: 2)), .none, weeks: 4, customers: 100, seed: 14)
        #expect(fixed.lives.allSatisfy { $0.purchases.allSatisfy { $0.amount == 1000 } })
    }
}
