import LoyaltyModel
import Testing

/// Customers whom a program brings: in one arm only, with luck of their own and no twin.
@Suite("Newcomers")
struct NewcomerTests {
    /// Arms of ``Fixtures/social``.
    static func simulation(customers: Int = 150, response: Response = Fixtures.sociable) -> Simulation {
        Fixtures.simulation(customers: customers, arrivals: 0, programs: Fixtures.social, response: response)
    }

    /// All newcomers of an arm: those of members, and those of partners.
    static func newcomers(_ simulation: Simulation, arm: Int) -> [Life] {
        let brought = simulation.livesBroughtByPartners(replication: 1)[arm]
        return (0..<simulation.population.customers).reduce(into: brought) {
            $0 += simulation.lives(of: .base($1), replication: 1)[arm].newcomers
        }
    }

    @Test("where nobody responds none come")
    func noResponse() async {
        let outcome = await Fixtures.run(Self.simulation(customers: 500, response: .none), replications: 1)[0]
        for arm in 0...3 {
            #expect(outcome.sum(.newcomers, arm: arm, segment: 0) == 0)
            #expect(outcome.value(.newcomerMinutes, arm: arm, segment: 0) == 0)
        }
        #expect(outcome.sum(.joined, arm: 1, segment: 0) == 500)
    }

    @Test("the baseline has none, and the totals of an arm are the lives in it", arguments: 1...3)
    func wholeArm(arm: Int) async {
        let simulation = Self.simulation()
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        let newcomers = Self.newcomers(simulation, arm: arm)
        #expect(outcome.sum(.newcomers, arm: 0, segment: 0) == 0)
        #expect(outcome.sum(.newcomers, arm: arm, segment: 0) == Int64(newcomers.count))
        #expect(newcomers.count > 30, "newcomers must come for this to mean anything")
        let lives = (0..<150).map { simulation.lives(of: .base($0), replication: 1)[arm] } + newcomers
        func month(_ instant: Double) -> Int { Int(simulation.calendar.monthOfDay[Int(instant)]) }
        var purchases = Array(repeating: Int64(0), count: outcome.shape.months)
        var (revenue, buyers, left) = (purchases, purchases, purchases)
        for life in lives {
            for purchase in life.purchases {
                purchases[month(purchase.instant)] += 1
                revenue[month(purchase.instant)] += purchase.amount
            }
            for month in Set(life.purchases.map { month($0.instant) }) { buyers[month] += 1 }
            if let end = life.leftAt { left[month(end)] += 1 }
        }
        let months = 0..<outcome.shape.months
        #expect(months.map { outcome.purchases(arm: arm, segment: 0, month: $0) } == purchases)
        #expect(months.map { outcome.revenue(arm: arm, segment: 0, month: $0) } == revenue)
        #expect(months.map { outcome.buyers(arm: arm, segment: 0, month: $0) } == buyers)
        #expect(months.map { outcome.left(arm: arm, segment: 0, month: $0) } == left)
        let later = newcomers.reduce(0) { $0 + $1.purchases.count - 1 }
        #expect(outcome.sum(.newcomerPurchases, arm: arm, segment: 0) == Int64(later))
        let minutes = newcomers.reduce(Int64(0)) {
            $0 + Int64(((Double(simulation.calendar.days) - $1.purchases[0].instant) * 1440).rounded())
        }
        #expect(outcome.value(.newcomerMinutes, arm: arm, segment: 0) == minutes)
    }

    @Test("they join at their first purchase, and nothing of theirs falls on a twin or is pulled forward")
    func noTwin() async {
        let simulation = Self.simulation(customers: 0)
        var alone = simulation
        alone = Simulation(
            population: Fixtures.population(customers: 2000), programs: [Fixtures.social[0]],
            response: Fixtures.sociable, calendar: simulation.calendar, currency: Fixtures.euro, seed: 3)
        for life in Self.newcomers(alone, arm: 1).prefix(300) {
            #expect(life.joinDay == Int(life.purchases[0].instant))
            #expect(life.purchases[0].number == 0)
            #expect(life.postings.first?.kind == .issued)
        }
        // Elasticities off: every purchase of a member is the twin's, so what is not on the twin is the newcomers'.
        var response = Response.none
        response.referral = Fixtures.sociable.referral
        let plain = Program(
            name: "friends", mechanics: [Fixtures.cups, .referral(ReferralMechanic(friend: .points(Points(1))))])
        let outcome = await Fixtures.run(
            Fixtures.simulation(customers: 1000, programs: [plain], response: response), replications: 1)[0]
        let cost = outcome.sum(.rewardCost, arm: 1, segment: 0)
        #expect(outcome.value(.pulledForward, arm: 1, segment: 0) == 0)
        #expect(outcome.sum(.newcomers, arm: 1, segment: 0) > 500)
        #expect(outcome.sum(.rewardCostOnTwin, arm: 1, segment: 0) < 1000 * cost)
        let none = await Fixtures.run(
            Fixtures.simulation(customers: 1000, programs: [plain], response: .none), replications: 1)[0]
        #expect(
            outcome.sum(.rewardCostOnTwin, arm: 1, segment: 0) == none.sum(.rewardCostOnTwin, arm: 1, segment: 0))
        #expect(none.sum(.rewardCostOnTwin, arm: 1, segment: 0) == 1000 * none.sum(.rewardCost, arm: 1, segment: 0))
    }

    @Test("those who fall silent, or whose membership ends, are counted on", arguments: [true, false])
    func outOfProgram(silence: Bool) async {
        let card = Mechanic.points(
            PointsMechanic(
                earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(1)),
                rewards: [Fixtures.reward("far", price: silence ? 100_000 : 5)]))
        var mechanics = [card, .referral(Fixtures.friends)]
        if !silence { mechanics.append(.paid(PaidMechanic(fee: Money(minor: 100), every: .month))) }
        var response = Response(silence: Silence(monthly: silence ? 0.5 : 0))
        response.renewal.intercept = -1
        response.referral = Fixtures.sociable.referral
        response.referral.attritionLoss = 0
        let simulation = Fixtures.simulation(
            customers: 150, arrivals: 0, programs: [Program(name: "p", mechanics: mechanics)], response: response)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        let newcomers = Self.newcomers(simulation, arm: 1)
        let out =
            silence
            ? outcome.value(.silent, arm: 1, segment: 0) : outcome.sum(.ended, arm: 1, segment: 0)
        #expect(out > 50 && newcomers.count > 30, "some must come and go for this to mean anything")
        let later = newcomers.reduce(0) { $0 + $1.purchases.count - 1 }
        #expect(outcome.sum(.newcomerPurchases, arm: 1, segment: 0) == Int64(later))
        #expect(outcome.value(.referredPurchases, arm: 1, segment: 0) == Int64(later + newcomers.count))
        // Nobody buys more or less, so members without newcomers are their twins.
        let own = outcome.sum(.memberPurchases, arm: 1, segment: 0) - Int64(later)
        #expect(own == outcome.sum(.twinPurchases, arm: 1, segment: 0))
    }

    @Test("any number of workers gives the same integers")
    func workers() async {
        let segments = [
            Fixtures.segment("a", share: 0.4),
            Fixtures.segment("b", share: 0.6, attrition: Fixtures.attritions[0].model),
        ]
        let simulation = Fixtures.simulation(
            customers: 3000, segments: segments, arrivals: 100, programs: Fixtures.social,
            response: Fixtures.sociable)
        let one = await Fixtures.run(simulation, replications: 2, workers: 1)
        for workers in [2, 5] {
            let other = await Fixtures.run(simulation, replications: 2, workers: workers)
            let same = zip(one, other).allSatisfy { $0 == $1 }
            #expect(same && other.count == 2, "\(workers) workers")
        }
    }

    @Test("an added customer changes only that customer and those whom it brings")
    func addedCustomer() async {
        // Partners bring a share of the customers at the start, so they are left out here.
        var response = Fixtures.sociable
        response.partnerReach = PartnerReach()
        var found = 0
        for added in 40..<50 {
            let few = await Fixtures.run(Self.simulation(customers: added, response: response), replications: 1)[0]
            let more = Self.simulation(customers: added + 1, response: response)
            let outcome = await Fixtures.run(more, replications: 1)[0]
            for (arm, life) in more.lives(of: .base(added), replication: 1).enumerated() {
                let all = [life] + life.newcomers
                let difference = (0..<few.shape.months).reduce(0) {
                    $0 + outcome.purchases(arm: arm, segment: 0, month: $1)
                        - few.purchases(arm: arm, segment: 0, month: $1)
                }
                #expect(difference == all.reduce(0) { $0 + Int64($1.purchases.count) }, "arm \(arm)")
                found += life.newcomers.count
            }
        }
        #expect(found > 0)
    }

    @Test("a program beside it changes nothing of a program's newcomers")
    func addedProgram() {
        let all = Self.simulation(customers: 40)
        let last = Fixtures.simulation(
            customers: 40, arrivals: 0, programs: [Fixtures.social[2]], response: Fixtures.sociable)
        let (beside, alone) = (Self.newcomers(all, arm: 3), Self.newcomers(last, arm: 1))
        let same = beside == alone
        #expect(same && !beside.isEmpty)
    }

    @Test("the same friend is the same customer in every arm, and the earlier the keener the member")
    func coupling() {
        // Rewards that differ move only when friends come; what a friend spends is the friend's own.
        var response = Response.none
        response.referral = Referral(invitationsPerMonth: 0.2, reward: 1, conversion: 0.3)
        func program(_ name: String, _ money: Int64) -> Program {
            Program(
                name: name,
                mechanics: [.referral(ReferralMechanic(referrer: .money(Money(minor: money))))])
        }
        let simulation = Fixtures.simulation(
            customers: 100, programs: [program("poor", 100), program("rich", 2000)], response: response)
        var compared = 0
        for customer in 0..<100 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            #expect(lives[1].newcomers.count <= lives[2].newcomers.count)
            // The first to come is the member's own first friend.
            let first = lives.map { life in
                life.newcomers.map { $0.purchases[0] }.min { $0.instant < $1.instant }
            }
            guard let poor = first[1], let rich = first[2] else { continue }
            #expect(rich.instant < poor.instant)
            #expect(rich.amount == poor.amount)
            compared += 1
        }
        #expect(compared > 10)
    }

    @Test("friends of friends are bounded, and members whose friends are left out are counted")
    func bounded() async {
        let response = Response(referral: Referral(invitationsPerMonth: 20, conversion: 1))
        let program = Program(name: "viral", mechanics: [.referral(ReferralMechanic(friend: .money(Money(minor: 1))))])
        let simulation = PlainWorld(rate: 0.01, customers: 5, days: 365).simulation([program], response)
        for customer in 0..<5 {
            let life = simulation.lives(of: .base(customer), replication: 1)[1]
            #expect(life.newcomers.count == Simulation.descendantLimit)
        }
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        #expect(outcome.sum(.newcomers, arm: 1, segment: 0) == Int64(5 * Simulation.descendantLimit))
        #expect(outcome.value(.newcomersCutOff, arm: 1, segment: 0) > 5)
    }

    @Test(
        "newcomers who left come back like others, and a member brings friends before and after an absence, not in it")
    func winBack() async {
        var response = Fixtures.sociable
        response.partnerReach = PartnerReach()
        response.winBack = WinBackEffect(revival: 0.8)
        let segment = Fixtures.segment(attrition: .exponentialGamma(ExponentialGamma(s: 2, beta: 150)))
        let simulation = Fixtures.simulation(
            customers: 800, segments: [segment], arrivals: 0, programs: [Fixtures.social[3]], response: response)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        let members = (0..<800).map { simulation.lives(of: .base($0), replication: 1)[1] }
        let newcomers = members.flatMap(\.newcomers)
        #expect(newcomers.reduce(0) { $0 + $1.absences.count } > 30)
        for life in newcomers {
            for absence in life.absences {
                #expect(!life.purchases.contains { absence.lowerBound < $0.instant && $0.instant < absence.upperBound })
            }
        }
        let lives = members.filter { $0.joinDay != nil } + newcomers
        #expect(lives.reduce(0) { $0 + Int64($1.absences.count) } == outcome.sum(.revived, arm: 1, segment: 0))
        let left = outcome.sum(.memberLeft, arm: 1, segment: 0)
        #expect(left == Int64(lives.count { $0.leftAt != nil }))
        // An only newcomer is the member's own friend, not a friend's friend.
        var afterReturn = 0
        for member in members where member.newcomers.count == 1 {
            let arrival = member.newcomers[0].purchases[0].instant
            #expect(!member.absences.contains { $0.contains(arrival) })
            #expect(member.leftAt.map { arrival <= $0 } ?? true)
            if let back = member.absences.first?.upperBound, arrival > back { afterReturn += 1 }
        }
        #expect(afterReturn > 5)
    }

    @Test("hostile luck neither crashes nor hangs", arguments: Luck.Opening.allCases, 0..<6)
    func hostileLuck(opening: Luck.Opening, attrition: Int) async {
        let segment = Fixtures.segment(
            timing: Fixtures.timings[attrition % 5].model, attrition: Fixtures.attritions[attrition].model,
            basket: Fixtures.baskets[attrition % 3].model)
        // Friends, or strangers, not both: hostile luck lets each of fifty strangers have a hundred descendants.
        var responses = [Fixtures.sociable, Fixtures.sociable]
        responses[0].partnerReach = PartnerReach()
        responses[1].referral = Referral()
        for response in responses {
            var simulation = Fixtures.simulation(
                customers: 1, segments: [segment], arrivals: 0, programs: Fixtures.social, response: response)
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
