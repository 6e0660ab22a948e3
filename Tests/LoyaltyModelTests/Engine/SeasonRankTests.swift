import LoyaltyModel
import Testing

/// Seasons that the best members win: the scores of all of them say who.
@Suite("Seasons won by rank")
struct SeasonRankTests {
    private let players = ResponseTraits(playAffinity: 1)

    /// A score for each visit or unit of money, each month; the best have 7 points.
    private func league(
        _ wins: GameMechanic.Season.Wins, perPurchase: Int64 = 1, perMoney: Int64 = 0, name: String = "league"
    ) -> Program {
        let season = GameMechanic.Season(
            months: 1, perPurchase: perPurchase, perMoneyMillionths: perMoney, wins: wins, gives: .points(Points(7)))
        let points = PointsMechanic(
            earn: EarnRule(perMoneyMillionths: 0), rewards: [Fixtures.reward("cup", price: 7)])
        return Program(name: name, mechanics: [.points(points), .game(GameMechanic(season: season))])
    }

    /// Who won, season by season: those who were given points on its last day.
    private func winners(_ lives: [[Life]], arm: Int, _ calendar: StudyCalendar) -> [Set<Int>] {
        (0..<calendar.months).map { month in
            let last = calendar.monthStart[month + 1] - 1
            return Set(
                lives.indices.filter { customer in
                    lives[customer][arm].postings.contains { $0.kind == .issued && $0.day == last }
                })
        }
    }

    /// Each month's purchases.
    private func visits(_ life: Life, _ calendar: StudyCalendar) -> [Int] {
        (0..<calendar.months).map { month in
            let range = Double(calendar.monthStart[month])..<Double(calendar.monthStart[month + 1])
            return life.purchases.count { range.contains($0.instant) }
        }
    }

    @Test("the ten with the most visits of each month win, ties drawn by lot", arguments: [1, 2])
    func bestTen(replication: Int) async throws {
        let simulation = PlainWorld(traits: players).simulation([league(.best(10))])
        let outcome = await Fixtures.run(simulation, replications: 2)[replication - 1]
        let board = try #require(outcome.leaderboards.first)
        #expect(board.winners == Array(repeating: 10, count: 24) && board.places == board.winners)
        #expect(board.unsettled == 0 && board.passes == 3, "the score, the lots, and that both are right")
        #expect(outcome.value(.seasonsWon, arm: 1, segment: 0) == 240)
        let lives = (0..<200).map {
            simulation.lives(of: .base($0), replication: replication, in: outcome)
        }
        let visits = lives.map { self.visits($0[1], simulation.calendar) }
        var ties = 0
        for (month, winners) in winners(lives, arm: 1, simulation.calendar).enumerated() {
            #expect(winners.count == 10)
            let won = winners.map { visits[$0][month] }.min() ?? 0
            let lost = Set(lives.indices).subtracting(winners).map { visits[$0][month] }.max() ?? 0
            #expect(won >= lost, "month \(month): won with \(won), lost with \(lost)")
            ties += won == lost ? 1 : 0
        }
        #expect(ties > 12, "of 200 who buy six times a month, several share the tenth place nearly always")
    }

    @Test("by money the ten who spent most win; a part of the members is rounded down, one at least")
    func otherScores() async throws {
        let simulation = PlainWorld(traits: players).simulation([
            league(.best(10), perPurchase: 0, perMoney: 1_000_000), league(.bestShare(25_000)),
            league(.bestShare(1_000)), league(.best(1000)),
        ])
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        let boards = outcome.leaderboards
        #expect(boards.map(\.arm) == [1, 2, 3, 4])
        #expect(boards[0].winners == boards[0].places)
        for month in 0..<24 {
            #expect(boards[1].winners[month] == boards[1].players[month] * 25 / 1000)
            #expect(boards[2].winners[month] == 1)
            #expect(boards[3].winners[month] == boards[3].players[month])
        }
        // All baskets are the same: who spends most is who comes oftenest.
        #expect(boards[0].scores == Array(zip(boards[0].scores, boards[0].scores).map { 10 * ($0.0 / 10) }))
    }

    @Test("great scores, counted by bands first, have the same winners as small ones, by one walk more")
    func bands() async {
        // 1001 a unit of money in place of one: scores are so many times as great, and share bands, few at whose lower end.
        let simulation = PlainWorld(basket: 37, traits: players).simulation([
            league(.best(10), perPurchase: 0, perMoney: 1_000_000, name: "small"),
            league(.best(10), perPurchase: 0, perMoney: 1_001_000_000, name: "great"),
        ])
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        let (small, great) = (outcome.leaderboards[0], outcome.leaderboards[1])
        #expect(great.scores == small.scores.map { 1001 * $0 } && (great.scores.max() ?? 0) > 65_536)
        #expect((small.passes, great.passes) == (3, 4))
        #expect(great.winners == small.winners && great.unsettled == 0 && great.places == great.winners)
        let lives = (0..<200).map { simulation.lives(of: .base($0), replication: 1, in: outcome) }
        let same =
            winners(lives, arm: 1, simulation.calendar) == winners(lives, arm: 2, simulation.calendar)
        #expect(same)
    }

    @Test("the score of purchases' points is the points")
    func scoreOfPoints() async {
        func program(_ season: GameMechanic.Season) -> Program {
            Program(
                name: "league",
                mechanics: [
                    .points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 500_000, perVisit: Points(3)))),
                    .game(GameMechanic(season: season)),
                ])
        }
        // 5 for 10.00 and 3 for the visit are 8 points.
        let byPoints = program(.init(months: 2, perPoint: 1, wins: .at(80), gives: .badge))
        let byVisits = program(.init(months: 2, perPurchase: 8, wins: .at(80), gives: .badge))
        let outcome = await Fixtures.run(
            PlainWorld(traits: players).simulation([byPoints, byVisits]), replications: 1)[0]
        let won = [1, 2].map { outcome.value(.seasonsWon, arm: $0, segment: 0) }
        #expect(won[0] == won[1] && won[0] > 1000, "\(won)")
    }

    /// Every effect is stirred, and a season's prize moves what the next one is won with.
    private static let stirred: [Program] = [
        Fixtures.programs[7],
        Program(
            name: "league",
            mechanics: [
                .points(PointsMechanic(earn: Fixtures.onePerMoney, rewards: [Fixtures.reward("cup", price: 40)])),
                .game(
                    GameMechanic(
                        season: .init(
                            months: 2, perPoint: 1, wins: .bestShare(200_000), gives: .points(Points(200))))),
            ]),
        Program(
            name: "capped-league",
            mechanics: [
                .game(
                    GameMechanic(
                        season: .init(
                            months: 1, perPurchase: 1, wins: .best(9),
                            gives: .prize(faceValue: Money(minor: 4000), unitCost: Money(minor: 1000)))))
            ], budget: SharedLimit(amount: 5000, every: .month)),
    ]

    @Test("any number of workers gives the same integers and winners, and all of them are found")
    func workers() async {
        let simulation = Fixtures.simulation(customers: 1500, arrivals: 30, programs: Self.stirred)
        let one = await Fixtures.run(simulation, replications: 2, workers: 1)
        for outcome in one {
            for board in outcome.leaderboards {
                #expect(board.unsettled == 0, "\(board)")
                #expect(zip(board.winners, board.places).allSatisfy { $0 == $1 }, "\(board)")
            }
            // As many as win at once ask a budget that has half of it.
            let granted = outcome.limits[0].granted
            #expect(granted.allSatisfy { $0 <= 5000 } && granted.contains(5000), "\(granted)")
        }
        for workers in [2, 7] {
            let other = await Fixtures.run(simulation, replications: 2, workers: workers)
            let same = zip(one, other).allSatisfy { $0 == $1 }
            #expect(same && other.count == 2, "\(workers) workers")
        }
    }

    @Test("an added program changes nobody's winners")
    func addedProgram() async {
        let all = await Fixtures.run(Fixtures.simulation(customers: 500, programs: Self.stirred), replications: 1)[0]
        let alone = await Fixtures.run(
            Fixtures.simulation(customers: 500, programs: [Self.stirred[1]]), replications: 1)[0]
        let (few, more) = (alone.leaderboards[0], all.leaderboards[1])
        #expect(few.winners == more.winners && few.scores == more.scores && few.players == more.players)
        #expect(alone.sum(.issued, arm: 1, segment: 0) == all.sum(.issued, arm: 2, segment: 0))
    }

    @Test("cohorts of points won by rank add up to what the run counts")
    func cohorts() async {
        let simulation = Fixtures.simulation(customers: 300, programs: [Self.stirred[1]], days: 365)
        let worlds = await Fixtures.run(simulation, replications: 1)
        let flows = await simulation.cohortFlows(of: worlds, runOff: 12, workers: 2) { _ in true }
        for month in 0..<12 {
            let byCohort = (0...month).reduce(0) { $0 + flows[0].value(.issued, arm: 1, cohort: $1, month: month) }
            #expect(byCohort == worlds[0].value(.issued, arm: 1, segment: 0, month: month), "month \(month)")
        }
    }

    @Test(
        "where all luck is the same nobody is told from anybody, and nothing more is given than there is",
        arguments: Luck.Opening.allCases)
    func hostileLuck(opening: Luck.Opening) async {
        var simulation = Fixtures.simulation(customers: 30, arrivals: 3, programs: Self.stirred)
        simulation.opening = opening
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        for board in outcome.leaderboards {
            #expect(zip(board.winners, board.places).allSatisfy { $0 <= $1 }, "\(board)")
        }
    }

    @Test("nobody sees what it takes: a season won by rank is no value, and one won at a score is")
    func perceived() {
        let prize = PlayReward.prize(faceValue: Money(minor: 5000), unitCost: Money(minor: 1000))
        func program(_ wins: GameMechanic.Season.Wins) -> Program {
            Program(
                name: "league",
                mechanics: [.game(GameMechanic(season: .init(months: 3, perPurchase: 1, wins: wins, gives: prize)))])
        }
        let response = Response(perceivedValue: PerceivedValue(elasticity: 1))
        let lives = PlainWorld(traits: players).lives(3, [program(.best(10)), program(.at(5))], response)
        #expect(lives[1].purchases == lives[0].purchases)
        #expect(lives[2].purchases.count > lives[0].purchases.count)
    }
}

/// Things that members do in a game beside buying.
@Suite("Events of a game")
struct GameEventTests {
    private let world = PlainWorld(traits: ResponseTraits(playAffinity: 1))

    @Test("an event on a visit happens at its probability, and is given at once")
    func onVisits() async {
        let game = GameMechanic(events: [.init(name: "review", pace: .visit(0.2), points: Points(5))])
        let program = Program(
            name: "reviews",
            mechanics: [.points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 0))), .game(game)])
        let outcome = await Fixtures.run(world.simulation([program]), replications: 1)[0]
        let visits = Double(outcome.sum(.purchases, arm: 0, segment: 0))
        let events = outcome.value(.gameEvents, arm: 1, segment: 0)
        #expect(abs(Double(events) - 0.2 * visits) < 4 * (visits * 0.2 * 0.8).squareRoot(), "\(events) of \(visits)")
        #expect(outcome.sum(.issued, arm: 1, segment: 0) == 5 * events)
        #expect(outcome.value(.playPoints, arm: 1, segment: 0) == 5 * events)
        let life = world.lives(3, [program])[1]
        let days = Set(life.purchases.map { Int32($0.instant) })
        #expect(!life.postings.isEmpty && life.postings.allSatisfy { days.contains($0.day) })
    }

    @Test("the activity multiplies the pace, and none of it is none")
    func activity() async {
        let game = GameMechanic(events: [
            .init(name: "review", pace: .visit(0.1), points: Points(1)),
            .init(name: "app", pace: .monthly(1), points: Points(1)),
        ])
        let program = Program(
            name: "reviews",
            mechanics: [.points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 0))), .game(game)])
        var events: [Double] = []
        for activity in [0, 1, 3] {
            let response = Response(play: Play(activity: Double(activity)))
            let outcome = await Fixtures.run(world.simulation([program], response), replications: 1)[0]
            events.append(Double(outcome.value(.gameEvents, arm: 1, segment: 0)))
        }
        // 200 members, 24 months and 146 visits each.
        let mean = 200 * (730 / 30.4375 + 0.1 * 147)
        #expect(events[0] == 0)
        #expect(abs(events[1] - mean) < 5 * mean.squareRoot(), "\(events), expected \(mean)")
        #expect(abs(events[2] - 3 * mean) < 5 * (3 * mean).squareRoot(), "\(events), expected \(3 * mean)")
    }

    @Test("no more than so many a month bring anything, and each month begins anew")
    func most() async {
        let game = GameMechanic(events: [
            .init(name: "check-in", pace: .visit(1), points: Points(2), mostPerMonth: 1)
        ])
        let program = Program(
            name: "check-ins",
            mechanics: [.points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 0))), .game(game)])
        let outcome = await Fixtures.run(world.simulation([program]), replications: 1)[0]
        // Members' buyers of a month; everyone joins with a purchase in the first one, where it is one of two.
        let buyers = (1..<24).reduce(Int64(0)) { $0 + outcome.value(.memberBuyers, arm: 1, segment: 0, month: $1) }
        #expect(outcome.value(.gameEvents, arm: 1, segment: 0) > 3 * buyers)
        #expect(outcome.sum(.issued, arm: 1, segment: 0) == 2 * (buyers + 200))
    }

    @Test("stamps go on the card, the program's own and one beside points")
    func stamps() async {
        let game = Mechanic.game(GameMechanic(events: [.init(name: "review", pace: .visit(1), stamps: Points(2))]))
        let card = Mechanic.punchCard(PunchCardMechanic(reward: Fixtures.cardReward(stamps: 1_000_000)))
        let programs = [
            Program(name: "card", mechanics: [card, game]),
            Program(
                name: "both",
                mechanics: [card, .points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 0))), game]),
        ]
        let outcome = await Fixtures.run(world.simulation(programs), replications: 1)[0]
        let visits = outcome.sum(.purchases, arm: 0, segment: 0)
        #expect(outcome.sum(.issued, arm: 1, segment: 0) == 3 * visits)
        #expect(outcome.value(.stampsIssued, arm: 2, segment: 0) == 3 * visits)
    }
}
