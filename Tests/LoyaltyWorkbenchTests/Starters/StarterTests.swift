import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// What `loyalty new` writes is a scenario that runs as it stands.
@Suite struct StarterTests {
    @Test(arguments: Starter.allCases)
    func aStarterHasNoProblemAndRuns(kind: Starter) throws {
        let scratch = try Scratch()
        let written = try Loyalty("new mine.yaml --kind \(kind.rawValue)", in: scratch.path)
        #expect(written.status == 0 && written.output == "", "\(written.errors)")
        #expect(try scratch.text("mine.yaml") == kind.text)
        let checked = try Loyalty("check mine.yaml", in: scratch.path)
        #expect(checked.status == 0, "\(checked.output)")
        let run = try Loyalty("run mine.yaml --customers 100 --replications 1", in: scratch.path)
        #expect(run.status == 0 && run.output.contains("incremental profit"), "\(run.errors)")
    }

    @Test(arguments: Starter.allCases)
    func aStartersLeverTurns(kind: Starter) throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["mine.yaml": kind.text])
        try Self.turn(scratch["mine.yaml"])
    }

    /// Every program has a lever whose ends and values between the documents take.
    static func turn(_ file: String) throws {
        let source = try TrialSource(path: file, overrides: ScenarioOverrides(customers: 10))
        _ = try EqualCost(source, target: 0.02)
        for (program, document) in zip(source.base.programs, source.base.programDocuments) {
            let lever = try #require(document.lever)
            for value in [lever.from, lever.to] {
                _ = try source.scenario(["programs.\(program.name).\(lever.path)=\(NumberText.text(value))"])
            }
        }
    }

    @Test func anExistingFileIsLeftAsItIs() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["mine.yaml": "precious"])
        let refused = try Loyalty("new mine.yaml --kind points", in: scratch.path)
        #expect(refused.status == 73)
        #expect(refused.errors == "error: cannot create mine.yaml: File exists\n")
        #expect(try scratch.text("mine.yaml") == "precious")
    }

    @Test func aKindThatIsNoneIsSaidWithTheNearest() throws {
        let scratch = try Scratch()
        let refused = try Loyalty("new mine.yaml --kind punchcard", in: scratch.path)
        #expect(refused.status == 64)
        #expect(refused.errors.contains("did you mean punch-card?"), "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: scratch["mine.yaml"]))
    }

    @Test func aFolderThatIsNotThereIsSaid() throws {
        let scratch = try Scratch()
        let refused = try Loyalty("new there/mine.yaml --kind points", in: scratch.path)
        #expect(refused.status == 73)
        #expect(refused.errors == "error: cannot create there/mine.yaml: No such file or directory\n")
    }

    @Test func aBuiltInResponseIsTheShippedOne() throws {
        let scratch = try Scratch()
        let text = Starter.points.text
        #expect(text.contains("response: literature"))
        let file = Shipped.path("scenarios/responses/literature.yaml")
        try scratch.make("a", files: ["mine.yaml": text])
        try scratch.make("b", files: ["mine.yaml": text.replacing("response: literature", with: "response: \(file)")])
        let (a, b) = (scratch["a/mine.yaml"], scratch["b/mine.yaml"])
        #expect(try ScenarioLoader.load(path: a).response == ScenarioLoader.load(path: b).response)
    }
}

/// Every scenario that is shipped runs.
@Suite struct ShippedRunTests {
    @Test(arguments: Shipped.files(in: "scenarios"))
    func aShippedScenariosLeversTurn(file: String) throws { try StarterTests.turn(file) }

    @Test(arguments: Shipped.files(in: "scenarios"))
    func aShippedScenarioRunsSmall(file: String) throws {
        let scratch = try Scratch()
        let run = try Loyalty("run '\(file)' --customers 100 --replications 1 --output out --quiet", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
    }
}
