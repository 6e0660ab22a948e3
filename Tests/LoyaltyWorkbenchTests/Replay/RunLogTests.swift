import Foundation
import LoyaltyWorkbench
import Testing

/// `run --log` and `replay --named`, as anybody can hold one against the other by command.
@Suite struct RunLogTests {
    /// What a replay of a run's own log posts, and what the run posted; by program.
    private func postings(
        _ scenario: String, until: String, _ more: String = "--customers 400 --log 150", in scratch: Scratch
    ) throws -> (programs: [String: (run: [String], replay: [String])], warnings: String) {
        let run = try Loyalty(
            "run \(scenario) --output out --force --replications 1 \(more)", in: scratch.path)
        try #require(run.status == 0, "\(run.errors)")
        var programs: [String: (run: [String], replay: [String])] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: scratch["out"]).sorted() {
            guard file.hasPrefix("postings_") else { continue }
            let name = String(file.dropFirst("postings_".count).dropLast(".csv".count))
            let replay = try Loyalty(
                "replay out/log_\(name).csv --program \(scenario) --named \(name) --until \(until) --output again "
                    + "--force --quiet", in: scratch.path)
            try #require(replay.status == 0, "\(name): \(replay.errors)")
            let own = try scratch.text("out/" + file).split(separator: "\n").map(String.init)
            let again = try scratch.text("again/postings.csv").split(separator: "\n").map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).prefix(8).joined(separator: ",")
            }
            programs[name] = (own, again)
        }
        return (programs, run.errors)
    }

    private static func shipped(_ name: String) -> String { "'" + Loyalty.packageFile("scenarios/\(name).yaml") + "'" }

    @Test(arguments: [
        ("coffee", "2028-12-31"), ("launch", "2027-12-31"), ("named-programs", "2027-12-31"),
        ("small-business", "2027-12-31"), ("nearer-reward", "2027-12-31"),
    ])
    func `the log of a run gives the run's own postings, where a log can tell them`(name: String, until: String) throws
    {
        let scratch = try Scratch()
        let (programs, warnings) = try postings(Self.shipped(name), until: until, in: scratch)
        var compared = 0
        for (program, both) in programs where !warnings.contains("log_\(program).csv") {
            #expect(both.run == both.replay, "\(program)")
            compared += both.run.count - 1
        }
        #expect(compared > 1000, "\(compared) postings are no test")
    }

    @Test func `what no log tells is said, and then only`() throws {
        let scratch = try Scratch()
        let (_, warnings) = try postings(Self.shipped("launch"), until: "2027-12-31", in: scratch)
        let told = warnings.split(separator: "\n").filter { $0.contains("does not tell") }
        #expect(
            told == [
                "warning: log_game.csv does not tell who plays: a replay of it posts other points",
                "warning: log_hybrid.csv does not tell which coupons of messages were used: a replay of it posts other "
                    + "points",
            ], "\(warnings)")
    }

    @Test func `the logs are the same with any number of workers, and in the dictionary and the manifest`() throws {
        let scratch = try Scratch()
        for workers in [1, 3] {
            let run = try Loyalty(
                "run \(Self.shipped("coffee")) --output w\(workers) --quiet --replications 2 --customers 300 --log 80 "
                    + "--workers \(workers)", in: scratch.path)
            #expect(run.status == 0, "\(run.errors)")
        }
        for file in ["log_baseline.csv", "log_near.csv", "postings_near.csv"] {
            let text = try scratch.text("w1/" + file)
            #expect(text == (try scratch.text("w3/" + file)))
            #expect(text.split(separator: "\n").count > 500, "\(file)")
            #expect(try scratch.text("w1/manifest.json").contains("\"\(file)\""))
            #expect(try scratch.text("w1/datapackage.json").contains("\"\(file)\""))
        }
        #expect(!FileManager.default.fileExists(atPath: scratch["w1/postings_baseline.csv"]))
    }

    @Test func `the baseline's log can be fitted`() throws {
        let scratch = try Scratch()
        _ = try Loyalty(
            "run \(Self.shipped("cdnow")) --output out --quiet --replications 1 --customers 600 --log 600",
            in: scratch.path)
        let fit = try Loyalty("fit out/log_baseline.csv --models bg-nbd --output fit", in: scratch.path)
        #expect(fit.status == 0, "\(fit.errors)")
    }

    @Test func `a program that the scenario lacks is told with the nearest name`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": "customer_id,date,amount\na,2026-01-05,60.00\n"])
        let lacking = try Loyalty("replay log.csv --program \(Self.shipped("coffee")) --named neer", in: scratch.path)
        #expect(lacking.status == 65)
        #expect(lacking.errors.contains("programs: found no program \"neer\", expected one of near, far"))
        #expect(lacking.errors.contains("did you mean \"near\"?"), "\(lacking.errors)")
        let several = try Loyalty("replay log.csv --program \(Self.shipped("coffee"))", in: scratch.path)
        #expect(several.status == 65 && several.errors.contains("--named with the name of one"), "\(several.errors)")
        let none = try Loyalty("run \(Self.shipped("coffee")) --log 0", in: scratch.path)
        #expect(none.status == 64, "\(none.errors)")
    }
}
