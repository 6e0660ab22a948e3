import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct EstimatorTests {
    /// ``SmallStudy`` with books by this estimator; points of `near` live for three months after that of issue.
    private static func books(
        _ estimator: RedemptionEstimator, months: Int = 6, runOff: Int = 12, replications: Int = 3
    ) async throws -> Books {
        var scenario = try SmallStudy.scenario(replications: replications)
        scenario.calendar = StudyCalendar(start: scenario.calendar.start, months: months)
        if case .points(var points) = scenario.programs[0].mechanics[0] {
            points.expiry = .endOfMonth(months: 3)
            scenario.programs[0].mechanics = [.points(points)]
        }
        scenario.finance = FinanceTerms(runOff: runOff, estimator: estimator)
        return try #require(Books(await RunStudy(scenario: scenario).result(workers: 2) { _ in true }))
    }

    private static let ownTriangle: [RedemptionEstimator] = [
        .ownTriangle(.chainLadder, tail: nil), .ownTriangle(.chainLadder, tail: 1.3), .ownTriangle(.capeCod, tail: nil),
        .ownTriangle(.bornhuetterFerguson(priorRate: 0.6), tail: nil),
    ]

    /// Neither two months more of the study nor a year more of following it may change what was said before.
    @Test(arguments: ownTriangle)
    func `an estimator of the own triangle sees nothing that comes later`(estimator: RedemptionEstimator) async throws {
        let short = try await Self.books(estimator, months: 4, runOff: 2)
        let long = try await Self.books(estimator)
        var compared = 0
        for (one, other) in zip(short.programs, long.programs) {
            for (world, accounts) in one.worlds.enumerated() {
                for account in accounts {
                    let later = other.worlds[world][account.month]
                    #expect(
                        later.periods.prefix(account.periods.count).map(\.expectedTotal)
                            == account.periods.map(\.expectedTotal), "\(estimator) month \(account.month)")
                    compared += account.periods.count
                }
            }
        }
        #expect(compared == 2 * 3 * 10)
    }

    @Test func `the chain ladder of the books is that of the triangle`() async throws {
        let books = try await Self.books(.ownTriangle(.chainLadder, tail: nil), months: 8)
        for world in books.programs[0].worlds {
            let accounts = world.filter { $0.issued > 0 }
            let triangle = RedemptionTriangle(
                accounts.map { account in
                    RedemptionTriangle.Cohort(
                        name: "", issued: Double(account.issued),
                        cumulative: account.periods.map { Double($0.cumulativeRedeemed) })
                })
            // Seven ages with points that live for four: no tail is fitted.
            let rows = try Reserve(triangle, ChainLadder(triangle), .chainLadder).rows
            for (account, row) in zip(accounts, rows) {
                #expect(abs(Double(account.periods.last?.expectedTotal ?? 0) - row.ultimate) <= 0.5, "\(row)")
            }
        }
    }

    @Test func `before anything is redeemed all that was issued is expected`() async throws {
        let books = try await Self.books(.ownTriangle(.capeCod, tail: nil))
        // The launch is in February; a point of `far` needs 500 of them.
        let account = books.programs[1].worlds[0][1]
        let first = account.periods[0]
        #expect(account.issued > 0 && first.cumulativeRedeemed == 0 && first.expectedTotal == account.issued)
    }

    @Test func `a curve of one's own adds to what is redeemed what the curve says is to come`() async throws {
        let curve = RedemptionCurve([.init(age: 2, share: 0.3), .init(age: 4, share: 0.8)])
        #expect(
            (0...6).map { curve.share(age: $0) }.elementsEqual([0, 0.15, 0.3, 0.55, 0.8, 0.8, 0.8]) {
                abs($0 - $1) < 1e-12
            })
        let books = try await Self.books(.curve(curve))
        for account in books.programs.flatMap(\.worlds).joined() {
            for (place, period) in account.periods.enumerated() {
                let toCome = (0.8 - curve.share(age: place + 1)) * Double(account.issued)
                let expected = min(Double(period.cumulativeRedeemed) + toCome, Double(account.issued))
                #expect(abs(Double(period.expectedTotal) - expected) <= 0.5)
            }
        }
    }

    @Test func `the truth as an estimator is never wrong`() async throws {
        let books = try await Self.books(.truth)
        for program in books.programs {
            for month in 0..<books.months {
                for measure in Books.Program.Measure.allCases {
                    #expect(program.sample(measure, month: month).errors.allSatisfy { $0 == 0 }, "\(measure) \(month)")
                }
            }
        }
    }

    @Test func `a scenario names its estimator`() throws {
        func estimator(_ setting: String) throws -> RedemptionEstimator? {
            try ScenarioLoader.load(
                path: Shipped.path("scenarios/finance/competing-risks.yaml"), settings: ["finance=" + setting]
            ).finance?.estimator
        }
        #expect(try estimator("{}") == .otherWorlds)
        #expect(try estimator("{ estimator: chain-ladder, tail: 1.2 }") == .ownTriangle(.chainLadder, tail: 1.2))
        #expect(
            try estimator("{ estimator: bornhuetter-ferguson, prior_rate: 0.4 }")
                == .ownTriangle(.bornhuetterFerguson(priorRate: 0.4), tail: nil))
        #expect(try estimator("{ estimator: cape-cod }") == .ownTriangle(.capeCod, tail: nil))
        #expect(
            try estimator("{ estimator: curve, curve: [{ age: 3, share: 0.5 }] }")
                == .curve(RedemptionCurve([.init(age: 3, share: 0.5)])))
        #expect(try estimator("{ estimator: truth }") == .truth)
    }

    @Test func `a curve's points and how long a card lasts stand among the assumptions`() async throws {
        var scenario = try SmallStudy.scenario(replications: 2)
        let curve = RedemptionCurve([.init(age: 1, share: 0.25), .init(age: 6, share: 0.75)])
        scenario.finance = FinanceTerms(runOff: 12, estimator: .curve(curve))
        let reward = Reward(
            name: "full-card", kind: .freeProduct, pointsPrice: Points(4), faceValue: Money(minor: 300),
            unitCost: Money(minor: 100), appeal: 1)
        for (place, months) in [nil, 3].enumerated() {
            scenario.programs[place].mechanics = [.punchCard(PunchCardMechanic(reward: reward, validMonths: months))]
        }
        let scratch = try Scratch()
        let result = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
        try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        let rows = Loyalty.rows(try scratch.text("assumptions.csv"))
        func has(_ path: String, _ column: String, _ text: String) -> Bool {
            rows.contains { $0["path"] == path && $0[column] == text }
        }
        #expect(has("finance.curve.1", "value", "0.25") && has("finance.curve.6", "value", "0.75"))
        #expect(has("programs.near.punch-card.expiry", "source", "never"))
        // A card's life ends a triangle's tail as that of points does.
        #expect(has("programs.far.punch-card.expiry", "source", "3 months after a card's first stamp"))
        #expect(has("programs.far.tail", "value", "1"), "\(rows)")
    }
}
