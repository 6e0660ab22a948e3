import LoyaltyModel
import Testing

/// Where all customers are alike and nobody reacts, comparing members with non-members must show nothing.
@Suite("Naive comparison")
struct NaiveComparisonTests {
    @Test(
        "members and non-members buy at the same rate per day of exposure",
        arguments: [
            EnrolmentTerms.Invitation.till(probability: 0.2), .till(probability: 1), .mail(probability: 0.3),
        ])
    func sameRate(invitation: EnrolmentTerms.Invitation) async {
        var program = card()
        program.launchDay = 60
        program.enrolment = EnrolmentTerms(invitation: invitation)
        let world = PlainWorld(rate: 0.1, customers: 5000, days: 200, arrivals: 300)
        let outcomes = await Fixtures.run(world.simulation([program]), replications: 30)
        func total(_ outcome: Outcome, _ total: Outcome.Total) -> Double {
            Double(outcome.value(total, arm: 1, segment: 0))
        }
        func sum(_ outcome: Outcome, _ cell: Outcome.Cell) -> Double { Double(outcome.sum(cell, arm: 1, segment: 0)) }
        let inside = outcomes.map { sum($0, .memberPurchases) / (total($0, .memberMinutes) / 1440) }
        let outside = outcomes.map {
            (total($0, .eligiblePurchases) - sum($0, .twinPurchases))
                / ((total($0, .eligibleMinutes) - total($0, .memberMinutes)) / 1440)
        }
        // A ratio of sums over some 10,000 customers: its bias is far below its standard error.
        #expect(standardErrors(inside, from: world.rate) < 4)
        #expect(standardErrors(outside, from: world.rate) < 4)
    }

    @Test("the months' minutes are the study's, to the minute", arguments: [0, 59])
    func minutes(launch: Int) async {
        let programs = Fixtures.social.map { program in
            var program = program
            program.launchDay = launch
            return program
        }
        let simulation = Fixtures.simulation(
            customers: 300, arrivals: 20, programs: programs, response: Fixtures.sociable, days: 400)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        let starts = simulation.calendar.monthStart
        // Minutes of those whom `count` counts, `first` being what is left of the month in which they are counted.
        func minutes(_ count: (Int) -> Int64, _ first: (Int) -> Int64, from: Int) -> Int64 {
            var (there, sum): (Int64, Int64) = (0, 0)
            for month in 0..<outcome.shape.months {
                if Int(starts[month]) >= from {
                    sum += there * Int64(starts[month + 1] - starts[month]) * 1440 + first(month)
                }
                there += count(month)
            }
            return sum
        }
        for arm in 1...programs.count {
            func cell(_ cell: Outcome.Cell, _ month: Int, arm: Int) -> Int64 {
                outcome.value(cell, arm: arm, segment: 0, month: month)
            }
            let member = minutes(
                { cell(.joined, $0, arm: arm) - cell(.newcomers, $0, arm: arm) },
                { cell(.joiningMinutes, $0, arm: arm) }, from: 0)
            #expect(member == outcome.value(.memberMinutes, arm: arm, segment: 0), "\(programs[arm - 1].name)")
            let brought = minutes(
                { cell(.newcomers, $0, arm: arm) }, { cell(.newcomerJoiningMinutes, $0, arm: arm) }, from: 0)
            #expect(brought == outcome.value(.newcomerMinutes, arm: arm, segment: 0), "\(programs[arm - 1].name)")
            let eligible = minutes(
                { cell(.customers, $0, arm: 0) }, { cell(.arrivalMinutes, $0, arm: 0) }, from: launch)
            #expect(eligible == outcome.value(.eligibleMinutes, arm: arm, segment: 0), "\(programs[arm - 1].name)")
        }
    }
}
