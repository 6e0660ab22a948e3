import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// The files of the repository, found from this source file.
enum Shipped {
    static let root: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.path
    }()

    static func path(_ relative: String) -> String { root + "/" + relative }

    static func files(in folder: String, suffix: String = ".yaml") -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []
        return names.filter { $0.hasSuffix(suffix) }.sorted().map { path(folder) + "/" + $0 }
    }
}

@Suite struct ShippedScenarioTests {
    @Test func cdnowIsThePublishedCustomerBaseWithFourPrograms() throws {
        let scenario = try ScenarioLoader.load(path: Shipped.path("scenarios/cdnow.yaml"))
        #expect(scenario.name == "cdnow")
        #expect(scenario.population.customers == 23_570)
        let cohort = scenario.population.segments[0]
        #expect(cohort.purchase == .poissonGamma(PoissonGamma(r: 0.252, alpha: 4.789)))
        #expect(cohort.attrition == .betaGeometric(BetaGeometric(a: 0.723, b: 2.161)))
        #expect(cohort.basket == .gammaGamma(GammaGamma(p: 6.275, q: 3.624, gamma: 14.98)))
        #expect(scenario.programs.map(\.name) == ["near", "far", "far-expiring", "as-money"])
        #expect(scenario.calendar.days == 730)
    }

    @Test func everyShippedScenarioLoads() throws {
        let files = Shipped.files(in: "scenarios")
        #expect(files.count >= 2)
        for file in files { #expect(throws: Never.self, "\(file)") { try ScenarioLoader.load(path: file) } }
    }

    @Test func everyShippedDocumentHasNoProblem() {
        let files = [
            "scenarios", "scenarios/gallery", "scenarios/populations", "scenarios/programs",
            "scenarios/programs/launch",
            "scenarios/responses", "scenarios/finance", "scenarios/finance/stress",
        ].flatMap { Shipped.files(in: $0) }
        #expect(DocumentChecker.check(paths: files).map(\.description) == [])
    }

    @Test func nobodyReactsUnderNone() throws {
        let none = Shipped.path("scenarios/responses/none.yaml")
        let scenario = try ScenarioLoader.load(
            path: Shipped.path("scenarios/cdnow.yaml"), settings: ["response=\(none)"])
        #expect(scenario.response == Response.none)
    }

    @Test func everyNumberOfTheLiteratureHasARangeASourceAndAConfidence() throws {
        let document = try #require(
            try ScenarioLoader.load(path: Shipped.path("scenarios/cdnow.yaml")).responseDocument)
        for (path, estimate) in document.estimates where path.hasPrefix("effects.") {
            #expect(estimate.low != nil && estimate.high != nil, "\(path)")
            #expect(!estimate.source.isEmpty && estimate.confidence != nil, "\(path)")
        }
        #expect(document.estimates.count >= 30)
    }

    @Test func theCoffeeProgramsStartHalfAYearIn() throws {
        let scenario = try ScenarioLoader.load(path: Shipped.path("scenarios/coffee.yaml"))
        #expect(scenario.population.segments.count == 3)
        // January to June 2026: 31 + 28 + 31 + 30 + 31 + 30 days.
        #expect(scenario.programs.map(\.launchDay) == [181, 181, 181, 181])
    }

    /// They say so; whoever compares them compares expiry and nothing else.
    @Test(arguments: ["expiry-helps", "expiry-hurts"])
    func theRivalsOnExpiryDifferFromTheLiteratureInNothingElse(name: String) throws {
        func effects(_ name: String) throws -> [Substring] {
            let text = try String(contentsOfFile: Shipped.path("scenarios/responses/\(name).yaml"), encoding: .utf8)
            let lines = text.split(separator: "\n").drop { $0 != "effects:" }
            let start = try #require(lines.firstIndex(of: "    per_expiry:"))
            let end = try #require(lines[(start + 1)...].firstIndex { !$0.hasPrefix("      ") })
            return Array(lines[..<start] + lines[end...])
        }
        #expect(try effects(name) == effects("literature"))
    }
}
