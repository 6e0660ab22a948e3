import Foundation
import LoyaltyModel
import Testing

/// What must hold exactly, whatever the parameters: the promises of common random numbers.
@Suite("Identities")
struct IdentityTests {
    @Test("nobody reacts: every life is the twin's, under every model and program", arguments: 0..<5, 0..<6)
    func noResponse(timing: Int, attrition: Int) {
        let segment = Fixtures.segment(
            timing: Fixtures.timings[timing].model, attrition: Fixtures.attritions[attrition].model,
            basket: Fixtures.baskets[(timing + attrition) % 3].model)
        var response = Response.none
        // Choices that give the rules more to do, and nobody reason to buy otherwise.
        response.redemption = RedemptionChoice(propensity: 0.6)
        response.giving = Giving(propensity: 0.5)
        response.play = Play(activity: 2)
        response.satisfaction = Fixtures.strong.satisfaction
        let simulation = Fixtures.simulation(segments: [segment], response: response)
        var joined = 0
        for customer in 0..<60 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            for (arm, life) in lives.enumerated() {
                #expect(life.absences.isEmpty)
                // Compared apart: a failed comparison of long lives would print them.
                let same = life.purchases == lives[0].purchases && life.leftAt == lives[0].leftAt
                #expect(same, "customer \(customer), arm \(arm)")
                joined += life.joinDay == nil ? 0 : 1
            }
        }
        #expect(joined > 60, "members must be walked for this to mean anything")
    }

    @Test("a response scaled to nothing moves nobody, whatever the program; scaled by one it is itself")
    func scaledToNothing() {
        #expect(Fixtures.sociable.scaled(by: 1) == Fixtures.sociable)
        let programs = Fixtures.social + Fixtures.memberships + Fixtures.messagePrograms
        let simulation = Fixtures.simulation(programs: programs, response: Fixtures.sociable.scaled(by: 0))
        for customer in 0..<60 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            for (arm, life) in lives.enumerated() {
                let same = life.purchases == lives[0].purchases && life.leftAt == lives[0].leftAt
                #expect(same, "customer \(customer), arm \(arm)")
            }
        }
    }

    @Test("what having paid adds to the effect of perceived value grows with it, not by its square")
    func scaledByHalf() {
        let club = Program(
            name: "club", mechanics: [.paid(PaidMechanic(fee: Money(minor: 100), discountMillionths: 50_000))])
        let response = Response(
            perceivedValue: PerceivedValue(elasticity: 2), sunkCost: SunkCost(strength: 2), floor: 0.01, ceiling: 100)
        func effect(_ factor: Double) -> Double {
            let lives = PlainWorld(days: 300).lives(0, [club], response.scaled(by: factor))
            let (twin, member) = (lives[0].gaps, lives[1].gaps)
            return log(twin[3] / member[3])
        }
        #expect(effect(1) > 0.1)
        #expect(agree(effect(0.5), effect(1) / 2, within: 1e-6), "\(effect(0.5)), \(effect(1))")
        #expect(agree(effect(2), effect(1) * 2, within: 1e-6), "\(effect(2)), \(effect(1))")
    }

    @Test("an empty program under a strong response changes nobody")
    func emptyProgram() {
        let simulation = Fixtures.simulation(programs: [Program(name: "empty")])
        for customer in 0..<100 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            #expect(lives[1].joinDay == 0)
            let same = lives[1].purchases == lives[0].purchases && lives[1].leftAt == lives[0].leftAt
            #expect(same, "customer \(customer)")
        }
    }

    @Test("any number of workers gives the same integers")
    func workers() async {
        let segments = [
            Fixtures.segment("a", share: 0.4),
            Fixtures.segment("b", share: 0.6, attrition: Fixtures.attritions[0].model),
        ]
        let simulation = Fixtures.simulation(customers: 5000, segments: segments, arrivals: 300)
        let one = await Fixtures.run(simulation, replications: 3, workers: 1)
        #expect(one.count == 3)
        for workers in [2, 3, 7] {
            let other = await Fixtures.run(simulation, replications: 3, workers: workers)
            let same = zip(one, other).allSatisfy { $0 == $1 }
            #expect(same && other.count == 3, "\(workers) workers")
        }
    }

    @Test("an added customer changes only that customer")
    func addedCustomer() async {
        let few = await Fixtures.run(Fixtures.simulation(customers: 40, arrivals: 30), replications: 1)[0]
        let more = await Fixtures.run(Fixtures.simulation(customers: 41, arrivals: 30), replications: 1)[0]
        let alone = Fixtures.simulation(customers: 41, arrivals: 0).lives(of: .base(40), replication: 1)
        for arm in 0..<few.shape.arms {
            let added = (0..<few.shape.months).reduce(0) {
                $0 + more.purchases(arm: arm, segment: 0, month: $1) - few.purchases(arm: arm, segment: 0, month: $1)
            }
            #expect(added == alone[arm].purchases.count)
        }
    }

    @Test("an added program or replication changes no other arm")
    func addedProgramAndReplication() async {
        let all = await Fixtures.run(Fixtures.simulation(customers: 300), replications: 3)
        let some = Fixtures.simulation(customers: 300, programs: Array(Fixtures.programs.prefix(3)))
        let fewer = await Fixtures.run(some, replications: 2)
        for replication in 0..<2 {
            for arm in 0..<4 {
                for month in 0..<all[0].shape.months {
                    for cell in Outcome.Cell.allCases {
                        #expect(
                            all[replication].value(cell, arm: arm, segment: 0, month: month)
                                == fewer[replication].value(cell, arm: arm, segment: 0, month: month))
                    }
                }
            }
        }
    }

    @Test("a statement that does nothing moves no bit but its own counter")
    func neutralStatement() async {
        let plain = Fixtures.programs
        let noisy = plain.map { program in
            var noisy = program
            noisy.mechanics = program.mechanics.filter { if case .statement = $0 { false } else { true } }
            noisy.mechanics.append(.statement(StatementMechanic(everyDays: 7)))
            return noisy
        }
        let quietOutcome = await Fixtures.run(Fixtures.simulation(customers: 500, programs: plain), replications: 1)[0]
        let noisyOutcome = await Fixtures.run(Fixtures.simulation(customers: 500, programs: noisy), replications: 1)[0]
        let sameTotals = noisyOutcome.totals == quietOutcome.totals
        let sameFirstRewards = noisyOutcome.firstRewardDays == quietOutcome.firstRewardDays
        #expect(sameTotals && sameFirstRewards)
        for (place, value) in noisyOutcome.cells.enumerated()
        where place % Outcome.Cell.count != Outcome.Cell.statements.rawValue {
            #expect(value == quietOutcome.cells[place])
        }
        #expect(noisyOutcome.sum(.statements, arm: 1, segment: 0) > 10_000)
        #expect(quietOutcome.sum(.statements, arm: 1, segment: 0) == 0)
    }

    @Test("a campaign that brings nothing, and whose messages move nobody, moves no bit but its own counters")
    func neutralCampaign() async {
        let plain = Fixtures.programs.prefix(6).map { program in
            var program = program
            program.mechanics = program.mechanics.filter { if case .points = $0 { true } else { false } }
            return program
        }
        let noisy = plain.map { program in
            var noisy = program
            let messages = Fixtures.messages.map {
                CampaignMessage(name: $0.name, trigger: $0.trigger, unitCost: $0.unitCost, open: 0.7, click: 0.4)
            }
            noisy.mechanics.append(.campaign(CampaignMechanic(messages: messages)))
            return noisy
        }
        var response = Fixtures.strong
        (response.message, response.winBack) = (MessageEffect(), WinBackEffect())
        response.frustration.perMailFlood = 0
        func run(_ programs: [Program]) async -> Outcome {
            await Fixtures.run(
                Fixtures.simulation(customers: 500, programs: programs, response: response), replications: 1)[0]
        }
        let (quiet, loud) = (await run(plain), await run(noisy))
        let own: Set<Outcome.Cell> = [.messages, .expense]
        let ownTotals: Set<Outcome.Total> = [.messagesOpened, .messagesClicked, .messageCost]
        for (place, value) in loud.cells.enumerated()
        where !own.contains(Outcome.Cell.allCases[place % Outcome.Cell.count]) {
            #expect(value == quiet.cells[place])
        }
        for (place, value) in loud.totals.enumerated()
        where !ownTotals.contains(Outcome.Total.allCases[place % Outcome.Total.count]) {
            #expect(value == quiet.totals[place])
        }
        #expect(loud.firstRewardDays == quiet.firstRewardDays)
        #expect(loud.sum(.messages, arm: 1, segment: 0) > 10_000 && loud.sum(.expense, arm: 1, segment: 0) > 0)
    }

    @Test("the roll-forward closes with the members' own balances, and no balance is ever negative")
    func rollForward() async {
        for outcome in await Fixtures.run(Fixtures.simulation(customers: 2000), replications: 3) {
            for arm in 1..<outcome.shape.arms {
                var balance: Int64 = 0
                for month in 0..<outcome.shape.months {
                    func flow(_ cell: Outcome.Cell) -> Int64 { outcome.value(cell, arm: arm, segment: 0, month: month) }
                    balance += flow(.issued) - flow(.redeemed) - flow(.expired)
                    #expect(balance >= 0)
                }
                #expect(balance == outcome.value(.closingPoints, arm: arm, segment: 0), "arm \(arm)")
                let hasPoints = Fixtures.programs[arm - 1].mechanics.contains {
                    if case .points = $0 { true } else { false }
                }
                #expect(!hasPoints || outcome.sum(.issued, arm: arm, segment: 0) > 0, "arm \(arm)")
            }
        }
    }

    @Test("counters tell the same story as the lives")
    func countersAndLives() async {
        let simulation = Fixtures.simulation(customers: 200, arrivals: 0)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        var purchases = Array(repeating: Int64(0), count: outcome.shape.arms)
        var revenue = purchases
        var left = purchases
        for customer in 0..<200 {
            for (arm, life) in simulation.lives(of: .base(customer), replication: 1, in: outcome).enumerated() {
                purchases[arm] += Int64(life.purchases.count)
                revenue[arm] += life.purchases.reduce(0) { $0 + $1.amount }
                left[arm] += life.leftAt == nil ? 0 : 1
            }
        }
        for arm in 0..<outcome.shape.arms {
            let months = 0..<outcome.shape.months
            #expect(months.reduce(0) { $0 + outcome.purchases(arm: arm, segment: 0, month: $1) } == purchases[arm])
            #expect(months.reduce(0) { $0 + outcome.revenue(arm: arm, segment: 0, month: $1) } == revenue[arm])
            #expect(months.reduce(0) { $0 + outcome.left(arm: arm, segment: 0, month: $1) } == left[arm])
        }
    }

    @Test("hostile luck neither crashes nor hangs", arguments: Luck.Opening.allCases, 0..<5)
    func hostileLuck(opening: Luck.Opening, timing: Int) async {
        let segments = Fixtures.attritions.enumerated().map { place, attrition in
            Fixtures.segment(
                attrition.name, share: 1 / 6, timing: Fixtures.timings[timing].model, attrition: attrition.model,
                basket: Fixtures.baskets[place % 3].model)
        }
        for segment in segments {
            var alone = segment
            alone.share = 1
            var simulation = Fixtures.simulation(customers: 1, segments: [alone], arrivals: 0)
            simulation.opening = opening
            let outcome = await Fixtures.run(simulation, replications: 1)[0]
            for arm in 1..<outcome.shape.arms {
                let balance =
                    outcome.sum(.issued, arm: arm, segment: 0) - outcome.sum(.redeemed, arm: arm, segment: 0)
                    - outcome.sum(.expired, arm: arm, segment: 0)
                #expect(balance == outcome.value(.closingPoints, arm: arm, segment: 0))
            }
        }
    }
}
