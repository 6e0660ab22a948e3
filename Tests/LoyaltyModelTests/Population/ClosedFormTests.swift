import Foundation
import LoyaltyModel
import Testing

@Suite("Closed forms")
struct ClosedFormTests {
    typealias Reference = CustomerBaseReference

    /// Half a unit of the tenth digit, which is where the reference stops.
    static let printed = 6e-10

    func agrees(_ found: Double, _ expected: Double, within relative: Double = printed) -> Bool {
        abs(found - expected) <= relative * abs(expected)
    }

    @Test("give the expected purchases of the CDNOW sample")
    func expectedPurchases() throws {
        for (i, week) in Reference.weeks.enumerated() {
            let found = try (
                Reference.bg.expectedPurchases(by: week), Reference.mbg.expectedPurchases(by: week),
                Reference.pareto.expectedPurchases(by: week)
            )
            #expect(agrees(found.0, Reference.bgExpected[i]), "BG/NBD \(week): \(found.0)")
            #expect(agrees(found.1, Reference.mbgExpected[i]), "MBG/NBD \(week): \(found.1)")
            #expect(agrees(found.2, Reference.paretoExpected[i]), "Pareto/NBD \(week): \(found.2)")
        }
    }

    @Test("give the mass function of the CDNOW sample at 39 weeks")
    func probabilities() throws {
        for x in 0...7 {
            let found = try (
                Reference.bg.probability(of: x, by: 39), Reference.mbg.probability(of: x, by: 39),
                Reference.pareto.probability(of: x, by: 39)
            )
            #expect(agrees(found.0, Reference.bgProbability39[x]), "BG/NBD \(x): \(found.0)")
            #expect(agrees(found.1, Reference.mbgProbability39[x]), "MBG/NBD \(x): \(found.1)")
            #expect(agrees(found.2, Reference.paretoProbability39[x]), "Pareto/NBD \(x): \(found.2)")
        }
    }

    @Test("have a mass function that sums to 1 with the model's own mean and the reference's deviation")
    func moments() throws {
        let purchase = PoissonGamma(r: 0.9, alpha: 6)
        let erlang = ErlangGamma(k: 3, r: 0.9, alpha: 2)
        let coin = BetaGeometric(a: 0.8, b: 2)
        let cases: [(String, (Int) throws -> Double, Double, deviation: Double?)] = try [
            (
                "BG/NBD", { try Reference.bg.probability(of: $0, by: 39) }, Reference.bg.expectedPurchases(by: 39),
                Reference.bgDeviation[4]
            ),
            (
                "MBG/NBD", { try Reference.mbg.probability(of: $0, by: 39) }, Reference.mbg.expectedPurchases(by: 39),
                Reference.mbgDeviation[4]
            ),
            (
                "Pareto/NBD", { try Reference.pareto.probability(of: $0, by: 39) },
                Reference.pareto.expectedPurchases(by: 39), Reference.paretoDeviation[4]
            ),
            (
                "NBD", { try NBD(purchase).probability(of: $0, by: 39) }, NBD(purchase).expectedPurchases(by: 39),
                (0.9 * 39 / 6 * (1 + 39 / 6.0)).squareRoot()
            ),
            (
                "G/G/NBD", { try Self.gompertz.probability(of: $0, by: 39) },
                Self.gompertz.expectedPurchases(by: 39), nil
            ),
            (
                "BG/CNBD-3", { try BetaGeometricCNBD(erlang, coin).probability(of: $0, by: 39) },
                BetaGeometricCNBD(erlang, coin).expectedPurchases(by: 39), nil
            ),
            (
                "MBG/CNBD-3",
                { try BetaGeometricCNBD(erlang, ModifiedBetaGeometric(a: 0.8, b: 2)).probability(of: $0, by: 39) },
                BetaGeometricCNBD(erlang, ModifiedBetaGeometric(a: 0.8, b: 2)).expectedPurchases(by: 39), nil
            ),
        ]
        for (name, probability, mean, deviation) in cases {
            // Beyond 400 purchases less than 10⁻¹³ is left: no ratio of successive terms here exceeds 0.9.
            let mass = try (0...400).map(probability)
            let sums = mass.enumerated().reduce(SIMD3<Double>.zero) {
                let x = Double($1.offset)
                return $0 + $1.element * SIMD3(1, x, x * x)
            }
            #expect(agrees(sums.x, 1, within: 1e-10) && agrees(sums.y, mean, within: 1e-9), "\(name): \(sums), \(mean)")
            if let deviation {
                let found = (sums.z - sums.y * sums.y).squareRoot()
                #expect(agrees(found, deviation, within: 1e-8), "\(name): \(found)")
            }
        }
    }

    static let gompertz = GompertzNBD(
        PoissonGamma(r: 0.553, alpha: 10.578), GompertzGamma(b: 0.02, s: 0.606, beta: 1.3))

    /// Hypergeometric closed forms evaluated with mpmath at 30 digits, where a Double's own would cancel or overflow.
    @Test("of BG/NBD and MBG/NBD hold at the first instant, for centuries, and for extreme shapes")
    func extremes() throws {
        let shapes: [(r: Double, alpha: Double, a: Double, b: Double)] = [
            (0.243, 4.414, 0.793, 2.426), (2, 1, 3, 40), (5, 0.01, 0.2, 1.5),
        ]
        let expected: [[(Double, bg: Double, mbg: Double)]] = [
            [(1e-6, 5.50521050229204e-8, 4.14900304080894e-8), (5000, 11.9870530768116, 11.2955100059007)],
            [(1e-6, 1.9999997906977e-6, 1.86046492600425e-6), (5000, 20.9954003970498, 19.9954327309937)],
            [(1e-6, 0.000499982354771024, 0.000441166667408516), (5000, 165692.517046417, 165691.572277536)],
        ]
        for (shape, rows) in zip(shapes, expected) {
            let purchase = PoissonGamma(r: shape.r, alpha: shape.alpha)
            let bg = BetaGeometricNBD(purchase, BetaGeometric(a: shape.a, b: shape.b))
            let mbg = ModifiedBetaGeometricNBD(purchase, ModifiedBetaGeometric(a: shape.a, b: shape.b))
            for (time, wantedBG, wantedMBG) in rows {
                let found = try (bg.expectedPurchases(by: time), mbg.expectedPurchases(by: time))
                #expect(
                    agrees(found.0, wantedBG, within: 1e-11) && agrees(found.1, wantedMBG, within: 1e-11),
                    "\(shape) \(time): \(found)")
            }
        }
    }

    @Test("pass smoothly through a = 1 and s = 1, where the papers' forms divide by zero")
    func removableSingularities() throws {
        func bg(_ a: Double) throws -> Double {
            try BetaGeometricNBD(PoissonGamma(r: 0.25, alpha: 4), BetaGeometric(a: a, b: 2)).expectedPurchases(by: 39)
        }
        func pareto(_ s: Double) throws -> Double {
            try ParetoNBD(PoissonGamma(r: 0.25, alpha: 4), ExponentialGamma(s: s, beta: 9)).expectedPurchases(by: 39)
        }
        let found = try (bg(1), (bg(1 - 1e-5) + bg(1 + 1e-5)) / 2, pareto(1), (pareto(1 - 1e-5) + pareto(1 + 1e-5)) / 2)
        #expect(agrees(found.0, found.1, within: 1e-9) && agrees(found.2, found.3, within: 1e-9), "\(found)")
        // s = 1: r β / α ln((β + t) / β).
        #expect(agrees(found.2, 0.25 * 9 / 4 * log(48.0 / 9), within: 1e-14))
    }

    @Test("give the P(alive) of six customers, and the mean basket expected of them")
    func alive() {
        for customer in Reference.customers {
            let found = (
                Reference.fittedBG.aliveProbability(customer.history),
                Reference.fittedMBG.aliveProbability(customer.history),
                Reference.fittedPareto.aliveProbability(customer.history)
            )
            // Estimates and histories carry ten digits, which leaves about nine of P(alive).
            #expect(
                agrees(found.0, customer.bg, within: 5e-9) && agrees(found.1, customer.mbg, within: 5e-9)
                    && agrees(found.2, customer.pareto, within: 5e-9), "\(customer): \(found)")
            let spend = Reference.fittedGammaGamma.expectedMean(count: customer.history.repeats, average: 35)
            #expect(agrees(spend, customer.spend, within: 5e-9), "\(customer): \(spend)")
        }
    }

    /// Published hard cases for the Pareto/NBD, printed to five digits.
    @Test("give P(alive) of very busy customers, where hypergeometric forms overflow")
    func hardAlive() {
        let model = ParetoNBD(PoissonGamma(r: 0.5143, alpha: 2.8845), ExponentialGamma(s: 0.2856, beta: 14.1087))
        let cases: [(PurchaseHistory, Double)] = [
            (PurchaseHistory(repeats: 221, recency: 103.42857, age: 103.57143), 0.9996),
            (PurchaseHistory(repeats: 254, recency: 97.14286, age: 97.28571), 0.99956),
            (PurchaseHistory(repeats: 161, recency: 94.71429, age: 98.0), 0.74949),
        ]
        for (history, expected) in cases {
            let found = model.aliveProbability(history)
            #expect(abs(found - expected) <= 5e-6, "\(history): \(found)")
        }
        let lapsed = model.aliveProbability(PurchaseHistory(repeats: 5000, recency: 1, age: 1000))
        #expect(lapsed == 0, "long gone: \(lapsed)")
    }

    @Test("of CNBD-k with k = 1 are those of BG/NBD and MBG/NBD")
    func oneErlangPhase() throws {
        let erlang = ErlangGamma(k: 1, r: 0.243, alpha: 4.414)
        let poisson = PoissonGamma(r: 0.243, alpha: 4.414)
        let (bg, mbg) = (BetaGeometric(a: 0.793, b: 2.426), ModifiedBetaGeometric(a: 0.891, b: 1.614))
        let pairs = (BetaGeometricCNBD(erlang, bg), BetaGeometricNBD(poisson, bg))
        let modified = (BetaGeometricCNBD(erlang, mbg), ModifiedBetaGeometricNBD(poisson, mbg))
        for t in Reference.weeks {
            #expect(try agrees(pairs.0.expectedPurchases(by: t), pairs.1.expectedPurchases(by: t), within: 1e-11))
            #expect(try agrees(modified.0.expectedPurchases(by: t), modified.1.expectedPurchases(by: t), within: 1e-11))
        }
        for x in 0...7 {
            #expect(try agrees(pairs.0.probability(of: x, by: 39), pairs.1.probability(of: x, by: 39), within: 1e-11))
            #expect(
                try agrees(modified.0.probability(of: x, by: 39), modified.1.probability(of: x, by: 39), within: 1e-11))
        }
        for history in Reference.customers.map(\.history) {
            #expect(try agrees(pairs.0.aliveProbability(history), pairs.1.aliveProbability(history), within: 1e-12))
            #expect(
                try agrees(modified.0.aliveProbability(history), modified.1.aliveProbability(history), within: 1e-12))
        }
    }

    /// Regular gaps make a silence more telling: with a mean gap of a week and three silent weeks, a buyer of three
    /// phases is likelier to be gone than one of a single phase.
    @Test("of CNBD-k read more out of a silence the more regular the customer")
    func regularSilence() throws {
        let history = PurchaseHistory(repeats: 10, recency: 10, age: 13)
        let alive = try (1...4).map { k in
            try BetaGeometricCNBD(ErlangGamma(k: k, r: 1, alpha: 1 / Double(k)), BetaGeometric(a: 1, b: 9))
                .aliveProbability(history)
        }
        #expect(zip(alive, alive.dropFirst()).allSatisfy { $0 > $1 }, "\(alive)")
    }

    @Test("of Pareto/NBD and G/G/NBD tend to NBD when nobody leaves")
    func nobodyLeaves() throws {
        let purchase = PoissonGamma(r: 0.6, alpha: 8)
        let nbd = NBD(purchase)
        let pareto = ParetoNBD(purchase, ExponentialGamma(s: 1e-12, beta: 10))
        let gompertz = GompertzNBD(purchase, GompertzGamma(b: 0.01, s: 1e-12, beta: 10))
        for t in Reference.weeks {
            let expected = nbd.expectedPurchases(by: t)
            #expect(try agrees(pareto.expectedPurchases(by: t), expected, within: 1e-11))
            #expect(agrees(gompertz.expectedPurchases(by: t), expected, within: 1e-11))
        }
        for x in [0, 3, 20] {
            #expect(try agrees(pareto.probability(of: x, by: 39), nbd.probability(of: x, by: 39), within: 1e-10))
            #expect(try agrees(gompertz.probability(of: x, by: 39), nbd.probability(of: x, by: 39), within: 1e-10))
        }
    }

    @Test("of G/G/NBD tend to Pareto/NBD when the hazard does not grow")
    func constantHazard() throws {
        // exp(b t) − 1 ≈ b t: with η ~ Gamma(s, β) the hazard b η is Gamma(s, β / b).
        let purchase = PoissonGamma(r: 0.6, alpha: 8)
        let growth = 1e-9
        let gompertz = GompertzNBD(purchase, GompertzGamma(b: growth, s: 0.7, beta: 12 * growth))
        let pareto = ParetoNBD(purchase, ExponentialGamma(s: 0.7, beta: 12))
        // The neglected term is b t / 2, under 10⁻⁷.
        #expect(try agrees(gompertz.expectedPurchases(by: 39), pareto.expectedPurchases(by: 39), within: 1e-7))
        #expect(try agrees(gompertz.probability(of: 4, by: 39), pareto.probability(of: 4, by: 39), within: 1e-7))
        let history = PurchaseHistory(repeats: 4, recency: 20, age: 39)
        #expect(agrees(gompertz.aliveProbability(history), pareto.aliveProbability(history), within: 1e-7))
    }

    /// Integrals over the lifetime evaluated with mpmath at 30 digits, in plain numbers instead of logarithms.
    @Test("of G/G/NBD agree with high-precision integration")
    func gompertzValues() throws {
        #expect(agrees(Self.gompertz.expectedPurchases(by: 39), 1.6942088768205, within: 1e-12))
        let growing = GompertzNBD(PoissonGamma(r: 0.553, alpha: 10.578), GompertzGamma(b: 0.0002, s: 1.9, beta: 0.1))
        #expect(agrees(growing.expectedPurchases(by: 500), 13.301202260969, within: 1e-12))
        for (x, expected) in [(0, 0.486685100142), (1, 0.182267553023), (5, 0.0312048865366), (30, 3.07367934805e-5)] {
            let found = try Self.gompertz.probability(of: x, by: 39)
            #expect(agrees(found, expected, within: 1e-11), "\(x): \(found)")
        }
        let histories = [
            PurchaseHistory(repeats: 4, recency: 36, age: 38), PurchaseHistory(repeats: 7, recency: 10, age: 38),
        ]
        for (history, expected) in zip(histories, [0.976934606498, 0.0369752719683]) {
            #expect(agrees(Self.gompertz.aliveProbability(history), expected, within: 1e-11))
        }
    }

    /// Published estimates for the "regular" customers and their observed survival in per cent: P. S. Fader,
    /// B. G. S. Hardie, "How to project customer retention" (2007).
    @Test("of the shifted beta-geometric follow the survival that its published estimates were fitted to")
    func contractSurvival() throws {
        let model = ContractRenewal(alpha: 0.704, beta: 1.182, period: 1)
        let data = [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1]
        var product = 1.0
        for (n, observed) in data.enumerated() {
            let survival = try model.survival(renewals: n)
            if n > 0 { product *= model.retentionRate(renewal: n) }
            #expect(agrees(survival, product, within: 1e-13))
            // The row is data, not the model: a fit is off by up to a point.
            #expect(abs(100 * survival - observed) < 1, "renewal \(n): \(100 * survival)")
        }
    }

    @Test("give the published mean and deviation of gamma-gamma spend, and its log moments by integration")
    func gammaGamma() throws {
        let model = GammaGamma(p: 6.25, q: 3.74, gamma: 15.44)
        #expect(agrees(model.mean, 35.2189781))
        // ln Z − ln γ is the difference of two log-gammas, p / (p + q) odds: Z / (Z + γ) ~ Beta(p, q).
        let logMean = try model.logMean()
        let moments = try [1.0, 2.0].map { power in
            try exp(
                Quadrature.logBetaExpectation(6.25, 3.74) { p, q in
                    // Shifted by 20 to be positive: ln of a power of a positive number.
                    power * log(20 + log(p) - log(q))
                })
        }
        #expect(agrees(logMean, moments[0] - 20 + log(15.44), within: 1e-10), "\(logMean)")
        let variance = try model.logVariance()
        #expect(agrees(variance, moments[1] - moments[0] * moments[0], within: 1e-9), "\(variance)")
        #expect(GammaGamma(p: 1, q: 1, gamma: 1).mean == .infinity)
    }
}
