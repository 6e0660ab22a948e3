import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// `loyalty fit --segments`.
@Suite("Segments of a log")
struct SegmentTests {
    /// Two kinds of customers, one five times as busy; the column names most of them.
    private static let log: String = {
        var stream = Luck(seed: 9, replication: 0).stream(.world, .bootstrap, 0)
        func uniform() -> Double { (Double(stream.next()) + 0.5) / 4_294_967_296 }
        var rows = ["customer_id;date;amount;Card Type"]
        let start = CalendarDate(year: 2024, month: 1, day: 1)!
        for customer in 0..<600 {
            let isBusy = customer % 3 == 0
            var day = Double(customer % 50)
            while day < 366 {
                let card = customer % 100 == 99 ? "Rare card" : isBusy ? "Gold" : "Plain!"
                rows.append("c\(customer);\(start.adding(days: Int(day)));\(10 + Int(uniform() * 20));\(card)")
                day += 1 - (isBusy ? 12 : 90) * Foundation.log(uniform())
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }()

    private static func fit(_ options: String) throws -> (Loyalty, Scratch) {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": log])
        return (
            try Loyalty("fit log.csv --models nbd,bg-nbd,gamma-gamma --output r " + options, in: scratch.path), scratch
        )
    }

    private static func segments(_ scratch: Scratch) throws -> [[Substring]] {
        try scratch.text("r/segments.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    }

    @Test("by a column: each value is a segment with models of its own, small ones borrow")
    func column() throws {
        let (run, scratch) = try Self.fit("--segments 'column:Card Type'")
        #expect(run.status == 0, "\(run.errors)")
        let rows = try Self.segments(scratch)
        #expect(Set(rows.map { $0[0] }) == ["gold", "plain", "rare-card"])
        #expect(rows.filter { $0[0] == "rare-card" }.allSatisfy { $0[1] == "6" && $0[3] == "false" }, "\(rows)")
        func value(_ segment: String, _ parameter: String) throws -> Double {
            let row = try #require(rows.first { $0[0] == segment && $0[5] == parameter })
            return try #require(Double(row[6]))
        }
        // Gaps of 13 and 91 days.
        for (segment, gap) in [("gold", 13.0), ("plain", 91)] {
            let rate = try value(segment, "r") / value(segment, "alpha")
            #expect(abs(rate * gap / 7 - 1) < 0.15, "\(segment): \(rate)")
        }
        #expect(run.output.contains("everybody's stand in: rare-card"), "\(run.output)")
        let check = try Loyalty("check r/population.yaml", in: scratch.path)
        #expect(check.status == 0, "\(check.errors)")
    }

    @Test("latent classes: the two kinds are found without their names")
    func latent() throws {
        let (run, scratch) = try Self.fit("--segments latent")
        #expect(
            run.status == 0 && run.output.contains("2 latent classes have the least BIC"), "\(run.output)\(run.errors)")
        let rows = try Self.segments(scratch)
        let busy = try #require(rows.first { $0[0] == "class-1" })
        let share = try #require(Double(busy[2]))
        // A third, with a sixth of the customers hard to place; four binomial standard errors.
        #expect(abs(share - 1.0 / 3) < 4 * (2.0 / 9 / 600).squareRoot(), "\(share)")
        let check = try Loyalty("check r/population.yaml", in: scratch.path)
        #expect(check.status == 0, "\(check.errors)")
    }

    @Test("by recency, frequency and money: as many segments as asked for, and a run tells them apart")
    func quantiles() throws {
        let (run, scratch) = try Self.fit("--segments rfm:3 --calibrate-until 2024-08-31")
        #expect(run.status == 0, "\(run.errors)")
        #expect(Set(try Self.segments(scratch).map { $0[0] }) == ["rfm-1", "rfm-2", "rfm-3"])
        let scenario = """
            document: scenario
            title: Nothing is done
            source: illustration
            currency: EUR
            start: 2024-09-01
            months: 4
            replications: 5
            population: r/population.yaml
            response: none

            """
        try scratch.make("", files: ["run.yaml": scenario])
        let simulated = try Loyalty("run run.yaml --output o --quiet", in: scratch.path)
        #expect(simulated.status == 0, "\(simulated.errors)")
        let summary = try scratch.text("o/summary.csv").split(separator: "\n").map { $0.split(separator: ",") }
        let purchases = try ["rfm-1", "rfm-2", "rfm-3"].map { name in
            let row = try #require(summary.first { $0[0] == "baseline" && $0[1] == name && $0[2] == "purchases" })
            return try #require(Double(row[4]))
        }
        #expect(purchases[0] < purchases[1] && purchases[1] < purchases[2], "\(purchases)")
    }

    @Test("segments that borrow one estimate have one draw of it, so that their error does not average out")
    func sharedDraw() throws {
        let (run, scratch) = try Self.fit("--segments rfm:4 --calibrate-until 2024-08-31")
        #expect(run.status == 0, "\(run.errors)")
        let document = try scratch.text("r/population.yaml")
        #expect(document.components(separatedBy: "estimate: everybody").count == 5, "\(document)")
        // The same with a draw for each segment.
        let apart = document.replacing(
            "      estimate: everybody        # one estimate for all segments that say so, and one draw\n", with: "")
        #expect(!apart.contains("estimate: everybody"))
        let scenario = """
            document: scenario
            title: Nothing is done
            source: illustration
            currency: EUR
            start: 2024-09-01
            months: 4
            replications: 80
            uncertainty: population
            population: r/population.yaml
            response: none

            """
        try scratch.make("", files: ["one.yaml": scenario])
        try scratch.make("r", files: ["apart.yaml": apart])
        func deviation(_ population: String) throws -> Double {
            let run = try Loyalty(
                "run one.yaml --set population=\(population) --set population.present.used=false --customers 6000 --output o --force --quiet",
                in: scratch.path)
            #expect(run.status == 0, "\(run.errors)")
            let row = try #require(
                try scratch.text("o/summary.csv").split(separator: "\n").first {
                    $0.hasPrefix("baseline,all,purchases,")
                })
            return try #require(Double(row.split(separator: ",")[5])) * 80.0.squareRoot()
        }
        let (shared, separate) = (try deviation("r/population.yaml"), try deviation("r/apart.yaml"))
        // Of ten times the customers luck is a third of the estimate's error, which four draws would halve: 1.05 to 0.6.
        // Deviations of 80 worlds are known to a thirteenth.
        #expect(shared > 1.3 * separate, "\(shared), \(separate)")
    }

    @Test("values of any letters are segments of their own, with names that are told")
    func names() throws {
        let values = ["Москва", "Казань", "München", "Gold", "gold ", "Gold!", "", "☆☆", "☆☆☆"]
        var rows = ["customer_id,date,amount,City"]
        for (number, value) in values.enumerated() {
            for customer in 0..<3 {
                for month in 1...4 {
                    rows.append("c\(number)-\(customer),2024-0\(month + customer)-0\(1 + number),5,\(value)")
                }
            }
        }
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": rows.joined(separator: "\n") + "\n"])
        let run = try Loyalty("fit log.csv --models nbd --segments column:City --output r", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        let found = try Self.segments(scratch).reduce(into: [String: String]()) { $0[String($1[0])] = String($1[1]) }
        #expect(
            found == [
                "kazan": "3", "moskva": "3", "segment": "3", "segment-2": "3", "munchen": "3", "gold": "6",
                "gold-2": "3", "segment-none": "3",
            ], "\(found)")
        for words in ["kazan is \"казань\"", "segment-2 is \"☆☆☆\"", "munchen is \"münchen\""] {
            #expect(run.output.contains(words), "\(words): \(run.output)")
        }
        let check = try Loyalty("check r/population.yaml", in: scratch.path)
        #expect(check.status == 0, "\(check.errors)")
    }

    @Test("under latent classes a customer's expectation is of all classes, by the chances of being of them")
    func latentExpectations() throws {
        let (run, scratch) = try Self.fit("--segments latent --models nbd,gamma-gamma")
        #expect(run.status == 0, "\(run.errors)")
        // Customers with one history are told the same, whichever class they were drawn into.
        let rows = try scratch.text("r/customers.csv").split(separator: "\n").dropFirst()
        var known: [String: Substring] = [:]
        for row in rows {
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            let history = fields[1...3].joined(separator: ",")
            #expect(known[history, default: fields[6]] == fields[6], "\(row)")
            known[history] = fields[6]
        }
        #expect(known.count < rows.count)
    }

    @Test("what is no choice is said, and columns that are not there")
    func refusals() throws {
        for (options, words, status) in [
            ("--segments rfm:1", "takes 2 to 10 segments", 64), ("--segments rmf", "rfm:3, column:NAME or latent", 64),
            ("--segments column:Colour", "no column \"Colour\"", 65),
            ("--kind contract --segments latent", "purchases", 64),
        ] {
            let (run, _) = try Self.fit(options.hasPrefix("--kind") ? options + " --models nbd" : options)
            #expect(Int(run.status) == status, "\(options): \(run.status) \(run.errors)")
            #expect(run.errors.contains(words), "\(options): \(run.errors)")
        }
    }

    @Test("bootstrap intervals on request, about as wide as the standard errors say")
    func bootstrap() throws {
        let scratch = try Scratch()
        let run = try Loyalty(
            "fit \(FitCommandTests.sample) --calibrate-until 1997-09-30 --models bg-nbd,gamma-gamma --bootstrap 60 "
                + "--quiet --output r", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        let rows = try scratch.text("r/bootstrap.csv").split(separator: "\n").dropFirst().map {
            $0.split(separator: ",")
        }
        let fitted = try scratch.text("r/fit.csv").split(separator: "\n").map { $0.split(separator: ",") }
        #expect(rows.map { $0[1] } == ["r", "alpha", "a", "b", "p", "q", "gamma"])
        for row in rows {
            let (estimate, deviation) = (try #require(Double(row[2])), try #require(Double(row[3])))
            let (low, high) = (try #require(Double(row[4])), try #require(Double(row[5])))
            #expect(low < estimate && estimate < high && row[6] == "60" && row[7] == "0", "\(row)")
            // The others are skewed, so that the standard error is not the deviation.
            guard ["r", "alpha", "q"].contains(row[1]) else { continue }
            let known = try #require(fitted.first { $0[0] == row[0] && $0[1] == row[1] })
            let error = try #require(Double(known[3]))
            // Four standard errors of a deviation of sixty numbers, each a part 1 / √118 of it.
            #expect(abs(deviation / error - 1) < 4 / 118.0.squareRoot(), "\(row), standard error \(error)")
        }
    }
}
