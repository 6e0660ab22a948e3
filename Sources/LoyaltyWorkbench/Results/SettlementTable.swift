import LoyaltyModel

/// `settlement.csv`: what a coalition's companies and its operator owe each other.
enum SettlementTable {
    static let description = TableDescription(
        file: "settlement.csv",
        meaning: "Accounts between the operator of a coalition and each of its companies, by month: net = billed − "
            + "reimbursed − breakage. home is the company whose customers are simulated; where it is the operator, it owes "
            + "itself nothing. Amounts are differences of totals rounded half-even, so months add up to the cent.",
        key: ["program", "replication", "month", "partner"],
        columns: [
            .program, .replication, .month,
            TableColumn("partner", .string, "Name of the partner; home is the company itself."),
            TableColumn("visits", .integer, unit: "visits", "Purchases of members there."),
            TableColumn("sales", .integer, unit: "minor units", "Goods at their price."),
            TableColumn("points_issued", .integer, unit: "points", "Points issued there."),
            TableColumn("points_redeemed", .integer, unit: "points", "Points redeemed there."),
            TableColumn("billed", .integer, unit: "minor units", "Owed to the operator for the points issued."),
            TableColumn("reimbursed", .integer, unit: "minor units", "Owed by the operator for the points redeemed."),
            TableColumn(
                "breakage", .integer, unit: "minor units",
                "Owed by the operator of points that expired; each company's part of them is its part of those issued."),
            TableColumn("net", .integer, unit: "minor units", "Owed to the operator on balance."),
        ])

    static func write(_ result: RunResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        for arm in 1..<result.arms.count {
            for (index, outcome) in result.outcomes.enumerated() {
                let view = ArmView(scenario: result.scenario, outcome: outcome, arm: arm)
                let accounts = view.settlements
                for month in view.months {
                    for account in accounts {
                        let row = account.months[month]
                        try table.row(
                            [
                                .text(result.arms[arm]), .integer(Int64(index + 1)),
                                .text(result.scenario.calendar.label(ofMonth: month)), .text(account.partner),
                            ]
                                + [
                                    row.visits, row.sales, row.pointsIssued, row.pointsRedeemed, row.billed,
                                    row.reimbursed, row.breakage, row.net,
                                ].map { .integer($0) })
                    }
                }
            }
        }
        return try table.finish()
    }
}
