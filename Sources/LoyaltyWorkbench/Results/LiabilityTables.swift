import LoyaltyModel

/// Tables of a run's books over all worlds: how large what is owed may be, and how good estimates are.
enum LiabilityTables {
    static let all: [BooksTables.Table] = [
        BooksTables.Table(description: distribution, rows: writeDistribution),
        BooksTables.Table(description: sensitivity, rows: writeSensitivity),
        BooksTables.Table(description: estimates, rows: writeEstimates),
        UncertaintyTable.table,
    ]

    static let measure = TableColumn(
        "measure", .string, "deferred_revenue; cost at unit cost; face_value, what members could claim.")

    private static let distribution = TableDescription(
        file: "liability_distribution.csv",
        meaning:
            "What is owed for points at each month's end, over the replications. Whether it holds what is not known "
            + "about people, the manifest says under uncertainty; liability_uncertainty.csv has both. reserve_error is the estimate less what it should have "
            + "been, knowing what is redeemed in the end: quantiles hold differences in points outstanding too.",
        key: ["program", "month", "measure"],
        columns: [.program, .month, measure] + figures)

    /// What a sample of what is owed is told by.
    static let figures =
        [
            ("mean", "Mean over the replications."), ("standard_deviation", "Between replications."),
            ("p05", "5 % quantile (type 7)."), ("p50", "Median."), ("p95", "95 % quantile (type 7)."),
            ("var95", "Value at risk: the 95 % quantile."),
            ("tvar95", "Expected shortfall: mean of the worst 5 %, a world across the border by its part."),
            ("reserve_error_mean", "Mean of estimate − truth."),
            ("reserve_error_sd", "Standard deviation of estimate − truth."),
        ].map { TableColumn($0.0, .number, unit: "minor units", $0.1) } + [
            .replications,
            TableColumn("mc_standard_error", .number, unit: "minor units", "Standard error of the mean."),
        ]

    static func values(_ liability: LiabilitySample) -> [TableValue] {
        let (estimate, error) = (Estimate(liability.owed), Estimate(liability.errors))
        let sample = SortedSample(liability.owed)
        return [
            .real(estimate.mean), .optional(estimate.standardDeviation), .real(sample.quantile(0.05)),
            .real(sample.quantile(0.5)), .real(sample.quantile(0.95)), .real(sample.quantile(0.95)),
            .real(sample.expectedShortfall(level: 0.95)), .real(error.mean), .optional(error.standardDeviation),
            .integer(Int64(liability.owed.count)), .optional(estimate.standardError),
        ]
    }

    private static func writeDistribution(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.pointPrograms {
            for month in 0..<books.months {
                for measure in Books.Program.Measure.allCases {
                    try row(
                        [.text(result.arms[program.arm]), BooksTables.month(result, month), .text(measure.rawValue)]
                            + values(program.sample(measure, month: month)))
                }
            }
        }
    }

    private static let sensitivity = TableDescription(
        file: "liability_sensitivity.csv",
        meaning:
            "What is owed at the study's end if a point more or less of what was issued is redeemed in the end, in "
            + "every cohort, as far as it has points outstanding, and none below what is redeemed; means over the replications.",
        key: ["program", "month", "measure", "redemption_change"],
        columns: [
            .program, .month, measure,
            TableColumn(
                "redemption_change", .number, "Added to the share of points issued that is redeemed in the end."),
            TableColumn("mean", .number, unit: "minor units", "What is owed then."),
            TableColumn("change", .number, unit: "minor units", "Less what is owed without the change."),
        ])

    private static func writeSensitivity(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        let month = books.months - 1
        for program in books.pointPrograms {
            for measure in Books.Program.Measure.allCases {
                func mean(_ shift: Double) -> Double {
                    Estimate(
                        program.worlds.indices.map {
                            program.liability(measure, world: $0, month: month, shift: shift)
                        }
                    ).mean
                }
                let base = mean(0)
                for shift in [-0.01, 0, 0.01] {
                    let value = mean(shift)
                    try row([
                        .text(result.arms[program.arm]), BooksTables.month(result, month), .text(measure.rawValue),
                        .real(shift), .real(value), .real(value - base),
                    ])
                }
            }
        }
    }

    private static let estimates = TableDescription(
        file: "urr_estimate.csv",
        meaning:
            "Ultimate redemption of replication 1 as estimated at the study's end by each method, beside the truth. "
            + "other-worlds reads it off the other replications, curve is the scenario's; the chain ladder, Bornhuetter-Ferguson (with the other "
            + "worlds' rate as the one known beforehand) and Cape Cod see this world's triangle only, with the program's tail of assumptions.csv: 1 "
            + "once no point can outlive the triangle, else finance.tail or a fitted one; without any, what is outstanding is expected. "
            + "A method that has no answer for this triangle has one row, the total, without an ultimate.",
        key: ["program", "issue_month", "method"],
        columns: [
            .program, TableColumn("issue_month", .string, "Month of issue; total for all."),
            TableColumn("method", .string, "other-worlds, curve, chain-ladder, bornhuetter-ferguson or cape-cod."),
            TableColumn("issued", .number, unit: "points", "Points issued."),
            TableColumn("latest", .number, unit: "points", "Redeemed so far."),
            TableColumn(
                "ldf_to_ultimate", .number, "Factor from what is redeemed to the end; empty where there is none."),
            TableColumn("ultimate", .number, unit: "points", "Redeemed in the end, as estimated."),
            TableColumn("urr", .number, "Ultimate ÷ issued."),
            TableColumn("standard_error", .number, unit: "points", "Mack's, of the chain ladder; empty otherwise."),
            TableColumn("breakage", .number, unit: "points", "Never redeemed, as estimated: issued − ultimate."),
            TableColumn("truth", .integer, unit: "points", "Redeemed in the end, as far as the world was followed."),
        ])

    private static func writeEstimates(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.pointPrograms {
            let accounts = program.worlds[0].filter { $0.issued > 0 }
            guard !accounts.isEmpty else { continue }
            let truths = accounts.map(\.ultimate) + [accounts.reduce(0) { $0 + $1.ultimate }]
            for (method, rows) in Self.methods(accounts, program, result) {
                if rows.isEmpty { try row(Self.refused(method, accounts, program, result)) }
                for (line, truth) in zip(rows, truths) {
                    try row([
                        .text(result.arms[program.arm]), .text(line.name), .text(method), .optional(line.issued),
                        .real(line.latest), .optional(line.factorToUltimate), .real(line.ultimate),
                        .optional(line.redemptionRate), .optional(line.standardError), .optional(line.breakage),
                        .integer(truth),
                    ])
                }
            }
        }
    }

    /// The row of a method that has no answer.
    private static func refused(
        _ method: String, _ accounts: [CohortAccount], _ program: Books.Program, _ result: RunResult
    ) -> [TableValue] {
        [
            .text(result.arms[program.arm]), .text("total"), .text(method),
            .real(Double(accounts.reduce(0) { $0 + $1.issued })),
            .real(Double(accounts.reduce(0) { $0 + ($1.periods.last?.cumulativeRedeemed ?? 0) })), .empty, .empty,
            .empty,
            .empty, .empty, .integer(accounts.reduce(0) { $0 + $1.ultimate }),
        ]
    }

    /// Each method's rows, the total last; none where the method refuses the triangle.
    private static func methods(
        _ accounts: [CohortAccount], _ program: Books.Program, _ result: RunResult
    ) -> [(String, [Reserve.Row])] {
        guard let triangle = program.triangle(world: 0, name: result.scenario.calendar.label(ofMonth:)) else {
            return []
        }
        let tail = OwnTriangle.tail(of: triangle, life: program.life, given: result.scenario.finance?.estimator.tail)
        let methods: [Reserve.Method] = [
            .chainLadder, .bornhuetterFerguson(priorRate: program.rates[0]), .capeCod,
        ]
        let answers = methods.map { ($0.name, OwnTriangle.rows(triangle, $0, tail: tail) ?? []) }
        var others = [("other-worlds", accounts.map { Double($0.expectedByOthers) })]
        if case .curve? = result.scenario.finance?.estimator {
            others.append(("curve", accounts.map { Double($0.periods.last?.expectedTotal ?? 0) }))
        }
        return others.map { name, ultimates in
            let reserve = Reserve(triangle, ultimates: ultimates)
            return (name, reserve.rows + [reserve.total])
        } + answers
    }
}
