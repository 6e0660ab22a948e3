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
}
