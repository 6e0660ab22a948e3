import Foundation
import LoyaltyWorkbench
import Testing

@Suite struct ReplayCommandTests {
    static let program = "--program '" + Loyalty.packageFile("scenarios/programs/stars-near.yaml") + "'"
    static let log = """
        customer_id,date,amount,kind,refund_of,shop
        a,2026-01-05,60.00,,,x
        b,2026-01-06,8.50,,,x
        a,2026-02-01,-10.00,refund,2026-01-05,y

        """

    @Test func `a replay writes its folder and prints its table`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log])
        let run = try Loyalty("replay log.csv \(Self.program) --until 2026-03-15", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors == "columns not read: shop\n")
        #expect(
            run.output == """
                Stars, a free drink every 50
                3 rows, 2026-01-05 to 2026-03-15; money in EUR

                customers                              2
                members                                2
                points issued                         68
                points redeemed                        0
                points expired                         0
                points reversed                       10
                points reinstated                      0
                points outstanding                    58

                Tables: results/replay-near (postings.csv, balances.csv, points_rollforward.csv, cohort_triangle.csv and \
                more; datapackage.json explains them).

                """)
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch["results/replay-near"]).sorted()
        #expect(
            files == [
                "aging.csv", "balances.csv", "cohort_triangle.csv", "datapackage.json", "manifest.json",
                "points_rollforward.csv", "postings.csv", "urr_estimate.csv",
            ])
        #expect(
            try scratch.text("results/replay-near/aging.csv") == """
                program,issue_month,age,issued,redeemed,expired,outstanding
                near,2026-01,3,58,0,0,58

                """)
        #expect(
            try scratch.text("results/replay-near/points_rollforward.csv") == """
                program,replication,month,opening,issued,redeemed,expired,reversed,reinstated,transferred,closing,\
                pending_activated
                near,1,2026-01,0,68,0,0,0,0,0,68,0
                near,1,2026-02,68,0,0,0,10,0,0,58,0
                near,1,2026-03,58,0,0,0,0,0,0,58,0

                """)
        let data = Data(try scratch.text("results/replay-near/manifest.json").utf8)
        let manifest = try JSONDecoder().decode(ReplayManifest.self, from: data)
        #expect(manifest.rows == 3)
        #expect(manifest.members == 2)
        #expect(manifest.until == "2026-03-15")
        for (file, digest) in manifest.tables {
            #expect(SHA256.hex(of: try scratch.text("results/replay-near/" + file)) == digest, "\(file)")
        }
        #expect(manifest.tables.count == 6)
    }

    @Test func `the data dictionary names every column of every table`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log])
        #expect(try Loyalty("replay log.csv \(Self.program) --quiet --output r", in: scratch.path).status == 0)
        let data = Data(try scratch.text("r/datapackage.json").utf8)
        let package = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let resources = try #require(package["resources"] as? [[String: Any]])
        #expect(resources.count == 6)
        for resource in resources {
            let file = try #require(resource["path"] as? String)
            let schema = try #require(resource["schema"] as? [String: Any])
            let fields = try #require(schema["fields"] as? [[String: Any]])
            let names = fields.compactMap { $0["name"] as? String }
            #expect(try scratch.text("r/" + file).hasPrefix(names.joined(separator: ",") + "\n"), "\(file)")
        }
    }

    @Test func `two replays differ in the command line only`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log])
        for folder in ["a", "b"] {
            #expect(
                try Loyalty("replay log.csv \(Self.program) --quiet --output \(folder)", in: scratch.path).status == 0)
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: scratch["a"]) where file != "manifest.json" {
            #expect(try scratch.text("a/" + file) == scratch.text("b/" + file), "\(file)")
        }
    }

    @Test func `an existing result is refused, and replaced with force`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log])
        let command = "replay log.csv \(Self.program) --quiet --output r"
        #expect(try Loyalty(command, in: scratch.path).status == 0)
        let refused = try Loyalty(command, in: scratch.path)
        #expect(refused.status == 73)
        #expect(refused.errors == "error: r exists already; give another --output, or --force to replace it\n")
        #expect(try Loyalty(command + " --force", in: scratch.path).status == 0)
    }

    @Test func `wrong words are wrong usage`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log])
        for words in [
            "replay", "replay log.csv", "replay log.csv \(Self.program) --currency euro",
            "replay log.csv \(Self.program) --until soon", "replay log.csv \(Self.program) --until 2026-01-31",
        ] {
            let run = try Loyalty(words, in: scratch.path)
            #expect(run.status == 64, "\(words): \(run.errors)")
            #expect(run.output == "")
        }
        #expect(try scratch.names == [".stderr", ".stdout", "log.csv"])
    }

    @Test func `wrong input is told and nothing is written`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log + "a,2026-02-01,9,,\na,2026-13-01,9,,,\n"])
        let broken = try Loyalty("replay log.csv \(Self.program) --output r", in: scratch.path)
        #expect(broken.status == 65)
        #expect(
            broken.errors == """
                log.csv:5: found 5 fields, expected 6 as in the header
                log.csv:6:3: date: found "2026-13-01", expected a date of the calendar as YYYY-MM-DD

                """)
        try scratch.make("", files: ["log.csv": Self.log + "a,2026-02-01,60,refund,2026-01-05,\n"])
        let refused = try Loyalty("replay log.csv \(Self.program) --output r", in: scratch.path)
        #expect(refused.status == 65)
        #expect(refused.errors == "log.csv:5: amount: found 60, expected at most 50, what is left of the purchase\n")
        #expect(try Loyalty("replay nowhere.csv \(Self.program) --output r", in: scratch.path).status == 65)
        #expect(try Loyalty("replay log.csv --program nowhere.yaml --output r", in: scratch.path).status == 65)
        #expect(try Loyalty("replay . \(Self.program) --output r", in: scratch.path).status == 74)
        #expect(try scratch.names == [".stderr", ".stdout", "log.csv"])
    }

    @Test func `help has an example`() throws {
        let scratch = try Scratch()
        let run = try Loyalty("replay --help", in: scratch.path)
        #expect(run.status == 0)
        #expect(run.output.contains("loyalty replay purchases.csv --program scenarios/programs/stars-near.yaml"))
    }
}
