import LoyaltyModel

/// `assumptions.csv`: every number of the response, what it rests on, and what was drawn of it.
enum AssumptionsTable {
    static let description = TableDescription(
        file: "assumptions.csv",
        meaning: "Every number of the response that was run, with its range and what it rests on; and, under "
            + "uncertainty: parameters, what the replications drew of it.",
        key: ["path"],
        columns: [
            TableColumn("path", .string, "Path of the number, as --set takes it."),
            TableColumn("unit", .string, "Unit of the row's figures; empty where it has none."),
            .figure("value", "The value used; where the number is drawn, its most probable value."),
            .figure("low", "5 % point of what it may be, before cutting at what the catalogue allows."),
            .figure("high", "95 % point of what it may be, before cutting at what the catalogue allows."),
            TableColumn(
                "source", .string,
                "What it rests on, in the document's words; for a default that is not spoken of, the catalogue's."),
            TableColumn("confidence", .string, "How far it can be trusted: high, medium or low; empty if not said."),
            .figure("drawn_mean", "Mean of the draws, one a replication; empty where none is drawn."),
            .figure("drawn_sd", "Standard deviation of the draws; empty with fewer than two."),
        ])

    static func write(_ result: RunResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        let simulation = result.scenario.simulation
        let draws = (0..<result.replications).map { simulation.draws(replication: $0 + 1) }
        let estimates = result.scenario.responseDocument?.estimates ?? [:]
        for (path, estimate) in estimates.sorted(by: { $0.key < $1.key }) {
            let row = ResponseDocument.row(path)
            let drawn = draws.compactMap { $0[row.path] }
            let summary = drawn.isEmpty ? nil : Estimate(drawn)
            let known = estimate.source.isEmpty && estimate.confidence == nil && estimate.value == row.defaultNumber
            let confidence = known ? row.confidence : estimate.confidence
            try table.row([
                .text(row.path), .text(row.unit), .real(estimate.value), .optional(estimate.low),
                .optional(estimate.high), .text(known ? row.source : estimate.source),
                .text(confidence?.rawValue ?? ""), .optional(summary?.mean), .optional(summary?.standardDeviation),
            ])
        }
        return try table.finish()
    }
}

extension Parameter {
    /// The default of a number about people.
    fileprivate var defaultNumber: Double? {
        guard case .value(let text) = defaultValue,
            case .value(let number, _) = kind.readNumber(DefaultNode.of(text, at: DocumentNode.Place(file: path)))
        else { return nil }
        return number
    }
}
