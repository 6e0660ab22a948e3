import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// What a coalition's companies owe each other, and what customers whom a program brought do to the measures: by hand.
@Suite struct SettlementTests {
    private static let fuel = SettlementTerms(
        pricePerPoint: FineMoney(thousandths: 905), reimbursementPerPoint: FineMoney(thousandths: 650),
        breakageShareMillionths: 250_000)
    private static let books = SettlementTerms(
        pricePerPoint: FineMoney(thousandths: 1000), reimbursementPerPoint: FineMoney(thousandths: 600))
    private static let home = SettlementTerms(
        pricePerPoint: FineMoney(thousandths: 700), reimbursementPerPoint: FineMoney(thousandths: 500),
        breakageShareMillionths: 100_000)

    private static func program(_ runBy: CoalitionMechanic.Operator) -> Program {
        var program = HandMade.program()
        let partners = [("fuel", fuel), ("books", books)].map {
            CoalitionMechanic.Partner(name: $0.0, visitsPerYear: 12, meanBasket: Money(minor: 2000), terms: $0.1)
        }
        program.mechanics.append(
            .coalition(
                CoalitionMechanic(
                    runBy: runBy, home: runBy == .home ? SettlementTerms() : home, partners: partners)))
        return program
    }

    private static var outcome: Outcome {
        var outcome = Outcome(shape: Outcome.Shape(arms: 2, segments: 1, months: 3, days: 90, partners: 3))
        outcome.set(.issued, arm: 1, segment: 0, [300, 150, 60])
        outcome.set(.redeemed, arm: 1, segment: 0, [0, 40, 70])
        outcome.set(.expired, arm: 1, segment: 0, [0, 0, 90])
        outcome.set(PartnerFlow.visits, arm: 1, partner: 1, [4, 2, 1])
        outcome.set(PartnerFlow.sales, arm: 1, partner: 1, [9000, 3100, 10])
        outcome.set(PartnerFlow.issued, arm: 1, partner: 1, [100, 33, 0])
        outcome.set(PartnerFlow.redeemed, arm: 1, partner: 1, [0, 10, 20])
        outcome.set(PartnerFlow.issued, arm: 1, partner: 2, [50, 0, 17])
        outcome.set(PartnerFlow.redeemed, arm: 1, partner: 2, [0, 0, 30])
        return outcome
    }

    private static func view(_ runBy: CoalitionMechanic.Operator) throws -> ArmView {
        ArmView(
            scenario: try HandMade.scenario(programs: [program(runBy)], segments: 1), outcome: outcome, arm: 1)
    }

    @Test func `accounts are what paper says, month by month`() throws {
        let accounts = try Self.view(.home).settlements
        #expect(accounts.map(\.partner) == ["home", "fuel", "books"])
        // 100 × 0.905 = 90.5, a tie: 90; 133 × 0.905 = 120.365: 120, so 30 in February.
        #expect(accounts[1].months.map(\.billed) == [90, 30, 0])
        // 10 × 0.65 = 6.5, a tie: 6; 30 × 0.65 = 19.5, a tie: 20.
        #expect(accounts[1].months.map(\.reimbursed) == [0, 6, 14])
        // 90 expired × 133 of 510 issued × 0.905 × 25 % = 5.31.
        #expect(accounts[1].months.map(\.breakage) == [0, 0, 5])
        #expect(accounts[1].months.map(\.net) == [90, 24, -19])
        #expect(accounts[1].months.map(\.visits) == [4, 2, 1])
        #expect(accounts[1].months.map(\.sales) == [9000, 3100, 10])
        #expect(accounts[2].months.map(\.net) == [50, 0, 17 - 18])
        // The company's own points are those of no partner; it owes itself nothing.
        #expect(accounts[0].months.map(\.pointsIssued) == [150, 117, 43])
        #expect(accounts[0].months.map(\.pointsRedeemed) == [0, 30, 20])
        #expect(accounts[0].months.map(\.net) == [0, 0, 0])
    }

    @Test func `what partners owe the company lowers the program's cost`() throws {
        let view = try Self.view(.home)
        let plain = ArmView(
            scenario: try HandMade.scenario(programs: [HandMade.program()], segments: 1), outcome: Self.outcome, arm: 1)
        #expect(zip(view.programCosts, plain.programCosts).map { $0 - $1 } == [-140, -24, 20])
        #expect(value("settlement_cost", view) == -144)
        #expect(value("partner_points_issued", view) == 200)
        #expect(value("partner_points_redeemed", view) == 60)
        #expect(value("settlement_cost", plain) == 0)
    }

    @Test func `with a third party the company pays for its own points`() throws {
        let view = try Self.view(.thirdParty)
        // 150 × 0.7 = 105; 267 × 0.7 = 186.9; 310 × 0.7 = 217. 30 × 0.5 = 15; 50 × 0.5 = 25.
        // 90 × 310 ÷ 510 × 0.7 × 10 % = 3.83.
        let own = view.settlements[0].months
        #expect(own.map(\.billed) == [105, 82, 30])
        #expect(own.map(\.reimbursed) == [0, 15, 10])
        #expect(own.map(\.breakage) == [0, 0, 4])
        #expect(value("settlement_cost", view) == 188)  // 105 + 67 + 16
    }

    @Test func `a segment has no account of its own`() throws {
        let scenario = try HandMade.scenario(programs: [Self.program(.home)])
        var outcome = Outcome(shape: Outcome.Shape(arms: 2, segments: 2, months: 3, days: 90, partners: 3))
        outcome.set(PartnerFlow.issued, arm: 1, partner: 1, [0, 100, 0])
        outcome.set(.issued, arm: 1, segment: 0, [0, 100, 0])
        let segment = ArmView(scenario: scenario, outcome: outcome, arm: 1, segment: 0)
        #expect(value("settlement_cost", segment) == nil)
        #expect(value("partner_points_issued", segment) == nil)
        #expect(segment.customersCosts == [0, 0, 0])
    }

    @Test func `customers whom the program brought are counted, and are in no twin's lift`() throws {
        var outcome = Outcome(shape: Outcome.Shape(arms: 2, segments: 1, months: 3, days: 90))
        let baseline: [(Outcome.Cell, [Int64])] = [
            (.customers, [10, 0, 0]), (.purchases, [10, 10, 10]), (.revenue, [1000, 1000, 1000]),
            (.buyers, [8, 8, 8]), (.left, [0, 1, 1]),
        ]
        for (cell, months) in baseline { outcome.set(cell, arm: 0, segment: 0, months) }
        // Four members with twins buy 12 where the twins buy 8; three newcomers, two of them referred, buy 3 + 5.
        let program: [(Outcome.Cell, [Int64])] = [
            (.joined, [0, 6, 1]), (.memberPurchases, [0, 7, 10]), (.memberRevenue, [0, 700, 1000]),
            (.memberBuyers, [0, 0, 6]), (.twinPurchases, [0, 4, 4]), (.twinRevenue, [0, 400, 400]),
            (.twinBuyers, [0, 0, 3]), (.memberLeft, [0, 0, 1]), (.newcomers, [0, 2, 1]),
            (.newcomerJoiningRevenue, [0, 150, 60]), (.newcomerPurchases, [0, 1, 4]),
            (.newcomerRevenue, [0, 90, 410]),
        ]
        for (cell, months) in program { outcome.set(cell, arm: 1, segment: 0, months) }
        let totals: [(Outcome.Total, Int64)] = [
            (.memberMinutes, 1000), (.newcomerMinutes, 500), (.eligibleMinutes, 3000), (.eligiblePurchases, 20),
            (.referred, 2), (.referredPurchases, 5), (.referredRevenue, 480),
        ]
        for (total, value) in totals { outcome.set(total, arm: 1, segment: 0, value) }
        let view = ArmView(scenario: try HandMade.scenario(segments: 1), outcome: outcome, arm: 1)
        #expect(view.months.map { view.purchases($0) } == [10, 15, 17])
        #expect(view.months.map { view.revenue($0) } == [1000, 1450, 1660])
        #expect(view.months.map { view.buyers($0) } == [8, 10, 12])
        #expect(view.months.map { view.left($0) } == [0, 1, 2])
        #expect(value("customers", view) == 13 && value("newcomers", view) == 3)
        #expect(value("newcomer_purchases", view) == 8 && value("newcomer_revenue", view) == 710)
        #expect(value("members_true_lift", view) == 4.0 / 8)
        let monthly = try #require(MonthlyMetric.all.first { $0.name == "members_true_lift" })
        #expect(monthly.values(view) == [nil, 2.0 / 4, 2.0 / 4])
        #expect(value("population_lift", view) == 12.0 / 20)
        // 17 purchases in 1500 minutes, newcomers included, against 12 in the 2000 of those who never joined.
        #expect(value("naive_lift", view) == (17.0 / 1500) / (12.0 / 2000) - 1)
        #expect(value("lift_from_acquisition", view) == 230 && value("lift_from_referral", view) == 480)
        #expect(value("retention_rate", view) == 10.0 / 13)
        // Incremental revenue is 450 + 660; the five parts add up to it.
        let parts = ["retention", "frequency", "basket", "acquisition", "referral"].compactMap {
            value("lift_from_\($0)", view)
        }
        #expect(value("incremental_revenue", view) == 1110)
        #expect(parts.count == 5 && abs(parts.reduce(0, +) - 1110) < 1e-9)
    }

    private func value(_ name: String, _ view: ArmView) -> Double? {
        Metric.index(of: name).flatMap { Metric.all[$0].value(view) }
    }
}
