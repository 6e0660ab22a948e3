import LoyaltyModel
import Testing

@Suite("Response uncertainty")
struct ResponseUncertaintyTests {
    /// Two uncertain numbers of ``Fixtures/strong``.
    static func uncertainty(width: Double = 1, extra: [String] = []) -> ResponseUncertainty {
        func number(_ path: String, _ mode: Double, _ half: Double, most: Double) -> ResponseUncertainty.Number {
            ResponseUncertainty.Number(
                path: path, distribution: SplitNormal(mode: mode, low: mode - half * width, high: mode + half * width),
                least: 0, most: most)
        }
        let numbers =
            [number("elasticity", 3, 2, most: 100), number("propensity", 0.5, 0.3, most: 1)]
            + extra.map { number($0, 1, 1, most: 100) }
        return ResponseUncertainty(numbers: numbers) { draws in
            var response = Fixtures.strong
            response.perceivedValue.elasticity = draws["elasticity"] ?? .nan
            response.redemption.propensity = draws["propensity"] ?? .nan
            return response
        }
    }

    static func simulation(
        width: Double = 1, customers: Int = 400, programs: [Program] = Array(Fixtures.programs.prefix(3)),
        seed: UInt64 = 7
    ) -> Simulation {
        var simulation = Fixtures.simulation(customers: customers, arrivals: 30, programs: programs, seed: seed)
        simulation.uncertainty = uncertainty(width: width)
        return simulation
    }

    /// Published test vectors of FNV-1a, 64 bits: their low 32 bits.
    @Test(
        "a path's address is the low half of its FNV-1a hash",
        arguments: [
            ("", 0x8422_2325), ("a", 0x8601_EC8C), ("foobar", 0xF739_67E8),
        ])
    func address(path: String, expected: Int) {
        #expect(Luck.occurrence(ofPath: path) == expected)
    }

    @Test("ranges of no width change no integer")
    func noWidth() async {
        let sure = await Fixtures.run(Fixtures.simulation(customers: 400, arrivals: 30), replications: 3)
        let drawn = await Fixtures.run(Self.simulation(width: 0, programs: Fixtures.programs), replications: 3)
        let same = zip(sure, drawn).allSatisfy { $0 == $1 }
        #expect(same && sure.count == drawn.count)
    }

    @Test("draws change the programs' outcomes and never the baseline's")
    func baseline() async {
        let sure = await Fixtures.run(Self.simulation(width: 0), replications: 3)
        let drawn = await Fixtures.run(Self.simulation(), replications: 3)
        for (a, b) in zip(sure, drawn) {
            for month in 0..<a.shape.months {
                #expect(
                    a.purchases(arm: 0, segment: 0, month: month) == b.purchases(arm: 0, segment: 0, month: month))
            }
            #expect(a.sum(.memberPurchases, arm: 1, segment: 0) != b.sum(.memberPurchases, arm: 1, segment: 0))
        }
    }

    @Test("any number of workers gives the same integers, and so does any place of a replication in the run")
    func workersAndReplications() async {
        // Stretches are of 1,024 customers, so several workers share a replication and meet at its end.
        let simulation = Self.simulation(customers: 3000)
        let one = await Fixtures.run(simulation, replications: 5, workers: 1)
        for workers in [2, 3, 7] {
            let other = await Fixtures.run(simulation, replications: 5, workers: workers)
            let same = zip(one, other).allSatisfy { $0 == $1 }
            #expect(same && other.count == 5, "\(workers) workers")
        }
        let late = await simulation.outcomes(replications: 4...5, workers: 2) { _ in true }
        let same = late == Array(one[3...])
        #expect(same)
    }

    @Test("every arm of a replication has the same draw, whatever other programs there are")
    func arms() async {
        let all = await Fixtures.run(Self.simulation(), replications: 2)
        let fewer = await Fixtures.run(Self.simulation(programs: [Fixtures.programs[0]]), replications: 2)
        let twice = Self.simulation(programs: [Fixtures.programs[0], Fixtures.programs[0]])
        for (place, outcome) in await Fixtures.run(twice, replications: 2).enumerated() {
            for cell in Outcome.Cell.allCases where cell.rawValue < Outcome.Cell.customers.rawValue {
                let values = [1, 2].map { outcome.sum(cell, arm: $0, segment: 0) }
                #expect(values[0] == values[1], "\(cell)")
                #expect(values[0] == fewer[place].sum(cell, arm: 1, segment: 0), "\(cell)")
                #expect(values[0] == all[place].sum(cell, arm: 1, segment: 0), "\(cell)")
            }
        }
    }

    @Test("another uncertain number moves no draw of the others")
    func addresses() {
        var more = Self.simulation()
        more.uncertainty = Self.uncertainty(extra: ["patience", "fee"])
        for replication in 1...50 {
            let (few, many) = (Self.simulation().draws(replication: replication), more.draws(replication: replication))
            #expect(few["elasticity"] == many["elasticity"] && few["propensity"] == many["propensity"])
            #expect(many.count == 4 && Set(many.values).count == 4)
        }
        #expect(Self.simulation(seed: 8).draws(replication: 1) != Self.simulation().draws(replication: 1))
    }

    /// The elasticity's low of 1 and high of 5 are cut by nothing near: 5 % of 4,000 draws lie beyond each, within
    /// 4 standard errors, √(0.05 × 0.95 ÷ 4000) = 0.0034.
    @Test("draws lie beyond low and high as often as the points say")
    func coverage() {
        let simulation = Self.simulation()
        let draws = (1...4000).compactMap { simulation.draws(replication: $0)["elasticity"] }
        #expect(draws.count == 4000)
        for (what, share) in [
            ("below", Double(draws.count { $0 < 1 }) / 4000), ("above", Double(draws.count { $0 > 5 }) / 4000),
        ] {
            #expect(abs(share - 0.05) < 4 * 0.0034, "\(what): \(share)")
        }
    }

    @Test("one customer's told life is the life that is counted")
    func lives() async {
        let simulation = Self.simulation(customers: 1)
        var alone = simulation
        alone = Simulation(
            population: Fixtures.population(customers: 1), programs: simulation.programs,
            response: simulation.response, calendar: simulation.calendar, currency: simulation.currency, seed: 7)
        alone.uncertainty = simulation.uncertainty
        for replication in 1...5 {
            let outcome = await alone.outcomes(replications: replication...replication, workers: 1) { _ in true }[0]
            let lives = alone.lives(of: .base(0), replication: replication)
            for (arm, life) in lives.enumerated() {
                let months = 0..<outcome.shape.months
                let counted = months.reduce(0) { $0 + outcome.purchases(arm: arm, segment: 0, month: $1) }
                #expect(counted == Int64(life.purchases.count), "replication \(replication), arm \(arm)")
            }
        }
    }

    @Test("hostile luck draws what the bounds allow", arguments: Luck.Opening.allCases)
    func hostile(opening: Luck.Opening) async {
        var simulation = Self.simulation(customers: 20)
        simulation.opening = opening
        for (path, draw) in simulation.draws(replication: 1) {
            #expect(draw >= 0 && draw <= (path == "propensity" ? 1 : 100), "\(path): \(draw)")
        }
        let outcomes = await Fixtures.run(simulation, replications: 1)
        #expect(outcomes.count == 1)
    }
}
