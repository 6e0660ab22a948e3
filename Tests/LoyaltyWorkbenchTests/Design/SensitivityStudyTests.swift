import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Sensitivity of 200 CDNOW customers.
@Suite("Sensitivity studies")
struct SensitivityStudyTests {
    static let price = "programs.near.rewards.certificate.points_price"
    static let strength = "response.effects.points_pressure.strength"
    /// Nobody pays a fee in this scenario.
    static let nothing = "response.effects.fee.sunk_cost"

    static func study(
        _ over: [String], _ methods: [Sensitivity.Method], metric: String = "revenue", rows: Int? = nil
    ) throws -> Sensitivity {
        let source = try TrialSource(
            path: Loyalty.packageFile("scenarios/cdnow.yaml"),
            overrides: ScenarioOverrides(customers: 200, replications: 3), option: "--over")
        return try Sensitivity(
            source, over: over, methods: methods, metric: try Metric.named(metric, option: ""), rows: rows)
    }

    /// The table's rows, by column name.
    static func rows(_ study: Sensitivity) async throws -> [[String: String]] {
        let result = try await study.result(memo: TrialMemo(), workers: 2) { _ in true }
        let scratch = try Scratch()
        try result.write(command: "loyalty sensitivity", to: scratch.path)
        let lines = try scratch.text("sensitivity.csv").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    @Test("an end of a tornado is the run with that value less the run as it stands")
    func tornado() async throws {
        let study = try Self.study([Self.strength, "\(Self.price)=50:200"], [.tornado])
        let rows = try await Self.rows(study)
        func revenue(_ settings: [String]) async throws -> Double {
            let run = await RunStudy(scenario: try study.source.scenario(settings)).result(workers: 1) { _ in true }
            return try #require(run.estimate("revenue", arm: 1)).mean
        }
        let asItStands = try await revenue([])
        for (path, measure, value) in [
            (Self.strength, "low_end", "0.05"), (Self.strength, "high_end", "0.3"), (Self.price, "low_end", "50"),
            (Self.price, "high_end", "200"),
        ] {
            let row = try #require(
                rows.first { $0["program"] == "near" && $0["path"] == path && $0["measure"] == measure })
            let difference = try await revenue(["\(path)=\(value)"]) - asItStands
            #expect(try abs(#require(row["value"].flatMap(Double.init)) - difference) < 1e-6 * abs(asItStands))
        }
    }

    @Test("a number that does nothing has no effect by any method, and its total's interval holds zero")
    func nothing() async throws {
        let rows = try await Self.rows(
            try Self.study(
                [Self.strength, "\(Self.nothing)=0:3"], [.tornado, .morris, .sobol], rows: 8))
        let own = rows.filter { $0["path"] == Self.nothing && $0["measure"] != "first_order" }
        #expect(own.count == 4 * 6)
        for row in own {
            #expect(row["value"] == "0", "\(row)")
            if let low = row["ci_low"], let high = row["ci_high"], !low.isEmpty { #expect(low == "0" && high == "0") }
        }
        let total = try #require(
            rows.first { $0["program"] == "near" && $0["path"] == Self.strength && $0["measure"] == "total" })
        #expect(try #require(total["value"].flatMap(Double.init)) > 0.2)
    }

    @Test("response stands for all numbers with a range; Sobol's indices of so many are refused with the reason")
    func tooMany() throws {
        _ = try Self.study(["response"], [.tornado])
        let problem = #expect(throws: UsageProblem.self) { try Self.study(["response"], [.sobol]) }
        #expect(problem?.description.contains("20 paths at most, found 6") == true, "\(String(describing: problem))")
    }

    @Test(
        "wrong use is refused with the reason",
        arguments: [
            ([], "--over is needed"), (["\(price)=5"], "PATH=LOW:HIGH"), (["\(price)=9:5"], "LOW below HIGH"),
            ([price], "no range is known"), (["\(price)=0,5:2"], "decimals are written with a point: 0.5"),
            ([strength, strength], "stands there twice"), (["programs.nea.costs.monthly=1:2"], "did you mean 'near'?"),
            (["\(price)=1.2:1.4"], "no value lies between"), (["\(price)=5:foo:9"], "PATH=LOW:HIGH"),
            (["seed=1:10"], "share its luck"), (["population.customers=10:20"], "--customers sets it for all points"),
        ] as [([String], String)])
    func refused(over: [String], words: String) throws {
        let problem = #expect(throws: UsageProblem.self) { try Self.study(over, [.tornado]) }
        #expect(problem?.description.contains(words) == true, "\(String(describing: problem))")
    }

    @Test("a path that leads nowhere is a problem of the documents, told with the option's name")
    func unknown() throws {
        let problems = #expect(throws: Problems.self) {
            try Self.study(["programs.near.costs.monthlyy=1:2"], [.tornado])
        }
        #expect(problems?.problems.first?.file == "--over")
        // Without a range too.
        for (path, near) in [("\(Self.strength)s", "strength"), ("programs.near.costs.monthlyy", "monthly")] {
            let problems = #expect(throws: Problems.self) { try Self.study([path], [.tornado]) }
            #expect(problems?.problems.map(\.suggestion) == [near], "\(String(describing: problems))")
        }
    }

    @Test("whole numbers: an elementary effect is over the step that was taken, and Sobol draws each value as often")
    func wholeNumbers() async throws {
        // So many customers are so many customers.
        let path = "population.customers"
        for (range, effect, variance) in [("10:11", 1.0, 0.25), ("10:12", 2, 2.0 / 3), ("10:15", 5, 35.0 / 12)] {
            let source = try TrialSource(
                path: Loyalty.packageFile("scenarios/cdnow.yaml"), overrides: ScenarioOverrides(replications: 3),
                option: "--over")
            let study = try Sensitivity(
                source, over: ["\(path)=\(range)"], methods: [.morris, .sobol],
                metric: try Metric.named("customers", option: ""), rows: 128)
            let result = try await study.result(memo: TrialMemo(), workers: 2) { _ in true }
            let answer = try #require(result.answers.first)
            let morris = try #require(answer.effects.first)
            // Effects of a straight line are all the same; steps of 10:12 and 10:15 are rounded to whole numbers.
            #expect(
                abs(morris.mean.mean - effect) < 1e-9 && abs(morris.size.mean - effect) < 1e-9, "\(range): \(morris)")
            // 256 points of a low-discrepancy sequence, shifted: within a twentieth.
            let found = try #require(answer.indices).variance
            #expect(abs(found - variance) < variance / 20, "\(range): \(found)")
            #expect(result.text(folder: "").contains("Only \(path) moves it"))
        }
    }
}
