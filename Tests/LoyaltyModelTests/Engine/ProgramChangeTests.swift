import LoyaltyModel
import Testing

/// A program changes when the study is over: what becomes of the points that are held.
@Suite struct ProgramChangeTests {
    private static let runOff = 14

    private static let program: Program = {
        let cup = Fixtures.reward("cup", price: 100)
        return Program(
            name: "short", enrolment: EnrolmentTerms(invitation: .till(probability: 1)),
            mechanics: [
                .points(PointsMechanic(earn: Fixtures.onePerMoney, expiry: .endOfMonth(months: 6), rewards: [cup]))
            ])
    }()

    /// Flows of one world of 365 days and what follows, with a change that begins the day after the study.
    private static func flows(
        _ programs: [Program], runOff: Int = runOff, propensity: Double = 0.4, change: (Int) -> ProgramChange?
    ) async -> CohortFlows {
        var response = Response.none
        response.redemption.propensity = propensity
        let simulation = Fixtures.simulation(customers: 300, programs: programs, response: response, days: 365)
        let worlds = await Fixtures.run(simulation, replications: 1)
        let later = change(365).map { change in
            programs.map { program in
                var program = program
                program.changes = [change]
                return program
            }
        }
        return await simulation.cohortFlows(
            of: worlds, runOff: runOff, programs: later, workers: 1
        ) { _ in true }[0]
    }

    /// Points of the study's cohorts over some months.
    private static func sum(_ flow: CohortFlows.Flow, _ flows: CohortFlows, _ months: Range<Int>) -> Int64 {
        (0..<12).reduce(0) { sum, cohort in
            months.reduce(sum) { $0 + flows.value(flow, arm: 1, cohort: cohort, month: $1) }
        }
    }

    @Test func `a change that changes nothing moves no point, for any mechanic`() async {
        let plain = await Self.flows(Fixtures.programs) { _ in nil }
        let same = await Self.flows(Fixtures.programs) { ProgramChange(day: $0) }
        #expect(plain == same)
    }

    @Test func `the months of the study are the same under any change after it`() async {
        let plain = await Self.flows([Self.program]) { _ in nil }
        let closed = await Self.flows([Self.program]) {
            ProgramChange(day: $0, issues: false, expires: false, pointsPriceMillionths: 2_000_000, redemption: 3)
        }
        for month in 0..<12 {
            for flow in CohortFlows.Flow.allCases {
                #expect(
                    Self.sum(flow, plain, month..<month + 1) == Self.sum(flow, closed, month..<month + 1), "\(month)")
            }
        }
        #expect(plain != closed)
    }

    /// With later points a member reaches the price of a reward sooner: without them less of the old ones is used.
    @Test func `after a closure less is redeemed, and the rest expires`() async {
        let plain = await Self.flows([Self.program]) { _ in nil }
        let closed = await Self.flows([Self.program]) { ProgramChange(day: $0, issues: false) }
        let later = 12..<12 + Self.runOff
        #expect(Self.sum(.redeemed, closed, later) < Self.sum(.redeemed, plain, later))
        #expect(Self.sum(.redeemed, closed, later) > 0)
        #expect(Self.sum(.expired, closed, later) > Self.sum(.expired, plain, later))
    }

    @Test func `where expiry is lifted no point expires, and more are redeemed`() async {
        let plain = await Self.flows([Self.program]) { _ in nil }
        let lifted = await Self.flows([Self.program]) { ProgramChange(day: $0, expires: false) }
        let later = 12..<12 + Self.runOff
        #expect(Self.sum(.expired, plain, later) > 0)
        #expect(Self.sum(.expired, lifted, later) == 0)
        #expect(Self.sum(.redeemed, lifted, later) > Self.sum(.redeemed, plain, later))
    }

    @Test func `a run redeems sooner, and a devaluation takes more points for each reward`() async {
        let plain = await Self.flows([Self.program]) { _ in nil }
        let run = await Self.flows([Self.program]) { ProgramChange(day: $0, redemption: 100) }
        #expect(Self.sum(.redeemed, run, 12..<13) > Self.sum(.redeemed, plain, 12..<13))
        let closed = await Self.flows([Self.program]) { ProgramChange(day: $0, issues: false) }
        let dearer = await Self.flows([Self.program]) {
            ProgramChange(day: $0, issues: false, pointsPriceMillionths: 1_100_000)
        }
        // Rewards of 100 points cost 110, not a point more for what 1.1 is in binary: all that is redeemed, of points
        // that stopped with the study, is whole 110s.
        let later = 12..<12 + Self.runOff
        #expect(Self.sum(.redeemed, dearer, later) > 1000 && Self.sum(.redeemed, dearer, later) % 110 == 0)
        #expect(Self.sum(.expired, dearer, later) > Self.sum(.expired, closed, later))
    }

    /// PUNCH-CARD.md: a card and points at one a visit with the same reward are the same, whatever becomes of them.
    @Test(arguments: [
        ProgramChange(day: 0), ProgramChange(day: 0, issues: false), ProgramChange(day: 0, expires: false),
        ProgramChange(day: 0, redemption: 0.2), ProgramChange(day: 0, pointsPriceMillionths: 1_100_000),
        ProgramChange(day: 0, pointsPriceMillionths: 500_000),
        ProgramChange(day: 0, issues: false, pointsPriceMillionths: 2_000_000),
    ])
    func `a change meets a card as it meets the points that it is`(change: ProgramChange) async {
        let reward = Fixtures.cardReward(stamps: 8)
        let plain = PunchCardMechanic(reward: reward)
        var ruled = plain
        // No bill is below a cent: the card's own rules, with nothing to do.
        ruled.minimumBill = Money(minor: 1)
        let points = PointsMechanic(earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(1)), rewards: [reward])
        let programs = [Mechanic.points(points), .punchCard(plain), .punchCard(ruled)].map {
            Program(name: "card", enrolment: EnrolmentTerms(invitation: .till(probability: 1)), mechanics: [$0])
        }
        func flows(_ change: ProgramChange?) async -> CohortFlows {
            await Self.flows(programs) { day in
                var change = change
                change?.day = day
                return change
            }
        }
        let (without, changed) = (await flows(nil), await flows(change))
        for flow in CohortFlows.Flow.allCases {
            for cohort in 0..<changed.shape.cohorts {
                for month in 0..<26 {
                    let values = (1...3).map { changed.value(flow, arm: $0, cohort: cohort, month: month) }
                    #expect(Set(values).count == 1, "\(flow), cohort \(cohort), month \(month): \(values)")
                }
            }
        }
        let moves = change.issues == false || change.redemption != 1 || change.pointsPriceMillionths != 1_000_000
        #expect((without == changed) == !moves)
    }

    @Test func `where expiry is lifted, no card that was begun runs out`() async {
        var card = PunchCardMechanic(reward: Fixtures.cardReward(stamps: 12), validMonths: 3)
        card.minimumBill = Money(minor: 1)
        let programs = [
            Program(
                name: "card", enrolment: EnrolmentTerms(invitation: .till(probability: 1)),
                mechanics: [.punchCard(card)])
        ]
        let plain = await Self.flows(programs) { _ in nil }
        let lifted = await Self.flows(programs) { ProgramChange(day: $0, expires: false) }
        #expect(Self.sum(.expired, plain, 12..<26) > 0 && Self.sum(.expired, lifted, 12..<26) == 0)
        #expect(Self.sum(.redeemed, lifted, 12..<26) > Self.sum(.redeemed, plain, 12..<26))
    }

    @Test func `nobody redeems where the propensity becomes none`() async {
        let stopped = await Self.flows([Self.program]) { ProgramChange(day: $0, redemption: 0) }
        #expect(Self.sum(.redeemed, stopped, 12..<26) == 0)
        #expect(Self.sum(.redeemed, stopped, 0..<12) > 0)
    }

    @Test func `a partner who leaves takes and gives no points, and nothing changes before`() async {
        let money = PointsAsMoney(points: Points(100), value: Money(minor: 100), minimum: Points(100))
        let fuel = CoalitionMechanic.Partner(
            name: "fuel", visitsPerYear: 50, meanBasket: Money(minor: 4000), perMoneyMillionths: 1_000_000,
            burn: .money(money))
        let program = Program(
            name: "shared", enrolment: EnrolmentTerms(invitation: .till(probability: 1)),
            mechanics: [
                .points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 0))),
                .coalition(CoalitionMechanic(partners: [fuel])),
            ])
        let plain = await Self.flows([program]) { _ in nil }
        let left = await Self.flows([program]) { ProgramChange(day: $0, leaver: "fuel") }
        for flow in CohortFlows.Flow.allCases {
            #expect(Self.sum(flow, plain, 0..<12) == Self.sum(flow, left, 0..<12))
        }
        #expect(Self.sum(.redeemed, plain, 12..<26) > 0 && Self.sum(.redeemed, left, 12..<26) == 0)
    }

    @Test func `what changes when nobody looks any more changes nothing`() async {
        let plain = await Self.flows(Fixtures.programs, runOff: 0) { _ in nil }
        let changed = await Self.flows(Fixtures.programs, runOff: 0) {
            ProgramChange(day: $0, issues: false, expires: false, pointsPriceMillionths: 2_000_000, redemption: 0)
        }
        #expect(plain == changed)
    }

    @Test func `any mechanic beside points lives through any change, and no cohort gives more than it was given`() async
    {
        let programs = MechanicKinds.all.indices.map { MechanicKinds.program($0 == 0 ? [0] : [0, $0]) }
        for change in [
            ProgramChange(day: 0, issues: false), ProgramChange(day: 0, expires: false),
            ProgramChange(day: 0, pointsPriceMillionths: 1_100_000, redemption: 3),
        ] {
            let flows = await Self.flows(programs) { day in
                var change = change
                change.day = day
                return change
            }
            for (place, program) in programs.enumerated() {
                var redeemed: Int64 = 0
                for cohort in 0..<12 {
                    func sum(_ flow: CohortFlows.Flow) -> Int64 {
                        (0..<flows.shape.months).reduce(0) {
                            $0 + flows.value(flow, arm: place + 1, cohort: cohort, month: $1)
                        }
                    }
                    #expect(sum(.redeemed) + sum(.expired) <= sum(.issued), "\(program.name), \(cohort)")
                    redeemed += sum(.redeemed)
                }
                #expect(redeemed > 0, "\(program.name)")
            }
        }
    }
}
