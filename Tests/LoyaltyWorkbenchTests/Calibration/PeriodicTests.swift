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

    @Test("a contract's customers have an expectation, its interval and their own payments' value")
    func contractValue() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.log])
        let run = try Loyalty(
            "fit log.csv --kind contract --unit year --calibrate-until 2014-12-31 --horizon 1826 --margin 0.5 --output r",
            in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        let customers = Loyalty.rows(try scratch.text("r/customers.csv"))
        let fitted = Loyalty.rows(try scratch.text("r/fit.csv")).compactMap { Double($0["estimate"] ?? "") }
        let gone = try #require(customers.first { $0["left"] == "true" })
        #expect(gone["expected_renewals"] == "0" && gone["value"] == "0" && gone["expected_low"] == "")
        let here = try #require(customers.first { $0["renewals"] == "4" && $0["left"] == "false" })
        func number(_ column: String) throws -> Double { try #require(Double(here[column] ?? ""), "\(here)") }
        // Five dates ahead from the fourth renewal, the next in March of 2015; a tenth a year.
        var (stay, expected, worth) = (1.0, 0.0, 0.0)
        for date in 0..<5 {
            let passed = fitted[1] + 4 + Double(date)
            stay *= passed / (fitted[0] + passed)
            expected += stay
            worth += stay * pow(1.1, -Double(date))
        }
        let day = 1 + (Int((here["customer_id"] ?? "").dropFirst()) ?? 0) % 9
        let first = try #require(CalendarDate(iso: "2010-03-0\(day)")).daysSinceEpoch
        let until = try #require(CalendarDate(iso: "2014-12-31")).daysSinceEpoch
        let next = Double(first) + 5 * 365.25 - Double(until)
        #expect(abs(try number("expected_renewals") - expected) < 1e-9 * expected, "\(here)")
        #expect(abs(try number("value") - 49.9 * 0.5 * worth * pow(1.1, -next / 365.25)) < 1e-6, "\(here)")
        // Resampled customers: the logarithm of the expectation scatters as the interval says; 200 resamples know a
        // standard deviation to 5 %, four of which are allowed.
        var logs: [Double] = []
        var state: UInt64 = 88_172_645_463_325_252
        for _ in 0..<200 {
            var cells: [Int: Double] = [:]
            for _ in 0..<1000 {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                let drawn = Int(state % 1000)
                cells[Self.survival.dropFirst().prefix(4).count { drawn < $0 }, default: 0] += 1
            }
            let estimates = try ContractRenewal.fit(
                RenewalSummary(
                    cells.sorted { $0.key < $1.key }.map {
                        RenewalSummary.Cell(renewals: $0.key, left: $0.key < 4, customers: $0.value)
                    }))
            let model = ContractRenewal(alpha: estimates.values[0], beta: estimates.values[1], period: 1)
            logs.append(Foundation.log(model.expectedRenewals(after: 4, ahead: 5)))
        }
        let scatter = try #require(Estimate(logs).standardDeviation)
        // The upper end may be cut off at five renewals: the lower one is looked at.
        let told = try Foundation.log(number("expected_renewals") / number("expected_low")) / 1.959964
        #expect(abs(told / scatter - 1) < 0.2, "\(told), \(scatter)")
        let high = try number("expected_high")
        #expect(high <= 5 && high > expected, "\(here)")
    }

    @Test("occasions have an expectation, its interval, and the value of what customers spend")
    func occasionValue() throws {
        let scratch = try Scratch()
        var log = "customer_id,date,amount\n"
        var state: UInt64 = 88_172_645_463_325_252
        func roll(_ below: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(below))
        }
        for customer in 0..<400 {
            let (own, level) = (20 + roll(70), 10 + roll(90))
            for year in 2010...2019 where year == 2010 || roll(100) < own {
                log += "c\(customer),\(year)-06-15,\(level + roll(level)).50\n"
                // Some leave soon, most hardly ever: both of the coin's parameters are told.
                if roll(100) < (customer % 3 == 0 ? 40 : 2) { break }
            }
        }
        try scratch.make("", files: ["log.csv": log])
        let run = try Loyalty(
            "fit log.csv --kind occasions --unit year --horizon 1826 --output r", in: scratch.path)
        #expect(run.status == 0 && run.output.contains("Spend at an occasion: gamma-gamma"), "\(run)")
        #expect(!run.output.contains("the default"), "\(run.output)")
        let rows = Loyalty.rows(try scratch.text("r/customers.csv"))
        func number(_ row: [String: String], _ column: String) throws -> Double {
            try #require(Double(row[column] ?? ""), "\(row)")
        }
        var spend = 0.0
        for row in rows {
            let (low, mean, high) = try (
                number(row, "expected_low"), number(row, "expected_purchases"), number(row, "expected_high")
            )
            #expect(low < mean && mean < high && high <= 5, "\(row)")
            let basket = try number(row, "value") / mean
            // Baskets of 10 to 200 a time, 0.62 to 0.91 of it by the discount of one to five years.
            #expect(basket > 6 && basket < 182, "\(row)")
            spend += try number(row, "value")
        }
        let estimates = try scratch.text("r/fit.csv")
        #expect(spend > 0 && estimates.contains("gamma-gamma,p,"), "\(estimates)")
        let silent = try Loyalty("fit log.csv --kind occasions --output w", in: scratch.path)
        #expect(silent.output.contains("An occasion is taken for a week, the default"), "\(silent)")
    }

    @Test("a table of counts has no unit, and what is expected of it says which one was taken")
    func tableUnit() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["t.csv": "x,t_x,n,customers\n0,0,6,50\n1,1,6,20\n3,5,6,20\n6,6,6,10\n2,4,6,10\n"])
        let run = try Loyalty("fit t.csv --kind occasions --output r", in: scratch.path)
        #expect(run.status == 0 && run.output.hasPrefix("t.csv: 110 customers; counts of occasions\n"), "\(run)")
        #expect(run.output.contains("An occasion is taken for a week, the default"), "\(run.output)")
        let rows = Loyalty.rows(try scratch.text("r/customers.csv"))
        #expect(rows.count == 5 && rows.allSatisfy { $0["value"] == "" }, "\(rows)")
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
                c,2021-12-31,5
                """
            ])
        let log = try SalesLog.read(path: scratch["log.csv"])
        let until = try #require(CalendarDate(iso: "2020-12-31"))
        let found = OccasionSummaries(log, try OccasionWindow(log, unit: .year, until: until))
        #expect(found.customers.map(\.name) == ["a", "b", "c"] && found.occasionsAhead == 1)
        #expect(found.customers.map(\.history.purchases) == [1, 0, 0])
        #expect(found.customers.map(\.history.last) == [1, 0, 0])
        #expect(found.customers.map(\.history.occasions) == [2, 2, 1])
        #expect(found.customers.map(\.heldOut) == [1, 0, 1])
    }

    /// Customers who buy in a year or not, on any of its days, up to a day of 2021.
    private static func occasionLog(until last: String) -> String {
        var rows = "customer_id,date,amount\n"
        for customer in 0..<300 {
            for year in 2016...2021 where year == 2016 || (customer + year * 7) % 3 > 0 {
                let date = "\(year)-0\(1 + (customer * 5 + year) % 9)-1\(customer / 9 % 9)"
                if date <= last { rows += "c\(customer),\(date),5\n" }
            }
        }
        return rows
    }

    @Test("a broken last occasion is neither calibrated on nor held out, and this is said")
    func brokenOccasion() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": Self.occasionLog(until: "2021-03-28")])
        let log = try SalesLog.read(path: scratch["log.csv"])
        let window = try OccasionWindow(log, unit: .year, until: nil)
        #expect(window.until.description == "2020-12-31" && window.holdoutEnd == nil)
        let found = OccasionSummaries(log, window)
        #expect(found.occasionsAhead == 0 && found.customers.allSatisfy { $0.history.occasions == 4 })
        let run = try Loyalty("fit log.csv --kind occasions --unit year --output a", in: scratch.path)
        #expect(run.status == 0 && run.output.contains("within a year in which more is to come"), "\(run)")
        #expect(run.output.contains("--calibrate-until 2021-12-31 counts it"), "\(run.output)")
        let held = try Loyalty(
            "fit log.csv --kind occasions --unit year --calibrate-until 2019-12-31 --output b", in: scratch.path)
        // A hundred customers do not come in any year: the year 2020 has the other two hundred.
        #expect(held.output.contains("200 made") && held.output.contains("no part of the holdout"), "\(held)")
        let none = try Loyalty(
            "fit log.csv --kind occasions --unit year --calibrate-until 2020-12-31 --output c", in: scratch.path)
        #expect(none.output.contains("Nothing was held out"), "\(none)")
        // As the user says, it is whole.
        let whole = try Loyalty(
            "fit log.csv --kind occasions --unit year --calibrate-until 2021-12-31 --output d", in: scratch.path)
        #expect(whole.output.contains("Calibration goes on to 2021-12-31"), "\(whole)")
        #expect(
            try scratch.text("d/customers.csv").split(separator: "\n").dropFirst().allSatisfy { $0.contains(",5,1,") })
    }

    @Test("a log whose occasions are all of one date, or end as the earlier ones do, is whole")
    func wholeOccasions() throws {
        let scratch = try Scratch()
        // Leap years move the day of the year, not the date.
        let oneDate = (2003...2006).map { "a,\($0)-06-15,5\nb,\($0)-06-15,5\n" }.joined()
        try scratch.make(
            "",
            files: [
                "date.csv": "customer_id,date,amount\n" + oneDate, "any.csv": Self.occasionLog(until: "2021-12-31"),
            ])
        for (file, last) in [("date.csv", "2006-06-15"), ("any.csv", "2021-09-18")] {
            let log = try SalesLog.read(path: scratch[file])
            let window = try OccasionWindow(log, unit: .year, until: nil)
            #expect(window.remark == nil && window.until.description == last, "\(file): \(window)")
        }
    }

    @Test("a contract's calibration may go on after the log, and counts its last renewals then")
    func contractBeyondTheLog() throws {
        let scratch = try Scratch()
        let small = """
            customer_id,date,amount
            a,2024-01-15,5
            a,2024-02-15,5
            a,2024-03-15,5
            b,2024-01-15,5
            b,2024-02-15,5
            """
        let log = Self.log.replacing("late,2017-10-01,49.90\n", with: "")
        try scratch.make("", files: ["small.csv": small + "\n", "log.csv": log])
        let run = try Loyalty(
            "fit small.csv --kind contract --unit month --calibrate-until 2024-04-30 --output s", in: scratch.path)
        #expect(run.status == 0 && run.output.contains("Calibration goes on to 2024-04-30"), "\(run)")
        let customers = try scratch.text("s/customers.csv")
        // Three and a half mean months after a's first payment are not over by then; two and a half after b's are.
        #expect(customers.contains("\na,2,false,") && customers.contains("\nb,1,true,"), "\(customers)")
        let short = try Loyalty("fit log.csv --kind contract --unit year --output short", in: scratch.path)
        // The 241 who paid for a seventh time; half a year after the latest of these dates, all are decided.
        #expect(
            short.output.contains("241 renewals, of dates less than half a year before the end")
                && short.output.contains("--calibrate-until 2017-09-08 counts them"), "\(short)")
        let long = try Loyalty(
            "fit log.csv --kind contract --unit year --calibrate-until 2017-09-08 --output long", in: scratch.path)
        #expect(long.status == 0 && !long.output.contains("not looked at"), "\(long)")
        // Fader, Hardie 2007, "regular": α = 0.704 and β = 1.182 to the printed digits.
        let rows = try scratch.text("long/fit.csv").split(separator: "\n").map { $0.split(separator: ",") }
        #expect(abs((Double(rows[1][2]) ?? 0) - 0.704) < 0.0006, "\(rows)")
        #expect(abs((Double(rows[2][2]) ?? 0) - 1.182) < 0.0006, "\(rows)")
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
