import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// How often intervals hold the truth of worlds whose numbers about people are drawn from their ranges.
struct Coverage {
    /// Worlds looked at, and those whose truth the interval about their own estimate holds: from worlds in which the
    /// numbers are drawn afresh, and from worlds in which they are fixed at their values.
    var worlds = 0
    var drawn = 0
    var fixed = 0
    /// The same for the interval of what is still to be redeemed in all worlds, whatever the own estimate.
    var drawnBroadly = 0
    var fixedBroadly = 0

    /// A world for each seed: its replication 1; all others make the interval.
    init(seeds: ClosedRange<Int>, customers: Int, replications: Int) async throws {
        for seed in seeds {
            let scenario = try ScenarioOverrides(customers: customers, replications: replications, seed: UInt64(seed))
                .load(path: Shipped.path("scenarios/finance/coverage.yaml"))
            let result = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
            let certain = try #require(result.undrawn)
            // The same world, seen by a company that takes the numbers for known.
            let mixed = FollowedWorlds(
                outcomes: [result.outcomes[0]] + certain.outcomes.dropFirst(),
                flows: [result.flows[0]] + certain.flows.dropFirst())
            worlds += 1
            for (place, books) in [Books(result), Books(scenario, mixed)].enumerated() {
                let program = try #require(books).programs[0]
                let sample = program.sample(.cost, month: scenario.calendar.months - 1)
                let truth = sample.truth(ofWorld: 0)
                let holds = sample.interval(ofWorld: 0, level: 0.9).contains(truth)
                let others = SortedSample((1..<replications).map { sample.truth(ofWorld: $0) })
                let holdsBroadly = (others.quantile(0.05)...others.quantile(0.95)).contains(truth)
                if place == 0 {
                    drawn += holds ? 1 : 0
                    drawnBroadly += holdsBroadly ? 1 : 0
                } else {
                    fixed += holds ? 1 : 0
                    fixedBroadly += holdsBroadly ? 1 : 0
                }
            }
        }
    }
}
