import LoyaltyModel
import Testing

/// The part of reward cost that falls on purchases that would have come anyway.
@Suite("Cost on the twin's purchases")
struct CostOnTwinTests {
    func costs(_ world: PlainWorld, _ program: Program, _ response: Response) async -> (all: Int64, onTwin: Int64) {
        let outcome = await Fixtures.run(world.simulation([program], response), replications: 1)[0]
        return (
            outcome.sum(.rewardCost, arm: 1, segment: 0), outcome.sum(.rewardCostOnTwin, arm: 1, segment: 0)
        )
    }

    @Test("with no extra purchase and the same baskets it is the whole cost, for every form of reward")
    func all() async {
        // What a message brings is earned on no purchase, like a head start.
        var programs = Fixtures.programs.filter { program in
            !program.mechanics.contains { if case .campaign = $0 { true } else { false } }
        }
        programs = programs.map { Fixtures.withoutGifts($0) }
        var response = Response.none
        response.redemption = RedemptionChoice(propensity: 0.6)
        // Nor is what is scored by anything but buying.
        response.play = Play(activity: 0)
        let simulation = Fixtures.simulation(customers: 1000, programs: programs, response: response)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        for arm in 1...programs.count {
            let cost = outcome.sum(.rewardCost, arm: arm, segment: 0)
            #expect(cost > 0)
            #expect(outcome.sum(.rewardCostOnTwin, arm: arm, segment: 0) == cost * 1000, "\(programs[arm - 1].name)")
        }
    }

    @Test("it never exceeds the cost, and is less where purchases are extra or baskets larger")
    func bounds() async {
        let outcome = await Fixtures.run(Fixtures.simulation(customers: 2000), replications: 1)[0]
        for arm in 1..<outcome.shape.arms {
            let cost = outcome.sum(.rewardCost, arm: arm, segment: 0) * 1000
            let onTwin = outcome.sum(.rewardCostOnTwin, arm: arm, segment: 0)
            #expect(0 < onTwin && onTwin < cost, "arm \(arm)")
        }
    }

    @Test("by hand: a basket twice the twin's puts half of what it earns on the twin")
    func half() async {
        // v = 2, so an elasticity of ln 2 / ln 3 doubles baskets from the second purchase on. Every purchase earns ten
        // points and every one after the first takes a reward of ten points that costs 2.00.
        let response = Response(basket: BasketEffect(elasticity: 0.63092975357145743))
        let world = PlainWorld(customers: 50, days: 100)
        let program = card(perVisit: 10, price: 10, face: 5000)
        var expected: Int64 = 0
        for customer in 0..<world.customers {
            let life = world.lives(customer, [program], response)[1]
            #expect(life.purchases.dropFirst().allSatisfy { $0.amount == 2000 })
            let rewards = Int64(life.purchases.count - 1)
            if rewards > 0 { expected += 200_000 + (rewards - 1) * 100_000 }
        }
        #expect(await costs(world, program, response).onTwin == expected)
    }

    @Test("by hand: rewards earned on purchases beyond the twin's number cost the program alone")
    func extra() async {
        let response = Response(perceivedValue: PerceivedValue(elasticity: 0.5))
        let world = PlainWorld(customers: 50, days: 100)
        let program = card(perVisit: 10, price: 10, face: 5000)
        var (all, onTwin) = (Int64(0), Int64(0))
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [program], response)
            let made = lives[1].purchases.count
            all += 200 * Int64(made - 1)
            // The reward taken at purchase j was earned at purchase j − 1.
            onTwin += 200_000 * Int64(min(made - 1, lives[0].purchases.count))
        }
        let costs = await costs(world, program, response)
        #expect(costs == (all, onTwin) && onTwin < all * 1000)
    }

    @Test("an extra purchase worth less than a minor unit is extra all the same")
    func nothingSpent() async {
        let response = Response(perceivedValue: PerceivedValue(elasticity: 1))
        let world = PlainWorld(basket: 0.001, customers: 50, days: 100)
        let costs = await costs(world, card(perVisit: 10, price: 10, face: 5000), response)
        #expect(costs.onTwin < costs.all * 1000)
    }
}
