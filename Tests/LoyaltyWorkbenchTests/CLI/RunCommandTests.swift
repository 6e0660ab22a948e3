import Foundation
import LoyaltyWorkbench
import Testing

@Suite struct RunCommandTests {
    static let cdnow = "'" + Loyalty.packageFile("scenarios/cdnow.yaml") + "'"
    static let small = "run \(cdnow) --customers 200 --replications 3"

    private func manifest(_ scratch: Scratch, _ folder: String) throws -> Manifest {
        try JSONDecoder().decode(Manifest.self, from: Data(scratch.text(folder + "/manifest.json").utf8))
    }

    @Test func `a run writes its folder, prints its table, and warns of effects that no test would see`() throws {
        let scratch = try Scratch()
        let run = try Loyalty(Self.small, in: scratch.path)
        #expect(run.status == 0)
        // 200 customers are too few to see any program's effect.
        let warnings = run.errors.split(separator: "\n").map(String.init)
        #expect(warnings.allSatisfy { $0.hasPrefix("warning: ") && $0.hasSuffix("(roi.csv, basis test)") })
        #expect(!warnings.isEmpty)
        #expect(run.output.contains("incremental profit"))
        #expect(run.output.contains("Tables: results/cdnow "))
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch["results/cdnow"]).sorted()
        #expect(
            files == [
                "assumptions.csv", "comparison.csv", "datapackage.json", "manifest.json", "points_rollforward.csv",
                "reconciliation.csv", "replications.csv", "roi.csv", "settlement.csv", "summary.csv", "timeline.csv",
            ])
        let manifest = try manifest(scratch, "results/cdnow")
        #expect(manifest.command == "loyalty " + Self.small.replacing("'", with: ""))
        #expect(manifest.customers == 200)
        #expect(manifest.replications == 3)
        #expect(manifest.warnings.map { "warning: \($0)" } == warnings)
        #expect(!manifest.interrupted)
    }

    @Test func `two runs in two folders differ in the command line only`() throws {
        let scratch = try Scratch()
        for (folder, workers) in [("a", 1), ("b", 3)] {
            let run = try Loyalty("\(Self.small) --quiet --output \(folder) --workers \(workers)", in: scratch.path)
            #expect(run.status == 0)
            #expect(run.output + run.errors == "")
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: scratch["a"]) where file != "manifest.json" {
            #expect(try scratch.text("a/" + file) == scratch.text("b/" + file), "\(file)")
        }
        var second = try manifest(scratch, "b")
        second.command = try manifest(scratch, "a").command
        #expect(try manifest(scratch, "a") == second)
    }

    @Test func `options on the command line are in what the manifest says was run`() throws {
        let scratch = try Scratch()
        let options = "--seed 42 --set population.arrivals.per_month=10 --customers 100 --replications 2 --output r"
        let run = try Loyalty("run \(Self.cdnow) \(options)", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        let manifest = try manifest(scratch, "r")
        #expect(manifest.seed == 42)
        // 10 a month for 23,570 customers.
        #expect(manifest.scenarioText.contains(NumberText.text(10.0 * 100 / 23_570)))
    }

    @Test func `until adds replications beyond those asked for`() throws {
        let scratch = try Scratch()
        let run = try Loyalty("\(Self.small) --until revenue:8% --output r --quiet", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try manifest(scratch, "r").replications > 3)
    }

    @Test func `an existing result is refused before anything is simulated, and replaced with force`() throws {
        let scratch = try Scratch()
        try scratch.make("results/cdnow", files: ["manifest.json": "mine"])
        // A hundred million customers would take hours.
        let refused = try Loyalty("run \(Self.cdnow) --customers 100000000", in: scratch.path)
        #expect(refused.status == 73)
        #expect(
            refused.errors
                == "error: results/cdnow exists already; give another --output, or --force to replace it\n")
        #expect(try scratch.text("results/cdnow/manifest.json") == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch["results"]) == ["cdnow"])
        #expect(try Loyalty(Self.small + " --force", in: scratch.path).status == 0)
        #expect(try manifest(scratch, "results/cdnow").replications == 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch["results"]) == ["cdnow"])
    }

    @Test func `a folder that cannot be made is an error before anything is simulated`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["file": "x"])
        let run = try Loyalty("run \(Self.cdnow) --customers 100000000 --output file/run", in: scratch.path)
        #expect(run.status == 73)
        #expect(run.errors.hasSuffix("/file: Not a directory\n"))
        #expect(try scratch.text("file") == "x")
    }

    @Test func `a disk that fills up ends with an error and no half table`() throws {
        let scratch = try Scratch()
        // 8 blocks of 512 or 1024 bytes: the summary does not fit.
        let run = try Loyalty("\(Self.small) --output r", in: scratch.path, shell: "ulimit -f 8;")
        #expect(run.status == 74)
        #expect(run.errors.hasPrefix("error: cannot write "))
        #expect(run.errors.hasSuffix(".csv: File too large\n"))
        #expect(try scratch.names == [".stderr", ".stdout"])
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func `an answer that cannot be printed is an error, and the tables stand`() throws {
        let scratch = try Scratch()
        let run = try Loyalty("\(Self.small) --output r", in: scratch.path, answers: "/dev/full")
        #expect(run.status == 74)
        #expect(run.errors.hasSuffix("\nerror: cannot write standard output: No space left on device\n"))
        #expect(try manifest(scratch, "r").replications == 3)
    }

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
        arguments: ["explain", "explain --markdown", "explain --schema program", "check nowhere.yaml"])
    func `no answer of any command is lost silently`(words: String) throws {
        let scratch = try Scratch()
        let run = try Loyalty(words, in: scratch.path, answers: "/dev/full")
        #expect(run.status == 74)
        #expect(run.errors == "error: cannot write standard output: No space left on device\n")
    }

    @Test func `who stops reading is told to the command as an error, which does not kill it`() throws {
        let scratch = try Scratch()
        // The reader ends at once; more is written than a pipe holds.
        let run = try Loyalty(
            "explain", in: scratch.path, shell: "( (", answers: "/dev/stdout 2> .said); echo $? > .status) | true; true"
        )
        #expect(run.status == 0)
        #expect(try scratch.text(".status") == "74\n")
        #expect(try scratch.text(".said") == "error: cannot write standard output: Broken pipe\n")
    }

    @Test func `wrong words are wrong usage`() throws {
        let scratch = try Scratch()
        for words in [
            "run", "run x --no-such-option", "run x --customers 0", "run x --customers many", "run x --replications 0",
            "run x --workers 0", "run x --set path", "run x --until revenue", "no-such-command",
        ] {
            let run = try Loyalty(words, in: scratch.path)
            #expect(run.status == 64, "\(words): \(run.errors)")
            #expect(run.output == "")
        }
    }

    @Test func `every problem of a scenario is a line, and nothing is written`() throws {
        let scratch = try Scratch()
        let missing = try Loyalty("run nowhere.yaml", in: scratch.path)
        #expect(missing.status == 65)
        #expect(missing.errors.hasPrefix("nowhere.yaml: "))
        let wrong = try Loyalty(
            "run \(Self.cdnow) --set replications=-1 --set programs.near.costs.montly=3", in: scratch.path)
        #expect(wrong.status == 65)
        #expect(wrong.errors.split(separator: "\n").count == 2, "\(wrong.errors)")
        #expect(try scratch.names == [".stderr", ".stdout"])
    }

    @Test func `help has an example`() throws {
        let scratch = try Scratch()
        let run = try Loyalty("run --help", in: scratch.path)
        #expect(run.status == 0)
        #expect(run.output.contains("loyalty run scenarios/cdnow.yaml"))
    }
}

/// Ctrl-C, tried on runs that would otherwise take hours.
@Suite(.serialized) struct InterruptTests {
    private func hidden(_ scratch: Scratch) -> Bool {
        FileManager.default.fileExists(atPath: scratch[".r.loyalty-partial"])
    }

    private func await(_ condition: () -> Bool) throws {
        for _ in 0..<600 where !condition() { usleep(100_000) }
        try #require(condition(), "waited a minute")
    }

    @Test func `the first interrupt publishes the replications that are complete`() throws {
        let scratch = try Scratch()
        let process = try Loyalty.started(
            "run \(RunCommandTests.cdnow) --customers 100 --replications 1000000 --output r", in: scratch.path)
        try self.await { hidden(scratch) }
        usleep(1_500_000)
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        let run = try Loyalty(ended: process, in: scratch.path)
        #expect(run.status == 130)
        let data = Data(try scratch.text("r/manifest.json").utf8)
        let manifest = try JSONDecoder().decode(Manifest.self, from: data)
        #expect(manifest.interrupted)
        #expect((1..<1_000_000).contains(manifest.replications))
        let told = "\ninterrupted: the tables hold the first \(manifest.replications) replications\n"
        #expect(run.errors.hasSuffix(told), "\(run.errors)")
        #expect(!hidden(scratch))
    }

    @Test func `an interrupt before the first replication is complete writes nothing`() throws {
        let scratch = try Scratch()
        let process = try Loyalty.started(
            "run \(RunCommandTests.cdnow) --customers 100000000 --output r", in: scratch.path)
        try self.await { hidden(scratch) }
        usleep(500_000)
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        let run = try Loyalty(ended: process, in: scratch.path)
        #expect(run.status == 130)
        #expect(run.errors == "interrupted before the first replication was complete; nothing written\n")
        #expect(try scratch.names == [".stderr", ".stdout"])
    }
}
