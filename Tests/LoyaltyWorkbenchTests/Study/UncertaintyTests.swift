import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct UncertaintyTests {
    private func scenario(_ settings: [String] = [], customers: Int = 1000) throws -> Scenario {
        try ScenarioOverrides(customers: customers, replications: 20, settings: settings)
            .load(path: Shipped.path("scenarios/cdnow.yaml"))
    }

    private func tables(_ scenario: Scenario, workers: Int = 2) async throws -> (Scratch, Manifest) {
        let scratch = try Scratch()
        let result = await RunStudy(scenario: scenario).result(workers: workers) { _ in true }
        try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        let manifest = Data(try scratch.text("manifest.json").utf8)
        return (scratch, try JSONDecoder().decode(Manifest.self, from: manifest))
    }

    /// Twenty worlds of three thousand customers each: a ratio of two sample variances above 2.17, the 95 % point of F
    /// with 19 and 19 degrees of freedom, is no accident. Drawn from the ranges, profits vary several times as much.
    /// (What is not known about people grows with their number, chance with its root: a thousand are too few to tell.)
    @Test func `drawing the response's numbers widens the interval of every program's lift and profit`() async throws {
        let sure = await RunStudy(scenario: try scenario(customers: 3000)).result(workers: 2) { _ in true }
        let uncertain = try scenario(["uncertainty=parameters"], customers: 3000)
        let drawn = await RunStudy(scenario: uncertain).result(workers: 2) { _ in true }
        for metric in ["incremental_profit", "members_true_lift"] {
            for arm in sure.arms.indices.dropFirst() {
                let without = try #require(sure.estimate(metric, arm: arm)?.standardError)
                let with = try #require(drawn.estimate(metric, arm: arm)?.standardError)
                #expect(with * with > 2.17 * without * without, "\(metric) of \(sure.arms[arm]): \(without), \(with)")
            }
        }
    }

    @Test func `a response without ranges is the same to the byte whether drawn or not`() async throws {
        let none = "response=" + Shipped.path("scenarios/responses/none.yaml")
        let (_, sure) = try await tables(try scenario([none], customers: 300))
        let (_, drawn) = try await tables(try scenario([none, "uncertainty=parameters"], customers: 300))
        #expect(sure.tables == drawn.tables)
        #expect(sure.uncertainty == "none: parameter uncertainty is not included")
        #expect(drawn.drawnParameters == [])
        #expect(
            drawn.uncertainty.hasSuffix(
                "no number of the response has a range of low and high, so parameter "
                    + "uncertainty is not included"))
    }

    @Test func `a range of no width is taken as known`() async throws {
        let literature = try scenario(["uncertainty=parameters"])
        let document = try #require(literature.responseDocument)
        let narrow = document.estimates.keys.filter { $0.hasPrefix("effects.") }.flatMap { path -> [String] in
            let value = document.estimates[path]?.value ?? .nan
            let text =
                NumberText.text(value) + (path.hasSuffix("half_life") || path.hasSuffix("patience") ? " days" : "")
            return ["low", "high"].map { "response.\(path).\($0)=\(text)" }
        }
        let (_, sure) = try await tables(try scenario(narrow, customers: 300))
        let (_, drawn) = try await tables(try scenario(narrow + ["uncertainty=parameters"], customers: 300))
        #expect(sure.tables == drawn.tables)
    }

    @Test func `the number of workers moves no byte when numbers are drawn`() async throws {
        let scenario = try scenario(["uncertainty=parameters"], customers: 300)
        let (_, one) = try await tables(scenario, workers: 1)
        let (_, three) = try await tables(scenario, workers: 3)
        #expect(one.tables == three.tables)
    }

    @Test func `assumptions tell every number of the response, and what was drawn`() async throws {
        let scenario = try scenario(["uncertainty=parameters"], customers: 50)
        let (scratch, manifest) = try await tables(scenario)
        let lines = try scratch.text("assumptions.csv").split(separator: "\n").map(String.init)
        #expect(lines[0] == "path,unit,value,low,high,source,confidence,drawn_mean,drawn_sd")
        let estimates = try #require(scenario.responseDocument).estimates
        let ranges = estimates.values.count { $0.low != nil && $0.high != nil }
        // The header, and the discount rate, which is no number about people.
        #expect(lines.count == estimates.count + 2 && ranges > 20)
        #expect(lines.last?.hasPrefix("discount_rate,a year,") == true)
        // Not in the document: the catalogue speaks for it.
        #expect(lines.contains("response.ceiling,,4,,,assumed,low,,"))
        #expect(manifest.drawnParameters.count == ranges)
        #expect(manifest.uncertainty.hasSuffix("\(ranges) numbers of the response are drawn anew in each replication"))
        let path = "response.effects.points_pressure.strength"
        #expect(manifest.drawnParameters.contains(path))
        let draws = (1...20).compactMap { scenario.simulation.draws(replication: $0)[path] }
        let summary = Estimate(draws)
        let spread = try #require(summary.standardDeviation)
        let line = try #require(lines.first { $0.hasPrefix(path) })
        #expect(line.hasPrefix(path + ",,0.2,0.05,0.3,\"Kivetz, Urminsky, Zheng 2006"))
        #expect(line.hasSuffix(",medium,\(NumberText.text(summary.mean)),\(NumberText.text(spread))"))

        let (plain, _) = try await tables(try self.scenario(customers: 50))
        let undrawn = try plain.text("assumptions.csv").split(separator: "\n").map(String.init)
        #expect(undrawn.contains { $0.hasPrefix(path) && $0.hasSuffix(",medium,,") })
    }

    /// Two numbers at one address would move together in every world.
    @Test func `every number about people has a draw of its own`() {
        let paths = ParameterCatalogue.standard.rows.filter { row in
            switch row.kind {
            case .estimate, .durationEstimate: true
            default: false
            }
        }.map(\.path)
        #expect(Set(paths.map(Luck.occurrence(ofPath:))).count == paths.count)
    }

    /// The ranges of durations are cut at more than nothing, whatever luck says.
    @Test func `draws stay within what the catalogue allows`() throws {
        let simulation = try scenario(["uncertainty=parameters"]).simulation
        let numbers = try #require(simulation.uncertainty?.numbers)
        for replication in 1...500 {
            let draws = simulation.draws(replication: replication)
            for number in numbers {
                let draw = try #require(draws[number.path])
                #expect(draw >= number.least && draw <= number.most, "\(number.path): \(draw)")
            }
        }
    }

    @Test func `the answer says whether parameter uncertainty is included`() async throws {
        func answer(_ settings: [String]) async throws -> String {
            let scenario = try scenario(settings, customers: 50)
            return AnswerText.text(await RunStudy(scenario: scenario).result(workers: 2) { _ in true }, folder: "r")
        }
        #expect(try await answer([]).contains("\nParameter uncertainty is not included"))
        #expect(
            try await answer(["uncertainty=parameters"]).contains(
                "numbers of the response are drawn anew in each world."))
    }
}
