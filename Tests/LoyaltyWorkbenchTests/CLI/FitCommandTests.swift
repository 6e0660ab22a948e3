import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct FitCommandTests {
    static let sample = "'" + Loyalty.packageFile("scenarios/data/cdnow-sample.csv") + "'"

    /// Customers who come every month, most of them till the end.
    private static let log: String = {
        var dice = SystemlessDice()
        var rows = ["customer_id,date,amount"]
        for customer in 0..<120 {
            var day = dice.roll(60)
            while day < 700 {
                let date = CalendarDate(daysSinceEpoch: 19_723 + day)
                rows.append("c\(customer),\(date),\(5 + dice.roll(40)).\(10 + dice.roll(80))")
                if dice.roll(8) == 0 { break }
                day += 5 + dice.roll(20 + 10 * (customer % 7))
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }()

    @Test func `an interrupt ends a long step at once and leaves nothing`() throws {
        let scratch = try Scratch()
        let process = try Loyalty.started(
            "fit \(Self.sample) --models pareto-nbd --bootstrap 10000 --output f", in: scratch.path)
        usleep(1_500_000)
        let (clock, pid) = (ContinuousClock(), process.processIdentifier)
        kill(pid, SIGINT)
        let taken = clock.measure { process.waitUntilExit() }
        let run = try Loyalty(ended: process, in: scratch.path)
        #expect(run.status == 130 && run.errors == "interrupted; nothing written\n", "\(run.status) \(run.errors)")
        #expect(taken < .seconds(1) && run.output.isEmpty, "\(taken)")
        #expect(try scratch.names == [".stderr", ".stdout"])
    }

    @Test func `a fit writes its folder, whose document is sound and whose tables are described`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log])
        let run = try Loyalty(
            "fit log.csv --calibrate-until 2025-03-31 --models bg-nbd,pareto-nbd,mbg-cnbd-k,gamma-gamma --margin 0.4",
            in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch["results/fit-log"]).sorted()
        #expect(
            files == [
                "customers.csv", "datapackage.json", "fit.csv", "fit_summary.csv", "frequency.csv", "holdout.csv",
                "manifest.json", "points.yaml", "population.yaml", "present.csv", "segments.csv", "tracking.csv",
                "validation.csv",
            ])
        let check = try Loyalty("check results/fit-log/population.yaml", in: scratch.path)
        #expect(check.status == 0, "\(check.errors)\(check.output)")
        let data = Data(try scratch.text("results/fit-log/manifest.json").utf8)
        let manifest = try JSONDecoder().decode(FitManifest.self, from: data)
        #expect(manifest.tables.count == 11 && manifest.customers == 120 && manifest.calibrateUntil == "2025-03-31")
        for (file, digest) in manifest.tables {
            #expect(SHA256.hex(of: try scratch.text("results/fit-log/" + file)) == digest, "\(file)")
        }
        let dictionary = Data(try scratch.text("results/fit-log/datapackage.json").utf8)
        let package = try #require(JSONSerialization.jsonObject(with: dictionary) as? [String: Any])
        for resource in try #require(package["resources"] as? [[String: Any]]) {
            let file = try #require(resource["path"] as? String)
            let schema = try #require(resource["schema"] as? [String: Any])
            let names = try #require(schema["fields"] as? [[String: Any]]).compactMap { $0["name"] as? String }
            #expect(
                try scratch.text("results/fit-log/" + file).hasPrefix(names.joined(separator: ",") + "\n"), "\(file)")
        }
        #expect(
            try scratch.text("results/fit-log/fit.csv").hasPrefix("model,parameter,estimate,standard_error\nbg-nbd,r,"))
        #expect(
            try scratch.text("results/fit-log/fit_summary.csv").hasPrefix(
                "model,log_likelihood,parameters,aic,bic,converged,at_boundary,iterations,gradient_norm,holdout_actual,"
                    + "holdout_expected,holdout_mae\nbg-nbd,-"))
        #expect(try scratch.text("results/fit-log/customers.csv").split(separator: "\n").count == 121)
    }

    @Test func `the shipped fitted population is what its command writes today`() throws {
        let scratch = try Scratch()
        let run = try Loyalty(
            "fit \(Self.sample) --calibrate-until 1997-09-30 --currency USD --margin 0.3 --quiet --output r",
            in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        let shipped = try String(
            contentsOfFile: Loyalty.packageFile("scenarios/populations/cdnow-fitted/population.yaml"), encoding: .utf8)
        // The last digits of covariances are what another maths library may turn.
        func lines(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { !$0.contains("timing: [") && !$0.contains("basket: [") }
        }
        #expect(try lines(scratch.text("r/population.yaml")) == lines(shipped))
        for file in ["present.csv", "holdout.csv"] {
            let there = try String(
                contentsOfFile: Loyalty.packageFile("scenarios/populations/cdnow-fitted/" + file), encoding: .utf8)
            #expect(try scratch.text("r/" + file) == there, "\(file)")
        }
    }

    @Test func `two fits differ in the command line only`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log])
        for folder in ["a", "b"] {
            let run = try Loyalty(
                "fit log.csv --models bg-nbd,gamma-gamma --quiet --output \(folder)", in: scratch.path)
            #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: scratch["a"]) where file != "manifest.json" {
            #expect(try scratch.text("a/" + file) == scratch.text("b/" + file), "\(file)")
        }
    }

    @Test func `logs that say nothing end with 65 and a sentence, and leave nothing behind`() throws {
        let head = "customer_id,date,amount\n"
        let cases: [(String, String)] = [
            (head + "a,2024-01-01,5\na,2024-02-01,5\n", "one customer up to 2024-02-01"),
            (head + "a,2024-01-01,5\nb,2024-02-01,5\n", "no customer who bought again up to 2024-02-01"),
            (head + "a,2024-01-01,5\nb,2024-01-01,5\na,2024-01-01,7\n", "purchases on one day only, 2024-01-01"),
            (head + "a,2024-01-01,-5\nb,2024-01-02,-5\n", "no purchase in 2 rows"),
            (head, "no rows"),
        ]
        for (text, words) in cases {
            let scratch = try Scratch()
            try scratch.make("", files: ["log.csv": text])
            let run = try Loyalty("fit log.csv --output r", in: scratch.path)
            #expect(run.status == 65 && run.errors.contains(words) && run.output.isEmpty, "\(text): \(run.errors)")
            let left = try scratch.names.filter { !$0.hasPrefix(".std") }
            #expect(left == ["log.csv"])
        }
    }

    @Test func `odd logs give a status and a sound document`() throws {
        let head = "customer_id,date,amount\n"
        func rows(_ customers: Int, _ row: (Int) -> String) -> String { head + (0..<customers).map(row).joined() }
        let cases: [(String, String, String)] = [
            (
                "identical", rows(40) { "c\($0),2024-01-05,10\nc\($0),2024-02-05,10\nc\($0),2024-03-05,10\n" },
                "all customers buy at the same rate"
            ),
            ("nothing paid", rows(30) { "c\($0),2024-01-01,0\nc\($0),2024-0\(2 + $0 % 5)-20,0\n" }, "placeholder"),
            (
                "a billion",
                rows(30) { "c\($0),2024-01-01,1000000000\nc\($0),2024-0\(2 + $0 % 5)-20,\($0 + 1)000000000\n" },
                "beyond the ten million"
            ),
            (
                "twice the same rows, out of order",
                rows(30) {
                    "c\($0),2024-0\(2 + $0 % 5)-20,7\nc\($0),2024-01-0\(1 + $0 % 9),7\nc\($0),2024-01-0\(1 + $0 % 9),7\n"
                },
                "30 rows of the same customer and day, merged"
            ),
        ]
        for (name, text, words) in cases {
            let scratch = try Scratch()
            try scratch.make("", files: ["log.csv": text])
            let run = try Loyalty("fit log.csv --output r", in: scratch.path)
            #expect(run.status == 0 && run.output.contains(words), "\(name): \(run.errors)\n\(run.output)")
            let check = try Loyalty("check r/population.yaml", in: scratch.path)
            #expect(check.status == 0, "\(name): \(check.errors)")
        }
    }

    @Test func `a log of other columns comes to a simulated points program in two commands`() throws {
        // Semicolons, names and dates of another country, money without decimals.
        let rows = Self.log.split(separator: "\n").dropFirst().map { row -> String in
            let fields = row.split(separator: ",")
            let date = fields[1].split(separator: "-")
            return "\(date[2]).\(date[1]).\(date[0]);\(fields[0]);\((Double(fields[2]) ?? 0).rounded() * 100)"
        }
        let scratch = try Scratch()
        try scratch.make("", files: ["kassa.csv": "Datum;Kunde;Betrag\n" + rows.joined(separator: "\n") + "\n"])
        let fit = try Loyalty(
            "fit kassa.csv --columns customer=Kunde,date=Datum,amount=Betrag --date-format dd.mm.yyyy --currency JPY "
                + "--margin 0.4 --models bg-nbd,gamma-gamma", in: scratch.path)
        #expect(
            fit.status == 0 && fit.output.contains("Next: loyalty run results/fit-kassa/points.yaml"), "\(fit.errors)")
        let scenario = try scratch.text("results/fit-kassa/points.yaml")
        // The log ends in 2025; its customers go on from the next day, and its money is theirs.
        let end = try #require(fit.output.firstMatch(of: /to (2025-\d\d-\d\d); unit week/)).output.1
        let start = try #require(CalendarDate(iso: String(end))).adding(days: 1)
        #expect(scenario.contains("start: \(start)") && scenario.contains("currency: JPY"), "\(scenario)")
        let run = try Loyalty("run results/fit-kassa/points.yaml --replications 4", in: scratch.path)
        let isPlain = !run.errors.contains("time stands still") && !run.errors.contains("margin is 0")
        #expect(run.status == 0 && isPlain, "\(run.errors)")
        #expect(try scratch.text("results/points/summary.csv").contains("\npoints,all,members,"))
        // In another currency the baskets would be other ones.
        let wrong = try Loyalty("check results/fit-kassa/points.yaml --set currency=EUR", in: scratch.path)
        let mixed =
            wrong.status == 64
            ? try Loyalty("run results/fit-kassa/points.yaml --set currency=EUR --output x", in: scratch.path) : wrong
        #expect(mixed.status == 65 && mixed.errors.contains("population.currency: found JPY"), "\(mixed.errors)")
    }

    @Test func `wrong words end with 64 and say which are right`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log])
        let cases = [
            ("--models bgnbd", "did you mean bg-nbd?"),
            ("--models gamma-gamma", "--models needs a model of purchase timing"),
            ("--unit fortnight", "--unit is day, week or month"), ("--horizon -5", "--horizon is from 1 to 36525 days"),
            ("--discount-rate -1", "--discount-rate is from 0 to 10"),
            ("--calibrate-until 1990-01-01", "the log begins on 2024-01-01"),
            ("--calibrate-until tomorrow", "a date as YYYY-MM-DD"),
            ("--columns client=x", "one of customer, date, amount, kind"),
            ("--columns Kunde=customer", "did you mean customer=Kunde?"),
            ("--date-format mmm", "a pattern such as dd.mm.yyyy"), ("--margin 40", "--margin is from 0 to 1"),
        ]
        for (option, words) in cases {
            let run = try Loyalty("fit log.csv \(option)", in: scratch.path)
            #expect(run.status == 64 && run.errors.contains(words), "\(option): \(run.errors)")
        }
    }
}

/// Whole numbers that look random enough for a made-up log, the same in every run.
private struct SystemlessDice {
    private var state: UInt64 = 88_172_645_463_325_252

    mutating func roll(_ below: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(below))
    }
}
