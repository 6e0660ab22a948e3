import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// What is owed beside the deferred revenue of points.
@Suite struct ObligationTests {
    /// Vouchers that are valid for the month after their conversion: what is used in a month is of the month before.
    @Test func `points that became vouchers are revenue when the vouchers are used or run out`() async throws {
        var scenario = try BooksTests.rich()
        let points = PointsMechanic(
            earn: EarnRule(perMoneyMillionths: 1_000_000), expiry: .never,
            conversion: VoucherConversion(points: Points(20), value: Money(minor: 300), validMonths: 1))
        scenario.programs[0].mechanics = [.points(points)]
        let result = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
        let scratch = try Scratch()
        try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        let checks = try BooksTests.rows(scratch, "reconciliation.csv")
        #expect(checks.allSatisfy { $0["largest_difference"] == "0" }, "\(checks)")
        let rows = try BooksTests.rows(scratch, "obligations.csv").filter {
            $0["obligation"] == "vouchers" && $0["replication"] == "1"
        }
        let view = ArmView(scenario: result.scenario, outcome: result.outcomes[0], arm: 1)
        try #require(rows.count == view.months.count && view.sum(.vouchersUsed) > 0)
        func number(_ row: [String: String], _ name: String) throws -> Double { try #require(Double(row[name] ?? "")) }
        let accounts = try #require(Books(result)).programs[0].worlds[0]
        /// What points converted in a month carried of deferred revenue as a later month's estimates have it: all that is
        /// redeemed is converted.
        func carried(_ converted: Int, seen month: Int) -> Double {
            accounts.prefix(converted + 1).reduce(0) { sum, account in
                guard let then = account.period(converted), let now = account.period(month), now.expectedTotal > 0
                else {
                    return sum
                }
                let allocation = Double(account.allocation.rounded.minor)
                return sum + allocation * Double(then.redeemed) / Double(now.expectedTotal)
            }
        }
        var moved = 0.0
        for (month, row) in rows.enumerated() {
            // Half a cent for each cohort's allocation, revenue to date and before, and change.
            let tolerance = 2.0 * Double(month + 1)
            try #expect(abs(number(row, "closing") - carried(month, seen: month)) <= tolerance, "\(row)")
            guard month > 0 else { continue }
            let (last, issued) = (carried(month - 1, seen: month), view.value(.vouchersIssued, month - 1))
            moved = max(moved, abs(last - carried(month - 1, seen: month - 1)))
            let used = Double(view.value(.vouchersUsed, month))
            let expected = issued > 0 ? last * used / Double(issued) : 0
            try #expect(abs(number(row, "released") - expected) <= tolerance, "\(row): \(expected)")
            // What is left of the month before has run out.
            try #expect(abs(number(row, "released") + number(row, "withdrawn") - last) <= tolerance, "\(row)")
        }
        #expect(moved > 24, "estimates change by more than the tolerances: \(moved)")
        var owed: Int64 = 0
        for row in try BooksTests.rows(scratch, "journal.csv") where row["account"] == "deferred_vouchers" {
            owed += (Int64(row["credit"] ?? "") ?? 0) - (Int64(row["debit"] ?? "") ?? 0)
        }
        #expect(rows.last?["closing"] == String(owed))
        // A voucher is worth what of it is used.
        let value = try #require(try BooksTests.rows(scratch, "cost_per_point.csv").first { $0["use"] == "converted" })
        let share = try number(value, "face_value_per_point") / 15
        #expect((0.0...1).contains(share) && share < 1, "\(value)")
    }

    @Test func `points sold to partners are revenue as they are redeemed, whatever their price does to nothing else`()
        async throws
    {
        func tables(_ thousandths: Int64) async throws -> (Scratch, RunResult) {
            var scenario = try SmallStudy.scenario(replications: 3)
            scenario.programs = [scenario.programs[0]]
            let fuel = CoalitionMechanic.Partner(
                name: "fuel", visitsPerYear: 24, meanBasket: Money(minor: 5000), perMoneyMillionths: 500_000,
                burn: .nothing, terms: SettlementTerms(pricePerPoint: FineMoney(thousandths: thousandths)))
            scenario.programs[0].mechanics.append(.coalition(CoalitionMechanic(partners: [fuel])))
            scenario.finance = FinanceTerms(runOff: 12)
            let result = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
            let scratch = try Scratch()
            try ResultTables.write(result, command: "loyalty run", to: scratch.path)
            return (scratch, result)
        }
        let (free, _) = try await tables(0)
        let (paid, result) = try await tables(3000)
        for file in ["deferral_rollforward.csv", "deferral_cohorts.csv", "liability_distribution.csv"] {
            #expect(try free.text(file) == paid.text(file), "\(file)")
        }
        #expect(try BooksTests.rows(free, "obligations.csv").isEmpty)
        let checks = try BooksTests.rows(paid, "reconciliation.csv")
        #expect(checks.allSatisfy { $0["largest_difference"] == "0" }, "\(checks)")
        let rows = try BooksTests.rows(paid, "obligations.csv").filter { $0["replication"] == "1" }
        let settled = try BooksTests.rows(paid, "settlement.csv").filter {
            $0["replication"] == "1" && $0["partner"] == "fuel"
        }
        try #require(rows.count == settled.count && rows.allSatisfy { $0["obligation"] == "sold_points" })
        let account = try #require(Books(result)).programs[0].worlds[0]
        var closing: Int64 = 0
        for (month, (row, settled)) in zip(rows, settled).enumerated() {
            let n = try ["opening", "added", "released", "withdrawn", "closing"].map {
                try #require(Int64(row[$0] ?? ""))
            }
            #expect(n[1] == Int64(settled["billed"] ?? "") && n[0] == closing && n[3] == 0, "\(row)")
            closing = n[4]
            #expect(closing == n[0] + n[1] - n[2], "\(row)")
            // Each cohort's price × what is still to be redeemed ÷ all that will be, by hand, to half a cent a cohort.
            let expected = (0...month).reduce(0.0) { sum, cohort in
                guard let period = account[cohort].period(month), period.expectedTotal > 0 else { return sum }
                let price = Double(rows[cohort]["added"] ?? "") ?? .nan
                return sum + price * (1 - Double(period.cumulativeRedeemed) / Double(period.expectedTotal))
            }
            #expect(abs(Double(closing) - expected) <= 0.5 * Double(month + 1), "\(row): \(expected)")
        }
        #expect(closing > 0)
        let journal = try BooksTests.rows(paid, "journal.csv").filter { $0["account"] == "deferred_sold_points" }
        let owed = journal.reduce(Int64(0)) { $0 + (Int64($1["credit"] ?? "") ?? 0) - (Int64($1["debit"] ?? "") ?? 0) }
        #expect(owed == closing)
    }

    /// Memberships that are paid for, with a joining fee, left and given back; cashback; a bonus at the year's end. None has
    /// points, so nothing stands in a table of points.
    @Test func `programs without points have a journal, and what they owe rolls forward`() async throws {
        var scenario = try SmallStudy.scenario(replications: 3)
        let start = scenario.calendar.start
        scenario.calendar = StudyCalendar(start: start, months: 15)
        scenario.population.segments[0].attrition = .exponentialGamma(ExponentialGamma(s: 2, beta: 30))
        let paid = PaidMechanic(
            fee: Money(minor: 4900), every: .year, refund: .proRata, fullRefundDays: 14, deliveryCost: Money(minor: 150)
        )
        let all = [DiscountMechanic.Bracket(from: .zero, shareMillionths: 20_000)]
        let annual = AnnualMechanic(measure: .spend, brackets: [.init(from: 0, bonus: .share(10_000))])
        let mechanics: [(String, [Mechanic])] = [
            ("paid", [.paid(paid)]),
            (
                "cashback",
                [
                    .cashback(
                        CashbackMechanic(brackets: all, form: .bonus(validMonths: 2), minimumPayout: Money(minor: 100)))
                ]
            ),
            ("annual", [.annual(annual)]),
        ]
        let base = scenario.programs[0]
        scenario.programs = mechanics.map { name, mechanics in
            var program = base
            (program.name, program.mechanics) = (name, mechanics)
            if name == "paid" { program.enrolment.fee = Money(minor: 500) }
            return program
        }
        scenario.finance = FinanceTerms(runOff: 6, joiningFeeMonths: 3)
        let result = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
        let scratch = try Scratch()
        let warnings = try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        #expect(warnings.allSatisfy { !$0.contains("reconciliation.csv") }, "\(warnings)")
        let checks = try BooksTests.rows(scratch, "reconciliation.csv")
        #expect(checks.count == 3 * (3 + 6) && checks.allSatisfy { $0["largest_difference"] == "0" }, "\(checks)")
        #expect(try BooksTests.rows(scratch, "liability_distribution.csv").isEmpty)

        var totals: [String: Int64] = [:]
        for row in try BooksTests.rows(scratch, "journal.csv") {
            let (debit, credit) = (Int64(row["debit"] ?? "") ?? 0, Int64(row["credit"] ?? "") ?? 0)
            totals[["program", "entry", "account"].map { row[$0] ?? "" }.joined(separator: " "), default: 0] +=
                debit - credit
        }
        let views = (1...3).map { ArmView(scenario: scenario, outcome: result.outcomes[0], arm: $0) }
        #expect(totals["paid fees_refunded cash", default: 0] < 0, "somebody has left and has money back")
        #expect(totals["paid fees_refunded deferred_fees", default: 0] > 0)
        let deliveries = views[0].sum(.rewardCost)
        #expect(totals["paid services payables"] == -deliveries && deliveries % 150 == 0 && deliveries > 0)
        #expect(totals["paid rewards inventory"] == nil, "a delivery comes from no stock")
        #expect(totals["cashback cashback_earned cashback_owed"] == -views[1].total(.cashbackEarned))
        #expect(totals["annual annual_bonus cash"] == -views[2].total(.annualGranted))
        #expect(views[2].total(.annualGranted) > 0)
        try Self.checkObligations(
            BooksTests.rows(scratch, "obligations.csv"), cashback: views[1].total(.cashbackOutstanding))
    }

    /// Each obligation rolls forward in every world, and what is owed of cashback in world 1 is what its members have left.
    private static func checkObligations(_ rows: [[String: String]], cashback: Int64) throws {
        #expect(
            Set(rows.map { "\($0["program"] ?? "") \($0["obligation"] ?? "")" })
                == ["paid membership_fees", "cashback cashback"])
        #expect(rows.count == 2 * 3 * 15)
        var closing: Int64 = 0
        for row in rows {
            let n = try ["opening", "added", "released", "withdrawn", "closing"].map {
                try #require(Int64(row[$0] ?? ""))
            }
            #expect(n[0] == (row["month"] == "2026-01" ? 0 : closing) && n.allSatisfy { $0 >= 0 }, "\(row)")
            closing = n[4]
            #expect(closing == n[0] + n[1] - n[2] - n[3], "\(row)")
        }
        let last = rows.first {
            $0["obligation"] == "cashback" && $0["replication"] == "1" && $0["month"] == "2027-03"
        }
        #expect(last?["closing"] == String(cashback) && cashback > 0)
    }
}
