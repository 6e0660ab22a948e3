import Foundation
import LoyaltyModel
import Testing

/// Single histories under given parameters.
@Suite("Timing densities")
struct DensityTests {
    private static let bg = [0.2425945224, 4.413602019, 0.7929220173, 2.425906777]
    private static let mbg = [0.524843159, 6.183085279, 0.8913593909, 1.614002241]
    private static let pareto = [0.5532770468, 10.57768346, 0.6062399892, 11.66873529]

    private func density(_ likelihood: some Likelihood, _ values: [Double]) -> Double {
        var slopes = values
        return likelihood.value(values.map { log($0) }, &slopes)
    }

    private func summary(_ history: PurchaseHistory) -> TimingSummary { TimingSummary([history], logGaps: 0) }

    @Test("and expectations of single customers are the reference's", arguments: CustomerReference.all)
    func customers(reference: CustomerReference) throws {
        let history = reference.history
        let logs = [
            density(CoinLikelihood(summary(history), phases: 1, coinAfterFirst: false), Self.bg),
            density(CoinLikelihood(summary(history), phases: 1, coinAfterFirst: true), Self.mbg),
            density(ParetoLikelihood(summary(history)), Self.pareto),
        ]
        let purchase = PoissonGamma(r: Self.bg[0], alpha: Self.bg[1])
        let bg = BetaGeometricNBD(purchase, BetaGeometric(a: Self.bg[2], b: Self.bg[3]))
        let mbg = ModifiedBetaGeometricNBD(
            PoissonGamma(r: Self.mbg[0], alpha: Self.mbg[1]), ModifiedBetaGeometric(a: Self.mbg[2], b: Self.mbg[3]))
        let pareto = ParetoNBD(
            PoissonGamma(r: Self.pareto[0], alpha: Self.pareto[1]),
            ExponentialGamma(s: Self.pareto[2], beta: Self.pareto[3]))
        let alive = [
            bg.aliveProbability(history), mbg.aliveProbability(history), pareto.aliveProbability(history),
        ]
        // The reference prints ten digits of numbers whose parameters it printed to ten digits.
        for i in 0..<3 {
            #expect(abs(logs[i] - reference.log[i]) < 1e-7, "\(i): \(logs[i]) \(reference)")
            #expect(abs(alive[i] - reference.alive[i]) < 1e-7, "\(i): \(alive[i]) \(reference)")
        }
        for (ahead, expected) in [(39.0, reference.ahead39), (52, reference.ahead52)] {
            let found = try [
                bg.expectedPurchases(after: history, ahead: ahead),
                pareto.expectedPurchases(after: history, ahead: ahead),
            ]
            for i in 0..<2 {
                #expect(abs(found[i] - expected[i]) < 1e-7 * (1 + expected[i]), "\(i): \(found) \(reference)")
            }
        }
    }

    @Test("give P(alive) of the numerically hard cases of the literature")
    func hardCases() {
        // BTYD's test of 2014 and the package's change log: naive powers underflow here.
        let model = ParetoNBD(PoissonGamma(r: 0.5143, alpha: 2.8845), ExponentialGamma(s: 0.2856, beta: 14.1087))
        let cases: [(Int, Double, Double, Double)] = [
            (221, 103.42857, 103.57143, 0.9996), (254, 97.14286, 97.28571, 0.99956), (161, 94.71429, 98, 0.74949),
        ]
        for (repeats, recency, age, expected) in cases {
            let history = PurchaseHistory(repeats: repeats, recency: recency, age: age)
            let found = model.aliveProbability(history)
            #expect(abs(found - expected) < 6e-6, "\(history): \(found)")
            let log = density(ParetoLikelihood(summary(history)), [0.5143, 2.8845, 0.2856, 14.1087])
            #expect(log.isFinite, "\(history): \(log)")
        }
    }

    @Test("of Pareto/NBD and G/G/NBD are those of the defining integrals, far out too")
    func integrals() throws {
        let histories = [
            (0, 0, 0.5), (0, 0, 300), (1, 1e-3, 38), (2, 30, 38.9), (7, 10, 38), (131, 50, 80), (400, 90, 104),
            (2000, 3000, 3650),
        ].map { PurchaseHistory(repeats: $0.0, recency: $0.1, age: $0.2) }
        let parameters: [(Double, Double, Double, Double)] = [
            (0.55, 10.6, 0.6, 11.7), (0.05, 1e-3, 3, 500), (9, 700, 0.01, 0.02), (2, 3, 40, 2000), (1, 1, 1, 1),
            (0.3, 40, 1e-7, 5), (4e5, 1e6, 0.5, 4), (0.5, 5, 2e6, 9e7),
        ]
        for history in histories {
            for (r, alpha, s, beta) in parameters {
                let lifetime = ExponentialGamma(s: s, beta: beta)
                let expected = try integral(history, r, alpha) {
                    (-s * log1p($0 / beta), log(s / lifetime.beta) - (s + 1) * log1p($0 / beta))
                }
                let found = density(ParetoLikelihood(summary(history)), [r, alpha, s, beta])
                #expect(
                    abs(found - expected) < 1e-9 * max(1, abs(expected)),
                    "\(history) \((r, alpha, s, beta)): \(found) \(expected)")
                for growth in [1e-6, 0.02, 20] {
                    let expected = try integral(history, r, alpha) { time in
                        let bulk =
                            growth * time < 30
                            ? log1p(expm1(growth * time) / beta)
                            : growth * time - log(beta) + log1p((beta - 1) * exp(-growth * time))
                        return (-s * bulk, log(growth * s / beta) + growth * time - (s + 1) * bulk)
                    }
                    let found = density(GompertzLikelihood(summary(history)), [r, alpha, growth, s, beta])
                    #expect(
                        abs(found - expected) < 1e-7 * max(1, abs(expected)),
                        "\(history) b \(growth) \((r, alpha, s, beta)): \(found) \(expected)")
                }
            }
        }
    }

    /// Alive to the end, or gone at any time since the last purchase: by double exponential quadrature on pieces.
    private func integral(
        _ history: PurchaseHistory, _ r: Double, _ alpha: Double,
        _ lifetime: (Double) -> (survival: Double, density: Double)
    ) throws -> Double {
        let x = Double(history.repeats)
        func purchases(_ time: Double) -> Double { -r * log1p(time / alpha) - x * log(alpha + time) }
        var logs = [purchases(history.age) + lifetime(history.age).survival]
        // Pieces, so that no peak is stepped over.
        let span = history.age - history.recency
        let cuts = [0] + stride(from: -12.0, through: 0, by: 0.5).map { pow(2, $0) }
        for (low, high) in zip(cuts, cuts.dropFirst()) {
            logs.append(
                Quadrature.logIntegral(from: history.recency + low * span, to: history.recency + high * span) {
                    purchases($0) + lifetime($0).density
                })
        }
        let most = logs.max() ?? 0
        let rising = (0..<history.repeats).reduce(0) { $0 + log(r + Double($1)) }
        return rising + most + log(logs.reduce(0) { $0 + exp($1 - most) })
    }

    @Test("have the gradients, and second derivatives, that differences of them have")
    func gradients() {
        let histories = [
            (0, 0.0, 3.0), (0, 0, 39), (1, 2, 38), (3, 30, 38), (9, 12, 38), (140, 50, 80), (1, 5, 5), (0, 0, 0),
        ].map { PurchaseHistory(repeats: $0.0, recency: $0.1, age: $0.2) }
        let timing = TimingSummary(histories, logGaps: 12)
        let spend = SpendSummary(
            [(1, 20.0), (3, 7), (12, 1000), (2, 0.01)].map { .init(purchases: $0.0, average: $0.1) })
        let renewals = RenewalSummary([
            .init(renewals: 0, left: true, customers: 10), .init(renewals: 4, left: true, customers: 3),
            .init(renewals: 9, left: false, customers: 2),
        ])
        check(NBDLikelihood(timing), at: [[0.4, 12], [30, 0.1]])
        for phases in 1...4 {
            for coin in [false, true] {
                check(
                    CoinLikelihood(timing, phases: phases, coinAfterFirst: coin),
                    at: [[0.3, 4, 0.8, 2.4], [5, 0.4, 0.01, 30]])
            }
        }
        check(ParetoLikelihood(timing), at: [[0.5, 10, 0.6, 12], [3, 0.5, 5, 90], [0.1, 60, 0.01, 0.2]])
        check(GompertzLikelihood(timing), at: [[0.5, 10, 0.02, 0.6, 0.5], [3, 0.5, 0.3, 2, 8]])
        check(GammaGammaLikelihood(spend), at: [[6, 4, 15], [0.4, 40, 900]])
        check(ContractLikelihood(renewals), at: [[0.7, 1.2], [30, 0.1]])
        check(OccasionLikelihood(HistoryData.donations), at: [[1.2, 0.75, 0.66, 2.8], [0.1, 5, 9, 0.3]])
    }

    @Test("of Pareto/NBD have second derivatives of their own, far out too")
    func curvature() throws {
        let likelihood = ParetoLikelihood(HistoryData.sample)
        #expect(likelihood.curvature([0, 0, 0, 0]) != nil)
        check(likelihood, at: [[0.55, 10.6, 0.6, 11.7], [0.55, 10.6, 5e4, 1e6], [20, 400, 1e-6, 0.1]])
    }

    private func check(_ likelihood: some Likelihood, at points: [[Double]]) {
        for values in points {
            let logs = values.map { log($0) }
            var slopes = logs
            var (ignored, above, below) = (logs, logs, logs)
            _ = likelihood.value(logs, &slopes)
            let curvature = likelihood.curvature(logs)
            for i in logs.indices {
                // Central differences: error about the third derivative times the square of the width.
                let width = 1e-4
                var (up, down) = (logs, logs)
                up[i] += width
                down[i] -= width
                _ = likelihood.value(up, &above)
                _ = likelihood.value(down, &below)
                for (j, found) in (curvature?[i] ?? []).enumerated() {
                    let bend = (above[j] - below[j]) / (2 * width)
                    #expect(abs(bend - found) < 1e-5 * (1 + abs(bend)), "\(i), \(j) at \(values): \(found), \(bend)")
                }
                let difference = (likelihood.value(up, &ignored) - likelihood.value(down, &ignored)) / (2 * width)
                #expect(
                    abs(difference - slopes[i]) < 1e-5 * (1 + abs(slopes[i])),
                    "\(likelihood.parameterNames[i]) at \(values): \(slopes[i]), by difference \(difference)")
            }
        }
    }

    @Test("of BG/BB give the published donors' P(alive) and expectations")
    func donors() {
        let model = BetaGeometricBetaBernoulli(
            alpha: 1.203522351, beta: 0.7497163581, gamma: 0.6567182088, delta: 2.783442235)
        let cases: [(Int, Int, Double, Double)] = [
            (6, 6, 0.9304335755, 3.752544222), (4, 4, 0.2001790342, 0.5831919907), (0, 0, 0.1081332819, 0.07286334106),
            (1, 6, 0.9304335755, 1.147884974), (5, 5, 0.5219754282, 1.812942155), (2, 3, 0.298903655, 0.5361107565),
        ]
        for (purchases, last, alive, ahead) in cases {
            let history = BetaGeometricBetaBernoulli.History(purchases: purchases, last: last, occasions: 6)
            let found = (model.aliveProbability(history), model.expectedPurchases(after: history, ahead: 5))
            #expect(abs(found.0 - alive) < 1e-8 && abs(found.1 - ahead) < 1e-8, "\(history): \(found)")
        }
        for (occasions, expected) in [(1, 0.4985426899), (6, 2.220169344), (11, 3.388654232)] {
            let found = model.expectedPurchases(by: occasions)
            #expect(abs(found - expected) < 1e-8, "\(occasions): \(found)")
        }
        let masses = (0...6).map { model.probability(of: $0, by: 6) }
        let mean = masses.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
        #expect(abs(masses.reduce(0, +) - 1) < 1e-12 && abs(mean - 2.220169344) < 1e-8, "\(masses)")
        let total = HistoryData.donations.cells.reduce(0) {
            $0 + $1.customers * model.expectedPurchases(after: $1.history, ahead: 5)
        }
        #expect(abs(total - 12884.15685) < 1e-3, "\(total)")
    }

    /// A customer of given chances p and θ, and one worth the less the later it comes: v, v², … of what is bought.
    @Test("of BG/BB give discounted residual transactions that the integral over both chances gives, too")
    func residualTransactions() {
        let model = BetaGeometricBetaBernoulli(
            alpha: 1.203522351, beta: 0.7497163581, gamma: 0.6567182088, delta: 2.783442235)
        let (discount, steps) = (1 / 1.1, 1500)
        for history in [(6, 6), (2, 3), (0, 0)].map({
            BetaGeometricBetaBernoulli.History(purchases: $0.0, last: $0.1, occasions: 6)
        }) {
            let (x, last, n) = (Double(history.purchases), history.last, history.occasions)
            var (likelihood, residual) = (0.0, 0.0)
            // Squares of sines take the densities' corners away; Beta(α, β) becomes 2 sin^(2α − 1) cos^(2β − 1).
            for i in 0..<steps {
                let a = (Double(i) + 0.5) / Double(steps) * .pi / 2
                let p = sin(a) * sin(a)
                let ofP = pow(sin(a), 2 * model.alpha - 1) * pow(cos(a), 2 * model.beta - 1)
                for j in 0..<steps {
                    let b = (Double(j) + 0.5) / Double(steps) * .pi / 2
                    let leaving = sin(b) * sin(b)
                    let weight = ofP * pow(sin(b), 2 * model.gamma - 1) * pow(cos(b), 2 * model.delta - 1)
                    let here = pow(p, x) * pow(1 - p, Double(n) - x) * pow(1 - leaving, Double(n))
                    var gone = 0.0
                    for seen in last..<n {
                        gone += pow(p, x) * pow(1 - p, Double(seen) - x) * leaving * pow(1 - leaving, Double(seen))
                    }
                    let stays = (1 - leaving) * discount
                    likelihood += weight * (here + gone)
                    residual += weight * here * p * stays / (1 - stays)
                }
            }
            let expected = residual / likelihood
            let found = model.expectedPurchases(after: history, ahead: 600, discount: discount)
            // Midpoints at a corner of power 0.31 leave some (1 / 1500)^1.31 of it.
            #expect(abs(found - expected) < 5e-4 * expected, "\(history): \(found), \(expected)")
        }
    }

    @Test("of a contract give a discounted residual lifetime that the integral over the chance of leaving gives, too")
    func residualLifetime() {
        let model = ContractRenewal(alpha: 3.8, beta: 15.19, period: 1)
        for (renewals, discount) in [(0, 1 / 1.1), (4, 1 / 1.1), (3, 0.5)] {
            var (whole, residual) = (0.0, 0.0)
            let steps = 200_000
            for step in 0..<steps {
                let leaving = (Double(step) + 0.5) / Double(steps)
                let weight = pow(leaving, model.alpha - 1) * pow(1 - leaving, model.beta + Double(renewals) - 1)
                whole += weight
                residual += weight * (1 - leaving) / (1 - (1 - leaving) * discount)
            }
            let found = model.expectedRenewals(after: renewals, ahead: 1000, discount: discount)
            #expect(abs(found - residual / whole) < 1e-8, "\(renewals), \(discount): \(found), \(residual / whole)")
        }
    }

    @Test("of BG/BB by recurrence are the defining sums, and add up over thousands of occasions")
    func masses() {
        let model = BetaGeometricBetaBernoulli(
            alpha: 1.203522351, beta: 0.7497163581, gamma: 0.6567182088, delta: 2.783442235)
        for occasions in [0, 1, 6, 40] {
            let found = model.masses(upTo: occasions + 2, by: occasions)
            for (purchases, share) in found.enumerated() {
                let expected = purchases > occasions ? 0 : model.probability(of: purchases, by: occasions)
                #expect(abs(share - expected) < 1e-12, "\(purchases) of \(occasions): \(share), \(expected)")
            }
        }
        let long = model.masses(upTo: 3000, by: 3000)
        let mean = long.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
        let expected = model.expectedPurchases(by: 3000)
        // 3,000 products of up to 3,000 factors of 16 digits.
        #expect(abs(long.reduce(0, +) - 1) < 1e-9 && abs(mean - expected) < 1e-9 * expected, "\(mean), \(expected)")
    }
}
