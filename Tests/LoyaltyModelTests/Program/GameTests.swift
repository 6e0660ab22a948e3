import LoyaltyModel
import Testing

/// Who plays, what luck gives them, and what they see in it.
@Suite("Game")
struct GameTests {
    private let players = ResponseTraits(playAffinity: 1)

    private func program(_ game: GameMechanic, points: PointsMechanic? = nil) -> Program {
        Program(name: "game", mechanics: (points.map { [.points($0)] } ?? []) + [.game(game)])
    }

    private func wheel(limit: Int? = nil) -> GameMechanic {
        GameMechanic(
            spinsPerPurchase: 2,
            prizes: [
                .init(
                    name: "cup", probabilityMillionths: 200_000, faceValue: Money(minor: 500),
                    unitCost: Money(minor: 120), limit: limit)
            ])
    }

    private func outcome(_ program: Program, _ world: PlainWorld, _ response: Response = .none) async -> Outcome {
        await Fixtures.run(world.simulation([program], response), replications: 1)[0]
    }

    @Test("spins win at their odds, and prizes cost their unit cost")
    func odds() async {
        let outcome = await outcome(program(wheel()), PlainWorld(traits: players))
        let spins = outcome.value(.spins, arm: 1, segment: 0)
        let prizes = outcome.value(.prizes, arm: 1, segment: 0)
        #expect(spins == 2 * outcome.sum(.purchases, arm: 0, segment: 0) && spins > 40_000)
        let error = (Double(spins) * 0.2 * 0.8).squareRoot()
        #expect(abs(Double(prizes) - 0.2 * Double(spins)) < 4 * error, "\(prizes) of \(spins)")
        #expect(outcome.sum(.rewardCost, arm: 1, segment: 0) == 120 * prizes)
        #expect(outcome.sum(.rewardCostOnTwin, arm: 1, segment: 0) == 120_000 * prizes)
    }

    @Test("a limit is what each member wins in the end")
    func limit() async {
        // Some 290 spins each: nobody wins fewer than 3.
        let outcome = await outcome(program(wheel(limit: 3)), PlainWorld(traits: players))
        #expect(outcome.value(.prizes, arm: 1, segment: 0) == 3 * 200)
    }

    @Test("whom play does not move takes no part")
    func onlyPlayers() async {
        let game = program(Fixtures.game(points: true), points: PointsMechanic(earn: Fixtures.onePerMoney))
        let response = Response(perceivedValue: PerceivedValue(elasticity: 3), play: Play(activity: 4 / 3))
        let nobody = await outcome(game, PlainWorld(traits: ResponseTraits(playAffinity: 0)), response)
        let none: [Outcome.Total] = [
            .spins, .prizes, .missionsCompleted, .streaksCompleted, .seasonsWon, .badges, .playPoints, .gameEvents,
        ]
        for total in none { #expect(nobody.value(total, arm: 1, segment: 0) == 0, "\(total)") }
        #expect(nobody.purchases(arm: 1, segment: 0, month: 5) == nobody.purchases(arm: 0, segment: 0, month: 5))
        let all = await outcome(game, PlainWorld(traits: players), response)
        for total in none where total != .badges { #expect(all.value(total, arm: 1, segment: 0) > 0, "\(total)") }
    }

    @Test("a mission of one purchase is points for each visit")
    func missionAsPoints() {
        let earning = PointsMechanic(
            earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(10)), rewards: [Fixtures.reward("cup", price: 40)])
        var idle = earning
        idle.earn.perVisit = .zero
        let mission = GameMechanic(
            missions: [.init(target: .purchases(1), withinDays: 1, gives: .points(Points(10)))])
        let programs = [Program(name: "points", mechanics: [.points(earning)]), program(mission, points: idle)]
        for customer in 0..<20 {
            let lives = PlainWorld(traits: players).lives(customer, programs)
            #expect(lives[2].postings == lives[1].postings && lives[1].postings.count > 100)
        }
    }

    @Test("events happen at their pace times the activity, bring points up to the month's most, and move no purchase")
    func opens() async {
        let game = program(
            GameMechanic(events: [.init(name: "app", pace: .monthly(2), points: Points(3), mostPerMonth: 2)]),
            points: PointsMechanic(earn: EarnRule(perMoneyMillionths: 0)))
        let world = PlainWorld(traits: players)
        let outcome = await outcome(game, world, Response(play: Play(activity: 2)))
        // 200 members over 730 days, all members from day 0 on, months of 30.4375 days.
        let mean = 200 * 4 * 730 / 30.4375
        let opens = Double(outcome.value(.gameEvents, arm: 1, segment: 0))
        // Everyone joins with the first purchase on day 0.
        #expect(abs(opens - mean) < 4 * mean.squareRoot(), "\(opens), expected \(mean)")
        let points = outcome.value(.playPoints, arm: 1, segment: 0)
        #expect(points == outcome.sum(.issued, arm: 1, segment: 0))
        #expect(points <= 6 * 24 * 200 && points > 4 * 24 * 200)
        #expect(outcome.sum(.memberPurchases, arm: 1, segment: 0) == outcome.sum(.twinPurchases, arm: 1, segment: 0))
    }

    @Test("players see probability × face value for each purchase, prizes with a limit left out")
    func perceivedSpins() {
        let response = Response(perceivedValue: PerceivedValue(elasticity: 1))
        // v = 2 spins × 0.2 × 500 ÷ 1000.
        let lives = PlainWorld(traits: players).lives(3, [program(wheel()), program(wheel(limit: 1))], response)
        #expect(abs(lives[1].purchases[1].instant * 1.2 / lives[0].purchases[1].instant - 1) < 1e-12)
        #expect(lives[2].purchases == lives[0].purchases)
    }

    @Test("missions, streaks and seasons count where the customer's own pace comes to them")
    func perceivedGoals() {
        let gift = PlayReward.voucher(Money(minor: 1000), validMonths: 3)
        func game(_ game: GameMechanic) -> Program { program(game) }
        let programs = [
            // 5 purchases in 25 days at one in 5 days: 1000 ÷ 5 a purchase of 1000; out of reach in 24.
            game(GameMechanic(missions: [.init(target: .purchases(5), withinDays: 25, gives: gift)])),
            game(GameMechanic(missions: [.init(target: .purchases(5), withinDays: 24, gives: gift)])),
            // 4 weeks bring 1000: 250 a week, in which 1400 is spent.
            game(GameMechanic(streaks: [.init(every: .week, length: 4, gives: gift)])),
            // 2 months, 60.875 days and 12.175 purchases: 120 points of score are within reach, 122 are not.
            game(GameMechanic(season: .init(months: 2, perPurchase: 10, wins: .at(121), gives: gift))),
            game(GameMechanic(season: .init(months: 2, perPurchase: 10, wins: .at(122), gives: gift))),
        ]
        let response = Response(perceivedValue: PerceivedValue(elasticity: 1))
        let lives = PlainWorld(traits: players).lives(3, programs, response)
        let expected = [1 + 0.2, 1, 1 + 250.0 / 1400, 1 + 1000 / (60.875 * 200), 1]
        for (place, multiplier) in expected.enumerated() {
            let ratio = lives[0].purchases[1].instant / lives[place + 1].purchases[1].instant
            #expect(abs(ratio / multiplier - 1) < 1e-12, "program \(place + 1): \(ratio), expected \(multiplier)")
        }
    }
}
