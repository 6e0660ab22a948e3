import Foundation
import LoyaltyModel
import Testing

/// Customers of a log who go on in a study from the state in which the log leaves them.
@Suite("Present customers")
struct PresentCustomerTests {
    /// CDNOW's sample in weeks, ten digits of estimates computed apart from this code.
    private static let bgRates = PoissonGamma(r: 0.2425945224, alpha: 4.413602019)
    private static let bgCoins = BetaGeometric(a: 0.7929220173, b: 2.425906777)
    private static let paretoRates = PoissonGamma(r: 0.5532770468, alpha: 10.57768346)
    private static let hazards = ExponentialGamma(s: 0.6062399892, beta: 11.66873529)
    private static let spend = GammaGamma(p: 6.249572272, q: 3.744224667, gamma: 15.44352096)
    private static let start = CalendarDate(year: 1997, month: 10, day: 1)!
    private static let weeks39 = 273

    private static func segment(
        _ purchase: PurchaseTiming, _ attrition: Attrition, dependence: Dependence? = nil
    ) -> Segment {
        Segment(
            name: "all", share: 1, purchase: purchase, attrition: attrition, basket: .gammaGamma(spend),
            marginMillionths: 300_000, dependence: dependence)
    }

    private static func simulation(
        _ segment: Segment, _ customers: [PresentCustomers.Customer], count: Int, days: Int = weeks39, seed: UInt64 = 5,
        season: [Double] = Array(repeating: 1, count: 12), programs: [Program] = []
    ) -> Simulation {
        Simulation(
            population: Population(
                unitDays: 7, customers: count, segments: [segment], season: season,
                present: PresentCustomers(customers)),
            programs: programs, response: .none, calendar: StudyCalendar(start: start, days: days),
            currency: Fixtures.euro, seed: seed)
    }

    /// Purchases in the study of so many customers with one history.
    private static func purchases(_ simulation: Simulation) -> [Double] {
        var counts: [Double] = []
        simulation.visitLives(ofBase: 0..<simulation.population.customers, replication: 1) {
            counts.append(Double($0[0].purchases.count))
        }
        return counts
    }

    private static func customer(_ x: Int, _ recency: Double, _ age: Double, average: Double = 35)
        -> PresentCustomers.Customer
    {
        PresentCustomers.Customer(
            segment: 0, history: PurchaseHistory(repeats: x, recency: recency, age: age), paid: x,
            average: x > 0 ? average : 0)
    }

    /// Expected purchases over 39 weeks, from the reference: x, t_x, T, BG/NBD and Pareto/NBD.
    private static let reference: [(Int, Double, Double, Double, Double)] = [
        (2, 30.42857143, 38.85714286, 1.225994455, 1.455201702), (0, 0, 38.85714286, 0.1947936312, 0.1070702324),
        (1, 1.714285714, 38.85714286, 0.2034188475, 0.1711143363), (2, 20, 38, 0.9541028274, 1.052287039),
        (4, 36, 38, 2.678373283, 2.948668936), (7, 10, 38, 0.02253099538, 0.06422347056),
    ]

    @Test("buy in 39 weeks what the reference expects of each")
    func reference() {
        for (x, recency, age, bg, pareto) in Self.reference {
            let customer = Self.customer(x, recency, age)
            let models = [
                (Self.segment(.poissonGamma(Self.bgRates), .betaGeometric(Self.bgCoins)), bg),
                (Self.segment(.poissonGamma(Self.paretoRates), .exponentialGamma(Self.hazards)), pareto),
            ]
            for (segment, expected) in models {
                let made = Self.purchases(Self.simulation(segment, [customer], count: 20_000))
                let errors = standardErrors(made, from: expected)
                #expect(errors < 4, "x \(x), t_x \(recency), T \(age): \(Estimate(made).mean), \(expected)")
            }
        }
    }

    @Test("buy what the closed form of every model expects", arguments: [0, 1, 3, 12])
    func closedForms(repeats: Int) throws {
        let history = PurchaseHistory(repeats: repeats, recency: repeats == 0 ? 0 : 25.3, age: 36.1)
        let erlang = ErlangGamma(k: 3, r: 1.2, alpha: 4)
        let modified = ModifiedBetaGeometric(a: 0.9, b: 1.6)
        let gompertz = GompertzGamma(b: 0.05, s: 0.7, beta: 2.5)
        let rates = Self.paretoRates
        let models: [(PurchaseTiming, Attrition, CustomerBaseModel)] = [
            (.poissonGamma(rates), .none, .nbd(NBD(rates))),
            (
                .poissonGamma(rates), .modifiedBetaGeometric(modified),
                .modifiedBetaGeometric(ModifiedBetaGeometricNBD(rates, modified))
            ),
            (
                .erlangGamma(erlang), .betaGeometric(Self.bgCoins),
                .betaGeometricErlang(BetaGeometricCNBD(erlang, Self.bgCoins))
            ),
            (
                .erlangGamma(erlang), .modifiedBetaGeometric(modified),
                .betaGeometricErlang(BetaGeometricCNBD(erlang, modified))
            ),
            (.poissonGamma(rates), .gompertzGamma(gompertz), .gompertz(GompertzNBD(rates, gompertz))),
        ]
        let customer = PresentCustomers.Customer(segment: 0, history: history, paid: 0, average: 0)
        for (purchase, attrition, model) in models {
            let expected = try model.expectedPurchases(after: history, ahead: 39)
            let made = Self.purchases(Self.simulation(Self.segment(purchase, attrition), [customer], count: 20_000))
            #expect(
                standardErrors(made, from: expected) < 4,
                "\(purchase), \(attrition), \(history): \(Estimate(made).mean), \(expected)")
        }
    }

    @Test("are counted as customers where they are still there: P(alive) of them")
    func alive() async throws {
        let history = PurchaseHistory(repeats: 2, recency: 20, age: 38)
        let segment = Self.segment(.poissonGamma(Self.paretoRates), .exponentialGamma(Self.hazards))
        let count = 20_000
        let outcome = try #require(
            await Self.simulation(segment, [Self.customer(2, 20, 38)], count: count)
                .outcomes(replications: 1...1, workers: 2) { _ in true }.first)
        let counted = Double(outcome.sum(.customers, arm: 0, segment: 0)) / Double(count)
        let expected = ParetoNBD(Self.paretoRates, Self.hazards).aliveProbability(history)
        let error = (expected * (1 - expected) / Double(count)).squareRoot()
        #expect(abs(counted - expected) < 4 * error, "\(counted), \(expected)")
    }

    @Test("spend what gamma-gamma expects of them")
    func spend() {
        let segment = Self.segment(.poissonGamma(Self.bgRates), .none)
        for average in [10.0, 35, 200] {
            let simulation = Self.simulation(segment, [Self.customer(4, 36, 38, average: average)], count: 8000)
            var means: [Double] = []
            simulation.visitLives(ofBase: 0..<8000, replication: 1) { lives in
                // The first basket of each, whose mean is the customer's own.
                if let first = lives[0].purchases.first { means.append(Double(first.amount) / 100) }
            }
            let expected = Self.spend.expectedMean(count: 4, average: average)
            #expect(standardErrors(means, from: expected) < 4, "\(average): \(Estimate(means).mean), \(expected)")
        }
    }

    @Test("with dependent traits, those seen to buy often spend as the copula says")
    func copula() throws {
        // Nothing is known of the baskets, so given the rate they follow the copula; the rate's posterior is gamma.
        let (between, correlation, repeats, age) = (0.6, 0.5, 6, 38.0)
        var dependence = Dependence()
        dependence.purchaseBasket = correlation
        var segment = Self.segment(.poissonGamma(Self.bgRates), .none, dependence: dependence)
        segment.basket = .lognormal(LognormalBasket(mean: 30, between: between, within: 0))
        let customer = PresentCustomers.Customer(
            segment: 0, history: PurchaseHistory(repeats: repeats, recency: 36, age: age), paid: 0, average: 0)
        let simulation = Self.simulation(segment, [customer], count: 20_000)
        var baskets: [Double] = []
        simulation.visitLives(ofBase: 0..<20_000, replication: 1) { lives in
            if let first = lives[0].purchases.first { baskets.append(log(Double(first.amount) / 100)) }
        }
        // Customers with a purchase in the study are a little busier than all: the wait is averaged with the rate.
        let nodes = 4000
        var (sum, weight) = (0.0, 0.0)
        for node in 0..<nodes {
            let u = (Double(node) + 0.5) / Double(nodes)
            let rate = Distribution.gammaQuantile(
                u, shape: Self.bgRates.r + Double(repeats), scale: 1 / (Self.bgRates.alpha + age))
            let prior = Distribution.gammaProbability(rate, shape: Self.bgRates.r, scale: 1 / Self.bgRates.alpha)
            let z = Distribution.normalQuantile(prior)
            let buys = -expm1(-rate * 39)
            sum += buys * (log(30) - between * between / 2 + between * correlation * z)
            weight += buys
        }
        let expected = sum / weight
        // Resampling one of 24 draws leaves a bias; it is held to a twentieth of the shift that the copula makes.
        let shift = expected - (log(30) - between * between / 2)
        let estimate = Estimate(baskets)
        #expect(
            abs(estimate.mean - expected) < 4 * (estimate.standardError ?? 0) + shift / 20,
            "\(estimate.mean), \(expected), shift \(shift)")
    }

    @Test("buy by the season: a month of double pace brings double purchases")
    func season() {
        let segment = Self.segment(.poissonGamma(Self.bgRates), .none)
        var season = Array(repeating: 0.9, count: 12)
        season[9] = 2.1
        let customer = Self.customer(5, 30, 38)
        func october(_ season: [Double]) -> [Double] {
            Self.purchases(Self.simulation(segment, [customer], count: 20_000, days: 31, season: season))
        }
        let plain = NBD(Self.bgRates).expectedPurchases(
            after: PurchaseHistory(repeats: 5, recency: 30, age: 38), ahead: 31.0 / 7)
        #expect(standardErrors(october(Array(repeating: 1, count: 12)), from: plain) < 4)
        #expect(standardErrors(october(season), from: 2.1 * plain) < 4)
    }

    @Test("are the same customers however many there are, and each once before any twice")
    func numbers() {
        let customers = (0..<100).map { Self.customer($0 % 7, $0 % 7 == 0 ? 0 : 20, 38) }
        let present = PresentCustomers(customers)
        #expect(Set((0..<100).map(present.place(ofBase:))) == Set(0..<100))
        #expect((100..<200).map(present.place(ofBase:)) == (0..<100).map(present.place(ofBase:)))
        let segment = Self.segment(.poissonGamma(Self.bgRates), .betaGeometric(Self.bgCoins))
        let (few, many) = (
            Self.simulation(segment, customers, count: 40), Self.simulation(segment, customers, count: 250)
        )
        for number in 0..<40 {
            #expect(few.lives(of: .base(number), replication: 3) == many.lives(of: .base(number), replication: 3))
        }
    }

    @Test("add up to the same bytes with any number of workers, and nobody reacts to no response")
    func workers() async throws {
        let customers = (0..<3000).map { Self.customer($0 % 9, $0 % 9 == 0 ? 0 : 20 + Double($0 % 17), 38) }
        let segment = Self.segment(.poissonGamma(Self.paretoRates), .exponentialGamma(Self.hazards))
        let simulation = Self.simulation(segment, customers, count: 3000, programs: Fixtures.programs)
        let one = await simulation.outcomes(replications: 1...2, workers: 1) { _ in true }
        let three = await simulation.outcomes(replications: 1...2, workers: 3) { _ in true }
        #expect(one == three)
        var members = 0
        simulation.visitLives(ofBase: 0..<1000, replication: 1) { lives in
            #expect(lives[0].purchases == lives[1].purchases && lives[0].leftAt == lives[1].leftAt)
            if lives[1].joinDay != nil { members += 1 }
        }
        #expect(members > 100, "\(members) members")
    }

    @Test("models without a posterior are named")
    func withoutPosterior() {
        let contract = Self.segment(
            .poissonGamma(Self.bgRates), .contract(ContractRenewal(alpha: 1, beta: 3, period: 4)))
        #expect(contract.noPosterior?.models == "attrition contract")
        let gaps = Self.segment(
            .gammaGammaGaps(GammaGammaGaps(t: 2, gamma: 1, r: 1, alpha: 10)), .none)
        #expect(gaps.noPosterior?.models == "purchase gamma-gamma-gaps")
        #expect(Self.segment(.poissonGamma(Self.bgRates), .none).noPosterior == nil)
    }
}
