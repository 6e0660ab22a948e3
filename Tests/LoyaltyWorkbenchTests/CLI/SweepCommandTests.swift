import Foundation
import LoyaltyWorkbench
import Testing

@Suite struct SweepCommandTests {
    static let small = "sweep \(RunCommandTests.cdnow) --customers 200 --replications 3"
    static let vary = "--vary programs.near.rewards.certificate.points_price=50:150:50"

    @Test func `a sweep writes its folder and prints its chart`() throws {
        let scratch = try Scratch()
        let sweep = try Loyalty("\(Self.small) \(Self.vary)", in: scratch.path)
        #expect(sweep.status == 0)
        #expect(sweep.errors == "")
        #expect(sweep.output.hasSuffix("fixed costs, budgets and stocks stay as they are.\n"))
        #expect(sweep.output.contains("near: incremental_profit"))
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch["results/cdnow-sweep"]).sorted()
        #expect(files == ["datapackage.json", "manifest.json", "sweep.csv", "sweep_replications.csv"])
        let again = try Loyalty("\(Self.small) \(Self.vary)", in: scratch.path)
        #expect(again.status == 73)
    }

    @Test(
        "wrong use is refused at once",
        arguments: [
            ("", 64, "--vary is needed"),
            ("--vary programs.nea.costs.monthly=1", 64, "did you mean 'near'?"),
            ("--vary programs.near.costs.monthlyy=1", 65, "--vary: programs.near.costs.monthlyy: found"),
            ("--vary programs.near.costs.monthly=-1", 65, "--vary: programs.near.costs.monthly: found -1"),
            ("--vary programs.near.costs.monthly=3:1:1", 64, "an empty range"),
            ("--vary programs.near.costs.monthly=0:1000000000:1", 64, "more than 100000 values"),
            ("\(vary) --metric profits", 64, "no metric is called 'profits'"),
            ("\(vary) --layout soboll --points 3", 64, "--layout is one of"),
            ("\(vary) --customers 1000000000000", 65, "--customers: population.customers: found 1000000000000"),
            ("\(vary) --layout sobol", 64, "--points"),
            ("\(vary) --points 3", 64, "--points goes with"),
            ("\(vary) --seed -1", 64, "a seed is a whole number from 0 on"),
            ("\(vary) --customers -1", 64, "--customers is at least 1"),
            ("--vary programs.near.costs.monthly=0,5:2:0,5", 64, "decimals are written with a point"),
            ("\(vary) --set start=2026-02-30", 65, "that month ends on 2026-02-28"),
            ("\(vary) --metric nsp", 64, "did you mean 'nps'?"),
            ("\(vary) --metric foo", 64, "no metric is called 'foo'; "),
        ])
    func refused(arguments: String, status: Int32, words: String) throws {
        let scratch = try Scratch()
        let sweep = try Loyalty("\(Self.small) \(arguments)", in: scratch.path)
        #expect(sweep.status == status)
        #expect(sweep.errors.contains(words), "\(sweep.errors)")
        #expect(try scratch.names == [".stderr", ".stdout"])
    }

    @Test func `a folder that is there is refused before anything is prepared`() throws {
        let scratch = try Scratch()
        try scratch.make("there", files: ["manifest.json": "{}"])
        // A price is wrong too, but only paths and their first values have been looked at.
        let path = "programs.near.rewards.certificate.points_price"
        let sweep = try Loyalty("\(Self.small) --vary \(path)=50,-1 --output there", in: scratch.path)
        #expect(sweep.status == 73 && sweep.errors.contains("there exists already"), "\(sweep.errors)")
        for command in ["sweep", "tune --maximise revenue", "sensitivity"] {
            let option = command == "sensitivity" ? "--over" : "--vary"
            let wrong = try Loyalty(
                "\(command) \(RunCommandTests.cdnow) \(option) \(path)s=50:150:50 --output there", in: scratch.path)
            #expect([64, 65].contains(wrong.status) && wrong.errors.contains(path), "\(wrong.errors)")
        }
    }

    @Test func `another metric of a finished sweep is shown without simulating it again, and all tables stay`() throws {
        let scratch = try Scratch()
        let command = "\(Self.small) \(Self.vary) --output s"
        #expect(try Loyalty(command, in: scratch.path).status == 0)
        let files = ["sweep.csv", "sweep_replications.csv", "datapackage.json"]
        let before = try files.map { try scratch.text("s/" + $0) }
        let fresh = try Loyalty("\(Self.small) \(Self.vary) --metric revenue --output fresh", in: scratch.path)
        let again = try Loyalty("\(command) --metric revenue --force", in: scratch.path)
        #expect(again.status == 0 && again.errors == "", "\(again.errors)")
        #expect(again.output == fresh.output.replacing("Tables: fresh", with: "Tables: s"))
        #expect(try files.map { try scratch.text("s/" + $0) } == before)
        // A world that was never lived comes out only if the earlier table is read.
        let table = try scratch.text("s/sweep_replications.csv")
        let lines = table.split(separator: "\n").map(String.init)
        let revenue = try #require(lines[0].split(separator: ",").firstIndex { $0 == "revenue" })
        let last = lines[lines.count - 1]
        var fields = last.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        fields[revenue] = "123456789"
        let other = table.replacing(last, with: fields.joined(separator: ","))
        try Data(other.utf8).write(to: URL(fileURLWithPath: scratch["s/sweep_replications.csv"]))
        // It is not the table that was written, so all is simulated again.
        #expect(try Loyalty("\(command) --force", in: scratch.path).status == 0)
        #expect(try scratch.text("s/sweep_replications.csv") == table)
        let manifest = try scratch.text("s/manifest.json").replacing(
            SHA256.hex(of: table), with: SHA256.hex(of: other))
        try Data(other.utf8).write(to: URL(fileURLWithPath: scratch["s/sweep_replications.csv"]))
        try Data(manifest.utf8).write(to: URL(fileURLWithPath: scratch["s/manifest.json"]))
        #expect(try Loyalty("\(command) --force", in: scratch.path).status == 0)
        #expect(try scratch.text("s/sweep_replications.csv") == other)
    }

    @Test func `an answer that cannot be written is an error, whatever stands behind it`() throws {
        let scratch = try Scratch()
        for (place, arguments) in [
            "\(Self.small) \(Self.vary)",
            "tune \(RunCommandTests.cdnow) --customers 50 --maximise revenue --budget 100 "
                + "--vary programs.near.rewards.certificate.points_price=50,200",
            "compare \(RunCommandTests.cdnow) --customers 50 --replications 2 --break-even",
            "sensitivity \(RunCommandTests.cdnow) --customers 50 --replications 2 "
                + "--over response.effects.points_pressure.strength",
        ].enumerated() {
            let full = try Loyalty("\(arguments) --output full-\(place)", in: scratch.path, answers: "/dev/full")
            #expect(full.status == 74 && full.errors.contains("cannot write standard output"), "\(full.errors)")
        }
    }

    @Test func `interrupted or killed, the same command goes on and ends with the same bytes`() throws {
        let scratch = try Scratch()
        let long = "sweep \(RunCommandTests.cdnow) --customers 4000 --replications 100 \(Self.vary) --quiet --output"
        let whole = try Loyalty("\(long) whole", in: scratch.path)
        #expect(whole.status == 0)
        var statuses: [Int32] = []
        func remembered() -> Int {
            let memo = URL(fileURLWithPath: scratch[".cut.loyalty-partial/" + TrialMemo.file])
            return (try? Data(contentsOf: memo).count) ?? 0
        }
        for signal in [SIGINT, SIGTERM, SIGKILL] {
            let before = remembered()
            let process = try Loyalty.started("\(long) cut", in: scratch.path)
            // Until it has added something, and so has taken over the signals.
            while remembered() < before + 200, process.isRunning { usleep(1000) }
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            statuses.append(process.terminationStatus)
        }
        #expect(statuses == [130, 130, SIGKILL], "both ended before their time")
        let rest = try Loyalty("\(long) cut", in: scratch.path)
        #expect(rest.status == 0)
        #expect(try scratch.text("cut/sweep.csv") == scratch.text("whole/sweep.csv"))
        let hidden = try scratch.names.filter { $0.hasPrefix(".cut") }
        #expect(hidden == [])
    }
}
