import LoyaltyModel
import Testing

/// What must hold of every mechanic and of every two of them together.
@Suite("Every mechanic, and every two of them")
struct MechanicPairTests {
    private static let programs = MechanicKinds.programs

    private static func simulation(
        customers: Int = 25, programs: [Program] = programs, response: Response = MechanicKinds.strong,
        timing: Int = 0, attrition: Int = 1, arrivals: Double = 2, days: Int = 500
    ) -> Simulation {
        let segment = Fixtures.segment(
            timing: Fixtures.timings[timing].model, attrition: Fixtures.attritions[attrition].model,
            basket: Fixtures.baskets[(timing + attrition) % 3].model)
        return Fixtures.simulation(
            customers: customers, segments: [segment], arrivals: arrivals, programs: programs, response: response,
            days: days)
    }

    @Test("nobody reacts: every life is the twin's", arguments: 0..<6)
    func noResponse(attrition: Int) {
        let simulation = Self.simulation(
            customers: 12, response: MechanicKinds.indifferent, timing: attrition % 5, attrition: attrition)
        var joined = Array(repeating: 0, count: Self.programs.count + 1)
        for (customer, lives) in simulation.livesOfBase(replication: 1).enumerated() {
            for (arm, life) in lives.enumerated() {
                let same =
                    life.purchases == lives[0].purchases && life.leftAt == lives[0].leftAt && life.newcomers.isEmpty
                #expect(same, "customer \(customer), \(arm == 0 ? "baseline" : Self.programs[arm - 1].name)")
                joined[arm] += life.joinDay == nil ? 0 : 1
            }
        }
        #expect(joined.dropFirst().allSatisfy { $0 > 0 }, "members must be walked: \(joined)")
    }

    @Test("everything there is happens in them, so that what follows means something")
    func nothingIsIdle() async {
        let outcome = await Fixtures.run(Self.simulation(customers: 300), replications: 1)[0]
        let totals = outcome.part(of: Array(1..<outcome.shape.arms), outcome.totals)
        let idle = Outcome.Total.allCases.filter { total in
            !stride(from: total.rawValue, to: totals.count, by: Outcome.Total.count).contains { totals[$0] != 0 }
        }
        // What is counted of arm 0 alone, and of what cannot come to pass here.
        #expect(idle == [.uninformedVisits, .cutOff, .newcomersCutOff], "\(idle)")
        let cells = outcome.part(of: Array(1..<outcome.shape.arms), outcome.cells)
        let idleCells = Outcome.Cell.allCases.filter { cell in
            !stride(from: cell.rawValue, to: cells.count, by: Outcome.Cell.count).contains { cells[$0] != 0 }
        }
        // Refunds do not happen in a run; the last six are the population's.
        #expect(
            idleCells == [
                .reversed, .reinstated, .transferred, .paidWithPoints, .customers, .purchases, .revenue, .buyers, .left,
                .arrivalMinutes,
            ], "\(idleCells)")
    }

    @Test("the ledger closes every month, and what is earned is had, lost or left")
    func ledgersClose() async {
        let simulation = Self.simulation(customers: 150)
        for outcome in await Fixtures.run(simulation, replications: 2) {
            for (place, program) in Self.programs.enumerated() {
                let arm = place + 1
                var balance: Int64 = 0
                for month in 0..<outcome.shape.months {
                    func flow(_ cell: Outcome.Cell) -> Int64 { outcome.value(cell, arm: arm, segment: 0, month: month) }
                    balance += flow(.issued) - flow(.redeemed) - flow(.expired)
                    #expect(balance >= 0, "\(program.name)")
                    for cell in Outcome.Cell.allCases where !Self.signed.contains(cell) {
                        #expect(flow(cell) >= 0, "\(program.name), month \(month): \(cell)")
                    }
                    #expect(flow(.rewardCostOnTwin) <= 1000 * flow(.rewardCost), "\(program.name), month \(month)")
                }
                func total(_ total: Outcome.Total) -> Int64 { outcome.value(total, arm: arm, segment: 0) }
                func sum(_ cell: Outcome.Cell) -> Int64 { outcome.sum(cell, arm: arm, segment: 0) }
                #expect(balance == total(.closingPoints), "\(program.name)")
                #expect(
                    abs(
                        total(.cashbackEarned) - total(.cashbackPaid) - total(.cashbackExpired)
                            - total(.cashbackOutstanding)) == 0, "\(program.name)")
                #expect(total(.stampsIssued) >= total(.stampsRedeemed) + total(.stampsExpired), "\(program.name)")
                #expect(sum(.vouchersIssued) >= sum(.vouchersUsed), "\(program.name)")
                #expect(sum(.joined) >= sum(.ended) && sum(.pendingActivated) <= sum(.issued), "\(program.name)")
            }
        }
    }

    /// A fee that is given back, and a member who comes back, are taken off the month in which it happens.
    private static let signed: Set<Outcome.Cell> = [.fees, .memberLeft]

    @Test("the same again, with any number of workers, and beside other arms in any order")
    func orderOfArms() async {
        let forward = await Fixtures.run(Self.simulation(customers: 40), replications: 2, workers: 1)
        let backward = await Fixtures.run(
            Self.simulation(customers: 40, programs: Self.programs.reversed()), replications: 2, workers: 3)
        #expect(forward.count == 2 && backward.count == 2)
        for (one, other) in zip(forward, backward) {
            #expect(one.difference(of: 0, other, 0) == nil)
            for (place, program) in Self.programs.enumerated() {
                #expect(one.difference(of: place + 1, other, Self.programs.count - place) == nil, "\(program.name)")
            }
        }
    }

    @Test("customers may be walked in any order, each as if it were the only one")
    func orderOfCustomers() {
        let simulation = Self.simulation(customers: 15)
        let together = simulation.livesOfBase(replication: 1)
        for customer in (0..<15).reversed() {
            let alone = simulation.lives(of: .base(customer), replication: 1)
            for arm in alone.indices {
                let same = alone[arm] == together[customer][arm]
                #expect(same, "customer \(customer), \(arm == 0 ? "baseline" : Self.programs[arm - 1].name)")
            }
        }
    }

    @Test("the order in which a program lists its mechanics means nothing")
    func orderOfMechanics() async {
        let turned = Self.programs.map { program in
            var turned = program
            turned.mechanics.reverse()
            return turned
        }
        let outcome = await Fixtures.run(Self.simulation(), replications: 1)[0]
        let other = await Fixtures.run(Self.simulation(programs: turned), replications: 1)[0]
        for (place, program) in Self.programs.enumerated() {
            #expect(outcome.difference(of: place + 1, other, place + 1) == nil, "\(program.name)")
        }
    }

    @Test("offers, messages and events have their luck by their names, wherever they stand in their lists")
    func orderInLists() async {
        let turned = Self.programs.map { program in
            var turned = program
            turned.mechanics = program.mechanics.map { mechanic in
                switch mechanic {
                case .offer(let offers): return .offer(OfferMechanic(offers: offers.offers.reversed()))
                case .campaign(let mail): return .campaign(CampaignMechanic(messages: mail.messages.reversed()))
                case .game(var game):
                    game.events.reverse()
                    return .game(game)
                default: return mechanic
                }
            }
            return turned
        }
        let outcome = await Fixtures.run(Self.simulation(), replications: 1)[0]
        let other = await Fixtures.run(Self.simulation(programs: turned), replications: 1)[0]
        for (place, program) in Self.programs.enumerated() {
            #expect(outcome.difference(of: place + 1, other, place + 1) == nil, "\(program.name)")
        }
    }

    @Test("a mechanic in which there is nothing changes no other number", arguments: MechanicKinds.all)
    func neutral(kind: MechanicKind) async {
        // Beside points, if only in name, a card has a ledger and luck of its own: that is another program.
        let other = kind.name == "points" ? "punchCard" : ""
        let plain =
            Self.programs.filter { program in
                !program.mechanics.contains { $0.kind == kind.neutral[0].kind || $0.kind == other }
            } + [Program(name: "empty")]
        let more = plain.map { program in
            var program = program
            program.mechanics += kind.neutral
            return program
        }
        let response = MechanicKinds.strong
        let outcome = await Fixtures.run(Self.simulation(programs: plain, response: response), replications: 1)[0]
        let changed = await Fixtures.run(Self.simulation(programs: more, response: response), replications: 1)[0]
        let own: Set<Outcome.Total> = kind.name == "annual" ? [.yearsEnded] : []
        for (place, program) in plain.enumerated() {
            #expect(
                outcome.difference(of: place + 1, changed, place + 1, without: own) == nil, "\(program.name)")
        }
    }

    @Test("hostile luck neither crashes nor hangs", arguments: Luck.Opening.allCases, 0..<6)
    func hostileLuck(opening: Luck.Opening, attrition: Int) async {
        for timing in [attrition % 5, (attrition + 2) % 5] {
            // Without newcomers: each would make as many purchases as the engine allows, as each member does.
            var response = MechanicKinds.strong
            (response.referral, response.partnerReach) = (Referral(), PartnerReach())
            var simulation = Self.simulation(
                customers: 1, response: response, timing: timing, attrition: attrition, arrivals: 0)
            simulation.opening = opening
            let outcome = await Fixtures.run(simulation, replications: 1)[0]
            for arm in 1..<outcome.shape.arms {
                let balance =
                    outcome.sum(.issued, arm: arm, segment: 0) - outcome.sum(.redeemed, arm: arm, segment: 0)
                    - outcome.sum(.expired, arm: arm, segment: 0)
                #expect(
                    balance == outcome.value(.closingPoints, arm: arm, segment: 0), "\(Self.programs[arm - 1].name)")
            }
        }
    }

    @Test("a membership that has ended earns nothing more, and brings nobody", arguments: MechanicKinds.all)
    func ended(kind: MechanicKind) {
        var program = MechanicKinds.program([2])
        let withPoints = kind.hasPoints
        program.enrolment = EnrolmentTerms(invitation: .till(probability: 1))
        program.launchDay = 0
        program.mechanics = [.paid(Fixtures.fee)] + (kind.name == "paid" ? [] : kind.active(withPoints))
        // Whoever tries it for nothing does not go on.
        var response = MechanicKinds.strong
        response.renewal = RenewalChoice(intercept: -60)
        response.enrolment = EnrolmentChoice(intercept: 20)
        let simulation = Self.simulation(programs: [program], response: response)
        var outside = 0
        for customer in 0..<25 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            guard let joined = lives[1].joinDay else { continue }
            let end = joined + 31
            outside += lives[1].purchases.count { Int($0.instant) > end }
            let late = lives[1].postings.filter { $0.kind != .expired && $0.day > Int32(end) }
            let latest = late.last.map { "\($0.kind) on day \($0.day)" }
            #expect(latest == nil, "customer \(customer)")
            let friend = lives[1].newcomers.compactMap(\.joinDay).max() ?? 0
            #expect(friend <= end, "customer \(customer)")
        }
        #expect(outside > 50, "purchases after the end must be made for this to mean anything")
    }
}
