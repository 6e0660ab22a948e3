import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Synchronization
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
        _ vary: [String], maximise: [String] = ["incremental_profit"], minimise: [String] = [],
        subjectTo: [String] = [], seed: UInt64 = 1,
        options: Tuning.Options = Tuning.Options()
    ) throws -> Tuning {
        let scratch = try Scratch()
        try scratch.make("shop", files: planted)
        let source = try TrialSource(path: scratch["shop/shop.yaml"], overrides: ScenarioOverrides(seed: seed))
        // Loaded whole: the folder may go.
        return try Tuning(
            source, try DesignSpace(vary.map { try Variation(parsing: $0) }), program: nil,
            objectives: try maximise.map {
                try StudyMeasure(parsing: $0, option: "--maximise", higherIsBetter: true)
            } + minimise.map { try StudyMeasure(parsing: $0, option: "--minimise", higherIsBetter: false) },
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

    /// The planted shop a hundred times as dear, so that whole points hide nothing of a rate of earning.
    static let dear = planted.mapValues {
        $0.replacingOccurrences(of: "amount: 10 }", with: "amount: 1000 }")
            .replacingOccurrences(
                of: "points_price: 100, face_value: 10, unit_cost: 4",
                with: "points_price: 10000, face_value: 1000, unit_cost: 400")
    }

    /// - Parameter scratch: keeps the documents, which are read again for values between those tried.
    static func continuous(
        _ scratch: Scratch, seed: UInt64 = 1, customers: Int = 200, budget: Int = 20_000, subjectTo: [String] = []
    ) throws -> Tuning {
        try scratch.make("shop", files: dear)
        let source = try TrialSource(
            path: scratch["shop/shop.yaml"], overrides: ScenarioOverrides(customers: customers, seed: seed))
        var options = Tuning.Options()
        options.indifference = 1e9
        options.budget = budget
        let earn = try Variation(parsing: "programs.points.points.earn.per_money=0.5:2:0.5")
        return try Tuning(
            source, try DesignSpace([earn]), program: nil,
            objectives: [try StudyMeasure(parsing: "incremental_profit", option: "", higherIsBetter: true)],
            constraints: subjectTo.map { try Constraint(parsing: $0) }, options: options)
    }

    @Test("of profit and cost, prices above the planted optimum are the front, those well below it are dominated")
    func frontier() async throws {
        // Cost falls with the price throughout; profit is largest at 80.4.
        let tuning = try Self.tuning(["\(Self.price)=40:160:20"], minimise: ["reward_cost"])
        let result = try await tuning.frontier(memo: TrialMemo(), workers: 2) { _ in true }
        #expect(result.fronts[0] == .dominated && result.fronts[1] == .dominated, "\(result.fronts)")
        #expect(result.fronts[3...6].allSatisfy { $0 == .front }, "\(result.fronts)")
        #expect(Set(result.front).isDisjoint(with: [0, 1]))
        let scratch = try Scratch()
        try result.write(command: "loyalty tune", to: scratch.path)
        let front = try scratch.text("frontier.csv").split(separator: "\n").dropFirst()
        #expect(front.count == result.front.count)
        #expect(front.allSatisfy { $0.contains(",front,") || $0.contains(",\"front, not surely\",") }, "\(front)")
        #expect(try scratch.text("tuning.csv").split(separator: "\n").count == 8)
    }

    @Test("neighbours on both sides of the optimum cannot be told apart, and that is said")
    func openFrontier() async throws {
        var options = Tuning.Options()
        options.budget = 60
        let tuning = try Self.tuning(["\(Self.price)=79:82:1"], minimise: ["program_cost"], options: options)
        let result = try await tuning.frontier(memo: TrialMemo(), workers: 2) { _ in true }
        #expect(result.fronts.contains(.frontSoFar) || result.fronts.contains(.dominatedSoFar), "\(result.fronts)")
        #expect(result.spent <= 60)
        #expect(result.text(folder: "").contains("cannot be told from their rivals"))
    }

    @Test("a frontier keeps to constraints and has the same bytes with any number of workers")
    func constrainedFrontier() async throws {
        func tables(_ workers: Int) async throws -> String {
            let tuning = try Self.tuning(
                ["\(Self.price)=40:160:40"], minimise: ["reward_cost"], subjectTo: ["cost_share <= 0.034"])
            let result = try await tuning.frontier(memo: TrialMemo(), workers: workers) { _ in true }
            // 40 and 80 cost more than 3.4 % of sales.
            #expect(result.fronts[0] == nil && result.fronts[1] == nil)
            let scratch = try Scratch()
            try result.write(command: "loyalty tune", to: scratch.path)
            return try scratch.text("frontier.csv") + scratch.text("tuning.csv")
        }
        #expect(try await tables(1) == tables(3))
    }

    @Test("refinement finds the planted optimum of a continuous path between the values tried")
    func refined() async throws {
        // x = 0.012435 at 10,000 points of 1000.00 is 1.2435 points per unit of money; 1 and 1.5 were tried.
        var found: [Double] = []
        for seed in 1...8 as ClosedRange<UInt64> {
            let scratch = try Scratch()
            let result = try await Self.continuous(scratch, seed: seed)
                .result(memo: TrialMemo(), workers: 2) { _ in true }
            withExtendedLifetime(scratch) {}
            let point = try #require(result.refined, "seed \(seed)")
            found.append(try #require(Double(point.values[0])))
        }
        let estimate = Estimate(found)
        let error = try #require(estimate.standardError)
        #expect(abs(estimate.mean - 1.2435) < 4 * error, "\(found)")
        // Nearer than the half step of the grid, which no choice among its values can beat.
        #expect(error < 0.05 && found.allSatisfy { abs($0 - 1.2435) < 0.25 }, "\(found)")
    }

    @Test("a refined point keeps the constraints, and a budget that is spent leaves none")
    func refinedWithin() async throws {
        // The cost per sale rises with what is earned: 4 % at 1 and 6 % at 1.5.
        let scratch = try Scratch()
        let bound = try await Self.continuous(scratch, subjectTo: ["cost_share <= 0.044"])
            .result(memo: TrialMemo(), workers: 2) { _ in true }
        #expect(bound.winner == 1)
        // More is better up to the cap, so what is found lies just below it.
        let point = try #require(bound.refined)
        #expect(try #require(Double(point.values[0])) < 1.2, "\(point)")
        let text = bound.text(folder: "").replacing("\n", with: " ")
        if point.standings.contains(where: { $0 == .broken || $0 == .brokenSoFar }) {
            #expect(text.contains("breaks a constraint") && !text.contains("is better than the winner"), "\(text)")
        } else if point.standings.contains(.keptSoFar) {
            #expect(text.contains("It keeps this so far, but not surely: cost_share"), "\(text)")
        }
        let spent = try await Self.continuous(scratch, budget: 50).result(memo: TrialMemo(), workers: 2) { _ in true }
        withExtendedLifetime(scratch) {}
        #expect(spent.refined == nil && spent.spent <= 50)
        #expect(spent.text(folder: "").contains("were not looked at"))
    }

    @Test("refinement has the same bytes with any number of workers, and when resumed at any place")
    func refinedSame() async throws {
        func table(_ memo: TrialMemo, workers: Int, stop: Int = .max) async throws -> String {
            let asked = Mutex(0)
            let scratch = try Scratch()
            let result = try await Self.continuous(scratch, customers: 20).result(memo: memo, workers: workers) { _ in
                asked.withLock {
                    $0 += 1
                    return $0 <= stop
                }
            }
            try result.write(command: "loyalty tune", to: scratch.path)
            return try scratch.text("tuning.csv")
        }
        let whole = try await table(TrialMemo(), workers: 1)
        #expect(whole.contains("refined"))
        #expect(try await table(TrialMemo(), workers: 3) == whole)
        let memo = TrialMemo()
        var cuts = 0
        while true {
            do {
                #expect(try await table(memo, workers: 2, stop: 40) == whole)
                break
            } catch is TrialRunner.Interrupted { cuts += 1 }
        }
        #expect(cuts > 2)
    }

    @Test("a list of values is not refined, nor is a path of whole numbers")
    func notRefined() async throws {
        for vary in ["\(Self.price)=60:100:20", "programs.points.points.earn.per_money=1,1.5"] {
            let result = try await Self.tuning([vary]).result(memo: TrialMemo(), workers: 2) { _ in true }
            #expect(result.refined == nil)
            #expect(!result.text(folder: "").contains("Between the values"))
        }
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

    @Test("of more combinations than are tried a sample is, told as one; of one path both ends are in it")
    func samples() throws {
        let most = try Self.tuning(["\(Self.price)=1:500:1"])
        #expect(most.points == (0..<500).map { [$0] })
        let path = try Self.tuning(["\(Self.price)=1:1000:1"])
        #expect(path.points.count == 500 && path.points.first == [0] && path.points.last == [999])
        #expect(Set(path.points).count == 500)
        let plane = try Self.tuning(["\(Self.price)=1:30:1", "programs.points.rewards.cup.unit_cost=1:15:1"])
        #expect(plane.points.count == 200 && Set(plane.points).count == 200)
        #expect(throws: UsageProblem.self) {
            _ = try Self.tuning(["\(Self.price)=1:1000:1", "programs.points.rewards.cup.unit_cost=1:1000:1"])
        }
    }

    @Test("the answer says that it is of a sample, and the edge is that of what was tried")
    func sampleIsTold() async throws {
        var options = Tuning.Options()
        options.candidates = 5
        options.budget = 100
        options.isRefined = false
        let tuning = try Self.tuning(
            ["\(Self.price)=60:100:5", "programs.points.rewards.cup.unit_cost=1:4:1"], options: options)
        let result = try await tuning.result(memo: TrialMemo(), workers: 2) { _ in true }
        let text = result.text(folder: "r").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("among 5 candidates, a sample of 36 combinations;"), "\(text)")
        #expect(text.contains("Of 36 combinations 5 were tried: the best of all may lie between them."), "\(text)")
        // Rewards that cost less earn more, so the winner costs as little as any that was tried, be it 1 or 2.
        #expect(text.contains("It lies at the edge of what was tried of") && text.contains("unit_cost"), "\(text)")
    }

    @Test("quantiles over worlds and the worst tenth are measures; OCBA ends within its budget")
    func measures() async throws {
        var options = Tuning.Options()
        options.procedure = .ocba
        options.budget = 600
        let result = try await Self.tuning(
            ["\(Self.price)=40,80"], maximise: ["p5:incremental_profit"], options: options
        )
        .result(memo: TrialMemo(), workers: 2) { _ in true }
        #expect(result.spent <= 600)
        #expect(try #require(result.winner) == 1)
    }

    @Test("a winner that loses money is told so, whatever is maximised, and one without rivals has no guarantee")
    func told() async throws {
        // A cup for ten points gives back 4.00 of every 10.00 that bring 5.00.
        let losing = try await Self.tuning(["\(Self.price)=5,8"], maximise: ["purchases"])
            .result(memo: TrialMemo(), workers: 2) { _ in true }.text(folder: "").replacing("\n", with: " ")
        #expect(losing.contains("Even there the program loses money: incremental_profit -"), "\(losing)")
        let alone = try await Self.tuning(["\(Self.price)=40,160"], subjectTo: ["cost_share <= 0.034"])
            .result(memo: TrialMemo(), workers: 2) { _ in true }
        #expect(alone.winner == 1)
        let text = alone.text(folder: "").replacing("\n", with: " ")
        #expect(text.contains("No other candidate was left to choose from") && !text.contains("KN"), "\(text)")
        let front = try await Self.tuning(["\(Self.price)=5,8"], minimise: ["reward_cost"])
            .frontier(memo: TrialMemo(), workers: 2) { _ in true }.text(folder: "").replacing("\n", with: " ")
        #expect(front.contains("loses money"), "\(front)")
    }

    @Test("the worst tenth of twenty worlds is the mean of two")
    func worstTenth() throws {
        let profit = try StudyMeasure(parsing: "revenue", option: "", higherIsBetter: true, robust: true)
        #expect(profit.gains((1...45).map(Double.init)) == [1.5, 21.5])
        let cost = try StudyMeasure(parsing: "program_cost", option: "", higherIsBetter: false, robust: true)
        #expect(cost.gains((1...20).map(Double.init)) == [-19.5])
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
                ["\(Self.price)=100,1000000"], maximise: [maximise], subjectTo: subjectTo)
            await #expect(throws: UsageProblem.self) {
                try await tuning.result(memo: TrialMemo(), workers: 2) { _ in true }
            }
        }
    }

    @Test("a cap on a quantile is judged by the share of worlds beyond it")
    func quantileCap() throws {
        let cap = try Constraint(parsing: "p90:revenue <= 10")
        // The upper bound at 95 % of nothing in 10 worlds is 26 %, in 40 worlds 7 %.
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
            ("decimals are written with a point: 0.03", { _ = try Constraint(parsing: "cost_share <= 0,03") }),
            (
                "--robust worst takes the mean of the worst tenth",
                { _ = try StudyMeasure(parsing: "p95:liability", option: "", higherIsBetter: false, robust: true) }
            ),
        ] as [(String, () throws -> Void)] {
            let problem = #expect(throws: UsageProblem.self) { try make() }
            #expect(problem?.description.contains(words) == true, "\(String(describing: problem))")
        }
    }
}
