import LoyaltyModel
import Testing

/// The edges of a study: its last day counts, and nothing after it.
@Suite("Horizon")
struct HorizonTests {
    func outcome(_ world: PlainWorld, _ program: Program) async -> Outcome {
        await Fixtures.run(world.simulation([program]), replications: 1)[0]
    }

    @Test("points that expire on the last day have expired, a day later they have not")
    func expiryOnTheLastDay() async {
        // Points of 10 January at one purchase each end with February, which is day 58 of a study from 1 January.
        let program = card(perVisit: 10, expiry: .endOfMonth(months: 1))
        for (days, expired) in [(59, true), (58, false)] {
            let outcome = await outcome(PlainWorld(rate: 0, customers: 5, days: days), program)
            #expect(outcome.sum(.expired, arm: 1, segment: 0) == (expired ? 50 : 0), "\(days) days")
            #expect(outcome.value(.closingPoints, arm: 1, segment: 0) == (expired ? 0 : 50))
        }
    }

    @Test("a month end on the last day converts, a month cut short does not")
    func conversionOnTheLastDay() async {
        let program = Program(
            name: "voucher",
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(10)),
                        conversion: VoucherConversion(points: Points(10), value: Money(minor: 100), validMonths: 1)))
            ])
        for (days, converted) in [(31, true), (30, false), (32, true)] {
            let outcome = await outcome(PlainWorld(rate: 0, customers: 5, days: days), program)
            #expect(outcome.sum(.redeemed, arm: 1, segment: 0) == (converted ? 50 : 0), "\(days) days")
            #expect(outcome.sum(.firstRewards, arm: 1, segment: 0) == (converted ? 5 : 0))
        }
    }

    @Test("a statement due on the last day is sent")
    func statementOnTheLastDay() async {
        let program = Program(name: "statement", mechanics: [.statement(StatementMechanic(everyDays: 20))])
        for (days, sent) in [(60, 2), (61, 3), (81, 4)] {
            let outcome = await outcome(PlainWorld(rate: 0, customers: 1, days: days), program)
            #expect(outcome.sum(.statements, arm: 1, segment: 0) == sent, "\(days) days")
        }
    }

    /// Customers with a life that is another one in a longer study, and how many purchases fell on the last day.
    func lengthened(_ programs: [Program]) -> (differing: [Int], onLastDay: Int) {
        var onLastDay = 0
        let short = Fixtures.simulation(arrivals: 0, programs: programs, days: 100)
        let long = Fixtures.simulation(arrivals: 0, programs: programs, days: 131)
        let differing = (0..<200).filter { customer in
            let pairs = zip(
                short.lives(of: .base(customer), replication: 1), long.lives(of: .base(customer), replication: 1))
            return !pairs.allSatisfy { short, long in
                onLastDay += short.purchases.count { $0.instant >= 99 }
                return short.purchases.elementsEqual(long.purchases.prefix { $0.instant < 100 })
                    && short.leftAt == awaySince(long, at: 100)
            }
        }
        return (differing, onLastDay)
    }

    /// Since when a customer is gone at an instant.
    private func awaySince(_ life: Life, at instant: Double) -> Double? {
        if let left = life.leftAt, left < instant { return left }
        return life.absences.first { $0.lowerBound < instant && instant < $0.upperBound }?.lowerBound
    }

    @Test("purchases of the last day count, and a longer study has the same life before it")
    func lastDay() {
        let plain = lengthened(Fixtures.programs.filter { $0.name != "rolling" })
        #expect(plain.differing.isEmpty)
        #expect(plain.onLastDay > 50)
    }

    @Test("bonus days that the study does not reach change no life before its end")
    func bonusDays() {
        #expect(lengthened(Fixtures.programs.filter { $0.name == "rolling" }).differing.isEmpty)
    }

    @Test("studies of a few days, launched on their last, started on any day of a month", arguments: [1, 2, 31, 33])
    func shortStudies(days: Int) async {
        for start in [(2026, 1, 1), (2026, 1, 31), (2028, 2, 29), (2026, 4, 17)] {
            let programs = Fixtures.programs.flatMap { program in
                [0, days - 1].map { launch in
                    var program = program
                    program.launchDay = launch
                    return program
                }
            }
            let simulation = Simulation(
                population: Fixtures.population(customers: 300, arrivals: 200), programs: programs,
                response: Fixtures.strong,
                calendar: StudyCalendar(start: CalendarDate(year: start.0, month: start.1, day: start.2)!, days: days),
                currency: Fixtures.euro, seed: 3)
            let outcome = await Fixtures.run(simulation, replications: 1)[0]
            for arm in 1...programs.count {
                let joined = outcome.sum(.joined, arm: arm, segment: 0)
                let balance =
                    outcome.sum(.issued, arm: arm, segment: 0) - outcome.sum(.redeemed, arm: arm, segment: 0)
                    - outcome.sum(.expired, arm: arm, segment: 0)
                #expect(balance == outcome.value(.closingPoints, arm: arm, segment: 0))
                #expect(joined <= outcome.sum(.customers, arm: 0, segment: 0))
                #expect(outcome.value(.memberMinutes, arm: arm, segment: 0) <= joined * Int64(days) * 1440)
            }
        }
    }
}
