import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct ComparisonTests {
    /// Arm 1 sells what is given; arm 2 the same two more each time, in the study of ``HandMade``.
    private func result(memberPurchases: [Int64]) throws -> RunResult {
        let programs = [HandMade.program(), HandMade.program(name: "rich")]
        let outcomes = memberPurchases.map { purchases in
            var outcome = Outcome(shape: Outcome.Shape(arms: 3, segments: 1, months: 3, days: 90))
            outcome.set(.customers, arm: 0, segment: 0, [10, 0, 0])
            outcome.set(.purchases, arm: 0, segment: 0, [50, 0, 0])
            outcome.set(.revenue, arm: 0, segment: 0, [100, 0, 0])
            outcome.set(.memberPurchases, arm: 1, segment: 0, [0, purchases, 0])
            outcome.set(.memberPurchases, arm: 2, segment: 0, [0, purchases + 2, 0])
            return outcome
        }
        return RunResult(scenario: try HandMade.scenario(programs: programs, segments: 1), outcomes: outcomes)
    }

    private func compared(_ purchases: [Int64], metric: String = "purchases") throws -> [Comparison] {
        try result(memberPurchases: purchases).comparisons(metric: #require(Metric.index(of: metric)), segment: 0)
    }

    @Test func `programs are compared with the baseline and with each other, once`() throws {
        let pairs = try compared([1, 2, 3]).map { [$0.program, $0.reference] }
        #expect(pairs == [[1, 0], [2, 0], [1, 2]])
    }

    @Test func `a paired difference has its t interval, p-value and verdict`() throws {
        let rows = try compared([5, 7])
        // Differences 5 and 7: mean 6, standard error 1, t = 6 with one degree of freedom.
        #expect(rows[0].difference.mean == 6)
        #expect(rows[0].difference.standardError == 1)
        let interval = try #require(rows[0].interval)
        #expect(abs(interval.lowerBound - (6 - 12.706204736)) < 1e-8)
        #expect(abs(interval.upperBound - (6 + 12.706204736)) < 1e-8)
        // Two of a family: 1 − 2 atan(6) / π = 0.10513 is the larger p times 1; arm 2 has t = 8 and p = 0.07917.
        #expect(abs(try #require(rows[1].adjustedP) - 2 * 0.0791668) < 1e-6)
        #expect(abs(try #require(rows[0].adjustedP) - 2 * 0.0791668) < 1e-6)
        #expect("\(rows[0].verdict)" == "cannot separate; about 1 more replication would")
        // Always two apart: no spread, so no doubt.
        #expect(rows[2].verdict == .lower)
        #expect(rows[2].adjustedP == 0)
        #expect(rows.map(\.shareOfWorldsBest) == [0, 1, 0])
        #expect(rows.map(\.probabilityMeanBest) == [0, 1, 0])
    }

    @Test func `many replications separate what few cannot`() throws {
        let noisy: [Int64] = [-9, 13, -11, 17]
        let few = try compared(noisy)[0]
        guard case .cannotSeparate(let more?) = few.verdict else {
            Issue.record("\(few.verdict)")
            return
        }
        let repeats = (more + 4) / 4 + 1
        let many = try compared(Array(repeating: noisy, count: repeats).flatMap { $0 })[0]
        #expect(many.verdict == .higher, "after \(4 * repeats), \(many)")
    }

    @Test func `arms that never differ are called the same`() throws {
        let row = try compared([0, 0, 0])[0]
        #expect(row.verdict == .same)
        #expect(row.adjustedP == 1)
    }

    @Test func `one replication has a difference and nothing more`() throws {
        let row = try compared([4])[0]
        #expect(row.difference.mean == 4)
        #expect(row.interval == nil)
        #expect(row.adjustedP == nil)
        #expect(row.probabilityMeanBest == nil)
        #expect(row.verdict == .oneReplication)
    }

    @Test func `where less is better the least is best`() throws {
        let rows = try compared([1, 1], metric: "program_cost")
        // The baseline costs nothing, so no program is best.
        #expect(rows.map(\.shareOfWorldsBest) == [0, 0, 0])
        #expect(rows[0].verdict == .higher)
    }

    @Test func `what is undefined throughout is not compared, nor what is neither better nor a measure to choose by`()
        throws
    {
        #expect(try compared([1, 1], metric: "rewards_given").isEmpty)
        #expect(try compared([1, 1], metric: "points_issued").map(\.shareOfWorldsBest) == [nil, nil, nil])
        #expect(try compared([1, 1], metric: "naive_lift").isEmpty)
    }
}
