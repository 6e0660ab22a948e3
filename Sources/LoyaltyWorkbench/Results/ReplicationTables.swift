import LoyaltyModel

/// `replications.csv`: every metric of every replication, for those who do their own statistics.
enum ReplicationsTable {
    static let description = TableDescription(
        file: "replications.csv",
        meaning: "Every metric of every replication, as summary.csv and comparison.csv are computed from. Undefined "
            + "values have no row.",
        key: ["program", "replication", "segment", "metric"],
        columns: [
            .program, .replication, .segment, .metric,
            TableColumn("value", .number, "The metric over the whole study, in the unit that summary.csv names."),
        ])

    static func write(_ result: RunResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        for (arm, program) in result.arms.enumerated() {
            for replication in 0..<result.replications {
                for (segment, name) in result.segments.enumerated() {
                    for (index, metric) in Metric.all.enumerated() {
                        guard
                            let value = result.value(
                                replication: replication, arm: arm, segment: segment, metric: index)
                        else { continue }
                        try table.row([
                            .text(program), .integer(Int64(replication + 1)), .text(name), .text(metric.name),
                            .real(value),
                        ])
                    }
                }
            }
        }
        return try table.finish()
    }
}

/// `points_rollforward.csv`: the points of every program, replication and month.
enum PointsRollforwardTable {
    /// The ledgers and the flows disagree, which no input can cause.
    struct Mismatch: Error, CustomStringConvertible {
        let program: String
        let replication: Int
        let rolledForward: Int64
        let ledgers: Int64

        var description: String {
            "points of \(program), replication \(replication): the roll-forward closes at \(rolledForward), "
                + "the ledgers hold \(ledgers)"
        }
    }

    /// Flows, with what they are.
    private static let flows: [(cell: Outcome.Cell, name: String, meaning: String)] = [
        (.issued, "issued", "Points earned or given, pending ones included."),
        (.redeemed, "redeemed", "Points redeemed."),
        (.expired, "expired", "Points that expired unused, or were forfeited with a membership that ended."),
        (.reversed, "reversed", "Points taken back with a refund."),
        (.reinstated, "reinstated", "Points given back with a refund of what they paid for."),
        (.transferred, "transferred", "Points moved in (positive) or out (negative)."),
    ]

    static let description = TableDescription(
        file: "points_rollforward.csv",
        meaning: "Points by program, replication and month, all segments: closing = opening + issued − redeemed − "
            + "expired − reversed + reinstated + transferred.",
        key: ["program", "replication", "month"],
        columns: [
            .program, .replication, .month,
            TableColumn("opening", .integer, unit: "points", "Points in balances at the month's begin."),
        ]
            + flows.map { TableColumn($0.name, .integer, unit: "points", $0.meaning) } + [
                TableColumn("closing", .integer, unit: "points", "Points in balances at the month's end."),
                TableColumn(
                    "pending_activated", .integer, unit: "points",
                    "Points whose waiting time ended; they are in the balances since their issue, so this is outside "
                        + "the sum."),
            ])

    /// - Throws: ``FileFailure``, or ``Mismatch``.
    static func write(_ result: RunResult, folder: String) throws -> String {
        var table = try TableWriter(description, folder: folder)
        for arm in 1..<result.arms.count {
            for (index, outcome) in result.outcomes.enumerated() {
                let view = ArmView(scenario: result.scenario, outcome: outcome, arm: arm)
                var balance: Int64 = 0
                for month in view.months {
                    let opening = balance
                    balance += view.pointsFlow(month)
                    try table.row(
                        [
                            .text(result.arms[arm]), .integer(Int64(index + 1)),
                            .text(result.scenario.calendar.label(ofMonth: month)), .integer(opening),
                        ] + flows.map { .integer(view.value($0.cell, month)) } + [
                            .integer(balance), .integer(view.value(.pendingActivated, month)),
                        ])
                }
                let held = view.total(.closingPoints)
                guard balance == held else {
                    throw Mismatch(
                        program: result.arms[arm], replication: index + 1, rolledForward: balance, ledgers: held)
                }
            }
        }
        return try table.finish()
    }
}
