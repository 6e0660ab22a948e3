import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// What README.md tells a newcomer to type works.
@Suite struct ReadmeTests {
    @Test func theScenarioInTheReadmeLoads() throws {
        let readme = try Repository.text(of: "README.md")
        let scenario = try #require(readme.firstMatch(of: /```yaml\n(?<yaml>[^`]+)```/)).yaml
        // The reader is told to put it beside the folder `scenarios`, so that is where it is put here.
        let folder = FileManager.default.temporaryDirectory.appending(path: "readme-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "mine"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "scenarios"), withDestinationURL: Repository.root.appending(path: "scenarios"))
        let file = folder.appending(path: "mine/shop.yaml")
        try String(scenario).write(to: file, atomically: true, encoding: .utf8)

        let loaded = try ScenarioLoader.load(
            path: file.path, settings: ["programs.hundred.points.rewards.gift.points_price=200"])
        #expect(loaded.name == "shop")
        #expect(loaded.population.customers == 2000)
        #expect(loaded.programs.map(\.name) == ["hundred"])

        // A path in a setting is seen from where the person stands.
        let none = Repository.root.appending(path: "scenarios/responses/none.yaml").path
        let unmoved = try ScenarioLoader.load(path: file.path, settings: ["response=\(none)"])
        #expect(unmoved.response != loaded.response)
    }
}
