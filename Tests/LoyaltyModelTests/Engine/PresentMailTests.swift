import LoyaltyModel
import Testing

/// Customers of a log whom a program asks by mail: it knows them, so it need not wait for their next purchase.
@Suite("Present customers and mail")
struct PresentMailTests {
    private static let attritions: [(name: String, model: Attrition)] = [
        ("none", .none), ("exponential-gamma", .exponentialGamma(ExponentialGamma(s: 0.6, beta: 11.7))),
        ("beta-geometric", .betaGeometric(BetaGeometric(a: 0.8, b: 2.4))),
        ("gompertz-gamma", .gompertzGamma(GompertzGamma(b: 0.05, s: 0.7, beta: 2.5))),
    ]

    private static let season = [0.8, 0.9, 1, 1, 1, 1.1, 1.1, 0.9, 1, 1, 1, 1.2]

    /// Customers seen to buy up to six times in 38 weeks; many do not buy again in the study.
    private static func simulation(
        _ attrition: Attrition, _ response: Response, probability: Double = 1, days: Int = 120, customers: Int = 300
    ) -> Simulation {
        let histories = (0..<7).map { repeats in
            PresentCustomers.Customer(
                segment: 0, history: PurchaseHistory(repeats: repeats, recency: repeats == 0 ? 0 : 30, age: 38),
                paid: repeats, average: repeats == 0 ? 0 : 25)
        }
        var segment = Fixtures.segment(
            timing: .poissonGamma(PoissonGamma(r: 0.55, alpha: 10.6)), attrition: attrition)
        segment.rewardSensitivity = .fixed(1)
        var mail = Fixtures.pointsPrograms[0]
        mail.enrolment.invitation = .mail(probability: probability)
        return Simulation(
            population: Population(
                unitDays: 7, customers: customers, segments: [segment], season: season,
                present: PresentCustomers(histories)),
            programs: [mail], response: response, calendar: StudyCalendar(start: Fixtures.newYear, days: days),
            currency: Fixtures.euro, seed: 3)
    }

    private static func lives(_ simulation: Simulation) -> [[Life]] {
        var lives: [[Life]] = []
        simulation.visitLives(ofBase: 0..<simulation.population.customers, replication: 1) { lives.append($0) }
        return lives
    }

    @Test("all who say yes join at the end of the first month, bought or not")
    func everybody() {
        let lives = Self.lives(Self.simulation(.none, .none))
        // Some say no, whether they buy or not.
        let joinDays = Set(lives.compactMap { $0[1].joinDay })
        #expect(joinDays == [30], "January has 31 days; joined on \(joinDays)")
        let idle = lives.filter { $0[0].purchases.isEmpty }
        let joined = (idle.count { $0[1].joinDay != nil }, lives.count { $0[1].joinDay != nil })
        // Four standard errors of the idle ones' share, which is everybody's.
        let share = Double(joined.1) / Double(lives.count)
        let error = (share * (1 - share) / Double(idle.count)).squareRoot()
        #expect(idle.count > 30 && abs(Double(joined.0) / Double(idle.count) - share) <= 4 * error, "\(joined)")
        #expect(idle.allSatisfy { $0[1].joinDay == nil || $0[1].joinPurchase == -1 })
    }

    @Test("with no response members live as their twins do, to the bit", arguments: 0..<4)
    func noResponse(attrition: Int) {
        let (name, model) = Self.attritions[attrition]
        var members = 0
        for life in Self.lives(Self.simulation(model, .none, probability: 0.4, days: 400)) {
            #expect(life[0].purchases == life[1].purchases && life[0].leftAt == life[1].leftAt, "\(name)")
            if life[1].joinPurchase == -1 { members += 1 }
        }
        #expect(members > 20, "\(name): \(members) joined before they bought")
    }

    @Test("a program may bring the purchase that the twin does not come to", arguments: 0..<4)
    func earlier(attrition: Int) async {
        let (name, model) = Self.attritions[attrition]
        let simulation = Self.simulation(
            model, Response(perceivedValue: PerceivedValue(elasticity: 20)), customers: 1500)
        let won = Self.lives(simulation).count { $0[0].purchases.isEmpty && !$0[1].purchases.isEmpty }
        #expect(won > 10, "\(name): \(won) of 1500")
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        #expect(outcome.sum(.memberPurchases, arm: 1, segment: 0) > outcome.sum(.twinPurchases, arm: 1, segment: 0))
    }

    /// The same as for new customers (``SplitTests``): each revenue between twin and member is that of a response with
    /// some of the effects alone.
    @Test("each life between is the member's under a response with these effects alone", arguments: [0, 1, 3])
    func split(attrition: Int) async {
        let model = Self.attritions[attrition].model
        let (r, f, b) = (2.0, 1.5, 0.7)
        func revenues(_ effects: (Double, Double, Double)) async -> SplitTests.Revenues {
            let response = SplitTests.response(retention: effects.0, frequency: effects.1, basket: effects.2)
            let simulation = Self.simulation(model, response, probability: 0.4, days: 400)
            return SplitTests.Revenues(await Fixtures.run(simulation, replications: 1)[0], arm: 1)
        }
        let all = await revenues((r, f, b))
        let sets = [(r, 0, 0), (0, f, 0), (0, 0, b), (r, f, 0), (r, 0, b), (0, f, b)]
        for (place, set) in sets.enumerated() {
            let lived = await revenues(set)
            // Baskets are scaled purchase by purchase there, all at once here: half a minor unit a purchase.
            let rounding = set.2 == 0 ? 0 : lived.purchases + 200
            #expect(
                abs(all.between[place] - lived.members) <= rounding,
                "\(Self.attritions[attrition].name), \(set): \(all.between[place]), not \(lived.members)")
        }
    }
}
