import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// What a run's members did, written as a log and replayed, gives the run's own postings.
@Suite struct RunAsLogTests {
    /// Programs that together use every rule of points.
    static let programs = [
        """
        name: catalogue
        mechanics:
          - points:
              earn: { per_money: 1 }
              rewards:
                - { name: cup, kind: free-product, points_price: 60, face_value: 5, unit_cost: 2, availability: 0.8 }
                - { name: mug, kind: free-product, points_price: 200, face_value: 25, unit_cost: 9 }
        """,
        """
        name: pending
        enrolment: { invited: { at: till, probability: 0.5 }, head_start: 20 }
        mechanics:
          - points:
              earn:
                per_money: 1.5
                per_visit: 2
                bonus_days: [{ weekday: tuesday, multiplier: 3 }]
                rounding: half-even
              pending: 10 days
              expiry: { rolling: 3 months }
              rewards: [{ name: cup, kind: free-product, points_price: 90, face_value: 5, unit_cost: 2 }]
        """,
        """
        name: money
        enrolment: { invited: { at: mail, probability: 0.3 } }
        mechanics:
          - points:
              earn: { per_money: 1 }
              expiry: { end-of-month: 4 months }
              as_money: { points: 10, value: 0.50, minimum: 50 }
        """,
        """
        name: voucher
        enrolment: { invited: { at: mail, probability: 0.5 }, head_start: 60 }
        mechanics:
          - points:
              earn: { per_money: 1 }
              expiry: { inactivity: 2 months }
              conversion: { points: 50, voucher: 2.50, valid: 2 months }
          - statement: { every: 30 days }
        """,
        """
        name: moving
        enrolment: { invited: { at: till, probability: 0.7 } }
        mechanics:
          - points:
              earn: { per_money: 1, earns_on: gross }
              pending: 3 days
              expiry: { inactivity: 1 month }
              rewards: [{ name: cup, kind: free-product, points_price: 60, face_value: 5, unit_cost: 2 }]
              as_money: { points: 10, value: 0.50, minimum: 30 }
              conversion: { points: 100, voucher: 5, valid: 1 month }
        """,
        """
        name: dated
        mechanics:
          - points:
              earn: { per_money: 1 }
              expiry: { fixed-date: 2026-03-31 }
              rewards: [{ name: cup, kind: free-product, points_price: 60, face_value: 5, unit_cost: 2 }]
        """,
        """
        name: stamps
        mechanics:
          - punch-card:
              stamps: 6
              face_value: 5
              unit_cost: 2
              head_start: { joining: 2, new_card: 1 }
              minimum_bill: 12
              valid: 4 months
        """,
        """
        name: replacing
        mechanics:
          - punch-card: { stamps: 4, face_value: 12, unit_cost: 4, replaces: 1 }
        """,
        """
        name: replacing-all
        enrolment: { head_start: 70 }
        mechanics:
          - discount: { brackets: [{ from: 100, share: 0.05 }] }
          - punch-card: { stamps: 5, same_up_to: 9, cost_share: 0.3, replaces: 0.4 }
          - cashback: { share: 0.05, paid_as: bonus, valid: 1 month }
          - points:
              earn: { per_money: 1, per_visit: 3 }
              pending: 3 days
              expiry: { rolling: 3 months }
              rewards: [{ name: cup, kind: free-product, points_price: 60, face_value: 15, unit_cost: 2, replaces: 0.8 }]
              as_money: { points: 10, value: 0.50, minimum: 30 }
              conversion: { points: 100, voucher: 5, valid: 1 month }
        """,
        """
        name: hybrid
        enrolment: { invited: { at: mail, probability: 0.5 } }
        mechanics:
          - discount: { brackets: [{ from: 100, share: 0.05 }] }
          - punch-card: { stamps: 5, face_value: 5, unit_cost: 2 }
          - cashback: { share: 0.05, paid_as: bonus, valid: 1 month }
          - annual: { brackets: [{ points: 100, share: 0.1 }], paid_as: points, year: anniversary }
          - points:
              earn: { per_money: 1 }
              rewards: [{ name: cup, kind: free-product, points_price: 60, face_value: 5, unit_cost: 2 }]
        """,
    ]

    static let shipped = [
        "certificate-near", "certificate-far", "points-as-money", "stars-near", "stars-catalogue",
    ]

    /// A posting as both sides can tell it: the replay's study begins with the log, the run's does not.
    private struct Told: Hashable {
        let kind: Posting.Kind
        let date: CalendarDate
        let points: Int64
        let lastDay: CalendarDate?
        let issueMonth: String

        init(_ posting: Posting, _ calendar: StudyCalendar) {
            kind = posting.kind
            date = calendar.date(ofDay: Int(posting.day))
            points = posting.points
            lastDay = posting.lastDay == Lot.noExpiry ? nil : calendar.date(ofDay: Int(posting.lastDay))
            issueMonth = calendar.label(ofMonth: Int(posting.issueMonth))
        }
    }

    @Test(arguments: programs.indices)
    func `a run of any program`(place: Int) throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["p.yaml": "document: program\n" + Self.programs[place] + "\n"])
        try check(try ProgramLoader.load(path: scratch["p.yaml"], currency: Self.euro), launchDay: place * 20)
    }

    @Test(arguments: shipped)
    func `a run of a shipped program`(name: String) throws {
        let file = Loyalty.packageFile("scenarios/programs/\(name).yaml")
        try check(try ProgramLoader.load(path: file, currency: Self.euro), launchDay: 31)
    }

    static let euro = Currency(code: "EUR")!
    static let start = CalendarDate(year: 2026, month: 1, day: 11)!
    static let customers = 150

    private func check(_ document: LoneProgram, launchDay: Int) throws {
        let simulation = Self.simulation(document.program, launchDay: launchDay)
        let used = try Self.compare(document, simulation, customers: Self.customers)
        #expect(used > 20, "\(document.program.name): \(used) redemptions are no test")
    }

    /// Holds the postings of a run's members to those of their log; returns how many were redemptions.
    static func compare(_ document: LoneProgram, _ simulation: Simulation, customers: Int) throws -> Int {
        let program = simulation.programs[0]
        let lives = simulation.livesOfBase(replication: 1).map { $0[1] }
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log(lives, program, simulation.calendar)])
        let log = try TransactionLog.read(path: scratch["log.csv"], currency: Self.euro)
        let last = simulation.calendar.date(ofDay: simulation.calendar.days - 1)
        var replay = try LogReplay(log, program: document, until: last)
        var used = 0
        for (number, name) in log.customers.enumerated() {
            let life = lives[Int(name.dropFirst()) ?? 0]
            let part = replay.play(customer: number)
            let expected = life.postings.map { Told($0, simulation.calendar) }
            let found = part.postings.map { Told($0, replay.calendar) }
            let first = zip(found, expected).first { $0 != $1 }.map { "\($0) for \($1)" } ?? ""
            let same = found == expected
            #expect(same, "customer \(name) of \(program.name): \(found.count) for \(expected.count) \(first)")
            #expect((part.joined == nil) == (life.joinDay == nil))
            used += life.postings.count { $0.kind == .redeemed }
        }
        try replay.problems.throwProblems()
        return used
    }

    /// - Parameter leaves: whether customers leave for good, which no log tells.
    static func simulation(
        _ program: Program, launchDay: Int, customers: Int = customers, leaves: Bool = true
    ) -> Simulation {
        var program = program
        program.launchDay = launchDay
        let segment = Segment(
            name: "all-alike", share: 1, purchase: .poissonGamma(PoissonGamma(r: 1.5, alpha: 1.5)),
            attrition: leaves ? .betaGeometric(BetaGeometric(a: 1, b: 30)) : .none,
            basket: .gammaGamma(GammaGamma(p: 6.25, q: 3.74, gamma: 15.44)), marginMillionths: 400_000,
            responseTraits: ResponseTraits(causeAffinity: 1, playAffinity: 1))
        var response = Response(
            perceivedValue: PerceivedValue(elasticity: 2), pointsPressure: PointsPressure(strength: 0.4, shape: 2),
            frustration: Frustration(
                rateLoss: 0.2, attritionGain: 0.3, halfLifeDays: 60, perExpiry: 1, perUnavailable: 1,
                perMonthTooFar: 0.4, patienceDays: 60),
            enrolment: EnrolmentChoice(intercept: 2), redemption: RedemptionChoice(propensity: 0.5))
        // Who pays a fee again, and who keeps a coupon, stands in no log: everybody, and nobody.
        response.renewal = RenewalChoice(intercept: 60)
        response.offer = OfferEffect(redemption: 0)
        return Simulation(
            population: Population(unitDays: 7, customers: customers, segments: [segment], arrivalsPerMonth: 0),
            programs: [program], response: response, calendar: StudyCalendar(start: start, days: 480),
            currency: euro, seed: 11)
    }

    private static func log(_ lives: [Life], _ program: Program, _ calendar: StudyCalendar) -> String {
        lives.enumerated().reduce(into: "customer_id,date,amount,kind,reward,points,partner\n") { log, life in
            for row in RunLog.rows(of: life.element, program, calendar, euro) {
                var bytes: [UInt8] = []
                TableText.append([.text("c\(life.offset)")] + row, to: &bytes)
                log += String(decoding: bytes, as: UTF8.self)
            }
        }
    }
}
