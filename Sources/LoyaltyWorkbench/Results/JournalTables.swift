import LoyaltyModel

/// Double entries of a run's books, and the proof that its tables agree.
enum JournalTables {
    static let journal = BooksTables.Table(description: journalDescription, rows: writeJournal)

    private static let journalDescription = TableDescription(
        file: "journal.csv",
        meaning:
            "Double entries of replication 1 by month: members' purchases with what is deferred for points, revenue "
            + "of points redeemed, changed estimates, and rewards from the catalogue at unit cost. In every entry debits "
            + "equal credits. Fees, other costs and customers who are no members are not in it.",
        key: ["program", "month", "entry", "account"],
        columns: [
            .program, .replication, .month,
            TableColumn("entry", .string, "sales, redemptions, reestimation or rewards."),
            TableColumn(
                "account", .string, "cash, revenue_goods, revenue_points, deferred_revenue, cost_of_rewards, inventory."
            ),
            TableColumn("debit", .integer, unit: "minor units", "Debited, or 0."),
            TableColumn("credit", .integer, unit: "minor units", "Credited, or 0."),
        ])

    private struct Entry {
        let name: String
        /// Debits positive, credits negative.
        let lines: [(account: String, amount: Int64)]
    }

    private static func entries(
        _ program: Books.Program, _ view: ArmView, world: Int, month: Int
    ) -> [Entry] {
        let movement = program.movement(world: world, month: month)
        let price = program.worlds[world][month].price.minor
        let rewards =
            view.value(.rewardCost, month) - view.value(.paidWithPoints, month) - view.value(.vouchersUsed, month)
        return [
            Entry(
                name: "sales",
                lines: [
                    ("cash", price), ("revenue_goods", movement.deferred - price),
                    ("deferred_revenue", -movement.deferred),
                ]),
            Entry(
                name: "redemptions",
                lines: [
                    ("deferred_revenue", movement.redemptionRelease), ("revenue_points", -movement.redemptionRelease),
                ]),
            Entry(
                name: "reestimation",
                lines: [("deferred_revenue", movement.reestimation), ("revenue_points", -movement.reestimation)]),
            Entry(name: "rewards", lines: [("cost_of_rewards", rewards), ("inventory", -rewards)]),
        ]
    }

    private static func writeJournal(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.programs {
            let view = ArmView(scenario: result.scenario, outcome: result.outcomes[0], arm: program.arm)
            for month in 0..<books.months {
                for entry in entries(program, view, world: 0, month: month)
                where entry.lines.contains(where: { $0.amount != 0 }) {
                    for line in entry.lines {
                        try row([
                            .text(result.arms[program.arm]), .integer(1), BooksTables.month(result, month),
                            .text(entry.name), .text(line.account), .integer(max(line.amount, 0)),
                            .integer(max(-line.amount, 0)),
                        ])
                    }
                }
            }
        }
    }

    static let reconciliation = TableDescription(
        file: "reconciliation.csv",
        meaning: "Figures that two tables, or a table and the simulation itself, must agree on, summed over the "
            + "replications; largest_difference is that of the worst replication and month. All of them are 0.",
        key: ["program", "check"],
        columns: [
            .program, TableColumn("check", .string, "What is compared: one side, then the other."), .unit,
            .figure("left", "The one side."), .figure("right", "The other side."),
            .figure("difference", "left − right."),
            .figure("largest_difference", "The largest in size of any replication or month."),
        ])

    /// One comparison, gathered piece by piece.
    private struct Check {
        let name: String
        let unit: String
        var left: Int64 = 0
        var right: Int64 = 0
        var largest: Int64 = 0

        mutating func add(_ left: Int64, _ right: Int64) {
            self.left += left
            self.right += right
            largest = max(largest, abs(left - right))
        }
    }

    static func writeReconciliation(_ result: RunResult, _ books: Books?, folder: String) throws(FileFailure) -> String
    {
        var table = try TableWriter(reconciliation, folder: folder)
        for arm in 1..<max(1, result.arms.count) {
            let program = books?.programs.first { $0.arm == arm }
            for check in checks(result, arm: arm, program) {
                try table.row([
                    .text(result.arms[arm]), .text(check.name), .text(check.unit), .integer(check.left),
                    .integer(check.right), .integer(check.left - check.right), .integer(check.largest),
                ])
            }
        }
        return try table.finish()
    }

    private static func checks(_ result: RunResult, arm: Int, _ program: Books.Program?) -> [Check] {
        let money = result.scenario.currency.code + " minor"
        var closing = Check(name: "points roll-forward = ledgers", unit: "points")
        var costs = Check(name: "costs by kind = program cost", unit: money)
        var profit = Check(name: "cash flow = incremental profit", unit: money)
        let views = result.outcomes.map { ArmView(scenario: result.scenario, outcome: $0, arm: arm) }
        for view in views {
            closing.add(view.pointsOutstanding(view.months.upperBound - 1), view.total(.closingPoints))
            costs.add(
                CostKind.allCases.reduce(0) { $0 + view.costs($1).reduce(0, +) }, view.programCosts.reduce(0, +))
            profit.add(
                view.cashFlow.profits.reduce(0, +) - view.cashFlow.outlay,
                view.incrementalProfits.dropFirst(view.launchMonth).reduce(0, +))
        }
        return [closing, costs, profit] + (program.map { self.checks($0, views, result) } ?? [])
    }

    private static func checks(_ program: Books.Program, _ views: [ArmView], _ result: RunResult) -> [Check] {
        let money = result.scenario.currency.code + " minor"
        let flows: [(CohortFlows.Flow, Outcome.Cell, String)] = [
            (.issued, .issued, "issued"), (.redeemed, .redeemed, "redeemed"), (.expired, .expired, "expired"),
        ]
        var points = flows.map { Check(name: "points \($0.2) by cohort = points roll-forward", unit: "points") }
        var deferred = Check(name: "deferral roll-forward = sum of cohorts", unit: money)
        var journal = Check(name: "journal debits = credits", unit: money)
        var revenue = Check(name: "members paid = revenue of goods and points + deferred", unit: money)
        for (world, view) in views.enumerated() {
            var (balance, paid, recognised): (Int64, Int64, Int64) = (0, 0, 0)
            for month in view.months {
                for (place, flow) in flows.enumerated() {
                    let byCohort = (0...month).reduce(0) {
                        $0 + result.flows[world].value(flow.0, arm: program.arm, cohort: $1, month: month)
                    }
                    points[place].add(byCohort, view.value(flow.1, month))
                }
                balance += program.movement(world: world, month: month).change
                deferred.add(balance, program.deferred(world: world, month: month))
                for entry in entries(program, view, world: world, month: month) {
                    journal.add(
                        entry.lines.reduce(0) { $0 + max($1.amount, 0) },
                        entry.lines.reduce(0) { $0 - min($1.amount, 0) })
                    for line in entry.lines where line.account.hasPrefix("revenue") { recognised -= line.amount }
                    for line in entry.lines where line.account == "cash" { paid += line.amount }
                }
            }
            revenue.add(paid, recognised + program.deferred(world: world, month: view.months.upperBound - 1))
        }
        return points + [deferred, journal, revenue]
    }
}
