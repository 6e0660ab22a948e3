import LoyaltyModel
import Testing

/// The lives between a member's and the twin's, from which lift is split.
@Suite("Split of lift")
struct SplitTests {
    /// Effects by name; each is constant through a member's life.
    static func response(retention: Double, frequency: Double, basket: Double) -> Response {
        Response(
            perceivedValue: PerceivedValue(elasticity: frequency), basket: BasketEffect(elasticity: basket),
            attrition: AttritionEffect(elasticity: retention))
    }

    static func simulation(_ attrition: Attrition, _ response: Response, timing: Int = 0) -> Simulation {
        let segment = Fixtures.segment(timing: Fixtures.timings[timing].model, attrition: attrition)
        var mail = card("mail")
        mail.launchDay = 60
        mail.enrolment.invitation = .mail(probability: 0.4)
        return Fixtures.simulation(
            customers: 200, segments: [segment], programs: [card(), mail], response: response, days: 500)
    }

    struct Revenues {
        let twins: Int64
        let members: Int64
        let purchases: Int64
        /// By what is the member's: retained, faster, larger, and pairs in that order.
        let between: [Int64]

        init(_ outcome: Outcome, arm: Int) {
            twins = outcome.sum(.twinRevenue, arm: arm, segment: 0)
            members = outcome.sum(.memberRevenue, arm: arm, segment: 0)
            purchases = outcome.sum(.memberPurchases, arm: arm, segment: 0)
            between = [
                .revenueIfRetained, .revenueIfFaster, .revenueIfLarger, .revenueIfRetainedFaster,
                .revenueIfRetainedLarger, .revenueIfFasterLarger,
            ].map { (total: Outcome.Total) in outcome.value(total, arm: arm, segment: 0) }
        }
    }

    /// Where effects are constant and attrition runs with time, a life that takes some of its causes from the member
    /// is the life under a response with these effects alone. So eight simulations must agree; members are the same,
    /// since no effect here moves joining.
    @Test(
        "each life between is the member's under a response with these effects alone",
        arguments: [0, 3, 4, 5], [1.0, -1.0])
    func eightSimulations(attrition: Int, sign: Double) async {
        let model = Fixtures.attritions[attrition]
        let (r, f, b) = (2 * sign, 1.5, 0.7)
        func alone(_ response: Response, timing: Int) async -> Outcome {
            await Fixtures.run(Self.simulation(model.model, response, timing: timing), replications: 1)[0]
        }
        for timing in [0, 1] {
            let all = await alone(Self.response(retention: r, frequency: f, basket: b), timing: timing)
            let sets: [(Double, Double, Double)] = [
                (r, 0, 0), (0, f, 0), (0, 0, b), (r, f, 0), (r, 0, b), (0, f, b),
            ]
            for (place, set) in sets.enumerated() {
                let one = await alone(
                    Self.response(retention: set.0, frequency: set.1, basket: set.2), timing: timing)
                for arm in 1...2 {
                    let (counted, lived) = (Revenues(all, arm: arm), Revenues(one, arm: arm))
                    // Baskets are scaled purchase by purchase there, all at once here: half a minor unit a purchase.
                    let rounding = set.2 == 0 ? 0 : lived.purchases + 200
                    #expect(
                        abs(counted.between[place] - lived.members) <= rounding,
                        "\(model.name), \(set), arm \(arm): \(counted.between[place]), not \(lived.members)")
                    #expect(lived.members > 100_000)
                }
            }
        }
    }

    /// Coins after purchases: what has no effect changes nothing, to the unit.
    @Test("with one effect alone, the lives that lack it are the twins'", arguments: 0..<6)
    func oneEffect(attrition: Int) async {
        let model = Fixtures.attritions[attrition]
        func revenues(_ response: Response) async -> Revenues {
            Revenues(await Fixtures.run(Self.simulation(model.model, response), replications: 1)[0], arm: 1)
        }
        let stay = await revenues(Self.response(retention: 2, frequency: 0, basket: 0))
        #expect(stay.between == [stay.members, stay.twins, stay.twins, stay.members, stay.members, stay.twins])
        #expect(model.name == "none" || stay.members > stay.twins)
        let more = await revenues(Self.response(retention: 0, frequency: 0, basket: 0.7))
        #expect(more.between == [more.twins, more.twins, more.members, more.twins, more.members, more.members])
        #expect(more.members > more.twins)
        guard case .none = model.model else { return }
        let fast = await revenues(Self.response(retention: 0, frequency: 2, basket: 0))
        #expect(fast.between == [fast.twins, fast.members, fast.twins, fast.members, fast.twins, fast.members])
    }

    /// A faster clock under coins: leaving stays about as it was per unit of time, so the lives that end with the
    /// member's are worth about what those that end with the twin's are. Not exactly: the coin at joining is scaled too, so a
    /// member who buys m times as fast stays a part 1 − 1/m of a gap longer, against m − 1 purchases more a gap for a
    /// life of 1/p gaps: a share of p/m, and p is 1/31 on average. Small changes of pace must show it as large ones do.
    @Test("another pace under coins per time is frequency, not retention", arguments: [1, 2], [-0.5, 0.2, 2])
    func coins(attrition: Int, elasticity: Double) async {
        let simulation = Self.simulation(
            Fixtures.attritions[attrition].model, Self.response(retention: 0, frequency: elasticity, basket: 0))
        let outcomes = await Fixtures.run(simulation, replications: 25).map { Revenues($0, arm: 1) }
        let shares = outcomes.map { o -> Double in
            let retention = Double(o.between[0] - o.twins + o.members - o.between[1]) / 2
            return retention / Double(o.members - o.twins)
        }
        let estimate = Estimate(shares)
        let error = estimate.standardError ?? .infinity
        #expect(abs(estimate.mean) < 1.0 / 31 + 4 * error, "retention's share \(estimate.mean) ± \(error)")
    }

    @Test("nobody reacts: all eight lives are one", arguments: 0..<6)
    func nobodyReacts(attrition: Int) async {
        let outcome = await Fixtures.run(
            Self.simulation(Fixtures.attritions[attrition].model, .none), replications: 1)[0]
        for arm in 1...2 {
            let all = Revenues(outcome, arm: arm)
            #expect(Set(all.between + [all.members]) == [all.twins])
        }
    }
}
