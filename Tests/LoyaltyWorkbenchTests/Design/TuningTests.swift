import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Tuning of a program whose best threshold follows from a formula.
@Suite("Tuning")
struct TuningTests {
    /// Everybody buys 10.00 at a fixed rate λ of 0.5 a day, for ever; a reward worth 10.00 costs 4.00; margin is half.
    ///
    /// Value 10 / p per unit of money moves the rate with elasticity 1, so that over T days and at x = 1 / p a customer's
    /// profit is λT · 10 · (0.5 · 10 x − 4 x (1 + 10 x)) plus 4 for each reward begun and not had, (1 − 10 x) / 2 on
    /// average. Its derivative is zero at 10 λT (1 − 80 x) = 20: x = 0.012435 with λT = 365, p = 80.4.
    static let planted = [
        "shop.yaml": """
        document: scenario
        title: a planted optimum
        source: made up
        currency: EUR
        start: 2026-01-01
        months: 24
        replications: 10
        seed: 1
        population:
          unit: day
          customers: 200
          segments:
            - name: all-alike
              share: 1
              purchase: { fixed: { rate: 0.5 } }
              attrition: none
              basket: { fixed: { amount: 10 } }
              margin: 0.5
        response: response.yaml
        programs: [points.yaml]
        """,
        "response.yaml": """
        document: response
        title: value and nothing else
        effects:
          perceived_value: { elasticity: 1 }
          redemption: { propensity: 1 }
        """,
        "points.yaml": """
        document: program
        name: points
        enrolment: { invited: automatic }
        mechanics:
          - points:
              earn: { per_money: 1 }
              rewards:
                - { name: cup, kind: free-product, points_price: 100, face_value: 10, unit_cost: 4, appeal: 1 }
        """,
    ]
    static let price = "programs.points.rewards.cup.points_price"

    static func tuning(
        _ vary: [String], maximise: String = "incremental_profit", subjectTo: [String] = [], seed: UInt64 = 1,
        options: Tuning.Options = Tuning.Options()
    ) throws -> Tuning {
        let scratch = try Scratch()
        try scratch.make("shop", files: planted)
        let source = try TrialSource(path: scratch["shop/shop.yaml"], overrides: ScenarioOverrides(seed: seed))
        // Loaded whole: the folder may go.
        return try Tuning(
            source, try DesignSpace(vary.map { try Variation(parsing: $0) }), program: nil,
            objective: try StudyMeasure(parsing: maximise, option: "--maximise", higherIsBetter: true),
            constraints: try subjectTo.map { try Constraint(parsing: $0) }, options: options)
    }

    @Test("what cannot be told from the winner covers the planted optimum in at least 18 of 20 seeds")
    func planted() async throws {
        var covered = 0
        var told: [String] = []
        for seed in 1...20 as ClosedRange<UInt64> {
            var options = Tuning.Options()
            options.indifference = 5000
            let tuning = try Self.tuning(["\(Self.price)=40:160:10"], seed: seed, options: options)
            let result = try await tuning.result(memo: TrialMemo(), workers: 2) { _ in true }
            let winner = try #require(result.winner)
            let places = (result.notSeparated + [winner]).map { 40 + 10 * Double(tuning.points[$0][0]) }
            let (low, high) = (try #require(places.min()) - 5, try #require(places.max()) + 5)
            covered += low <= 80.4 && 80.4 <= high ? 1 : 0
            told.append("\(seed): \(low) to \(high)")
        }
        #expect(covered >= 18, "\(told)")
        // It would mean nothing if everything were left open.
        #expect(told.contains { !$0.hasSuffix("35.0 to 165.0") })
    }

    @Test("a constraint that nobody keeps gives no winner and the nearest miss; one that binds moves the winner")
    func constraints() async throws {
        let vary = ["\(Self.price)=40:160:20"]
        let none = try await Self.tuning(vary, subjectTo: ["cost_share <= 0.001"])
            .result(memo: TrialMemo(), workers: 2) { _ in true }
        #expect(none.winner == nil)
        // The dearest reward costs least.
        #expect(none.nearestMiss == 6)
        // Cost as a share of sales is 0.4 · 10 x (1 + 10 x) or so: 2.8 % at 160, 3.2 % at 140, 3.6 % at 120.
        let bound = try await Self.tuning(vary, subjectTo: ["cost_share <= 0.034"])
            .result(memo: TrialMemo(), workers: 2) { _ in true }
        #expect(try #require(bound.winner) >= 5)
        #expect(bound.notSeparated.allSatisfy { $0 >= 5 })
    }

    @Test("quantiles over worlds and the worst tenth are measures; OCBA ends within its budget")
    func measures() async throws {
        var options = Tuning.Options()
        options.procedure = .ocba
        options.budget = 600
        let result = try await Self.tuning(["\(Self.price)=40,80"], maximise: "p5:incremental_profit", options: options)
            .result(memo: TrialMemo(), workers: 2) { _ in true }
        #expect(result.spent <= 600)
        #expect(try #require(result.winner) == 1)
    }

    @Test("the same tables with any number of workers, and when resumed")
    func same() async throws {
        func table(_ memo: TrialMemo, workers: Int) async throws -> String {
            let tuning = try Self.tuning(["\(Self.price)=60:100:20"])
            let result = try await tuning.result(memo: memo, workers: workers) { _ in true }
            let scratch = try Scratch()
            try result.write(command: "loyalty tune", to: scratch.path)
            return try scratch.text("tuning.csv")
        }
        let one = try await table(TrialMemo(), workers: 1)
        let memo = TrialMemo()
        #expect(try await table(memo, workers: 3) == one)
        #expect(try await table(memo, workers: 2) == one)
    }

    @Test("a measure that is undefined at a candidate is refused, not taken for a number")
    func undefined() async throws {
        // At a price that nobody reaches there is no first reward to wait for.
        for (maximise, subjectTo) in [
            ("revenue", ["p95:days_to_first_reward <= 100"]), ("p5:days_to_first_reward", []),
            ("days_to_first_reward", []),
        ] {
            let tuning = try Self.tuning(
                ["\(Self.price)=100,1000000"], maximise: maximise, subjectTo: subjectTo)
            await #expect(throws: UsageProblem.self) {
                try await tuning.result(memo: TrialMemo(), workers: 2) { _ in true }
            }
        }
    }

    @Test("a cap on a quantile is judged by the share of worlds beyond it")
    func quantileCap() throws {
        let cap = try Constraint(parsing: "p90:revenue <= 10")
        // Wilson's upper bound at 95 % of nothing in 10 worlds is 21 %, in 40 worlds 6 %.
        #expect(cap.standing(Array(repeating: 5, count: 10), level: 0.95) == .keptSoFar)
        #expect(cap.standing(Array(repeating: 5, count: 40), level: 0.95) == .kept)
        #expect(
            cap.standing(Array(repeating: 5, count: 34) + Array(repeating: 20, count: 6), level: 0.95) == .brokenSoFar)
        #expect(cap.standing(Array(repeating: 20, count: 10), level: 0.95) == .broken)
        let floor = try Constraint(parsing: "p10:revenue >= 10")
        #expect(floor.standing(Array(repeating: 20, count: 40), level: 0.95) == .kept)
        #expect(floor.standing(Array(repeating: 5, count: 10), level: 0.95) == .broken)
    }

    @Test("wrong use is refused with the reason")
    func refused() throws {
        for (words, make) in [
            ("'METRIC <= VALUE'", { _ = try Constraint(parsing: "cost_share < 3") }),
            ("no metric is called 'profits'", { _ = try Constraint(parsing: "profits <= 3") }),
            ("no metric", { _ = try StudyMeasure(parsing: "p95:profits", option: "", higherIsBetter: true) }),
            ("no metric", { _ = try StudyMeasure(parsing: "p100:roi", option: "", higherIsBetter: true) }),
            ("one candidate", { _ = try Self.tuning(["\(Self.price)=40"]) }),
        ] as [(String, () throws -> Void)] {
            let problem = #expect(throws: UsageProblem.self) { try make() }
            #expect(problem?.description.contains(words) == true, "\(String(describing: problem))")
        }
    }
}
