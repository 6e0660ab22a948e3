import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// The measures of findings and claims that read sums, on outcomes counted on paper.
@Suite struct FindingMeasureTests {
    /// The hand-made study with the names that a finding asks for: its first program and its segments.
    private func value(_ id: String, segments: [String] = ["a", "b"]) throws -> Double {
        let finding = try #require(Finding.all.first { $0.id == id })
        let name = try #require(finding.measure.needs.programs.first)
        let world = GalleryWorld(
            scenario: try Self.scenario(program: HandMade.program(name: name), segments: segments),
            outcome: HandMade.outcome)
        return try #require(finding.measure.value(world))
    }

    private static func scenario(program: Program, segments: [String], months: Int = 3) throws -> Scenario {
        let start = try #require(CalendarDate(year: 2026, month: 1, day: 1))
        var scenario = try HandMade.scenario(programs: [program])
        scenario.calendar = StudyCalendar(start: start, months: months)
        scenario.population = Population(
            unitDays: 7, customers: 18,
            segments: [
                HandMade.segment(segments[0], margin: 500_000), HandMade.segment(segments[1], margin: 250_000),
            ])
        return scenario
    }

    @Test func `the split of lift in shares`() throws {
        // Revenue of members 1,700, of twins 1,201; the sixfold parts are 648, 1938 and 408.
        #expect(try value("salon-retention-share") == 108.0 / 499)
        #expect(try value("salon-frequency-share") == 323.0 / 499)
        #expect(try value("salon-basket-share") == 68.0 / 499)
    }

    @Test func `value is discounted margin beside the baseline's`() throws {
        // Margins of the months, 10 % a month: 800, 1200, 775 (joining fees in them) beside 800, 650, 501.
        let with = 800 / 1.1 + 1200 / 1.21 + 775 / 1.331
        let without = 800 / 1.1 + 650 / 1.21 + 501 / 1.331
        let found = try value("salon-value")
        #expect(abs(found - (with / without - 1)) < 1e-9, "\(found)")
    }

    @Test func `naive over true`() throws {
        let naive = (17.0 / 1500) / (14.0 / 4000) - 1
        let found = try value("naive-over-true")
        #expect(abs(found - naive / (5.0 / 12)) < 1e-9, "\(found)")
    }

    @Test func `shares and contrasts of segments`() throws {
        // All 60 points redeemed are a's; a issued 220, b redeemed none; lifts of 4/8 and 1/4.
        #expect(try value("golf-rewards-to-frequent", segments: ["frequent", "occasional"]) == 1)
        #expect(try value("heavy-claim-most", segments: ["heavy", "light"]) == 60.0 / 220)
        #expect(try value("heavy-change-least", segments: ["heavy", "light"]) == 0.25)
    }

    @Test func `expiry is one program's lift less the other's`() throws {
        let finding = try #require(Finding.all.first { $0.id == "expiry-hurts" })
        var scenario = try HandMade.scenario(segments: 1)
        scenario.programs = [HandMade.program(name: "keeping"), HandMade.program(name: "expiring")]
        var outcome = Outcome(shape: Outcome.Shape(arms: 3, segments: 1, months: 3, days: 90))
        for (arm, members) in [(1, Int64(15)), (2, 11)] {
            outcome.set(.memberPurchases, arm: arm, segment: 0, [0, 0, members])
            outcome.set(.twinPurchases, arm: arm, segment: 0, [0, 0, 10])
        }
        let found = try #require(finding.measure.value(GalleryWorld(scenario: scenario, outcome: outcome)))
        #expect(abs(found - (0.1 - 0.5)) < 1e-12, "\(found)")
    }

    @Test func `this year is held against last, and against no program`() throws {
        let program = Program(
            name: "stars", launchDay: 365, mechanics: [], costs: CostSheet(monthly: Money(minor: 100)))
        let scenario = try Self.scenario(program: program, segments: ["a", "b"], months: 18)
        var outcome = Outcome(shape: Outcome.Shape(arms: 2, segments: 2, months: 18, days: 546))
        outcome.set(
            .revenue, arm: 0, segment: 0, (0..<18).map { (3..<6).contains($0) ? 1000 : $0 > 14 ? 1100 : 700 })
        outcome.set(.memberRevenue, arm: 1, segment: 0, (0..<18).map { $0 > 14 ? 600 : 0 })
        outcome.set(.twinRevenue, arm: 1, segment: 0, (0..<18).map { $0 > 14 ? 490 : 0 })
        let world = GalleryWorld(scenario: scenario, outcome: outcome)
        func figures(_ id: String) throws -> (naive: Double, true: Double) {
            let claim = try #require(Claim.all.first { $0.id == id })
            return (try #require(claim.naive.value(world)), try #require(claim.trueLift.value(world)))
        }
        // 1,210 a month, 1,100 without the program, 1,000 a year before.
        let revenue = try figures("revenue-up")
        #expect(abs(revenue.naive - 0.21) < 1e-12 && abs(revenue.true - 0.1) < 1e-12, "\(revenue)")
        // Half of it, less 100 for running: 505 beside 550 and 500.
        let profit = try figures("profit-up")
        #expect(abs(profit.naive - 0.01) < 1e-12 && abs(profit.true - (505.0 / 550 - 1)) < 1e-12, "\(profit)")
    }

    @Test func `a claim's naive figure is shared out only where it is surely above zero`() throws {
        let claim = try #require(Claim.all.first)
        func result(_ naive: [Double?]) -> ClaimResult {
            ClaimResult(claim: claim, naive: naive, trueLift: [0.1, 0.1])
        }
        #expect(result([0.4, 0.4]).notTheProgram == 0.75)
        #expect(result([0.4, -0.2]).notTheProgram == nil)
        #expect(result([0.4]).notTheProgram == nil)
        #expect(result([nil, nil]).naive == nil)
    }
}
