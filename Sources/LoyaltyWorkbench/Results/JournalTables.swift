import LoyaltyModel

/// Double entries of a run's books, and the proof that its tables agree.
enum JournalTables {
    static let journal = BooksTables.Table(description: journalDescription, rows: writeJournal)

    private static let journalDescription = TableDescription(
        file: "journal.csv",
        meaning:
            "Double entries of replication 1 by month: members' purchases with what is deferred for points and levels' "
            + "benefits, revenue of points redeemed, changed estimates, fees, rewards in kind at unit cost, services, "
            + "cashback, annual bonuses in money, money for bringing a friend, donations, and what partners are owed. In every "
            + "entry debits equal credits. Money off at the till is no cost but less cash. Other costs and customers who are no members are not in it.",
        key: ["program", "month", "entry", "account"],
        columns: [
            .program, .replication, .month,
            TableColumn(
                "entry", .string,
                "sales, redemptions, vouchers_used, vouchers_expired, reestimation, status_earned, fees_paid, fees_refunded, "
                    + "fees_earned, rewards, "
                    + "services, cashback_earned, cashback_paid, cashback_expired, annual_bonus, referrals, donations, "
                    + "settlement, points_sold or sold_points_earned."),
            TableColumn(
                "account", .string,
                "cash, revenue_goods, revenue_points, revenue_status, revenue_fees, deferred_revenue, deferred_vouchers, deferred_sold_points, "
                    + "deferred_status, "
                    + "deferred_fees, cashback_owed, cost_of_rewards, cost_of_services, cost_of_referrals, donations, "
                    + "cost_of_partners, inventory, payables, partners."),
            TableColumn("debit", .integer, unit: "minor units", "Debited, or 0."),
            TableColumn("credit", .integer, unit: "minor units", "Credited, or 0."),
        ])

    private struct Entry {
        let name: String
        /// Debits positive, credits negative.
        let lines: [(account: String, amount: Int64)]

        /// An amount from one account to another.
        init(_ name: String, debit: String, credit: String, _ amount: Int64) {
            self.init(name, [(debit, amount), (credit, -amount)])
        }

        init(_ name: String, _ lines: [(account: String, amount: Int64)]) {
            self.name = name
            self.lines = lines
        }
    }

    private static func entries(
        _ program: Books.Program, _ flows: CohortFlows, _ view: ArmView, world: Int, month: Int
    ) -> [Entry] {
        let movement = program.movement(world: world, month: month)
        let account = program.worlds[world][month]
        let (price, status) = (account.price.minor, account.status?.amount.rounded.minor ?? 0)
        func sum(_ sum: CohortFlows.Sum) -> Int64 { flows.sum(sum, arm: program.arm, month: month) }
        let paidOtherwise = [
            CohortFlows.Sum.discounts, .coupons, .vouchers, .paidWithPoints, .cashback, .donations, .annualMoney,
            .referralMoney, .services,
        ]
        let inKind = paidOtherwise.reduce(sum(.rewardCost)) { $0 - sum($1) }
        let fees = program.fees[world].months[month]
        let vouchers = program.vouchers[world][month]
        let converted = vouchers.owed.added - vouchers.reestimated
        let billed = program.sold[world].billed(month)
        return [
            Entry(
                "sales",
                [
                    ("cash", price), ("revenue_goods", movement.deferred + status - price),
                    ("deferred_revenue", -movement.deferred), ("deferred_status", -status),
                ]),
            Entry(
                "redemptions",
                [
                    ("deferred_revenue", movement.redemptionRelease),
                    ("revenue_points", converted - movement.redemptionRelease), ("deferred_vouchers", -converted),
                ]),
            Entry("vouchers_used", debit: "deferred_vouchers", credit: "revenue_points", vouchers.owed.released),
            Entry("vouchers_expired", debit: "deferred_vouchers", credit: "revenue_points", vouchers.owed.withdrawn),
            Entry(
                "reestimation",
                [
                    ("deferred_revenue", movement.reestimation),
                    ("revenue_points", vouchers.reestimated - movement.reestimation),
                    ("deferred_vouchers", -vouchers.reestimated),
                ]),
            Entry(
                "status_earned", debit: "deferred_status", credit: "revenue_status",
                program.statusEarned(world: world, month: month)),
            Entry("fees_paid", debit: "cash", credit: "deferred_fees", fees.paid),
            Entry(
                "fees_refunded",
                [
                    ("deferred_fees", fees.refundedUnearned), ("revenue_fees", fees.refunded - fees.refundedUnearned),
                    ("cash", -fees.refunded),
                ]),
            Entry("fees_earned", debit: "deferred_fees", credit: "revenue_fees", fees.earned),
            Entry("rewards", debit: "cost_of_rewards", credit: "inventory", inKind),
            Entry("services", debit: "cost_of_services", credit: "payables", sum(.services)),
            Entry("cashback_earned", debit: "revenue_goods", credit: "cashback_owed", sum(.cashbackEarned)),
            Entry("cashback_paid", debit: "cashback_owed", credit: "cash", sum(.cashback)),
            Entry("cashback_expired", debit: "cashback_owed", credit: "revenue_goods", sum(.cashbackExpired)),
            Entry("annual_bonus", debit: "revenue_goods", credit: "cash", sum(.annualMoney)),
            Entry("referrals", debit: "cost_of_referrals", credit: "cash", sum(.referralMoney)),
            Entry("donations", debit: "donations", credit: "cash", sum(.donations)),
            Entry(
                "settlement", debit: program.isAgent ? "revenue_goods" : "cost_of_partners", credit: "partners",
                view.costs(.settlement)[month] + billed),
            Entry("points_sold", debit: "partners", credit: "deferred_sold_points", billed),
            Entry(
                "sold_points_earned", debit: "deferred_sold_points", credit: "revenue_points",
                program.soldOwed[world][month].released),
        ]
    }

    private static func writeJournal(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.programs {
            let view = ArmView(scenario: result.scenario, outcome: result.outcomes[0], arm: program.arm)
            for month in 0..<books.months {
                for entry in entries(program, result.flows[0], view, world: 0, month: month) {
                    for line in entry.lines where line.amount != 0 {
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

    static func entryLines(
        _ program: Books.Program, _ flows: CohortFlows, _ view: ArmView, world: Int, month: Int
    ) -> [[(account: String, amount: Int64)]] {
        entries(program, flows, view, world: world, month: month).map(\.lines)
    }
}
