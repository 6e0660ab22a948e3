import LoyaltyModel
import Synchronization
import Testing

/// A reward's stock and a budget: enough for everybody, for some, for nobody.
@Suite("Shared limits")
struct SharedLimitTests {
    /// Everybody buys for 10.00 once a week, has 10 points for it and asks for the reward of 10 points on every visit
    /// but the first.
    private func steady(
        _ stock: SharedLimit?, budget: SharedLimit? = nil, customers: Int = 5000, days: Int = 181, seed: UInt64 = 5
    ) -> Simulation {
        var reward = Fixtures.reward("cup", price: 10, cost: 150)
        reward.stock = stock
        let segment = Fixtures.segment(
            timing: .fixed(FixedRate(rate: 1)), attrition: .none, basket: .fixed(FixedBasket(amount: 10)))
        return Simulation(
            population: Population(unitDays: 7, customers: customers, segments: [segment]),
            programs: [
                Program(
                    name: "cups",
                    mechanics: [.points(PointsMechanic(earn: Fixtures.onePerMoney, rewards: [reward]))],
                    budget: budget)
            ],
            response: .none, calendar: StudyCalendar(start: Fixtures.newYear, days: days), currency: Fixtures.euro,
            seed: seed)
    }

    /// Programs with stocks and budgets under which every effect of ``Fixtures/strong`` is stirred.
    static let limited: [Program] = [
        Fixtures.programs[0],
        limited(Fixtures.programs[0], "stock", stock: SharedLimit(amount: 30, every: .month)),
        limited(Fixtures.programs[1], "two-stocks", stock: SharedLimit(amount: 200, every: .study)),
        limited(Fixtures.programs[0], "budget", budget: SharedLimit(amount: 40_000, every: .year)),
        limited(
            Fixtures.programs[1], "all", stock: SharedLimit(amount: 60, every: .month),
            budget: SharedLimit(amount: 10_000, every: .month)),
        Fixtures.programs[2],
    ]

    private static func limited(
        _ program: Program, _ name: String, stock: SharedLimit? = nil, budget: SharedLimit? = nil
    ) -> Program {
        var program = program
        program.name = name
        program.budget = budget
        program.mechanics = program.mechanics.map { mechanic in
            guard case .points(var points) = mechanic else { return mechanic }
            for place in points.rewards.indices { points.rewards[place].stock = stock }
            return .points(points)
        }
        return program
    }

    private func rewards(_ outcome: Outcome, arm: Int = 1) -> [Int64] {
        (0..<outcome.shape.months).map { month in
            (0..<outcome.shape.segments).reduce(0) {
                $0 + outcome.value(.rewards, arm: arm, segment: $1, month: month)
            }
        }
    }

    @Test("with demand far above stock, the stock is given out, and the share of members is stock ÷ demand")
    func closedForm() async throws {
        let outcome = await Fixtures.run(
            steady(SharedLimit(amount: 5000, every: .month), customers: 20_000), replications: 1)[0]
        let limit = try #require(outcome.limits.first)
        #expect(limit.name == "rewards.cup" && limit.arm == 1 && outcome.limits.count == 1)
        #expect(limit.granted == rewards(outcome))
        #expect(limit.unsettledMonths == 0)
        #expect(limit.overshoot <= Outcome.Limit.tolerance)
        for month in 0..<6 {
            // A step of the share, at most 0.4 %, and all that one member takes in a month may be left.
            #expect((4970...5005).contains(limit.granted[month]), "month \(month): \(limit.granted)")
            // Each member visits as a Poisson process of mean days ÷ 7, so those granted take that much each; the
            // first visit asks for nothing. Of n members granted, the sum has a relative standard error of
            // √((1 + 1 ÷ mean) ÷ n).
            let days = Double([31, 28, 31, 30, 31, 30][month])
            let mean = days / 7
            let members = 5000 / mean
            let error = ((1 + 1 / mean) / members).squareRoot()
            let expected = members / 20_000
            #expect(
                abs(limit.shares[month] / expected - 1) < 4 * error,
                "month \(month): share \(limit.shares[month]), expected \(expected) ± \(error * expected)")
        }
    }

    @Test("a stock for the study lasts until it is used up, a budget for its year")
    func carriesOver() async throws {
        let stock = await Fixtures.run(steady(SharedLimit(amount: 60_000, every: .study)), replications: 1)[0]
        let limit = try #require(stock.limits.first)
        #expect(limit.shares[0] == 1 && limit.shares[1] == 1)
        #expect(limit.shares[5] < 0.01)
        #expect((59_800...60_060).contains(limit.granted.reduce(0, +)), "\(limit.granted)")
        #expect(limit.granted == rewards(stock))

        let yearly = steady(nil, budget: SharedLimit(amount: 15_000_000, every: .year), days: 600)
        let money = try #require(await Fixtures.run(yearly, replications: 1)[0].limits.first)
        #expect(money.name == "budget")
        let years = [money.granted[..<12].reduce(0, +), money.granted[12...].reduce(0, +)]
        #expect(years.allSatisfy { (14_950_000...15_015_000).contains($0) }, "\(years)")
        #expect(money.shares[0] == 1 && money.shares[11] < 0.01 && money.shares[12] == 1, "\(money.shares)")
    }

    @Test("more than is asked for changes no integer and takes one pass")
    func enough() async throws {
        let plain = await Fixtures.run(Fixtures.simulation(customers: 400), replications: 2)
        let plenty = SharedLimit(amount: 1_000_000_000, every: .month)
        let programs = Fixtures.programs.map { Self.limited($0, $0.name, stock: plenty, budget: plenty) }
        let rich = await Fixtures.run(Fixtures.simulation(customers: 400, programs: programs), replications: 2)
        let rewards = programs.flatMap(\.mechanics).reduce(0) { sum, mechanic in
            if case .points(let points) = mechanic { sum + points.rewards.count } else { sum }
        }
        for (plain, rich) in zip(plain, rich) {
            let same =
                plain.cells == rich.cells && plain.totals == rich.totals
                && plain.firstRewardDays == rich.firstRewardDays
            #expect(same)
            // A budget for each program, and a stock for each reward of a catalogue.
            #expect(rich.limits.count == programs.count + rewards)
            #expect(rich.limits.allSatisfy { $0.overshoot == 0 && $0.shares.allSatisfy { $0 == 1 } })
            // Who wins a season by rank takes passes of its own.
            let ranked = Set(rich.leaderboards.map(\.arm))
            #expect(rich.limits.allSatisfy { $0.passes == 1 || ranked.contains($0.arm) })
        }
    }

    @Test("walking again counts what partners see again too")
    func partners() async {
        let scarce = Self.limited(Fixtures.social[1], "scarce", stock: SharedLimit(amount: 15, every: .month))
        let outcome = await Fixtures.run(Fixtures.simulation(customers: 200, programs: [scarce]), replications: 1)[0]
        #expect(outcome.limits[0].passes > 1)
        for month in 0..<outcome.shape.months {
            // Everybody joins at the till, so a member's visits at home are the purchases and the one of joining.
            let visits = [Outcome.Cell.memberPurchases, .joined].reduce(0) {
                $0 + outcome.value($1, arm: 1, segment: 0, month: month)
            }
            #expect(outcome.value(.visits, arm: 1, partner: 0, month: month) == visits, "month \(month)")
        }
    }

    @Test("a pool of prizes lasts for as many as there are in it")
    func prizePool() async {
        let prize = GameMechanic.Prize(
            name: "cup", probabilityMillionths: 1_000_000, faceValue: Money(minor: 400), unitCost: Money(minor: 150),
            stock: SharedLimit(amount: 40, every: .month))
        let program = Program(
            name: "wheel", mechanics: [.game(GameMechanic(spinsPerPurchase: 1, prizes: [prize]))])
        let outcome = await Fixtures.run(
            Fixtures.simulation(customers: 1500, programs: [program], days: 365), replications: 1)[0]
        let won = outcome.value(.prizes, arm: 1, segment: 0)
        let overshoot = outcome.limits[0].overshoot
        #expect(won <= 12 * 40 + Int64(overshoot.rounded(.up)), "\(won) prizes, overshoot \(overshoot)")
        #expect(won > 12 * 40 * 8 / 10, "\(won)")
        #expect(outcome.sum(.unavailable, arm: 1, segment: 0) > 1000)
        #expect(outcome.value(.spins, arm: 1, segment: 0) == won + outcome.sum(.unavailable, arm: 1, segment: 0))
    }

    @Test("of nothing nothing is given, and every request is counted as refused")
    func nothing() async throws {
        let outcome = await Fixtures.run(steady(SharedLimit(amount: 0, every: .month), days: 59), replications: 1)[0]
        #expect(rewards(outcome) == [0, 0])
        let purchases = outcome.sum(.purchases, arm: 0, segment: 0)
        #expect(outcome.sum(.unavailable, arm: 1, segment: 0) == purchases - 5000)
    }

    @Test("more stock never gives fewer rewards", arguments: SharedLimit.Every.allCases)
    func monotone(every: SharedLimit.Every) async {
        var last: Int64 = 0
        for amount: Int64 in [0, 1, 10, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 1_000_000] {
            let simulation = steady(SharedLimit(amount: amount, every: every), customers: 1000)
            let given = rewards(await Fixtures.run(simulation, replications: 1)[0]).reduce(0, +)
            #expect(given >= last, "\(amount) \(every): \(given) after \(last)")
            last = given
        }
        #expect(last == rewards(await Fixtures.run(steady(nil, customers: 1000), replications: 1)[0]).reduce(0, +))
    }

    @Test("a budget is spent on what rewards cost, within the dearest of them")
    func budget() async throws {
        let outcome = await Fixtures.run(steady(nil, budget: SharedLimit(amount: 99_950, every: .month)))[0]
        let limit = try #require(outcome.limits.first)
        for month in 0..<6 {
            let cost = outcome.value(.rewardCost, arm: 1, segment: 0, month: month)
            #expect(cost == limit.granted[month])
            #expect((97_000...100_050).contains(cost), "\(cost)")
        }
    }

    @Test("two limits of a program hold at once, under every effect of a response")
    func twoLimits() async {
        let simulation = Fixtures.simulation(customers: 1500, arrivals: 30, programs: Self.limited)
        for outcome in await Fixtures.run(simulation, replications: 2) {
            // One stock; two of them; a budget; a budget and two stocks.
            #expect(outcome.limits.map(\.arm) == [2, 3, 3, 4, 5, 5, 5])
            for limit in outcome.limits {
                #expect(limit.unsettledMonths == 0, "\(limit)")
                #expect(limit.overshoot <= Outcome.Limit.tolerance, "\(limit)")
                #expect((2...Outcome.Limit.mostPasses(months: outcome.shape.months)).contains(limit.passes))
            }
            let budget = outcome.limits[4]
            #expect(budget.granted.reduce(0, +) == outcome.sum(.rewardCost, arm: 5, segment: 0))
        }
    }

    @Test("any number of workers gives the same integers, shares and passes")
    func workers() async {
        let simulation = Fixtures.simulation(customers: 2000, arrivals: 30, programs: Self.limited)
        let one = await Fixtures.run(simulation, replications: 2, workers: 1)
        #expect(one.count == 2)
        for workers in [2, 3, 7] {
            let other = await Fixtures.run(simulation, replications: 2, workers: workers)
            let same = zip(one, other).allSatisfy { $0 == $1 }
            #expect(same && other.count == 2, "\(workers) workers")
        }
    }

    @Test("an added program or replication changes no other arm and none of its limits")
    func addedProgram() async {
        let all = await Fixtures.run(Fixtures.simulation(customers: 1000, programs: Self.limited), replications: 2)
        let two = [Self.limited[2], Self.limited[4]]
        let fewer = await Fixtures.run(Fixtures.simulation(customers: 1000, programs: two), replications: 1)[0]
        for (arm, before) in [(1, 3), (2, 5)] {
            for month in 0..<fewer.shape.months {
                for cell in Outcome.Cell.allCases {
                    #expect(
                        fewer.value(cell, arm: arm, segment: 0, month: month)
                            == all[0].value(cell, arm: before, segment: 0, month: month))
                }
            }
            let (few, more) = (fewer.limits.filter { $0.arm == arm }, all[0].limits.filter { $0.arm == before })
            #expect(few.count == more.count)
            for (few, more) in zip(few, more) {
                #expect(few.shares == more.shares && few.granted == more.granted && few.passes == more.passes)
            }
        }
    }

    @Test("arms without limits are what they are without the others")
    func otherArms() async {
        let with = await Fixtures.run(Fixtures.simulation(customers: 1000, programs: Self.limited), replications: 1)[0]
        let without = await Fixtures.run(
            Fixtures.simulation(customers: 1000, programs: [Self.limited[0], Self.limited[5]]), replications: 1)[0]
        for (arm, before) in [(0, 0), (1, 1), (6, 2)] {
            for total in Outcome.Total.allCases {
                #expect(
                    with.value(total, arm: arm, segment: 0) == without.value(total, arm: before, segment: 0),
                    "arm \(arm), \(total)")
            }
            #expect(with.sum(.rewards, arm: arm, segment: 0) == without.sum(.rewards, arm: before, segment: 0))
        }
    }

    @Test("lives told one by one under the shares found add up to what was counted")
    func lives() async {
        let simulation = Fixtures.simulation(customers: 300, arrivals: 0, programs: Self.limited)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        var redeemed = Array(repeating: Int64(0), count: outcome.shape.arms)
        for customer in 0..<300 {
            let lives = simulation.lives(of: .base(customer), replication: 1, in: outcome)
            for (arm, life) in lives.enumerated() {
                for posting in life.postings where posting.kind == .redeemed { redeemed[arm] += posting.points }
            }
        }
        for arm in 1..<outcome.shape.arms {
            #expect(redeemed[arm] == outcome.sum(.redeemed, arm: arm, segment: 0), "arm \(arm)")
        }
    }

    @Test("nobody reacts: every life is the twin's, however little there is")
    func noResponse() {
        let simulation = Fixtures.simulation(programs: Self.limited, response: .none)
        for customer in 0..<60 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            for life in lives {
                let same = life.purchases == lives[0].purchases && life.leftAt == lives[0].leftAt
                #expect(same)
            }
        }
    }

    @Test("hostile luck neither crashes nor hangs, and gives no more than there is", arguments: Luck.Opening.allCases)
    func hostileLuck(opening: Luck.Opening) async {
        var simulation = Fixtures.simulation(customers: 30, arrivals: 3, programs: Self.limited)
        simulation.opening = opening
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        for limit in outcome.limits where limit.unsettledMonths == 0 {
            #expect(limit.overshoot <= Outcome.Limit.tolerance)
        }
        #expect(outcome.limits.count == 7)
    }

    @Test("a stop among passes leaves whole replications only, and progress ends at the whole")
    func stopAndProgress() async {
        let simulation = Fixtures.simulation(customers: 1200, arrivals: 0, programs: Self.limited)
        let whole = await Fixtures.run(simulation, replications: 4)
        let stopped = await simulation.outcomes(replications: 1...50, workers: 2) { $0.replicationsDone < 2 }
        #expect((2...4).contains(stopped.count), "\(stopped.count)")
        #expect(zip(whole, stopped).allSatisfy { $0 == $1 })
        let seen = Seen()
        _ = await simulation.outcomes(replications: 1...3, workers: 1) { progress in
            seen.note(progress)
            return true
        }
        let steps = seen.all
        #expect(steps.allSatisfy { $0.done <= $0.total })
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.done <= $1.done })
        #expect(steps.last.map { $0.done == $0.total && $0.replicationsDone == 3 } == true)
    }
}

/// Progress as it was told.
private final class Seen: Sendable {
    private let steps = Mutex([RunProgress]())

    func note(_ progress: RunProgress) { steps.withLock { $0.append(progress) } }

    var all: [RunProgress] { steps.withLock { $0 } }

    @Test("a budget counts what a card costs that is given in for one more of the same, and refuses it when spent")
    func cards() async throws {
        // A bill of 10.00 at a third: 3.33 each.
        var card = PunchCardMechanic(reward: Fixtures.cardReward(stamps: 2, costMillionths: 333_333))
        card.reward.faceValue = Money(minor: 5000)
        let points = Mechanic.points(PointsMechanic(earn: Fixtures.onePerMoney))
        for mechanics in [[.punchCard(card)], [.punchCard(card), points]] {
            let budget = SharedLimit(amount: 100_000, every: .month)
            let program = Program(name: "card", mechanics: mechanics, budget: budget)
            let outcome = await Fixtures.run(
                PlainWorld(customers: 2000, days: 181).simulation([program]), replications: 1)[0]
            let limit = try #require(outcome.limits.first)
            let costs = (0..<outcome.shape.months).map {
                outcome.value(.rewardCost, arm: 1, segment: 0, month: $0)
            }
            #expect(limit.granted == costs)
            #expect(costs.allSatisfy { $0 < 101_000 } && costs[2] > 90_000, "\(costs)")
            #expect(outcome.sum(.unavailable, arm: 1, segment: 0) > 1000)
        }
    }
}
