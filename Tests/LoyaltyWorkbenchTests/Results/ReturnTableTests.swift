import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct ReturnTableTests {
    private static func view() throws -> ArmView {
        ArmView(scenario: try HandMade.scenario(), outcome: HandMade.outcome, arm: 1)
    }

    /// From ``HandMade``: 5 members at February's end and 6 at March's, 10 statements of half a cent.
    @Test func `costs of all kinds are worked out by hand and add up to the program's`() throws {
        let view = try Self.view()
        let sums = Dictionary(uniqueKeysWithValues: CostKind.allCases.map { ($0, view.costs($0).reduce(0, +)) })
        #expect(
            sums == [
                .setUp: 1000, .staffTraining: 500, .monthly: 400, .members: 17, .enrolments: 14, .statements: 5,
                .messages: 0, .rewards: 90, .settlement: 0,
            ])
        #expect(sums.values.reduce(0, +) == view.programCosts.reduce(0, +))
    }

    /// Naive and before-after lifts applied to members' revenue of 1,700 at the arm's mean margin, plus 600 of fees.
    @Test func `three bases are the lifts applied to what members spend`() throws {
        let view = try Self.view()
        func item(_ basis: ReturnItem.Basis, _ name: String) throws -> Double {
            let item = try #require(ReturnItem.all.first { $0.basis == basis && $0.name == name })
            return try #require(item.value(view))
        }
        func lift(_ name: String) throws -> Double {
            let metric = try #require(Metric.index(of: name))
            return try #require(Metric.all[metric].value(view))
        }
        for (basis, name) in [(ReturnItem.Basis.naive, "naive_lift"), (.beforeAfter, "before_after_lift")] {
            let lift = try lift(name)
            let revenue = try item(basis, "incremental_revenue")
            #expect(agree(revenue, 1700 * lift / (1 + lift), within: 1e-12))
            let margin = Double(view.grossMargins.reduce(0, +)) / Double(view.revenue) * revenue + 600
            #expect(agree(try item(basis, "incremental_margin"), margin, within: 1e-12))
            #expect(agree(try item(basis, "roi"), (margin - 2026) / 2026, within: 1e-9))
        }
        #expect(try item(.measured, "incremental_profit") == Double(view.incrementalProfits.reduce(0, +)))
    }

    @Test func `the sample's deviations are those of the lives`() throws {
        let scenario = try SmallStudy.scenario()
        let sample = HoldoutSample(scenario, Outcome(shape: scenario.simulation.shape))
        let lives = scenario.simulation.livesOfBase(replication: 1)
        func counts(_ arm: Int) -> [Double] { lives.map { Double($0[arm].purchases.count { $0.instant >= 31 }) } }
        let spread = try #require(sample.spread(.purchases, arm: 1))
        let deviations = [0, 1].map { Estimate(counts($0)).standardDeviation ?? .nan }
        let pooled = ((deviations[0] * deviations[0] + deviations[1] * deviations[1]) / 2).squareRoot()
        #expect(agree(spread.deviation, pooled, within: 1e-12))
        let paired = Estimate(paired: counts(1), minus: counts(0)).standardDeviation ?? .nan
        #expect(agree(spread.pairedDeviation, paired, within: 1e-12))
        #expect(spread.pairedDeviation < spread.deviation, "a twin shares the luck")
        #expect(sample.spread(.purchases, arm: 0) == nil)
    }

    private func agree(_ a: Double, _ b: Double, within relative: Double) -> Bool {
        abs(a - b) <= relative * max(abs(a), abs(b))
    }

    @Test func `the table says the answer first, and the test that would show it`() async throws {
        let scratch = try Scratch()
        let result = await RunStudy(scenario: try SmallStudy.scenario()).result(workers: 2) { _ in true }
        try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        let lines = try scratch.text("roi.csv").split(separator: "\n").filter { $0.hasPrefix("near,") }
        #expect(lines.first?.hasPrefix("near,true,incremental_revenue,EUR minor,") == true)
        #expect(lines.contains { $0.hasPrefix("near,naive,roi,share,") })
        #expect(lines.contains { $0.hasPrefix("near,test,purchases_customers_per_group,customers,") })
    }

    @Test func `whoever asks is told what every line of roi.csv and of timeline.csv means`() {
        let names = Set(Metric.explained.map(\.name))
        #expect(MonthlyMetric.all.allSatisfy { names.contains($0.name) })
        #expect(ReturnItem.all.allSatisfy { names.contains($0.name) })
    }
}
