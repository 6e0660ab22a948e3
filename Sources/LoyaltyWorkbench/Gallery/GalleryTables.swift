import LoyaltyModel

/// `gallery.csv`: a row for each finding.
enum FindingTable {
    static let description = TableDescription(
        file: "gallery.csv", meaning: "What research found beside what the simulation gives.", key: ["finding"],
        columns: [
            TableColumn("finding", .string, "Name of the finding."),
            TableColumn("source", .string, "Who found it, and when."),
            TableColumn("found", .string, "What was found, in words."),
            TableColumn("unit", .string, "Unit of the row's figures: share, days or ratio."),
            .figure("published", "The published figure; empty where a range or a direction was published."),
            .figure("published_low", "Least value that agrees with it; empty for no bound."),
            .figure("published_high", "Greatest value that agrees with it; empty for no bound."),
            TableColumn("range_source", .string, "Where that range comes from."),
            .figure("no_effect", "The figure if there were no such effect; empty where that is the finding."),
            .figure("simulated", "Mean over replications of the figure in the simulation."),
            .figure("standard_error", "Standard error of that mean."),
            .figure("ci_low", "Lower end of the mean's 95 % interval."),
            .figure("ci_high", "Upper end of the mean's 95 % interval."),
            .replications,
            TableColumn("standing", .string, "imposed: a parameter was sized after the finding; emerging: none was."),
            TableColumn("parameter", .string, "That parameter of the response; empty where none was."),
            TableColumn("scenario", .string, "Name of the document in the gallery's folder."),
            TableColumn("verdict", .string, "met, not met or cannot tell."),
        ])

    static func write(_ result: GalleryResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        for row in result.findings {
            let finding = row.finding
            let interval = row.simulated?.interval()
            try table.row([
                .text(finding.id), .text(finding.source), .text(finding.found), .text(finding.unit.rawValue),
                .optional(finding.published.value), .optional(finding.published.low),
                .optional(finding.published.high), .text(finding.published.rangeSource), .optional(finding.noEffect),
                .optional(row.simulated?.mean), .optional(row.simulated?.standardError),
                .optional(interval?.lowerBound), .optional(interval?.upperBound),
                .integer(Int64(row.simulated?.count ?? 0)), .text(finding.standing.word),
                finding.standing.parameter.map { .text($0) } ?? .empty, .text(finding.scenario),
                .text(row.verdict.rawValue),
            ])
        }
        return try table.finish()
    }
}

/// `claims.csv`: a row for each claim.
enum ClaimTable {
    static let description = TableDescription(
        file: "claims.csv",
        meaning:
            "What trade articles and companies claim beside what the simulation shows naively and what is true there.",
        key: ["claim"],
        columns: [
            TableColumn("claim", .string, "Name of the claim."),
            TableColumn("said_by", .string, "Who says it."),
            TableColumn("said", .string, "What is said, in words."),
            TableColumn("claimed", .number, unit: "share", "The claimed lift."),
            TableColumn("comparison", .string, "What the naive figure compares."),
            TableColumn(
                "naive", .number, unit: "share", "Mean over replications of that comparison in the simulation."),
            TableColumn("naive_ci_low", .number, unit: "share", "Lower end of its 95 % interval."),
            TableColumn("naive_ci_high", .number, unit: "share", "Upper end of its 95 % interval."),
            TableColumn("true_lift", .number, unit: "share", "Mean of what the program does: against the twins."),
            TableColumn("true_ci_low", .number, unit: "share", "Lower end of its 95 % interval."),
            TableColumn("true_ci_high", .number, unit: "share", "Upper end of its 95 % interval."),
            TableColumn(
                "not_the_program", .number, unit: "share",
                "1 - true_lift / naive: the share of the naive figure that is who joins, or growth that comes anyway; "
                    + "empty where the naive figure is not surely above zero."),
            .replications,
            TableColumn("scenario", .string, "Name of the document in the gallery's folder."),
        ])

    static func write(_ result: GalleryResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        for row in result.claims {
            let (naive, trueLift) = (row.naive?.interval(), row.trueLift?.interval())
            try table.row([
                .text(row.claim.id), .text(row.claim.saidBy), .text(row.claim.said), .real(row.claim.claimed),
                .text(row.claim.naiveComparison), .optional(row.naive?.mean), .optional(naive?.lowerBound),
                .optional(naive?.upperBound), .optional(row.trueLift?.mean), .optional(trueLift?.lowerBound),
                .optional(trueLift?.upperBound), .optional(row.notTheProgram),
                .integer(Int64(row.trueLift?.count ?? 0)), .text(row.claim.scenario),
            ])
        }
        return try table.finish()
    }
}
