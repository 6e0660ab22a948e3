public import LoyaltyModel

/// What a tuning for two objectives found: candidates that no other is better than on both.
public struct FrontierResult: Sendable {
    public let tuning: Tuning
    /// Nil for a candidate that breaks a constraint.
    public let fronts: [ParetoFront.Standing?]
    /// For each candidate another that is better on one objective and not worse on the other.
    let dominators: [Int?]
    /// By candidate, then metric (the objectives', the constraints', profit), then replication.
    let values: [[[Double]]]
    let standings: [[Constraint.Standing]]
    /// Replications over all candidates.
    public let spent: Int

    /// Candidates on the front, and those that cannot be told from being on it, by the first objective.
    public var front: [Int] {
        tuning.points.indices.filter { fronts[$0] == .front || fronts[$0] == .frontSoFar }
            .sorted { (estimate($0, 0).mean, $0) < (estimate($1, 0).mean, $1) }
    }

    public func estimate(_ candidate: Int, _ objective: Int) -> Estimate {
        Estimate(tuning.objectives[objective].observations(values[candidate][objective]))
    }

    func constrained(_ candidate: Int, _ constraint: Int) -> Double {
        tuning.constraints[constraint].estimate(values[candidate][tuning.objectives.count + constraint])
    }

    /// The incremental profit of a candidate, whatever the objectives.
    func profit(_ candidate: Int) -> Estimate {
        Estimate(values[candidate][tuning.objectives.count + tuning.constraints.count])
    }

    func status(_ candidate: Int) -> String {
        switch fronts[candidate] {
        case .front: "front"
        case .frontSoFar: "front, not surely"
        case .dominatedSoFar: "dominated, not surely"
        case .dominated: "dominated"
        case nil: standings[candidate].contains(.broken) ? "broken" : "broken, not surely"
        }
    }

    /// Writes all files of the study.
    ///
    /// - Throws: ``FileFailure`` where the system refuses.
    public func write(command: String, to folder: String) throws {
        let everyone = Array(tuning.points.indices)
        let tables = [
            (FrontierTable.frontier(tuning), front), (FrontierTable.candidates(tuning), everyone),
        ].map { description, candidates in
            StudyTable(description: description) { folder in
                try FrontierTable.write(self, candidates, description, folder: folder)
            }
        }
        let facts = [
            "candidates": String(tuning.points.count), "combinations": NumberText.text(tuning.space.combinations),
            "replications_spent": String(spent), "objectives": tuning.objectives.map(\.text).joined(separator: ", "),
            "alpha": NumberText.text(tuning.options.alpha),
            "constraints": tuning.constraints.map(TuningResult.words).joined(separator: ", "),
        ]
        try StudyFolder.write(
            "tune", of: tuning.source.base, facts: facts, tables: tables, command: command, to: folder)
    }
}

/// `frontier.csv`, the front, and `tuning.csv`, every candidate, of a tuning for two objectives.
enum FrontierTable {
    static func frontier(_ tuning: Tuning) -> TableDescription {
        description(
            tuning, file: "frontier.csv",
            meaning:
                "Candidates that no other is better than on one objective without being worse on the other, and those "
                + "that are so by their means but cannot be told from dominated ones; by the first objective.")
    }

    static func candidates(_ tuning: Tuning) -> TableDescription {
        description(
            tuning, file: "tuning.csv",
            meaning:
                "Every candidate of a tuning for two objectives. Those surely dominated have had fewer replications.")
    }

    private static func description(_ tuning: Tuning, file: String, meaning: String) -> TableDescription {
        TableDescription(
            file: file, meaning: meaning, key: ["candidate"],
            columns: [TableColumn("candidate", .integer, "Number of the candidate, from 1.")]
                + tuning.space.columns + [
                    TableColumn(
                        "status", .string,
                        "front or dominated: surely, with all candidates together; or not surely; broken: a constraint."
                    ),
                    TableColumn(
                        "dominated_by", .integer,
                        "A candidate that is better on one objective and not worse on the other."),
                ]
                + tuning.objectives.enumerated().flatMap { place, objective in
                    let unit = unit(objective, tuning)
                    let name = ["first", "second"][place]
                    return [
                        TableColumn(name, .number, unit: unit, "Mean of the observations of \(objective.text)."),
                        TableColumn("\(name)_standard_error", .number, unit: unit, "Its standard error."),
                        TableColumn("\(name)_ci_low", .number, unit: unit, "Lower end of its 95 % t interval."),
                        TableColumn("\(name)_ci_high", .number, unit: unit, "Upper end of its 95 % t interval."),
                    ]
                } + [TableColumn("replications", .integer, "Replications that the candidate has had.")]
                + TuningTable.constraintColumns(tuning))
    }

    private static func unit(_ objective: StudyMeasure, _ tuning: Tuning) -> String? {
        Metric.index(of: objective.metricName).map { Metric.all[$0].unit.text(tuning.source.base.currency) }
    }

    static func write(
        _ result: FrontierResult, _ candidates: [Int], _ description: TableDescription, folder: String
    ) throws(FileFailure) -> String {
        let tuning = result.tuning
        var table = try TableWriter(description, folder: folder)
        for candidate in candidates {
            let figures = tuning.objectives.indices.flatMap { place -> [TableValue] in
                let estimate = result.estimate(candidate, place)
                let interval = estimate.interval()
                return [
                    .real(estimate.mean), .optional(estimate.standardError), .optional(interval?.lowerBound),
                    .optional(interval?.upperBound),
                ]
            }
            let standing = TuningTable.constraintCells(
                tuning.constraints.indices.map { result.constrained(candidate, $0) }, result.standings[candidate])
            let dominator = result.dominators[candidate].map { TableValue.integer(Int64($0 + 1)) } ?? .empty
            try table.row(
                [.integer(Int64(candidate + 1))]
                    + tuning.space.cells(tuning.space.values(tuning.points[candidate]))
                    + [.text(result.status(candidate)), dominator] + figures
                    + [.integer(Int64(result.values[candidate][0].count))] + standing)
        }
        return try table.finish()
    }
}
