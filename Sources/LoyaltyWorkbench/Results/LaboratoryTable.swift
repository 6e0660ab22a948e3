import LoyaltyModel

/// How far off reserving methods are, where the truth is known.
enum LaboratoryTable {
    static let description = TableDescription(
        file: "reserve_scores.csv",
        meaning:
            "Reserving methods at the study's end on worlds whose end is known, by program and state: points still to be "
            + "redeemed of all that were issued, as estimated and in truth. docs/RESERVING.md tells states and methods.",
        key: ["program", "state", "method"],
        columns: [
            .program,
            TableColumn("state", .string, "What the program goes through before its points are valued."),
            TableColumn("method", .string, "Who estimates."), .replications,
            TableColumn("truth", .number, unit: "points", "Still to be redeemed, mean over the worlds."),
            TableColumn("bias", .number, unit: "points", "Mean of estimate − truth."),
            TableColumn("bias_standard_error", .number, unit: "points", "Standard error of the bias."),
            TableColumn("rmse", .number, unit: "points", "Root of the mean of (estimate − truth)²."),
            TableColumn("bias_share", .number, "Bias ÷ truth; empty where there is nothing to be redeemed."),
            TableColumn(
                "coverage90", .number,
                "Share of worlds whose truth lies in the interval that the method's errors in the worlds as they are give."
            ),
            TableColumn(
                "coverage90_mack", .number,
                "The same for ± 1.645 of Mack's standard errors; empty but for the chain ladder."),
        ])

    static func write(_ result: RunResult, _ terms: LaboratoryTerms, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        let laboratory = ReservingLaboratory(
            result.scenario, terms, runOff: result.scenario.finance?.runOff ?? 0)
        for trial in laboratory.trials {
            let bias = trial.bias
            try table.row([
                .text(result.arms[trial.arm]), .text(trial.state.rawValue), .text(trial.method.rawValue),
                .integer(Int64(trial.answers.count)), .real(trial.truth), .real(bias.mean),
                .optional(bias.standardError), .real(trial.rootMeanSquare),
                trial.truth > 0 ? .real(bias.mean / trial.truth) : .empty, .real(trial.coverage),
                .optional(trial.mackCoverage),
            ])
        }
        return try table.finish()
    }
}
