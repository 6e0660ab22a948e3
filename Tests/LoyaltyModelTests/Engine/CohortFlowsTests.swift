import LoyaltyModel
import Testing

@Suite struct CohortFlowsTests {
    private static func simulation(_ programs: [Program], days: Int = 365) -> Simulation {
        Fixtures.simulation(customers: 150, programs: programs, days: days)
    }

    private static let pairs: [(CohortFlows.Flow, [(Outcome.Cell, Int64)])] = [
        (.issued, [(.issued, 1)]), (.redeemed, [(.redeemed, 1)]), (.expired, [(.expired, 1)]),
        (.adjusted, [(.reversed, -1), (.reinstated, 1), (.transferred, 1)]),
    ]

    /// Flows of a month over all cohorts, beside what the run counts.
    private static func disagreements(_ flows: CohortFlows, _ outcome: Outcome) -> [String] {
        var found: [String] = []
        for arm in 1..<outcome.shape.arms {
            for month in 0..<outcome.shape.months {
                for (flow, cells) in pairs {
                    let byCohort = (0...month).reduce(0) {
                        $0 + flows.value(flow, arm: arm, cohort: $1, month: month)
                    }
                    let counted = cells.reduce(Int64(0)) { sum, cell in
                        (0..<outcome.shape.segments).reduce(sum) {
                            $0 + cell.1 * outcome.value(cell.0, arm: arm, segment: $1, month: month)
                        }
                    }
                    if byCohort != counted { found.append("arm \(arm) month \(month) \(flow): \(byCohort) \(counted)") }
                }
            }
        }
        return found
    }

    @Test func `cohorts add up to what the run counts, month by month, however long they are followed`() async {
        let simulation = Self.simulation(Fixtures.programs)
        let worlds = await Fixtures.run(simulation)
        for runOff in [0, 14] {
            let flows = await simulation.cohortFlows(of: worlds, runOff: runOff, workers: 2) { _ in true }
            #expect(flows.count == 2 && flows[0].shape.months == 12 + runOff)
            for (one, world) in zip(flows, worlds) { #expect(Self.disagreements(one, world) == [], "\(runOff)") }
        }
    }

    @Test func `shared limits grant what they granted in the run`() async {
        var cup = Fixtures.reward("cup", price: 50)
        cup.stock = SharedLimit(amount: 20, every: .month)
        let scarce = Program(
            name: "scarce", enrolment: EnrolmentTerms(invitation: .till(probability: 1)),
            mechanics: [.points(PointsMechanic(earn: Fixtures.onePerMoney, rewards: [cup]))])
        let simulation = Self.simulation([scarce])
        let worlds = await Fixtures.run(simulation)
        let flows = await simulation.cohortFlows(of: worlds, runOff: 12, workers: 1) { _ in true }
        for (one, world) in zip(flows, worlds) { #expect(Self.disagreements(one, world) == []) }
        #expect(flows[0].used(for: 0, arm: 1) > 0)
    }

    @Test func `with points that expire nothing of a cohort is left in the end`() async {
        let short = Program(
            name: "short", enrolment: EnrolmentTerms(invitation: .till(probability: 1)),
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: Fixtures.onePerMoney, expiry: .rolling(months: 6),
                        rewards: [Fixtures.reward("cup", price: 100), Fixtures.reward("cake", price: 150)]))
            ])
        let simulation = Self.simulation([short])
        let worlds = await Fixtures.run(simulation, replications: 1)
        let flows = await simulation.cohortFlows(of: worlds, runOff: 7, workers: 2) { _ in true }
        for cohort in 0..<12 {
            func sum(_ flow: CohortFlows.Flow) -> Int64 {
                (0..<19).reduce(0) { $0 + flows[0].value(flow, arm: 1, cohort: cohort, month: $1) }
            }
            #expect(sum(.issued) > 0 && sum(.redeemed) > 0)
            #expect(sum(.issued) == sum(.redeemed) + sum(.expired), "cohort \(cohort)")
        }
        let used = flows[0].used(for: 0, arm: 1) + flows[0].used(for: 1, arm: 1)
        #expect(used == worlds[0].sum(.redeemed, arm: 1, segment: 0))
    }

    @Test func `workers cannot be seen, and a stop keeps whole replications`() async {
        let simulation = Self.simulation([Fixtures.pointsPrograms[0]])
        let worlds = await Fixtures.run(simulation, replications: 3)
        let one = await simulation.cohortFlows(of: worlds, runOff: 3, workers: 1) { _ in true }
        let four = await simulation.cohortFlows(of: worlds, runOff: 3, workers: 4) { _ in true }
        #expect(one == four)
        let stopped = await simulation.cohortFlows(of: worlds, runOff: 3, workers: 1) { $0 < 0.5 }
        #expect(stopped.count < 3)
        #expect(stopped == Array(one.prefix(stopped.count)))
    }
}
