import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// What README.md and the pages of docs/ tell a newcomer to type works.
@Suite struct ReadmeTests {
    @Test func theDocumentsOfTheTutorialLoad() throws {
        let yaml = try Self.yaml(of: "docs/TUTORIAL.md")
        try #require(yaml.count == 3)
        try Self.inFolder { folder in
            for (name, text) in zip(["populations/bakery.yaml", "programs/stamps.yaml", "bakery.yaml"], yaml) {
                let file = folder.appending(path: "mine/\(name)")
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try text.write(to: file, atomically: true, encoding: .utf8)
            }
            let loaded = try ScenarioLoader.load(
                path: folder.appending(path: "mine/bakery.yaml").path,
                settings: ["programs.eight.points.rewards.treat.unit_cost=2.36"])
            #expect(loaded.programs.map(\.name) == ["eight", "ten", "ten-two-given"])
        }
    }

    @Test func theDocumentsOfThePageOfResponsesLoad() throws {
        let yaml = try Self.yaml(of: "docs/RESPONSE.md")
        try #require(yaml.count == 2)
        try Self.inFolder { folder in
            let scenario = folder.appending(path: "scenario.yaml")
            let response = folder.appending(path: "response.yaml")
            try yaml[0].write(to: scenario, atomically: true, encoding: .utf8)
            try yaml[1].write(to: response, atomically: true, encoding: .utf8)
            for settings in [["response.effects.attrition.basis=per-purchase"], ["response=\(response.path)"]] {
                let loaded = try ScenarioLoader.load(path: scenario.path, settings: settings)
                #expect(loaded.programs.map(\.name) == ["every"])
            }
        }
    }

    /// Where it fails, `Scripts/refresh-outputs.sh` rewrites the blocks; the sentences around them are for a reader.
    @Test func `the outputs shown are what the commands print`() throws {
        let process = Process()
        process.executableURL = Repository.root.appending(path: "Scripts/refresh-outputs.sh")
        process.arguments = ["--check"]
        process.environment = ProcessInfo.processInfo.environment.merging(["LOYALTY": try Loyalty.binary]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let told = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: told, as: UTF8.self))")
    }

    private static func yaml(of page: String) throws -> [String] {
        try Repository.text(of: page).matches(of: /```yaml\n(?<yaml>[^`]+)```/).map { String($0.yaml) }
    }

    /// A folder of its own, beside the shipped scenarios as a newcomer's is.
    private static func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "scenarios"), withDestinationURL: Repository.root.appending(path: "scenarios"))
        try body(folder)
    }

    @Test func theScenarioInTheReadmeLoads() throws {
        let yaml = try #require(try Self.yaml(of: "README.md").first)
        try Self.inFolder { folder in
            let file = folder.appending(path: "mine/shop.yaml")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try yaml.write(to: file, atomically: true, encoding: .utf8)

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
}
