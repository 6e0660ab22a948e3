import LoyaltyModel

/// Tables of a run's books that hold one world's cohorts or every world's months.
enum BooksTables {
    /// A table, and its rows.
    struct Table: Sendable {
        let description: TableDescription
        let rows: @Sendable (RunResult, Books, (([TableValue]) throws(FileFailure) -> Void)) throws(FileFailure) -> Void
    }

    static let all: [Table] = [
        Table(description: rollforward, rows: writeRollforward), Table(description: triangle, rows: writeTriangle),
        Table(description: aging, rows: writeAging), Table(description: current, rows: writeCurrent),
        Table(description: cohorts, rows: writeCohorts), Table(description: redemptions, rows: writeRedemptions),
        Table(description: costPerPoint, rows: writeCostPerPoint),
    ]

    static func month(_ result: RunResult, _ month: Int) -> TableValue {
        .text(result.scenario.calendar.label(ofMonth: month))
    }

    /// Decimals of the scenario's currency in major units, as `loyalty defer` reads them.
    private static func major(_ money: Money, _ result: RunResult) -> TableValue {
        .text(ExactDecimal.fixed(money.minor, decimals: result.scenario.currency.exponent))
    }

    // MARK: Every world

    private static let rollforward = TableDescription(
        file: "deferral_rollforward.csv",
        meaning:
            "Deferred revenue by program, replication and month: closing = opening + deferred − redemption_release − "
            + "reestimation − expiry_release − clawback. Cumulative revenue of a cohort is its exact allocation × redeemed ÷ "
            + "expected, rounded half-even; releases are differences of such figures.",
        key: ["program", "replication", "month"],
        columns: [.program, .replication, .month]
            + [
                ("opening", "At the month's begin."), ("deferred", "Allocated to points issued in the month."),
                ("redemption_release", "Revenue of points redeemed, at the estimate of the month before."),
                ("reestimation", "Revenue of changed estimates; negative where more is expected to be redeemed."),
                ("expiry_release", "Revenue of points that nobody will redeem, under the remote method; 0 in a run."),
                ("clawback", "Taken back with refunded purchases; 0 in a run, which has none."),
                ("closing", "At the month's end."),
            ].map { TableColumn($0.0, .integer, unit: "minor units", $0.1) })

    private static func writeRollforward(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.pointPrograms {
            for world in program.worlds.indices {
                var balance: Int64 = 0
                for month in 0..<books.months {
                    let movement = program.movement(world: world, month: month)
                    let opening = balance
                    balance += movement.change
                    try row(
                        [.text(result.arms[program.arm]), .integer(Int64(world + 1)), Self.month(result, month)]
                            + [
                                opening, movement.deferred, movement.redemptionRelease, movement.reestimation,
                                movement.expiryRelease, 0, balance,
                            ].map { .integer($0) })
                }
            }
        }
    }

    private static let current = TableDescription(
        file: "current_noncurrent.csv",
        meaning: "Deferred revenue by program, replication and month end, split by when it is expected to fall due: "
            + "within 12 months by the pattern of the other worlds, each cohort rounded half-even.",
        key: ["program", "replication", "month"],
        columns: [.program, .replication, .month]
            + [
                ("liability", "Deferred revenue at the month's end."), ("current", "Falls due within 12 months."),
                ("noncurrent", "Falls due later."),
            ].map { TableColumn($0.0, .integer, unit: "minor units", $0.1) })

    private static func writeCurrent(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.pointPrograms {
            for world in program.worlds.indices {
                for month in 0..<books.months {
                    let total = program.deferred(world: world, month: month)
                    let near = program.worlds[world].reduce(0) {
                        $0 + (month < $1.month ? 0 : $1.current[month - $1.month].minor)
                    }
                    try row([
                        .text(result.arms[program.arm]), .integer(Int64(world + 1)), Self.month(result, month),
                        .integer(total), .integer(near), .integer(total - near),
                    ])
                }
            }
        }
    }

    // MARK: One world

    private static let issueMonth = TableColumn("issue_month", .yearmonth, "Month in which the points were issued.")
    private static let age = TableColumn("age", .integer, unit: "months", "1 in the month of issue.")

    private static func points(_ name: String, _ meaning: String) -> TableColumn {
        TableColumn(name, .integer, unit: "points", meaning)
    }

    private static let triangle = TableDescription(
        file: "cohort_triangle.csv",
        meaning: "Points of replication 1 by month of issue and age, up to the study's end; loyalty reserve reads it.",
        key: ["program", "issue_month", "age"],
        columns: [
            .program, issueMonth, age, points("issued", "Issued in the month."),
            points("cum_redeemed", "Redeemed by the end of that age."),
            points("cum_expired", "Expired by the end of that age."),
        ])

    private static func writeTriangle(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.pointPrograms {
            for account in program.worlds[0] where account.issued > 0 {
                for (period, expired) in zip(account.periods, account.expired) {
                    try row([
                        .text(result.arms[program.arm]), Self.month(result, account.month),
                        .integer(Int64(period.number)), .integer(account.issued), .integer(period.cumulativeRedeemed),
                        .integer(expired),
                    ])
                }
            }
        }
    }

    private static let aging = TableDescription(
        file: "aging.csv",
        meaning:
            "Points outstanding at the study's end by month of issue, with what will become of them; replication 1.",
        key: ["program", "issue_month"],
        columns: [
            .program, issueMonth, age, points("issued", "Issued in the month."),
            points("redeemed", "Redeemed so far."), points("expired", "Expired so far."),
            points("outstanding", "Still held."), points("expected", "Of these, expected to be redeemed."),
            TableColumn("liability", .integer, unit: "minor units", "Deferred revenue."),
            points("redeemed_later", "Of these, redeemed in truth, as far as the world was followed."),
            points("undecided", "Of these, neither redeemed nor expired then."),
        ])

    private static func writeAging(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.pointPrograms {
            for account in program.worlds[0] where account.issued > 0 {
                guard let last = account.periods.last, let expired = account.expired.last else { continue }
                try row(
                    [.text(result.arms[program.arm]), Self.month(result, account.month)]
                        + [
                            Int64(last.number), account.issued, last.cumulativeRedeemed, expired,
                            account.issued - last.cumulativeRedeemed - expired,
                            last.expectedTotal - last.cumulativeRedeemed, last.liability.minor,
                            account.ultimate - last.cumulativeRedeemed, account.undecided,
                        ].map { .integer($0) })
            }
        }
    }

    private static let cohorts = TableDescription(
        file: "deferral_cohorts.csv",
        meaning:
            "Cohorts of replication 1 as loyalty defer reads them: prices, from which it finds the run's own figures.",
        key: ["cohort"],
        columns: [TableColumn("cohort", .string, "Program and month of issue.")]
            + [
                ("transaction_price", "What members paid for goods."),
                (
                    "goods_ssp",
                    "The goods before money off, with what they bring in levels' benefits later where finance.status says it."
                ),
                ("points_ssp", "The points expected to be redeemed, at face value."),
            ].map { TableColumn($0.0, .number, unit: "major units", $0.1) } + [
                TableColumn("currency", .string, "ISO 4217 code.")
            ])

    private static func name(_ account: CohortAccount, _ program: Books.Program, _ result: RunResult) -> TableValue {
        .text(result.arms[program.arm] + "/" + result.scenario.calendar.label(ofMonth: account.month))
    }

    private static func writeCohorts(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.pointPrograms {
            for account in program.worlds[0] where account.goods.minor + account.points.minor > 0 {
                try row([
                    name(account, program, result), major(account.price, result), major(account.goods, result),
                    major(account.points, result), .text(result.scenario.currency.code),
                ])
            }
        }
    }

    private static let redemptions = TableDescription(
        file: "deferral_redemptions.csv",
        meaning: "What was redeemed of the cohorts of replication 1, as loyalty defer reads it.",
        key: ["cohort", "period"],
        columns: [
            TableColumn("cohort", .string, "Program and month of issue."),
            TableColumn("period", .integer, unit: "months", "1 in the month of issue."),
            points("redeemed", "Redeemed in the period."),
            points("expected_total", "Estimated at its end: all that will ever be redeemed."),
        ])

    private static func writeRedemptions(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.pointPrograms {
            for account in program.worlds[0] where account.goods.minor + account.points.minor > 0 {
                for period in account.periods {
                    try row([
                        name(account, program, result), .integer(Int64(period.number)), .integer(period.redeemed),
                        .integer(period.expectedTotal),
                    ])
                }
            }
        }
    }

    private static let costPerPoint = TableDescription(
        file: "cost_per_point.csv",
        meaning:
            "What points are used for within the study, over all replications, and what a point of it costs and is "
            + "worth; total is weighted by points.",
        key: ["program", "use"],
        columns: [
            .program,
            TableColumn(
                "use", .string,
                "Name of the reward; as-money at the till; converted into vouchers; elsewhere, at partners or given away, taken for a mean point; total for all."
            ),
            points("points_redeemed", "Points used for it, over all replications."),
            TableColumn("share", .number, "Part of all points used; empty where none were."),
            TableColumn("cost_per_point", .number, unit: "minor units", "What a point costs the company."),
            TableColumn("face_value_per_point", .number, unit: "minor units", "What a point is worth to a member."),
        ])

    private static func writeCostPerPoint(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.pointPrograms {
            let all = program.value.uses.reduce(0) { $0 + $1.points }
            let total = PointValue.Use(
                name: "total", points: all, cost: program.value.cost, faceValue: program.value.faceValue)
            for use in program.value.uses + [total] {
                try row([
                    .text(result.arms[program.arm]), .text(use.name), .integer(use.points),
                    all > 0 ? .real(Double(use.points) / Double(all)) : .empty, .real(use.cost), .real(use.faceValue),
                ])
            }
        }
    }
}
