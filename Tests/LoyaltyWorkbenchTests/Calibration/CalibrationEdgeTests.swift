import Foundation
import LoyaltyModel
import Testing

/// Dates, names and data at the edge of what a fit takes.
@Suite("Edges of calibration")
struct CalibrationEdgeTests {
    private static let head = "customer_id,date,amount\n"

    /// Forty customers who buy two to five times in 2020, on the first days of months.
    private static let log: String = {
        var rows = head
        for customer in 0..<40 {
            for purchase in 0...(1 + customer % 4) {
                rows += "c\(customer),2020-\(String(format: "%02d", 1 + customer % 3 + 2 * purchase))-05,"
                rows += "\(5 + customer % 7 + purchase)\n"
            }
        }
        return rows
    }()

    /// A yearly payment of customers who renew so often, each number that of one customer.
    private static func contracts(_ renewals: [Int], amount: String = "49.90") -> String {
        var rows = head
        for (customer, renewals) in renewals.enumerated() {
            for year in 0...renewals { rows += "s\(customer),\(2010 + year)-03-01,\(amount)\n" }
        }
        // Somebody late, so that the seventh renewal was due long enough ago for all.
        return rows + "late,2017-10-01,\(amount)\n"
    }

    private static func fit(_ text: String, _ options: String, name: String = "log.csv") throws -> (Loyalty, Scratch) {
        let scratch = try Scratch()
        try scratch.make("", files: [name: text])
        return (try Loyalty("fit './\(name)' --output r " + options, in: scratch.path), scratch)
    }

    @Test("an end after the log's last date is taken and told, one a century away refused")
    func endAfterLog() throws {
        let words = "Calibration goes on to 2021-12-31, after the log's last date 2020-11-05"
        for kind in ["purchases --models nbd", "contract --unit month", "occasions --unit month"] {
            let (run, scratch) = try Self.fit(Self.log, "--kind \(kind) --calibrate-until 2021-12-31")
            #expect(run.status == 0 && run.output.contains(words), "\(kind): \(run.errors)\(run.output)")
            #expect(try scratch.text("r/manifest.json").contains("\"calibrate_until\" : \"2021-12-31\""), "\(kind)")
            let (refused, _) = try Self.fit(Self.log, "--kind \(kind) --calibrate-until 9999-12-31")
            #expect(refused.status == 64, "\(kind): \(refused.status)")
            #expect(refused.errors.contains("more than a century after the log begins"), "\(kind): \(refused.errors)")
        }
        let (run, scratch) = try Self.fit(Self.log, "--models nbd --calibrate-until 2021-12-31")
        #expect(run.status == 0)
        // c0 began on 2020-01-05: 726 days before the end, in weeks.
        let rows = try scratch.text("r/customers.csv").split(separator: "\n").map { $0.split(separator: ",") }
        let first = try #require(rows.first { $0[0] == "c0" })
        #expect(abs((Double(first[3]) ?? 0) - 726.0 / 7) < 1e-4, "\(first)")
    }

    @Test("contracts whose likelihood is highest at an end give a document that check takes")
    func boundaryContracts() throws {
        let cases: [(String, [Int], String)] = [
            (
                "half of them leave each year", (0..<128).map { min(7, (127 - $0).leadingZeroBitCount - 57) },
                "At a boundary: all customers leave with the same probability."
            ),
            (
                "at once or never", (0..<100).map { $0 % 2 * 7 },
                "At a boundary: customers leave at the first renewal or never."
            ),
            ("nobody leaves", Array(repeating: 7, count: 50), "At a boundary"),
            ("all leave at once", Array(repeating: 0, count: 50), "At a boundary"),
        ]
        for (name, renewals, words) in cases {
            let (run, scratch) = try Self.fit(Self.contracts(renewals), "--kind contract --unit year --margin 0.4")
            #expect(run.status == 0 && run.output.contains(words), "\(name): \(run.errors)\(run.output)")
            #expect(!run.output.contains("no log tells it"), "\(name): \(run.output)")
            let check = try Loyalty("check r/population.yaml", in: scratch.path)
            #expect(check.status == 0, "\(name): \(check.errors)")
        }
    }

    @Test("payments that no document can hold are a placeholder, and the command says so")
    func oddPayments() throws {
        for (amount, words) in [("0.001", "to speak of"), ("90000000", "beyond the ten million")] {
            let text = Self.contracts((0..<60).map { $0 % 8 }, amount: amount)
            let (run, scratch) = try Self.fit(text, "--kind contract --unit year")
            #expect(run.status == 0 && run.output.contains(words), "\(amount): \(run.errors)\(run.output)")
            #expect(try scratch.text("r/population.yaml").contains("basket: { fixed: { amount: 1 } }"), "\(amount)")
            let check = try Loyalty("check r/population.yaml", in: scratch.path)
            #expect(check.status == 0, "\(amount): \(check.errors)")
        }
    }

    @Test("a cut within an occasion is refused with the occasion's last day")
    func cutInsideOccasion() throws {
        for (unit, date, end) in [
            ("month", "2020-06-10", "2020-06-30"), ("year", "2020-06-10", "2020-12-31"),
            // Weeks run from the log's first day, 2020-01-05.
            ("week", "2020-01-06", "2020-01-11"),
        ] {
            let (run, _) = try Self.fit(Self.log, "--kind occasions --unit \(unit) --calibrate-until \(date)")
            #expect(run.status == 64, "\(unit): \(run.status) \(run.errors)")
            #expect(run.errors.contains("lies within a \(unit): its last day is \(end)"), "\(unit): \(run.errors)")
        }
    }

    @Test("file names of any letters leave the document sound")
    func fileNames() throws {
        for name in ["my: log #1.csv", "a \"b\" {c}.csv", "- x.csv", "käse [1], 100 %.csv"] {
            for options in ["--models nbd", "--kind contract --unit month"] {
                let (run, scratch) = try Self.fit(Self.log, options, name: name)
                #expect(run.status == 0, "\(name), \(options): \(run.errors)")
                let check = try Loyalty("check r/population.yaml", in: scratch.path)
                #expect(check.status == 0, "\(name), \(options): \(check.errors)")
            }
        }
    }

    @Test("without gamma-gamma the document's basket is a placeholder, and the command says so")
    func noSpend() throws {
        let (run, scratch) = try Self.fit(Self.log, "--models bg-nbd")
        #expect(run.status == 0 && run.output.contains("basket of 1 is a placeholder"), "\(run.errors)\(run.output)")
        #expect(try scratch.text("r/population.yaml").contains("basket: { fixed: { amount: 1 } }"))
        #expect(try !scratch.text("r/validation.csv").contains("spend"))
        let check = try Loyalty("check r/population.yaml", in: scratch.path)
        #expect(check.status == 0, "\(check.errors)")
    }

    @Test("mean baskets that hardly differ are one basket, and are not called a fit that failed")
    func alikeBaskets() throws {
        var rows = Self.head
        for customer in 0..<60 {
            for purchase in 0...(1 + customer % 4) {
                rows += "c\(customer),2020-\(String(format: "%02d", 1 + customer % 3 + 2 * purchase))-05,"
                rows += "20.00\((customer * 7 + purchase * 3) % 10)\n"
            }
        }
        let (run, scratch) = try Self.fit(rows, "--models nbd,gamma-gamma")
        #expect(run.status == 0 && !run.output.contains("NOT converged"), "\(run.errors)\(run.output)")
        #expect(try scratch.text("r/population.yaml").contains("basket: { fixed: { amount: 20 } }"))
    }

    @Test("contracts to which many come back are doubted, and a regularity that nothing shows is not told")
    func doubts() throws {
        var rows = Self.head
        for customer in 0..<50 {
            for year in [2010, 2011] + (customer % 4 == 0 ? [2014] : []) { rows += "s\(customer),\(year)-03-01,20\n" }
        }
        let (contract, _) = try Self.fit(rows + "late,2017-10-01,20\n", "--kind contract --unit year")
        #expect(contract.output.contains("of the customers paid again after a missed renewal"), "\(contract.output)")
        // Twelve customers with two gaps each, drawn from an exponential law and three days more: k = 2 is likelier by
        // 1.01, less than ln 12 / 2, which is what Schwarz's criterion asks of a parameter.
        let gaps = [
            13, 7, 23, 9, 5, 23, 103, 67, 60, 13, 33, 15, 10, 7, 12, 107, 73, 68, 67, 11, 17, 42, 55, 80,
        ]
        let first = try #require(CalendarDate(iso: "2020-01-01"))
        var few = Self.head
        for customer in 0..<12 {
            let days = [
                customer, customer + gaps[2 * customer], customer + gaps[2 * customer] + gaps[2 * customer + 1],
            ]
            for day in days { few += "c\(customer),\(first.adding(days: day)),5\n" }
        }
        let (run, _) = try Self.fit(few, "--models bg-nbd,bg-cnbd-k")
        #expect(run.output.contains("No regularity is seen: k = 2"), "\(run.errors)\(run.output)")
        // Of three customers the criterion asks for 0.55 only, a likelihood ratio at 5 % for 1.92: k = 2 gains 1.51, and
        // in whole days k = 3 is less likely than k = 1 (by 0.13, counted apart).
        var three = Self.head
        for (customer, gaps) in [[8, 33], [30, 12], [14, 45]].enumerated() {
            for day in [customer, customer + gaps[0], customer + gaps[0] + gaps[1]] {
                three += "c\(customer),\(first.adding(days: day)),5\n"
            }
        }
        let (hardly, _) = try Self.fit(three, "--models bg-nbd,bg-cnbd-k")
        #expect(hardly.output.contains("No regularity is seen: k = 2"), "\(hardly.errors)\(hardly.output)")
    }

    @Test("the regularity that is told is that of the model which is written")
    func regularityOfTheChosen() throws {
        // Few come back, so the two models may differ in k.
        let again = [
            [29, 138], [13, 74], [29, 48, 61, 89, 122, 139], [36, 44, 62], [33, 122], [36, 115], [30, 59],
            [2, 34, 54, 84], [36, 111], [16, 30, 49, 69, 99, 105, 119, 131], [40, 52, 76, 90, 123],
        ]
        let once = [
            0, 0, 0, 1, 1, 1, 2, 3, 3, 4, 4, 5, 7, 8, 10, 10, 11, 11, 12, 12, 13, 14, 14, 14, 15, 15, 15, 16,
            16, 17, 17, 17, 18, 18, 20, 20, 20, 21, 21, 22, 22, 23, 25, 25, 25, 26, 26, 28, 29, 31, 31, 32, 32,
            32, 32, 33, 34, 34, 35, 36, 37, 38, 39, 39, 40, 40, 40, 41, 41,
        ]
        let first = try #require(CalendarDate(iso: "2020-01-01"))
        var rows = Self.head
        for (customer, days) in (once.map { [$0] } + again).enumerated() {
            for day in days { rows += "c\(customer),\(first.adding(days: day)),5\n" }
        }
        let (run, _) = try Self.fit(rows, "--models bg-cnbd-k,mbg-cnbd-k")
        #expect(run.output.contains(/(?m)^\* mbg-cnbd-k .* k 6,/), "\(run.output)")
        #expect(run.output.contains(/(?m)^  bg-cnbd-k .* k 5,/), "\(run.output)")
        #expect(run.output.contains("Customers buy regularly: k = 6."), "\(run.output)")
    }

    @Test("currencies that ISO 4217 does not know are refused wherever one is named")
    func currencies() throws {
        let (run, scratch) = try Self.fit(Self.log, "--currency ZZZ")
        #expect(run.status == 64 && run.errors.contains("ISO 4217"), "\(run.status) \(run.errors)")
        try scratch.make(
            "", files: ["p.yaml": "document: population\ntitle: t\nsource: s\ndescription: d\ncurrency: ZZZ\n"])
        let check = try Loyalty("check p.yaml", in: scratch.path)
        #expect(check.status == 65 && check.output.contains("currency: found \"ZZZ\""), "\(check.output)")
    }

    @Test("control characters of a log do not reach the terminal")
    func controlCharacters() throws {
        let (run, _) = try Self.fit(Self.head + "a,2020-01-01,\u{1B}[31m5\n", "")
        #expect(run.status == 65 && !run.errors.unicodeScalars.contains("\u{1B}"), "\(run.errors)")
        #expect(run.errors.contains("\\u{1b}[31m5"), "\(run.errors)")
    }

    @Test("occasions' holdout is simulated as the model expects it")
    func occasionsValidation() throws {
        // Two years by month: three kinds of customers, one in twenty leaves before each occasion.
        var stream = Luck(seed: 3, replication: 0).stream(.world, .bootstrap, 0)
        func uniform() -> Double { (Double(stream.next()) + 0.5) / 4_294_967_296 }
        var text = Self.head
        var (bought, buyers) = (0, 0)
        for customer in 0..<400 {
            text += "c\(customer),2020-01-15,5\n"
            var late = 0
            for month in 1..<24 {
                if uniform() < 0.05 { break }
                guard uniform() < [0.1, 0.3, 0.6][customer % 3] else { continue }
                text += "c\(customer),\(2020 + month / 12)-\(String(format: "%02d", 1 + month % 12))-15,5\n"
                if month >= 18 { late += 1 }
            }
            bought += late
            buyers += late > 0 ? 1 : 0
        }
        let (run, scratch) = try Self.fit(text, "--kind occasions --unit month --calibrate-until 2021-06-30")
        #expect(run.status == 0, "\(run.errors)")
        func rows(_ file: String) throws -> [[Substring]] {
            try scratch.text("r/" + file).split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        }
        let summary = try rows("fit_summary.csv")[0]
        #expect(summary[9] == "\(bought)", "\(summary), \(bought)")
        let expected = try #require(Double(summary[10]))
        let validation = try rows("validation.csv")
        #expect(validation.map { $0[2] } == ["purchases", "customers_who_bought"])
        #expect(validation.map { $0[4] } == ["\(bought)", "\(buyers)"], "\(validation)")
        let (simulated, deviation) = (try #require(Double(validation[0][5])), try #require(Double(validation[0][6])))
        // Four standard errors of a hundred worlds' mean.
        #expect(
            validation[0][7] == "100" && abs(simulated - expected) < 4 * deviation / 10, "\(validation), \(expected)")
    }

    @Test("memoryless buyers of several purchases a week are not taken for regular ones")
    func mergedDays() throws {
        let planted = Population(
            unitDays: 7, customers: 500,
            segments: [
                Segment(
                    name: "all", share: 1, purchase: .poissonGamma(PoissonGamma(r: 3, alpha: 1.5)), attrition: .none,
                    basket: .gammaGamma(GammaGamma(p: 3, q: 4, gamma: 30)), marginMillionths: 0)
            ])
        let scratch = try Scratch()
        let arrivals = (0..<500).map { Double($0 % 28) }
        let text = try SimulatedLog.text(planted, arrivals, start: "2022-01-03", days: 364, world: 0)
        try scratch.make("", files: ["log.csv": text])
        let run = try Loyalty("fit log.csv --models nbd,mbg-cnbd-k --output r", in: scratch.path)
        // The density of instants is likelier for k = 2, and no day says so.
        #expect(
            run.output.contains("random (k = 1; a larger k is likelier only because purchases of a day are one"),
            "\(run)")
        // Each simulated purchase stands for a day with purchases: as many as the log has, and of these some share a day.
        let rows = try scratch.text("r/validation.csv").split(separator: "\n").map { $0.split(separator: ",") }
        let purchases = try #require(rows.first { $0[2] == "repeat_purchases" })
        let days = try #require(rows.first { $0[2] == "repeat_purchase_days" })
        let (made, simulated) = (try #require(Double(purchases[4])), try #require(Double(purchases[5])))
        let (deviation, merged) = (try #require(Double(purchases[6])), try #require(Double(days[5])))
        #expect(abs(simulated - made) < 4 * deviation, "\(purchases)")
        #expect(days[4] == purchases[4] && merged < 0.95 * simulated, "\(days)")
        #expect(run.output.contains("of theirs are on a day with another one"), "\(run.output)")
    }

    @Test("rows that a log holds twice are told")
    func repeatedRows() throws {
        var rows = ""
        for customer in 0..<60 {
            for day in [1, 3 + customer % 5, 20 + customer % 7] {
                rows += "c\(customer),2024-03-\(day < 10 ? "0" : "")\(day),\(5 + customer % 11).5\n"
            }
        }
        let (once, _) = try Self.fit(Self.head + rows, "--models nbd,gamma-gamma")
        #expect(once.status == 0 && !once.output.contains("the amount of another one"), "\(once)")
        let (twice, _) = try Self.fit(Self.head + rows + rows, "--models nbd,gamma-gamma")
        #expect(twice.output.contains("180 of these with the amount of another one"), "\(twice)")
        #expect(twice.output.contains("180 rows have the customer, day and amount of another one"), "\(twice)")
    }

    @Test("what goes with frequency only between segments is not said to be nothing")
    func segmentsCarrySpend() throws {
        // Shops buy more often than households, and for more; within both, spend has nothing to do with frequency.
        var luck = Luck(seed: 3, replication: 0).stream(.world, .bootstrap, 0)
        func uniform() -> Double { (Double(luck.next()) + 0.5) / 4_294_967_296 }
        let first = try #require(CalendarDate(iso: "2022-01-01"))
        var rows = "customer_id,date,amount,sort\n"
        for customer in 0..<600 {
            let isShop = customer % 2 == 0
            let gap = (isShop ? 15.0 : 60) * (0.5 + uniform())
            var day = 60 * uniform()
            while day < 365 {
                let amount = (isShop ? 100.0 : 20) * (0.5 + uniform())
                let date = first.adding(days: Int(day))
                rows += "c\(customer),\(date),\((amount * 100).rounded() / 100),\(isShop ? "shop" : "home")\n"
                day -= gap * Foundation.log(uniform())
            }
        }
        let (run, _) = try Self.fit(rows, "--models nbd,gamma-gamma --segments column:sort")
        #expect(run.output.contains("Spend goes with frequency (rank correlation"), "\(run)")
        #expect(run.output.contains("what there is between its segments they carry"), "\(run)")
    }

    @Test("a table of counts is told from a log that lacks columns, and a column without a name asked for")
    func suggestions() throws {
        let (table, _) = try Self.fit("x,t_x,n,customers\n2,3,6,40\n", "")
        #expect(table.status == 65 && table.errors.contains("--kind occasions"), "\(table)")
        let (columns, _) = try Self.fit(Self.head + "a,2024-01-01,5\n", "--columns customer")
        #expect(columns.status == 64 && columns.errors.contains("did you mean customer=NAME?"), "\(columns)")
    }
}
