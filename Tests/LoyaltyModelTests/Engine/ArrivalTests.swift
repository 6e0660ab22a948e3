import LoyaltyModel
import Testing

/// New customers, segments and dependence, as a study sees them.
@Suite("Who lives in a world")
struct ArrivalTests {
    @Test("arrivals a month are Poisson, and a month cut short brings its share")
    func counts() async {
        // From 17 February to 9 May 2027: 12 of 28 days, two whole months, 9 of 31 days.
        let world = PlainWorld(
            rate: 0, customers: 0, days: 82, start: CalendarDate(year: 2027, month: 2, day: 17)!, arrivals: 40)
        let outcomes = await Fixtures.run(world.simulation([]), replications: 1500)
        let expected = [40.0 * 12 / 28, 40, 40, 40.0 * 9 / 31]
        #expect(outcomes[0].shape.months == 4)
        for (month, mean) in expected.enumerated() {
            let counts = outcomes.map { Double($0.value(.customers, arm: 0, segment: 0, month: month)) }
            #expect(standardErrors(counts, from: mean) < 4, "month \(month)")
            // The mean square about the known mean is the variance, which equals the mean.
            #expect(standardErrors(counts.map { ($0 - mean) * ($0 - mean) }, from: mean) < 4, "month \(month)")
        }
    }

    @Test("the base and the arrivals are strangers: their outcomes add up, whatever the size of the base")
    func strangers() async {
        func outcome(_ customers: Int, _ arrivals: Double) async -> Outcome {
            let programs = Fixtures.programs.map(Fixtures.withoutRanks)
            return await Fixtures.run(
                Fixtures.simulation(customers: customers, arrivals: arrivals, programs: programs), replications: 1)[0]
        }
        for base in [1, 500] {
            var sum = await outcome(base, 0)
            sum.merge(await outcome(0, 25))
            let both = await outcome(base, 25)
            let same = sum == both
            #expect(same, "base of \(base)")
        }
    }

    @Test("customers who arrive after the launch join as members from their first purchase")
    func afterLaunch() async {
        var program = card()
        program.launchDay = 45
        let world = PlainWorld(customers: 0, days: 120, arrivals: 300)
        let outcome = await Fixtures.run(world.simulation([program]), replications: 1)[0]
        let arrived = (0..<4).map { outcome.value(.customers, arm: 0, segment: 0, month: $0) }
        let joined = (0..<4).map { outcome.value(.joined, arm: 1, segment: 0, month: $0) }
        #expect(joined[0] == 0 && joined[2] + joined[3] >= arrived[2] + arrived[3])
        // All who arrived join at their next purchase, or have none left.
        #expect(joined.reduce(0, +) <= arrived.reduce(0, +))
    }

    @Test("segments have their shares")
    func shares() async {
        let shares = [0.1, 0.25, 0.65]
        let segments = shares.enumerated().map { Fixtures.segment("s\($0.offset)", share: $0.element) }
        let outcome = await Fixtures.run(
            Fixtures.simulation(customers: 30_000, segments: segments, arrivals: 500, programs: [], days: 31),
            replications: 1)[0]
        let counts = (0..<3).map { Double(outcome.sum(.customers, arm: 0, segment: $0)) }
        let all = counts.reduce(0, +)
        for (count, share) in zip(counts, shares) {
            #expect(abs(count - all * share) < 4 * (all * share * (1 - share)).squareRoot(), "\(counts)")
        }
    }

    @Test("a copula joins purchases and baskets as asked", arguments: [-0.6, 0, 0.7])
    func dependence(correlation: Double) {
        var segment = Fixtures.segment(
            timing: .lognormal(LognormalRate(mean: 14, sigma: 1)), attrition: .none,
            basket: .lognormal(LognormalBasket(mean: 20, between: 0.8, within: 0.1)))
        segment.dependence = Dependence(purchaseBasket: correlation)
        let simulation = Fixtures.simulation(segments: [segment], arrivals: 0, programs: [], days: 365)
        let lives = (0..<1000).map { simulation.lives(of: .base($0), replication: 1)[0] }
        let counts = normalScores(lives.map { Double($0.purchases.count) })
        let baskets = normalScores(
            lives.map { Double($0.purchases.reduce(0) { $0 + $1.amount }) / Double($0.purchases.count) })
        let products = zip(counts, baskets).map { $0 * $1 }
        let variance = counts.reduce(0) { $0 + $1 * $1 } / 1000
        // Some 700 purchases each tell the rate and the mean to a few hundredths of their spread.
        #expect(standardErrors(products.map { $0 / variance }, from: correlation) < 4, "asked for \(correlation)")
    }

    /// Each value's rank as a quantile of the standard normal.
    private func normalScores(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var scores = values
        for (rank, place) in order.enumerated() {
            scores[place] = Distribution.normalQuantile((Double(rank) + 0.5) / Double(values.count))
        }
        return scores
    }
}
