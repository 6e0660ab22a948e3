import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct BooksTests {
    /// ``SmallStudy`` with books, and with points of `near` that expire.
    private static func result(replications: Int = 12, runOff: Int = 18, finance: Bool = true) async throws -> RunResult
    {
        var scenario = try SmallStudy.scenario(replications: replications)
        if case .points(var points) = scenario.programs[0].mechanics[0] {
            points.expiry = .endOfMonth(months: 3)
            scenario.programs[0].mechanics = [.points(points)]
        }
        if finance { scenario.finance = FinanceTerms(runOff: runOff) }
        return await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
    }

    /// The tail of a program's triangle, as a run says it took it; nil for none.
    static func tail(_ program: String, _ scratch: Scratch, folder: String = "") throws -> String? {
        let row = try rows(scratch, folder + "assumptions.csv").first { $0["path"] == "programs.\(program).tail" }
        let tail = try #require(row?["value"])
        return tail.isEmpty ? nil : tail
    }

    static func rows(_ scratch: Scratch, _ file: String) throws -> [[String: String]] {
        let lines = try scratch.text(file).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    @Test func `everything that must agree agrees, to the point and to the cent`() async throws {
        let scratch = try Scratch()
        try ResultTables.write(await Self.result(), command: "loyalty run", to: scratch.path)
        let rows = try Self.rows(scratch, "reconciliation.csv")
        #expect(rows.count == 2 * (3 + 4 + 6))
        #expect(rows.count { $0["kind"] == "independent" } == 2 * (1 + 4 + 4))
        #expect(rows.allSatisfy { $0["largest_difference"] == "0" && $0["difference"] == "0" }, "\(rows)")
        #expect(
            rows.filter { $0["left"] == "0" }.map { $0["check"] } == [
                "fees earned and deferred in the journal = fees of the run",
                "cashback owed in the journal = cashback outstanding of the run",
                "points expired by cohort = points roll-forward",
                "fees earned and deferred in the journal = fees of the run",
                "cashback owed in the journal = cashback outstanding of the run",
            ])
    }

    @Test func `deferred revenue rolls forward, and splits into current and later`() async throws {
        let scratch = try Scratch()
        try ResultTables.write(await Self.result(), command: "loyalty run", to: scratch.path)
        let parts = try Self.rows(scratch, "current_noncurrent.csv")
        let rows = try Self.rows(scratch, "deferral_rollforward.csv")
        #expect(rows.count == 2 * 12 * 6 && parts.count == rows.count)
        var closing: Int64 = 0
        for (row, part) in zip(rows, parts) {
            func number(_ name: String) throws -> Int64 { try #require(Int64(row[name] ?? "")) }
            let opening = try number("opening")
            #expect(row["month"] == "2026-01" || opening == closing)
            closing = try number("closing")
            let outflow = try number("redemption_release") + number("reestimation") + number("expiry_release")
            #expect(closing == opening + (try number("deferred")) - outflow, "\(row)")
            #expect(part["liability"] == row["closing"])
            let split = try ["current", "noncurrent"].map { try #require(Int64(part[$0] ?? "")) }
            #expect(split[0] + split[1] == closing && split.allSatisfy { $0 >= 0 }, "\(part)")
            // Points of `near` live for three months after that of issue: all of them fall due within a year.
            if row["program"] == "near" { #expect(split[1] == 0, "\(part)") }
        }
    }

    @Test func `the exports read again give the run's own figures`() async throws {
        let scratch = try Scratch()
        try ResultTables.write(await Self.result(), command: "loyalty run", to: scratch.path)
        let run = try Loyalty(
            "defer deferral_cohorts.csv deferral_redemptions.csv --output schedule.csv", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        let schedule = try Self.rows(scratch, "schedule.csv")
        let rollforward = try Self.rows(scratch, "deferral_rollforward.csv").filter { $0["replication"] == "1" }
        for program in ["near", "far"] {
            for (place, row) in rollforward.filter({ $0["program"] == program }).enumerated() {
                // The liability of every cohort at the end of the month: in the period that is its age.
                var liability: Int64 = 0
                for entry in schedule where entry["cohort"]?.hasPrefix(program + "/") == true {
                    let cohort = try #require(Int(entry["cohort"]?.suffix(2) ?? "")) - 1
                    guard entry["period"] == String(place - cohort + 1), place >= cohort else { continue }
                    liability += try #require(Int64(entry["liability"]?.replacing(".", with: "") ?? ""))
                }
                #expect(String(liability) == row["closing"], "\(program) month \(place)")
            }
            let tail = try Self.tail(program, scratch)
            guard let tail else { continue }
            let reserve = try Loyalty(
                "reserve cohort_triangle.csv --program \(program) --tail \(tail)", in: scratch.path)
            let estimates = try Self.rows(scratch, "urr_estimate.csv").filter {
                $0["program"] == program && $0["method"] == "chain-ladder"
            }
            for row in estimates {
                let month = try #require(row["issue_month"])
                let line = try #require(reserve.output.split(separator: "\n").first { $0.hasPrefix(month + ",") })
                let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                #expect(cells[5] == row["ultimate"] && cells[8] == row["standard_error"], "\(line)")
            }
            #expect(estimates.count == 6)
        }
    }

    /// What is read off the other worlds is right on average: over 12 worlds the mean error is within 4 standard errors
    /// of 0.
    @Test func `estimates are right on average, and the truth is what the world redeems`() async throws {
        let result = try await Self.result()
        let books = try #require(Books(result))
        for program in books.programs {
            for month in 1..<6 {
                let errors = program.worlds.indices.map { world in
                    program.liability(.cost, world: world, month: month)
                        - program.liability(.cost, world: world, month: month, inTruth: true)
                }
                let estimate = Estimate(errors)
                #expect(abs(estimate.mean) <= 4 * (estimate.standardError ?? 0), "month \(month): \(estimate)")
            }
            for account in program.worlds.joined() {
                #expect(account.ultimate >= account.periods.last?.cumulativeRedeemed ?? 0)
                #expect(account.undecided >= 0)
                if program.arm == 1 { #expect(account.undecided == 0, "points of near live four months") }
            }
        }
    }

    @Test func `nobody redeems more than is outstanding, however high the estimate`() async throws {
        for estimator in [
            RedemptionEstimator.otherWorlds, .ownTriangle(.chainLadder, tail: 2),
            .ownTriangle(.bornhuetterFerguson(priorRate: 1), tail: 2), .ownTriangle(.capeCod, tail: nil),
            .curve(RedemptionCurve([.init(age: 12, share: 1)])),
        ] {
            var scenario = try await Self.result().scenario
            scenario.finance = FinanceTerms(runOff: 18, estimator: estimator)
            let books = try #require(Books(await RunStudy(scenario: scenario).result(workers: 2) { _ in true }))
            for program in books.programs {
                for (world, accounts) in program.worlds.enumerated() {
                    var outstanding: Int64 = 0
                    for account in accounts {
                        for (period, expired) in zip(account.periods, account.expired) {
                            let most = account.issued - expired
                            #expect(period.expectedTotal <= most, "\(estimator.name): \(period), at most \(most)")
                        }
                        let last = try #require(account.periods.last)
                        outstanding += account.issued - last.cumulativeRedeemed - (account.expired.last ?? 0)
                    }
                    // A rate a hundred points higher: all that is outstanding, and nothing else.
                    let all = program.liability(.cost, world: world, month: 5, shift: 1)
                    #expect(
                        abs(all - Double(outstanding) * program.value.cost) < 1e-6 * max(1, all), "\(estimator.name)")
                }
            }
        }
    }

    @Test func `points that never expire are not said to break`() async throws {
        var scenario = try SmallStudy.scenario(replications: 3)
        scenario.finance = FinanceTerms(runOff: 18, estimator: .ownTriangle(.chainLadder, tail: 1.5))
        let scratch = try Scratch()
        let result = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
        try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        let assumptions = try Self.rows(scratch, "assumptions.csv")
        let accounts = try Self.rows(scratch, "aging.csv")
        for program in ["near", "far"] {
            #expect(
                assumptions.contains { $0["path"] == "programs.\(program).points.expiry" && $0["source"] == "never" })
            #expect(try Self.tail(program, scratch) == "1.5")
            let rows = try Self.rows(scratch, "urr_estimate.csv").filter {
                $0["program"] == program && $0["method"] == "chain-ladder" && $0["issue_month"] != "total"
            }
            #expect(rows.first?["ldf_to_ultimate"] == "1.5" && rows.count == 5, "\(rows)")
            // The books' own estimator with the same tail: whole points of the same ultimates.
            for (row, account) in zip(rows, accounts.filter { $0["program"] == program }) {
                let ultimate = try #require(Double(row["ultimate"] ?? ""))
                let books = try #require(Int(account["redeemed"] ?? "")) + (Int(account["expected"] ?? "") ?? 0)
                #expect(abs(ultimate - Double(books)) <= 0.5, "\(row) \(account)")
            }
        }
        let package = try scratch.text("datapackage.json")
        #expect(package.contains("\"unit\" : \"EUR minor\"") && !package.contains("\"unit\" : \"minor units\""))
        #expect(package.contains("\"rounding\" : \"Points and money are whole"))
    }

    @Test func `an account by hand`() async throws {
        let books = try #require(Books(try await Self.result()))
        let near = books.programs[0]
        // A drink of 50 points is worth 5.00 and costs 1.50.
        #expect(near.value.uses.map(\.name) == ["drink"])
        #expect(near.value.faceValue == 10 && near.value.cost == 3)
        let account = near.worlds[0][2]
        let exact =
            Double(account.price.minor) * Double(account.points.minor)
            / Double(account.points.minor + account.goods.minor)
        #expect(abs(Double(account.allocation.rounded.minor) - exact) <= 0.5)
        #expect(account.points.minor <= 10 * account.issued && account.points.minor > 0)
        let last = try #require(account.periods.last)
        let open = account.allocation.rounded.minor
        let share = Double(last.cumulativeRedeemed) / Double(last.expectedTotal)
        // Half a cent each: of the allocation, and of cumulative revenue.
        #expect(abs(Double(last.liability.minor) - Double(open) * (1 - share)) <= 1)
        // The first month's release is measured by what was expected when the allocation was fixed.
        let inception = Double(account.points.minor) / 10
        let release = exact * Double(account.periods[0].redeemed) / inception
        #expect(abs(Double(account.periods[0].redemptionRelease.minor) - release) <= 0.5)
    }

    @Test func `a point more of redemption is owed for every point issued`() async throws {
        let books = try #require(Books(try await Self.result()))
        let far = books.programs[1]
        let month = books.months - 1
        let issued = far.worlds[0].reduce(0) { $0 + $1.issued }
        let base = far.liability(.cost, world: 0, month: month)
        let more = far.liability(.cost, world: 0, month: month, shift: 0.01)
        // Each cohort's hundredth is rounded to a whole point.
        #expect(abs((more - base) / far.value.cost - 0.01 * Double(issued)) <= 0.5 * Double(far.worlds[0].count))
    }

    @Test func `a run that asks for no books has none, and the same other tables`() async throws {
        let (plain, kept) = (try Scratch(), try Scratch())
        try ResultTables.write(await Self.result(finance: false), command: "loyalty run", to: plain.path)
        try ResultTables.write(await Self.result(), command: "loyalty run", to: kept.path)
        #expect(try kept.names.count == plain.names.count + 14)
        // These two say more where there are books.
        let other = ["reconciliation.csv", "assumptions.csv"]
        for file in try plain.names where file.hasSuffix(".csv") && !other.contains(file) {
            #expect(try plain.text(file) == kept.text(file), "\(file)")
        }
        let manifest = try JSONDecoder().decode(Manifest.self, from: Data(kept.text("manifest.json").utf8))
        #expect(Set(manifest.tables.keys) == Set(try kept.names.filter { $0.hasSuffix(".csv") }))
    }

    /// Discounts, cashback, donations, fees and rewards in kind, in one program.
    static func rich() throws -> Scenario {
        var scenario = try SmallStudy.scenario(replications: 3)
        scenario.programs = [scenario.programs[0]]
        scenario.programs[0].enrolment.fee = Money(minor: 500)
        scenario.programs[0].mechanics += [
            .discount(DiscountMechanic(brackets: [DiscountMechanic.Bracket(from: .zero, shareMillionths: 30_000)])),
            .cashback(CashbackMechanic(brackets: [DiscountMechanic.Bracket(from: .zero, shareMillionths: 20_000)])),
            .paid(PaidMechanic(fee: Money(minor: 1200), every: .month, refund: .proRata)),
            .cause(CauseMechanic(shareMillionths: 10_000)),
            .tiers(TierMechanic(levels: [.init(name: "member", from: 0), .init(name: "gold", from: 1_000_000)])),
        ]
        scenario.finance = FinanceTerms(runOff: 6, joiningFeeMonths: 3, statusMillionths: 5000, statusMonths: 4)
        return scenario
    }

    @Test func `money off, cashback, donations, fees and rewards stand once in the journal`() async throws {
        let result = await RunStudy(scenario: try Self.rich()).result(workers: 2) { _ in true }
        let scratch = try Scratch()
        try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        let checks = try Self.rows(scratch, "reconciliation.csv")
        #expect(checks.allSatisfy { $0["largest_difference"] == "0" }, "\(checks)")
        var totals: [String: Int64] = [:]
        for row in try Self.rows(scratch, "journal.csv") {
            let (debit, credit) = (Int64(row["debit"] ?? "") ?? 0, Int64(row["credit"] ?? "") ?? 0)
            totals[(row["entry"] ?? "") + " " + (row["account"] ?? ""), default: 0] += debit - credit
        }
        let view = ArmView(scenario: result.scenario, outcome: result.outcomes[0], arm: 1)
        let sales = view.sum(.memberRevenue) + view.sum(.joiningRevenue)
        #expect(totals["sales cash"] == sales - view.sum(.discounts))
        #expect(totals["cashback_paid cash"] == -view.total(.cashbackPaid) && view.total(.cashbackPaid) > 0)
        #expect(totals["donations cash"] == -view.total(.donations) && view.total(.donations) > 0)
        // A drink costs 1.50 and takes 50 points; nothing else is given in kind.
        #expect(totals["rewards cost_of_rewards"] == view.sum(.redeemed) / 50 * 150)
        #expect(
            totals["fees_paid cash"].map { $0 + (totals["fees_refunded cash"] ?? 0) }
                == view.months.reduce(0) { $0 + view.fees($1) })
        let feesEarned = totals["fees_earned revenue_fees"] ?? 0
        #expect(feesEarned < 0)
        // 500 a member over three months: what was paid in the last two months is not all earned.
        let unearned = -["fees_paid", "fees_refunded", "fees_earned"].reduce(Int64(0)) {
            $0 + (totals["\($1) deferred_fees"] ?? 0)
        }
        let joined = (4...5).map { view.value(.joined, $0) * 500 }
        let expected = Double(joined[0]) / 3 + Double(joined[1]) * 2 / 3
        #expect(abs(Double(unearned) - expected) <= 1, "\(unearned) \(joined)")
        #expect((totals["status_earned revenue_status"] ?? 0) < 0)
    }

    @Test func `each stress has its row, and no stress changes nothing before it`() async throws {
        var scenario = try SmallStudy.scenario(replications: 4)
        scenario.response.redemption.propensity = 0.3
        scenario.finance = FinanceTerms(
            runOff: 8,
            stress: [
                Stress(name: "same"), Stress(name: "closure", issues: false),
                Stress(name: "run", redemption: 10, months: 2),
                Stress(name: "devaluation", redemption: 10, months: 2, pointsPriceMillionths: 2_000_000),
            ])
        let result = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
        let scratch = try Scratch()
        try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        let rows = try Self.rows(scratch, "stress.csv").filter { $0["program"] == "near" }
        #expect(rows.compactMap { $0["stress"] } == ["none", "same", "closure", "run", "devaluation"])
        func number(_ stress: Int, _ column: String) throws -> Double {
            try #require(Double(rows[stress][column] ?? ""))
        }
        #expect(Set(rows.compactMap { $0["outstanding"] }).count == 1)
        #expect(try number(1, "change") == 0 && number(1, "redeemed") == number(0, "redeemed"))
        #expect(try number(2, "redeemed") < number(0, "redeemed"))
        #expect(try number(3, "peak_cash") > number(0, "peak_cash"))
        #expect(rows[3]["peak_month"] == "2026-07")
        // The rush is the same; what is left after it buys half.
        #expect(try number(4, "peak_cash") == number(3, "peak_cash"))
        #expect(try number(4, "cost") < number(3, "cost"))
        for stress in 0..<5 {
            // 3 minor units a point, as long as prices are the old ones.
            if stress < 4 { #expect(abs(try number(stress, "cost") - 3 * number(stress, "redeemed")) < 1e-6) }
            #expect(try number(stress, "peak_cash") <= number(stress, "cost"))
        }
    }

    /// Each document in `scenarios/finance/stress/` has the stress that its name says.
    @Test(arguments: [
        "closure", "run-on-the-bank", "devaluation", "expiry-removed", "partner-leaves", "redemption-shock",
    ])
    func `every shipped stress runs and moves what is owed`(_ name: String) async throws {
        let scenario = try ScenarioLoader.load(
            path: Shipped.path("scenarios/finance/stress/\(name).yaml"),
            settings: ["population.customers=400", "population.arrivals.per_month=5", "replications=3"])
        let result = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
        let scratch = try Scratch()
        try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        let rows = try Self.rows(scratch, "stress.csv")
        #expect(rows.compactMap { $0["stress"] } == ["none", name])
        #expect(rows[0]["outstanding"] == rows[1]["outstanding"], "what happens later moves nothing before")
        let change = try #require(Double(rows[1]["change"] ?? ""))
        // More is paid where expiry falls away or redemption rises; less where points can no longer be earned or used.
        switch name {
        case "closure":
            #expect(change < 0, "\(rows)")
            #expect(Double(rows[1]["peak_cash"] ?? "") ?? 0 > 0, "those who hold enough use it up: \(rows)")
        case "partner-leaves": #expect(change < 0, "\(rows)")
        case "devaluation": #expect(rows[1]["peak_month"] == "2027-07", "\(rows)")
        default: #expect(change > 0, "\(rows)")
        }
    }

    /// A third party owes what the points are worth; the company passes its price on.
    @Test func `an agent defers nothing, and what it pays comes off revenue`() async throws {
        var scenario = try SmallStudy.scenario(replications: 2)
        scenario.programs = [scenario.programs[0]]
        let price = SettlementTerms(pricePerPoint: FineMoney(thousandths: 4000))
        scenario.programs[0].mechanics.append(.coalition(CoalitionMechanic(runBy: .thirdParty, home: price)))
        scenario.finance = FinanceTerms(runOff: 6)
        let result = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
        let scratch = try Scratch()
        try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        #expect(try Self.rows(scratch, "deferral_rollforward.csv").allSatisfy { $0["closing"] == "0" })
        let settled = try Self.rows(scratch, "journal.csv").filter { $0["entry"] == "settlement" }
        let billed = settled.filter { $0["account"] == "revenue_goods" }.reduce(0) {
            $0 + (Int64($1["debit"] ?? "") ?? 0)
        }
        // 4 minor units for each point issued.
        let view = ArmView(scenario: result.scenario, outcome: result.outcomes[0], arm: 1)
        #expect(billed == 4 * view.sum(.issued) && billed > 0)
    }

    @Test(arguments: [false, true])
    func `a run stopped while it keeps books has all its replications and no books`(hasStress: Bool) async throws {
        var scenario = try SmallStudy.scenario(replications: 20)
        scenario.finance = FinanceTerms(runOff: 6, stress: hasStress ? [Stress(name: "closure", issues: false)] : [])
        let result = await RunStudy(scenario: scenario).result(workers: 1) { $0.share < 0.7 }
        #expect(result.interrupted && result.replications == 20)
        #expect(result.flows.isEmpty && Books(result) == nil)
        #expect(result.warnings == ["stopped before the books were done: there are none"])
    }

    @Test func `a run stopped while it counts has the replications that are whole`() async throws {
        var scenario = try SmallStudy.scenario(replications: 20)
        scenario.finance = FinanceTerms(runOff: 6)
        let result = await RunStudy(scenario: scenario).result(workers: 1) { $0.replicationsDone < 5 }
        #expect(result.interrupted && (5..<20).contains(result.replications))
    }
}
