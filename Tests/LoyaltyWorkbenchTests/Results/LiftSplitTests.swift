import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct LiftSplitTests {
    static let metrics = ["retention", "frequency", "basket", "acquisition", "referral"].map { "lift_from_" + $0 }

    /// Revenue by which causes are the member's: bit 0 retention, bit 1 frequency, bit 2 basket.
    private static func parts(_ revenue: [Int64]) throws -> [Double] {
        var outcome = Outcome(shape: Outcome.Shape(arms: 2, segments: 1, months: 3, days: 90))
        outcome.set(.twinRevenue, arm: 1, segment: 0, [0, revenue[0], 0])
        outcome.set(.memberRevenue, arm: 1, segment: 0, [0, revenue[7], 0])
        let between: [(Outcome.Total, Int)] = [
            (.revenueIfRetained, 1), (.revenueIfFaster, 2), (.revenueIfRetainedFaster, 3), (.revenueIfLarger, 4),
            (.revenueIfRetainedLarger, 5), (.revenueIfFasterLarger, 6),
        ]
        for (total, set) in between { outcome.set(total, arm: 1, segment: 0, revenue[set]) }
        let view = ArmView(scenario: try HandMade.scenario(segments: 1), outcome: outcome, arm: 1)
        return try metrics.map { name in
            let metric = Metric.all[try #require(Metric.index(of: name))]
            return try #require(metric.value(view))
        }
    }

    /// The definition, walked through: every order in which the causes can come, and what each adds in its turn.
    private static func byOrders(_ revenue: [Int64]) -> [Double] {
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        var sums = [Int64](repeating: 0, count: 3)
        for order in orders {
            var inForce = 0
            for cause in order {
                let with = inForce | 1 << cause
                sums[cause] += revenue[with] - revenue[inForce]
                inForce = with
            }
        }
        return sums.map { Double($0) / 6 }
    }

    @Test(arguments: 0..<50)
    func `a part is the mean contribution over all orders, and parts add up`(number: Int) throws {
        // Any whole numbers, losses among them; large ones need more than sixty-four bits on the way.
        let size = number < 40 ? 100_003 : Int64(2_000_000_000_000_000_000)
        let revenue = (0..<8).map { Int64(number + 1) &* Int64($0 + 7) &* 6_364_136_223_846_793_005 % size }
        let parts = try Self.parts(revenue)
        if number < 40 { #expect(Array(parts.prefix(3)) == Self.byOrders(revenue), "\(revenue)") }
        let difference = Double(Int128(revenue[7]) - Int128(revenue[0]))
        // The sixfold parts are whole numbers that add up exactly; dividing and adding rounds five times.
        let rounding = 5 * parts.map { abs($0).ulp }.max()!
        #expect(abs(parts.reduce(0, +) - difference) <= rounding, "\(revenue), \(parts)")
    }

    @Test func `the worked example of the page`() throws {
        #expect(try Self.parts([300, 360, 390, 450, 320, 384, 416, 480]) == [62, 93, 25, 0, 0])
    }

    @Test func `of three factors the parts are those of the closed form`() throws {
        // Days, purchases a day, and basket of the twin, and of the member.
        let t: [Int64] = [200, 5, 30]
        let m: [Int64] = [260, 6, 31]
        let revenue = (0..<8).map { (set: Int) -> Int64 in
            let factors = (0..<3).map { set & (1 << $0) == 0 ? t[$0] : m[$0] }
            return factors[0] * factors[1] * factors[2]
        }
        let parts = try Self.parts(revenue)
        // (x' − x) · (2 y z + y' z + y z' + 2 y' z') / 6 for each factor x beside y and z.
        for cause in 0..<3 {
            let (y, z) = ((cause + 1) % 3, (cause + 2) % 3)
            let others: Int64 = (2 * t[y] + m[y]) * t[z] + (t[y] + 2 * m[y]) * m[z]
            let expected = Double((m[cause] - t[cause]) * others) / 6
            #expect(parts[cause] == expected, "\(parts[cause]), not \(expected)")
        }
    }

    @Test func `in a simulation the parts of every program and segment add up to its incremental revenue`() async throws
    {
        let result = await RunStudy(scenario: try SmallStudy.scenario()).result(workers: 2) { _ in true }
        for arm in 1...2 {
            for replication in 0..<4 {
                func value(_ name: String) throws -> Double {
                    let metric = try #require(Metric.index(of: name))
                    return try #require(result.value(replication: replication, arm: arm, segment: 0, metric: metric))
                }
                let parts = try Self.metrics.map { try value($0) }
                let whole = try value("incremental_revenue")
                #expect(abs(parts.reduce(0, +) - whole) <= 1e-12 * abs(whole), "\(parts), \(whole)")
                // Nobody leaves in that study and baskets are fixed.
                #expect(parts == [0, whole, 0, 0, 0])
            }
        }
    }
}
