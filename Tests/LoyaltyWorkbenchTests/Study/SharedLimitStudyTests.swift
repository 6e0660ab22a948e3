import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct SharedLimitStudyTests {
    private func scenario(_ stock: SharedLimit?) throws -> Scenario {
        var scenario = try SmallStudy.scenario()
        guard case .points(var points) = scenario.programs[0].mechanics[0] else { return scenario }
        points.rewards[0].stock = stock
        scenario.programs[0].mechanics = [.points(points)]
        return scenario
    }

    private func run(_ scenario: Scenario, workers: Int = 2) async throws -> (RunResult, Manifest, Scratch) {
        let result = await RunStudy(scenario: scenario).result(workers: workers) { _ in true }
        let scratch = try Scratch()
        try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        let manifest = Data(try scratch.text("manifest.json").utf8)
        return (result, try JSONDecoder().decode(Manifest.self, from: manifest), scratch)
    }

    @Test func `the manifest tells passes, residual, overshoot and shares of every limit`() async throws {
        let (result, manifest, _) = try await run(scenario(SharedLimit(amount: 60, every: .month)))
        let limits = try #require(manifest.limits)
        let limit = try #require(limits.first)
        #expect(limits.count == 1 && limit.program == "near" && limit.limit == "rewards.drink")
        #expect(limit.amount == 60 && limit.every == "month")
        let worlds = result.outcomes.map { $0.limits[0] }
        #expect(limit.passes == worlds.map(\.passes).max() && limit.passes > 1)
        #expect(limit.residual <= Outcome.Limit.tolerance && limit.unsettledMonths == 0)
        #expect(limit.overshoot <= limit.largestOvershoot)
        #expect(limit.shares.count == 6 && limit.shares[0] == 1 && limit.shares[5] < 1)
        #expect(result.warnings == [])
        let use = try #require(result.estimate("limit_use", arm: 1))
        #expect(use.mean > 0.5 && use.mean <= 1)
        #expect(try #require(result.estimate("limit_overshoot", arm: 1)).mean == limit.overshoot)
        #expect(result.estimate("limit_use", arm: 2) == nil)
    }

    @Test func `more stock than is asked for moves no byte but the limit's own rows, and without any there are none`()
        async throws
    {
        let (_, none, plain) = try await run(scenario(nil))
        let (_, _, rich) = try await run(scenario(SharedLimit(amount: 1_000_000, every: .study)))
        #expect(none.limits == nil)
        let summary = try plain.text("summary.csv")
        #expect(!summary.contains("limit_"))
        let others = try rich.text("summary.csv").split(separator: "\n").filter { !$0.contains(",limit_") }
        #expect(others == summary.split(separator: "\n"))
    }

    @Test func `months that did not settle are a warning with their residual`() {
        var worlds = [Outcome](
            repeating: Outcome(shape: Outcome.Shape(arms: 3, segments: 1, months: 3, days: 90)), count: 2)
        let stock = SharedLimit(amount: 100, every: .month)
        // 1/1024 is settled, a little more is not.
        worlds[0].limit("budget", stock, arm: 2, granted: [100, 100, 100], residuals: [0, 0x1p-10, 0.0125])
        worlds[1].limit("budget", stock, arm: 2, granted: [100, 100, 100], residuals: [0.001, 0, 0])
        #expect(
            RunStudy.unsettled(worlds, programs: ["near", "far"]) == [
                "far, budget: the share of members who get what they ask for did not settle in 2 months (counted over "
                    + "replications); it is wrong by up to 1.25 % of the limit"
            ])
        #expect(RunStudy.unsettled([], programs: ["near", "far"]) == [])
    }

    @Test func `the number of workers moves no byte`() async throws {
        let limited = try scenario(SharedLimit(amount: 60, every: .month))
        let (_, one, _) = try await run(limited, workers: 1)
        let (_, three, _) = try await run(limited, workers: 3)
        #expect(one.tables == three.tables && one.limits == three.limits)
    }

    @Test func `each world settles its own shares when the response's numbers are drawn`() async throws {
        let path = Shipped.path("Tests/LoyaltyWorkbenchTests/Scenario/Documents/mechanics.yaml")
        let response = "response=" + Shipped.path("scenarios/responses/literature.yaml")
        let scenario = try ScenarioLoader.load(
            path: path, settings: [response, "uncertainty=parameters", "replications=6"])
        let (result, one, _) = try await run(scenario, workers: 1)
        let (_, three, _) = try await run(scenario, workers: 3)
        #expect(one.tables == three.tables && one.limits == three.limits)
        let shares = Set(result.outcomes.map { $0.limits[0].shares })
        #expect(shares.count > 1)
    }
}
