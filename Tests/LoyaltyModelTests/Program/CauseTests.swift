import LoyaltyModel
import Testing

/// What is given to a cause, what it costs, and whom it moves.
@Suite("Cause")
struct CauseTests {
    private func program(_ cause: CauseMechanic, points: PointsMechanic? = nil) -> Program {
        Program(name: "cause", mechanics: (points.map { [.points($0)] } ?? []) + [.cause(cause)])
    }

    private func moved(_ share: Double) -> ResponseTraits { ResponseTraits(causeAffinity: share) }

    private func total(_ total: Outcome.Total, _ world: PlainWorld, _ program: Program, _ response: Response) async
        -> Int64
    {
        await Fixtures.run(world.simulation([program], response), replications: 1)[0].value(total, arm: 1, segment: 0)
    }

    @Test("the gift is the share of every purchase, all of it on the twin's, and is a reward cost")
    func shareOfEveryPurchase() async {
        // 2.5 % of 10.00 and 0.15 a visit: 40 minor units a purchase.
        let program = program(CauseMechanic(shareMillionths: 25_000, perVisit: Money(minor: 15)))
        let outcome = await Fixtures.run(PlainWorld().simulation([program]), replications: 1)[0]
        let purchases = outcome.sum(.purchases, arm: 0, segment: 0)
        #expect(purchases > 20_000)
        #expect(outcome.value(.donations, arm: 1, segment: 0) == 40 * purchases)
        #expect(outcome.sum(.rewardCost, arm: 1, segment: 0) == 40 * purchases)
        #expect(outcome.sum(.rewardCostOnTwin, arm: 1, segment: 0) == 40_000 * purchases)
    }

    @Test("a cap holds for each member and calendar year, to the unit")
    func cap() async {
        let world = PlainWorld(customers: 50)
        let program = program(CauseMechanic(shareMillionths: 25_000, capPerYear: Money(minor: 1700)))
        var expected: Int64 = 0
        for customer in 0..<50 {
            // 2026 is the first 365 days.
            let twin = world.lives(customer, [program])[0].purchases
            let first = twin.count { $0.instant < 365 }
            expected += min(1700, 25 * Int64(first)) + min(1700, 25 * Int64(twin.count - first))
        }
        #expect(expected < 2 * 50 * 1700 && expected > 50 * 1700, "some reach the cap, some do not: \(expected)")
        #expect(await total(.donations, world, program, .none) == expected)
    }

    @Test("those whom the cause moves see its share of what they spend; the others see nothing")
    func perceivedShare() {
        let program = program(CauseMechanic(shareMillionths: 250_000, appeal: 0.8))
        let response = Response(perceivedValue: PerceivedValue(elasticity: 2))
        let lives = PlainWorld(traits: moved(1)).lives(3, [program], response)
        // v = 0.8 × 0.25 = 0.2; gaps ÷ 1.2².
        for (own, twin) in zip(lives[1].purchases, lives[0].purchases).dropFirst() {
            #expect(abs(own.instant * 1.44 / twin.instant - 1) < 1e-12)
        }
        let cold = PlainWorld(traits: moved(0)).lives(3, [program], response)
        #expect(cold[1].purchases == cold[0].purchases)
    }

    @Test("a cause keeps those whom it moves, and none of the others")
    func delight() async {
        let response = Response(delight: Delight(attritionLoss: 0.5, halfLifeDays: 90, perDonation: 1))
        let program = program(CauseMechanic(perVisit: Money(minor: 1)))
        func left(_ share: Double, _ program: Program) async -> Int64 {
            let world = PlainWorld(
                attrition: .exponentialGamma(ExponentialGamma(s: 4, beta: 1600)), traits: moved(share), customers: 800)
            let outcome = await Fixtures.run(world.simulation([program], response), replications: 1)[0]
            return (0..<outcome.shape.months).reduce(0) { $0 + outcome.left(arm: 1, segment: 0, month: $1) }
        }
        let none = await left(1, Program(name: "empty"))
        let (cold, half, all) = (await left(0, program), await left(0.5, program), await left(1, program))
        #expect(cold == none)
        #expect(all < half && half < none, "\(all) \(half) \(none)")
    }

    @Test("points given are redeemed points, and cost their worth and the match")
    func giving() async {
        let points = PointsMechanic(earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(10)))
        let program = program(
            CauseMechanic(points: .init(points: Points(30), worth: Money(minor: 50)), matchMillionths: 300_000),
            points: points)
        let response = Response(giving: Giving(propensity: 1))
        let outcome = await Fixtures.run(
            PlainWorld(traits: moved(1)).simulation([program], response), replications: 1)[0]
        let given = outcome.value(.pointsDonated, arm: 1, segment: 0)
        #expect(given > 100_000 && given % 30 == 0)
        #expect(given == outcome.sum(.redeemed, arm: 1, segment: 0))
        // 0.50 and 0.15 for 30 points.
        #expect(outcome.value(.donations, arm: 1, segment: 0) == given / 30 * 65)
        #expect(outcome.sum(.rewardCost, arm: 1, segment: 0) == given / 30 * 65)
        // Everyone gives whenever there are 30: fewer than 30 and the last visit's 10 are left.
        #expect(outcome.value(.closingPoints, arm: 1, segment: 0) <= 200 * 30)
        #expect(await total(.pointsDonated, PlainWorld(traits: moved(0)), program, response) == 0)
        #expect(await total(.pointsDonated, PlainWorld(traits: moved(1)), program, .none) == 0)
    }

    @Test("points that can only be given are a reward to those whom the cause moves alone")
    func givingIsAGoal() {
        let points = PointsMechanic(earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(10)))
        let program = program(
            CauseMechanic(points: .init(points: Points(10), worth: Money(minor: 300))), points: points)
        let response = Response(
            perceivedValue: PerceivedValue(elasticity: 1),
            frustration: Frustration(rateLoss: 0.5, perMonthTooFar: 1, patienceDays: 90))
        let warm = PlainWorld(traits: moved(1)).lives(3, [program], response)
        // v = 300 ÷ 1000.
        #expect(abs(warm[1].purchases[1].instant * 1.3 / warm[0].purchases[1].instant - 1) < 1e-12)
        // The others have no reward to wait for, so none that is too far.
        let cold = PlainWorld(traits: moved(0)).lives(3, [program], response)
        #expect(cold[1].purchases == cold[0].purchases)
    }
}
