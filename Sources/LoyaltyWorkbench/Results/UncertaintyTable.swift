import LoyaltyModel

/// What is owed with and without what is not known about people, side by side.
enum UncertaintyTable {
    static let table = BooksTables.Table(description: description, rows: write)

    private static let description = TableDescription(
        file: "liability_uncertainty.csv",
        meaning:
            "What is owed for points at each month's end, with the response's numbers fixed at their values and, under "
            + "uncertainty: parameters, drawn within their ranges in every replication: the same luck otherwise. Error is "
            + "the estimate less what it should have been, knowing what is redeemed in the end; its quantiles make an "
            + "interval about an estimate: estimate − error_p95 to estimate − error_p05 holds 90 %.",
        key: ["program", "month", "measure", "parameters"],
        columns: [
            .program, .month, LiabilityTables.measure,
            TableColumn("parameters", .string, "fixed at their values, or drawn within their ranges."),
        ] + LiabilityTables.figures
            + [
                ("error_p05", "5 % quantile of estimate − truth."), ("error_p50", "Its median."),
                ("error_p95", "Its 95 % quantile."),
            ].map { TableColumn($0.0, .number, unit: "minor units", $0.1) })

    private static func write(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        let isDrawn = result.undrawn != nil
        let fixed = result.undrawn.flatMap { Books(result.scenario, $0) }
        for program in books.pointPrograms {
            let beside = fixed?.programs.first { $0.arm == program.arm }
            for month in 0..<books.months {
                for measure in Books.Program.Measure.allCases {
                    for (name, one) in [("fixed", isDrawn ? beside : program), ("drawn", isDrawn ? program : nil)] {
                        guard let sample = one?.sample(measure, month: month) else { continue }
                        let errors = SortedSample(sample.errors)
                        try row(
                            [
                                .text(result.arms[program.arm]), BooksTables.month(result, month),
                                .text(measure.rawValue), .text(name),
                            ] + LiabilityTables.values(sample)
                                + [0.05, 0.5, 0.95].map { .real(errors.quantile($0)) })
                    }
                }
            }
        }
    }
}
