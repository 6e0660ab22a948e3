import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Programs of small CDNOW and coffee worlds turned to one cost.
@Suite("Equal cost")
struct EqualCostTests {
    /// A shop with two programs that have levers, one continuous and one in steps.
    static func files(_ order: [String]) -> [String: String] {
        [
            "shop.yaml": """
            document: scenario
            title: two levers
            source: made up
            currency: EUR
            start: 2026-01-01
            months: 12
            replications: 12
            seed: 5
            population:
              unit: week
              customers: 400
              segments:
                - name: all-alike
                  share: 1
                  purchase: { poisson-gamma: { r: 3, alpha: 3 } }
                  attrition: none
                  basket: { lognormal: { mean: 20, between: 0.3, within: 0.3 } }
                  margin: 0.5
            response: \(Loyalty.packageFile("scenarios/responses/literature.yaml"))
            programs: [\(order.map { $0 + ".yaml" }.joined(separator: ", "))]
            """,
            "cash.yaml": """
            document: program
            name: cash
            lever: { path: cashback.share, from: 0.001, to: 0.2 }
            enrolment: { invited: automatic }
            mechanics: [{ cashback: { share: 0.01 } }]
            """,
            "card.yaml": """
            document: program
            name: card
            lever: { path: punch-card.stamps, from: 3, to: 30 }
            enrolment: { invited: automatic }
            mechanics:
              - punch-card: { stamps: 10, face_value: 10, unit_cost: 5 }
            """,
            "tiny.yaml": """
            document: program
            name: tiny
            lever: { path: cashback.share, from: 0.001, to: 0.002 }
            enrolment: { invited: automatic }
            mechanics: [{ cashback: { share: 0.001 } }]
            """,
        ]
    }

    static func settings(_ order: [String], target: Double) async throws -> (EqualCost, [EqualCost.Setting]) {
        let scratch = try Scratch()
        try scratch.make("shop", files: files(order))
        let source = try TrialSource(path: scratch["shop/shop.yaml"], overrides: ScenarioOverrides())
        let study = try EqualCost(source, target: target)
        let settings = try await study.settings(memo: TrialMemo(), workers: 2) { _ in true }
        return (study, settings)
    }

    @Test("a continuous lever meets the target, one in steps has it between neighbours")
    func met() async throws {
        let (_, settings) = try await Self.settings(["cash", "card"], target: 0.03)
        #expect(settings.map(\.status) == [.met, .between])
        let stamps = try #require(Int(settings[1].value))
        let other = try #require(settings[1].other.flatMap { Int($0) })
        #expect(abs(stamps - other) == 1)
        let costs = [settings[1].found.mean, try #require(settings[1].foundOther?.mean)]
        #expect(try #require(costs.min()) < 0.03 && 0.03 < #require(costs.max()))
    }

    @Test(
        "in worlds of their own costs are within two standard errors of the target, or neighbours have it between them")
    func metElsewhere() async throws {
        let scratch = try Scratch()
        try scratch.make("shop", files: Self.files(["cash", "card"]))
        var distances: [Double] = []
        for seed in 1...20 {
            let source = try TrialSource(
                path: scratch["shop/shop.yaml"], overrides: ScenarioOverrides(seed: UInt64(seed)))
            let study = try EqualCost(source, target: 0.03)
            let settings = try await study.settings(memo: TrialMemo(), workers: 2) { _ in true }
            #expect(settings.map(\.status) == [.met, .between], "seed \(seed)")
            let run = await RunStudy(scenario: try study.scenario(settings)).result(workers: 2) { _ in true }
            let whole = EqualCostResult(study: study, settings: settings, run: run)
            distances.append(try #require(whole.distance(0)))
            // The neighbours in the worlds of the run: there too they have the target between them, within two errors.
            let other = try #require(settings[1].other)
            let beside = try source.scenario([
                "\(settings[0].path)=\(settings[0].value)", "\(settings[1].path)=\(other)",
            ])
            let neighbours = [run, await RunStudy(scenario: beside).result(workers: 2) { _ in true }]
            let costs = try neighbours.map { try #require($0.estimate("cost_share", arm: 2)) }
                .sorted { $0.mean < $1.mean }
            try #expect(costs[0].mean - 2 * #require(costs[0].standardError) < 0.03, "seed \(seed): \(costs)")
            try #expect(costs[1].mean + 2 * #require(costs[1].standardError) > 0.03, "seed \(seed): \(costs)")
        }
        // Each is within two with probability 0.954, so that fewer than 17 of 20 come once in 70 times.
        #expect(distances.count { abs($0) <= 2 } >= 17, "\(distances)")
    }

    @Test("the order of programs changes nothing")
    func order() async throws {
        let (_, one) = try await Self.settings(["cash", "card"], target: 0.02)
        let (_, other) = try await Self.settings(["card", "cash"], target: 0.02)
        #expect(one.map(\.value) == other.reversed().map(\.value))
        #expect(one.map(\.found) == other.reversed().map(\.found))
    }

    @Test("the order of programs changes no row of the tables, but for which of two comes first")
    func orderOfTables() async throws {
        func rows(_ order: [String], _ file: String, without columns: Set<String>) async throws -> [[String: String]] {
            let scratch = try Scratch()
            try scratch.make("shop", files: Self.files(order))
            let source = try TrialSource(path: scratch["shop/shop.yaml"], overrides: ScenarioOverrides())
            let study = try EqualCost(source, target: 0.02)
            let settings = try await study.settings(memo: TrialMemo(), workers: 2) { _ in true }
            let run = await RunStudy(scenario: try study.scenario(settings)).result(workers: 2) { _ in true }
            try EqualCostResult(study: study, settings: settings, run: run).write(command: "", to: scratch.path)
            let lines = try scratch.text(file).split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
                .map { row in row.filter { !columns.contains($0.key) } }
                .sorted { "\($0.sorted { $0 < $1 })" < "\($1.sorted { $0 < $1 })" }
        }
        for file in ["summary.csv", "equal_cost.csv", "roi.csv"] {
            #expect(
                try await rows(["cash", "card"], file, without: []) == rows(["card", "cash"], file, without: []),
                "\(file)")
        }
        // Against the baseline, with adjusted p-values and shares of worlds; the pair of programs is turned round.
        let one = try await rows(["cash", "card"], "comparison.csv", without: ["probability_mean_best"])
        let other = try await rows(["card", "cash"], "comparison.csv", without: ["probability_mean_best"])
        #expect(one.filter { $0["reference"] == "baseline" } == other.filter { $0["reference"] == "baseline" })
        #expect(one.count == other.count && one.contains { $0["reference"] == "card" })
        func pairs(_ rows: [[String: String]], _ reference: String) -> [String: String] {
            Dictionary(
                uniqueKeysWithValues: rows.filter { $0["reference"] == reference }.map {
                    ("\($0["segment"] ?? "") \($0["metric"] ?? "")", $0["p_adjusted"] ?? "")
                })
        }
        #expect(pairs(one, "card") == pairs(other, "cash"))
    }

    @Test("a target beyond the lever is told, with the nearest value")
    func unreachable() async throws {
        let (_, settings) = try await Self.settings(["tiny"], target: 0.03)
        #expect(settings.map(\.status) == [.unreachable])
        #expect(settings[0].value == "0.002")
    }

    @Test("a program that does not reach the cost is marked and best of nothing")
    func unranked() async throws {
        let scratch = try Scratch()
        try scratch.make("shop", files: Self.files(["tiny", "cash", "card"]))
        let source = try TrialSource(path: scratch["shop/shop.yaml"], overrides: ScenarioOverrides())
        let study = try EqualCost(source, target: 0.02)
        let settings = try await study.settings(memo: TrialMemo(), workers: 2) { _ in true }
        let plain = await RunStudy(scenario: try study.scenario(settings)).result(workers: 2) { _ in true }
        let result = EqualCostResult(study: study, settings: settings, run: plain)
        #expect(result.run.unranked == [1])
        let metric = try #require(Metric.index(of: "program_cost"))
        // The cheapest by far, were it in the contest.
        let before = plain.comparisons(metric: metric, segment: 0)
        #expect(before.contains { $0.reference == 1 && $0.program == 2 || $0.reference == 2 && $0.program == 1 })
        let rows = result.run.comparisons(metric: metric, segment: 0)
        #expect(rows.filter { $0.reference == 0 }.map(\.program) == [1, 2, 3])
        #expect(rows.filter { $0.reference > 0 || $0.program == 1 }.allSatisfy { $0.reference != 1 })
        #expect(rows.filter { $0.program == 1 }.map(\.reference) == [0])
        #expect(
            rows.first { $0.program == 1 }.map { $0.shareOfWorldsBest == nil && $0.probabilityMeanBest == nil } == true)
        let text = result.text(folder: "")
        #expect(text.contains("tiny*") && text.replacing("\n", with: " ").contains("left out of what is best: tiny"))
        #expect(!text.contains("tiny has the highest"))
    }

    @Test("of several crossings the value belongs to the one that is told")
    func crossing() throws {
        let scratch = try Scratch()
        try scratch.make("shop", files: Self.files(["cash"]))
        let source = try TrialSource(path: scratch["shop/shop.yaml"], overrides: ScenarioOverrides())
        var crossing = Crossing(try LeverScale("programs.cash.cashback.share", from: 0, to: 1, in: source))
        func excess(_ share: Double) -> Estimate {
            // Crosses at 0.1, 0.6 and, steeply, at 0.9.
            let mean = (share - 0.1) * (share - 0.6) * (share - 0.9)
            return Estimate([mean - 1e-9, mean + 1e-9])
        }
        var rounds = 0
        while !crossing.next.isEmpty, rounds < 1000 {
            crossing.learn(crossing.next.map { excess(crossing.scale.value($0)) })
            rounds += 1
        }
        let (low, high) = try #require(crossing.bracket)
        let best = try #require(crossing.best)
        #expect(abs(crossing.scale.value(best.units) - 0.1) < 1e-5, "\(best)")
        #expect([low.units, high.units].contains(best.units))
    }

    @Test("a crossing that was misjudged in few worlds is found again in many")
    func sharpened() throws {
        let scratch = try Scratch()
        try scratch.make("shop", files: Self.files(["cash"]))
        let source = try TrialSource(path: scratch["shop/shop.yaml"], overrides: ScenarioOverrides())
        var crossing = Crossing(try LeverScale("programs.cash.cashback.share", from: 0, to: 1, in: source))
        func search(crossingAt zero: Double, error: Double) {
            var rounds = 0
            while !crossing.next.isEmpty, rounds < 1000 {
                // Two values that are so far apart have this standard error.
                crossing.learn(
                    crossing.next.map {
                        let mean = crossing.scale.value($0) - zero
                        return Estimate([mean - error, mean + error])
                    })
                rounds += 1
            }
        }
        // The first worlds say 0.1 and are sure of themselves; the others know better.
        for truth in [0.1001, 0.2, 0.45] {
            crossing = Crossing(crossing.scale)
            search(crossingAt: 0.1, error: 0.02)
            crossing = crossing.sharpened
            #expect(crossing.next.count <= 3, "\(crossing.next)")
            search(crossingAt: truth, error: 1e-7)
            let best = try #require(crossing.best)
            #expect(abs(crossing.scale.value(best.units) - truth) < 2e-6, "\(truth): \(best)")
            #expect(crossing.bracket != nil, "\(truth)")
        }
    }

    @Test("programs without a lever are named, and a target that is no share is refused")
    func refused() throws {
        let source = try TrialSource(
            path: Loyalty.packageFile("scenarios/cdnow.yaml"), overrides: ScenarioOverrides(customers: 10))
        #expect(throws: UsageProblem.self) { try EqualCost(source, target: 1.5) }
        #expect(throws: UsageProblem.self) { try EqualCost(source, target: 0) }
    }

    @Test("half the factor at which a program pays loses, twice it gains; without one both ends are on one side")
    func breakEven() async throws {
        let scratch = try Scratch()
        try scratch.make("shop", files: Self.files(["card", "cash"]))
        let source = try TrialSource(path: scratch["shop/shop.yaml"], overrides: ScenarioOverrides())
        let study = try BreakEven(source)
        let points = try await study.points(memo: TrialMemo(), workers: 2) { _ in true }
        for program in 0...1 {
            let pays = try #require(points.first { $0.program == program && $0.question == .pays })
            func profit(_ scale: Double) async throws -> Double {
                let scenario = try source.scenario(["response.scale=\(NumberText.text((scale * 1e6).rounded() / 1e6))"])
                let run = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
                return try #require(run.estimate("incremental_profit", arm: program + 1)).mean
            }
            guard let factor = pays.factor else {
                let ends = [try await profit(0), try await profit(4)]
                #expect(ends[0] * ends[1] > 0, "program \(program): \(ends)")
                continue
            }
            let profits = [
                try await profit(factor / 2), try await profit(factor), try await profit(min(4, factor * 2)),
            ]
            #expect(profits[0] < 0 && profits[2] > 0, "program \(program) at \(factor): \(profits)")
            // Between factors that were tried the profit is taken to be straight; a twentieth of the way is far more.
            #expect(abs(profits[1]) < 0.05 * (profits[2] - profits[0]), "program \(program) at \(factor): \(profits)")
        }
    }
}
