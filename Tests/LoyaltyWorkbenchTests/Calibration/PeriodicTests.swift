import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite("Contracts and occasions")
struct PeriodicTests {
    /// Fader, Hardie 2007: customers of a thousand left after 0, 1, …, 7 years, "regular".
    private static let survival = [1000, 631, 468, 382, 326, 289, 262, 241]

    /// A payment a year for each customer, the last as the survival says.
    private static let log: String = {
        var (rows, customer) = (["customer_id,date,amount"], 0)
        for (years, alive) in survival.enumerated() {
            let next = years + 1 < survival.count ? survival[years + 1] : 0
            for _ in 0..<(alive - next) {
                rows += (0...years).map { "s\(customer),\(2010 + $0)-03-0\(1 + customer % 9),49.90" }
                customer += 1
            }
        }
        // One more, so that the seventh renewal was due long enough ago for all.
        return (rows + ["late,2017-10-01,49.90"]).joined(separator: "\n") + "\n"
    }()

    @Test("a contract's log gives the published estimates and a sound document")
    func contract() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log])
        let run = try Loyalty("fit log.csv --kind contract --unit year --margin 0.6", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        // α = 0.704 and β = 1.182 to the printed digits; rounding 63.1 % to customers moves nothing.
        let rows = try scratch.text("results/fit-log/fit.csv").split(separator: "\n").map { $0.split(separator: ",") }
        #expect(rows.count == 3 && rows[1][1] == "alpha" && rows[2][1] == "beta")
        #expect(abs((Double(rows[1][2]) ?? 0) - 0.704) < 0.0006, "\(rows)")
        #expect(abs((Double(rows[2][2]) ?? 0) - 1.182) < 0.0006, "\(rows)")
        let tracking = try scratch.text("results/fit-log/tracking.csv")
        #expect(tracking.hasPrefix("model,renewal,due,actual,expected\nsbg,1,1000,631,"), "\(tracking)")
        #expect(tracking.contains("\nsbg,7,262,241,"), "\(tracking)")
        let check = try Loyalty("check results/fit-log/population.yaml", in: scratch.path)
        #expect(check.status == 0, "\(check.errors)")
    }

    @Test("who misses a renewal and pays again later has left at the one missed")
    func returned() throws {
        let scratch = try Scratch()
        let back = [2010, 2011, 2015, 2016].map { "back,\($0)-03-01,49.90\n" }.joined()
        try scratch.make("", files: ["log.csv": Self.log + back])
        let run = try Loyalty("fit log.csv --kind contract --unit year --output r", in: scratch.path)
        #expect(
            run.status == 0 && run.output.contains("1 customers who paid again after a missed renewal"), "\(run.output)"
        )
        #expect(try scratch.text("r/customers.csv").contains("\nback,1,true,0,0"))
    }

    @Test("a contract's forecast is held against the holdout")
    func contractHoldout() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log])
        let run = try Loyalty(
            "fit log.csv --kind contract --unit year --calibrate-until 2014-12-31 --output r", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        let row = try scratch.text("r/fit_summary.csv").split(separator: "\n")[1].split(separator: ",")
        // Renewals 5, 6 and 7 of those 326 who made the fourth: 289 + 262 + 241.
        #expect(row[0] == "sbg" && row[9] == "792", "\(row)")
        // Renewal n is made with probability (β + n − 1) / (α + β + n − 1); the tables have all digits.
        let fitted = try scratch.text("r/fit.csv").split(separator: "\n").map { $0.split(separator: ",") }
        let (alpha, beta) = (try #require(Double(fitted[1][2])), try #require(Double(fitted[2][2])))
        func stays(_ renewal: Double, _ alpha: Double, _ beta: Double) -> Double {
            (beta + renewal - 1) / (alpha + beta + renewal - 1)
        }
        func stays(_ renewal: Double) -> Double { stays(renewal, alpha, beta) }
        let expected = 326 * stays(5) * (1 + stays(6) * (1 + stays(7)))
        #expect(abs((Double(row[10]) ?? 0) - expected) < 1e-6 * expected, "\(row), \(expected)")
        // The likelihood written out: no parameters a per cent away are likelier.
        func logLikelihood(_ alpha: Double, _ beta: Double) -> Double {
            var sum = 0.0
            for renewal in 1...4 {
                let stay = stays(Double(renewal), alpha, beta)
                let (due, made) = (Double(Self.survival[renewal - 1]), Double(Self.survival[renewal]))
                sum += made * Foundation.log(stay) + (due - made) * Foundation.log(1 - stay)
            }
            return sum
        }
        let top = logLikelihood(alpha, beta)
        for (a, b) in [(1.01, 1), (0.99, 1), (1, 1.01), (1, 0.99), (1.01, 1.01), (0.99, 0.99)] {
            #expect(logLikelihood(alpha * a, beta * b) < top, "\(alpha) \(beta), \(a) \(b)")
        }
        // Simulated from each customer's posterior: four standard errors of the worlds' mean around the closed form.
        let validation = try scratch.text("r/validation.csv").split(separator: "\n").map { $0.split(separator: ",") }
        #expect(validation.count == 3, "\(validation)")
        let oracles = [("renewals", "792", expected), ("customers_who_renewed", "289", 326 * stays(5))]
        for (found, (measure, actual, mean)) in zip(validation.dropFirst(), oracles) {
            #expect(found[0] == "present" && found[1] == "holdout" && found[2] == measure && found[4] == actual)
            let (simulated, deviation) = (try #require(Double(found[5])), try #require(Double(found[6])))
            let worlds = try #require(Double(found[7]))
            #expect(abs(simulated - mean) < 4 * deviation / worlds.squareRoot(), "\(found), \(mean)")
        }
    }

    @Test("a table of occasions gives the published estimates")
    func occasions() throws {
        let scratch = try Scratch()
        let table = try String(
            contentsOfFile: Loyalty.packageFile("Tests/LoyaltyModelTests/Likelihood/Data/donations.csv"),
            encoding: .utf8)
        try scratch.make("", files: ["donations.csv": table])
        let run = try Loyalty(
            "fit donations.csv --kind occasions --unit year --horizon 1826 --output r", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        let rows = try scratch.text("r/fit.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        for (row, expected) in zip(rows, [1.204, 0.750, 0.657, 2.783]) {
            #expect(row[0] == "bg-bb" && abs((Double(row[2]) ?? 0) - expected) < 0.0006, "\(row)")
        }
        #expect(!FileManager.default.fileExists(atPath: scratch["r/population.yaml"]))
    }

    @Test("a log of occasions counts calendar years after the first one's")
    func occasionsOfLog() throws {
        let scratch = try Scratch()
        try scratch.make(
            "",
            files: [
                "log.csv": """
                customer_id,date,amount
                a,2018-12-30,5
                a,2019-01-02,5
                a,2019-05-02,5
                a,2021-01-01,5
                b,2018-01-01,5
                b,2018-12-31,5
                c,2019-06-01,5
                c,2021-06-01,5
                """
            ])
        let log = try SalesLog.read(path: scratch["log.csv"])
        let until = try #require(CalendarDate(iso: "2020-12-31"))
        let found = OccasionSummaries(log, unit: .year, until: until)
        #expect(found.customers.map(\.name) == ["a", "b", "c"] && found.occasionsAhead == 1)
        #expect(found.customers.map(\.history.purchases) == [1, 0, 0])
        #expect(found.customers.map(\.history.last) == [1, 0, 0])
        #expect(found.customers.map(\.history.occasions) == [2, 2, 1])
        #expect(found.customers.map(\.heldOut) == [1, 0, 1])
    }

    @Test("wrong tables and logs that say nothing are refused")
    func refusals() throws {
        let cases = [
            ("x,t_x,n,customers\n2,1,6,5\n", "occasions", "log.csv:2: found 2,1,6,5, expected whole numbers"),
            ("x,t_x,n,customers\n0,0,6,5\n", "occasions", "no purchase after a customer's first occasion"),
            ("customer_id,date,amount\na,2024-01-01,5\n", "contract", "no renewal that was due"),
            (
                "x,t_x,n,customers\n2,3,6,9000000000000000000\n1,3,6,9000000000000000000\n", "occasions",
                "customers from 0 to 1000000000"
            ),
        ]
        for (text, kind, words) in cases {
            let scratch = try Scratch()
            try scratch.make("", files: ["log.csv": text])
            let run = try Loyalty("fit log.csv --kind \(kind) --unit month", in: scratch.path)
            #expect(run.status == 65 && run.errors.contains(words), "\(text): \(run.errors)")
        }
    }
}
