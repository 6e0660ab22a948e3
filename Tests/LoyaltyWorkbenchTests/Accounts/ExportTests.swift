import Foundation
import Testing

/// A run's exports, read again by the commands for a company's own extracts, whatever the scenario.
@Suite struct ExportTests {
    /// Points with rewards, as money and as vouchers; partners whose points are sold; levels with a value of their own;
    /// estimates of several kinds; money of two decimals and of three.
    @Test(
        arguments: [
            ("launch", "{ run_off: 8, status: { value: 0.02, months: 12 } }", "EUR"),
            ("named-programs", "{ run_off: 8, estimator: cape-cod }", "KWD"),
            ("coffee", "{ run_off: 3, estimator: chain-ladder, tail: 1.1 }", "EUR"),
        ])
    func `give the run's own figures`(scenario: String, finance: String, currency: String) throws {
        let scratch = try Scratch()
        let path = Loyalty.packageFile("scenarios/\(scenario).yaml")
        let run = try Loyalty(
            "run \(path) --customers 200 --replications 3 --quiet --output r --set currency=\(currency) "
                + "--set 'finance=\(finance)'", in: scratch.path)
        try #require(run.status == 0, "\(run.errors)")
        let rollforward = try BooksTests.rows(scratch, "r/deferral_rollforward.csv").filter { $0["replication"] == "1" }
        let read = try Loyalty(
            "defer r/deferral_cohorts.csv r/deferral_redemptions.csv --output schedule.csv", in: scratch.path)
        #expect(read.status == 0, "\(read.errors)")
        let schedule = try BooksTests.rows(scratch, "schedule.csv")
        let programs = Set(rollforward.compactMap { $0["program"] })
        #expect(!programs.isEmpty)
        for program in programs {
            let own = schedule.filter { $0["cohort"]?.hasPrefix(program + "/") == true }
            let months = rollforward.filter { $0["program"] == program }
            let names = months.compactMap { $0["month"] }
            for (place, row) in months.enumerated() {
                var (liability, revenue): (Int64, Int64) = (0, 0)
                for entry in own {
                    let month = try #require(entry["cohort"]?.split(separator: "/").last.map(String.init))
                    let cohort = try #require(names.firstIndex(of: month), "\(entry)")
                    guard let period = entry["period"].flatMap(Int.init), period == place - cohort + 1, period > 0
                    else {
                        continue
                    }
                    liability += try #require(Int64(entry["liability"]?.replacing(".", with: "") ?? ""))
                    revenue += try #require(Int64(entry["revenue"]?.replacing(".", with: "") ?? ""))
                }
                let released = ["redemption_release", "reestimation", "expiry_release"]
                    .reduce(0) { $0 + (Int64(row[$1] ?? "") ?? 0) }
                #expect(String(liability) == row["closing"] && revenue == released, "\(program), \(row)")
            }
            try check(program, scratch)
        }
    }

    /// Chain ladder, Bornhuetter-Ferguson and Cape Cod on the run's triangle.
    private func check(_ program: String, _ scratch: Scratch) throws {
        let estimates = try BooksTests.rows(scratch, "r/urr_estimate.csv").filter {
            $0["program"] == program && $0["method"] == "chain-ladder"
        }
        guard let tail = try BooksTests.tail(program, scratch, folder: "r/") else {
            // The run says that nothing says how the triangle goes on, and so does the command.
            let fitted = try Loyalty(
                "reserve r/cohort_triangle.csv --program \(program) --tail fitted", in: scratch.path)
            #expect(fitted.status == 65, "\(program)")
            return
        }
        let reserve = try Loyalty(
            "reserve r/cohort_triangle.csv --program \(program) --tail \(tail)", in: scratch.path)
        guard reserve.status == 0 else {
            // A triangle that tells nothing has no rows of this method in the run either.
            #expect(reserve.status == 65 && estimates.allSatisfy { $0["ultimate"] == "" }, "\(reserve.errors)")
            return
        }
        let rows = Dictionary(uniqueKeysWithValues: reserve.rows.map { ($0["issue_month"] ?? "", $0) })
        for row in estimates {
            let own = try #require(rows[row["issue_month"] ?? ""], "\(row)")
            #expect(
                own["ultimate"] == row["ultimate"] && own["standard_error"] == row["standard_error"], "\(own) \(row)")
        }
        #expect(!estimates.isEmpty)
    }
}
