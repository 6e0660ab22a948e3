import LoyaltyModel

/// `reconciliation.csv`: the proof that the tables agree with each other and with the simulation.
enum ReconciliationTable {
    static let description = TableDescription(
        file: "reconciliation.csv",
        meaning: "Figures that must agree, summed over the replications; largest_difference is that of the worst "
            + "replication and month. Where one is not 0, the run warns of it.",
        key: ["program", "check"],
        columns: [
            .program, TableColumn("check", .string, "What is compared: one side, then the other."),
            TableColumn(
                "kind", .string,
                "independent: two counts that know nothing of each other, such as flows and ledgers, or the walk of the run "
                    + "and the one for the books. arithmetic: what follows from how a table is made, as a guard."),
            .unit, .figure("left", "The one side."), .figure("right", "The other side."),
            .figure("difference", "left − right."),
            .figure("largest_difference", "The largest in size of any replication or month."),
        ])

    /// One comparison, gathered piece by piece.
    private struct Check {
        enum Kind: String { case independent, arithmetic }

        let name: String
        let kind: Kind
        let unit: String
        private(set) var left: Int64 = 0
        private(set) var right: Int64 = 0
        private(set) var largest: Int64 = 0

        init(_ kind: Kind, _ name: String, unit: String) {
            (self.kind, self.name, self.unit) = (kind, name, unit)
        }

        mutating func add(_ left: Int64, _ right: Int64) {
            self.left += left
            self.right += right
            largest = max(largest, abs(left - right))
        }
    }

    /// Writes the table; its digest, and a sentence for each comparison that does not come out.
    static func write(
        _ result: RunResult, _ books: Books?, folder: String
    ) throws(FileFailure) -> (digest: String, warnings: [String]) {
        var warnings: [String] = []
        var table = try TableWriter(description, folder: folder)
        for arm in 1..<max(1, result.arms.count) {
            let views = result.outcomes.map { ArmView(scenario: result.scenario, outcome: $0, arm: arm) }
            var checks = ofEveryRun(views)
            if let program = books?.programs.first(where: { $0.arm == arm }) {
                checks += (program.hasPoints ? ofPoints(program, views, result) : [])
                checks += ofMoney(program, views, result)
            }
            for check in checks where check.largest != 0 {
                warnings.append(
                    "\(result.arms[arm]): reconciliation.csv does not come out: \(check.name), by up to \(check.largest)"
                )
            }
            for check in checks {
                try table.row([
                    .text(result.arms[arm]), .text(check.name), .text(check.kind.rawValue), .text(check.unit),
                    .integer(check.left), .integer(check.right), .integer(check.left - check.right),
                    .integer(check.largest),
                ])
            }
        }
        return (try table.finish(), warnings)
    }

    private static func money(_ result: RunResult) -> String { result.scenario.currency.code + " minor" }

    private static func ofEveryRun(_ views: [ArmView]) -> [Check] {
        let money = (views.first?.scenario.currency.code ?? "") + " minor"
        var closing = Check(.independent, "points roll-forward = ledgers", unit: "points")
        var costs = Check(.arithmetic, "costs by kind = program cost", unit: money)
        var profit = Check(.arithmetic, "cash flow = incremental profit", unit: money)
        for view in views {
            closing.add(view.pointsOutstanding(view.months.upperBound - 1), view.total(.closingPoints))
            costs.add(
                CostKind.allCases.reduce(0) { $0 + view.costs($1).reduce(0, +) }, view.programCosts.reduce(0, +))
            profit.add(
                view.cashFlow.profits.reduce(0, +) - view.cashFlow.outlay,
                view.incrementalProfits.dropFirst(view.launchMonth).reduce(0, +))
        }
        return [closing, costs, profit]
    }

    /// The walk for the books against the run.
    private static func ofPoints(_ program: Books.Program, _ views: [ArmView], _ result: RunResult) -> [Check] {
        let flows: [(CohortFlows.Flow, Outcome.Cell, String)] = [
            (.issued, .issued, "issued"), (.redeemed, .redeemed, "redeemed"), (.expired, .expired, "expired"),
        ]
        var points = flows.map {
            Check(.independent, "points \($0.2) by cohort = points roll-forward", unit: "points")
        }
        var ledgers = Check(.independent, "points outstanding by cohort = ledgers", unit: "points")
        for (view, books) in zip(views, result.flows) {
            var outstanding: Int64 = 0
            for month in view.months {
                func byCohort(_ flow: CohortFlows.Flow) -> Int64 {
                    (0...month).reduce(0) { $0 + books.value(flow, arm: program.arm, cohort: $1, month: month) }
                }
                for (place, flow) in flows.enumerated() {
                    points[place].add(byCohort(flow.0), view.value(flow.1, month))
                }
                outstanding += byCohort(.issued) - byCohort(.redeemed) - byCohort(.expired) + byCohort(.adjusted)
            }
            ledgers.add(outstanding, view.total(.closingPoints))
        }
        return points + [ledgers]
    }

    /// The journal, which the walk for the books fills, against the run and against itself.
    private static func ofMoney(_ program: Books.Program, _ views: [ArmView], _ result: RunResult) -> [Check] {
        let money = money(result)
        var sales = Check(.independent, "sales of the journal before money off = members' revenue", unit: money)
        var rewards = Check(
            .independent, "money off + cashback + bonuses + donations + rewards of the journal = cost_rewards of roi",
            unit: money
        )
        var fees = Check(.independent, "fees earned and deferred in the journal = fees of the run", unit: money)
        var cashback = Check(
            .independent, "cashback owed in the journal = cashback outstanding of the run", unit: money)
        var deferred = Check(.arithmetic, "deferral roll-forward = sum of cohorts", unit: money)
        var journal = Check(.arithmetic, "journal debits = credits", unit: money)
        for (world, view) in views.enumerated() {
            let flows = result.flows[world]
            func sum(_ sum: CohortFlows.Sum, _ month: Int) -> Int64 { flows.sum(sum, arm: program.arm, month: month) }
            var (balance, earned, owed): (Int64, Int64, Int64) = (0, 0, 0)
            for month in view.months {
                balance += program.movement(world: world, month: month).change
                deferred.add(balance, program.deferred(world: world, month: month))
                var totals: [String: Int64] = [:]
                for lines in JournalTables.entryLines(program, flows, view, world: world, month: month) {
                    journal.add(
                        lines.reduce(0) { $0 + max($1.amount, 0) }, lines.reduce(0) { $0 - min($1.amount, 0) })
                    for line in lines { totals[line.account, default: 0] += line.amount }
                }
                let off = [CohortFlows.Sum.discounts, .coupons, .vouchers, .paidWithPoints].reduce(0) {
                    $0 + sum($1, month)
                }
                sales.add(
                    program.worlds[world][month].price.minor + off,
                    view.value(.memberRevenue, month) + view.value(.joiningRevenue, month))
                let costs = ["rewards", "services", "referrals"].reduce(totals["donations", default: 0]) {
                    $0 + totals["cost_of_" + $1, default: 0]
                }
                rewards.add(
                    costs + off + sum(.cashback, month) + sum(.annualMoney, month), view.costs(.rewards)[month])
                owed -= totals["cashback_owed", default: 0]
                earned -= totals["revenue_fees", default: 0]
            }
            cashback.add(owed, view.total(.cashbackOutstanding))
            fees.add(
                earned + (program.fees[world].months.last?.deferred ?? 0), view.months.reduce(0) { $0 + view.fees($1) })
        }
        return [sales, rewards, fees, cashback, deferred, journal]
    }
}
