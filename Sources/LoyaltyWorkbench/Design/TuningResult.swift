public import LoyaltyModel

/// What a tuning found.
public struct TuningResult: Sendable {
    public let tuning: Tuning
    /// Index into the tuning's points; nil where no candidate keeps the constraints.
    public let winner: Int?
    /// Candidates that keep the constraints and cannot be told from the best.
    public let notSeparated: [Int]
    public let indifference: Double
    /// Whether the procedure ended by itself, not by its budget.
    public let isSettled: Bool
    /// Whether more than one candidate was left to choose from.
    public let isContested: Bool
    /// By candidate, then metric (the objective's, the constraints', profit), then replication.
    let values: [[[Double]]]
    /// By candidate, then constraint.
    let standings: [[Constraint.Standing]]
    /// Replications over all candidates and the refinement.
    public internal(set) var spent: Int
    var refinement = Refinement.Outcome.nothingContinuous

    /// A point between those tried that was better than the winner where it was looked for.
    public var refined: RefinedPoint? {
        guard case .found(let point) = refinement else { return nil }
        return point
    }

    /// The objective of a candidate.
    public func objective(_ candidate: Int) -> Estimate {
        Estimate(tuning.objective.observations(values[candidate][0]))
    }

    /// A constraint's measure of a candidate, over all its replications.
    func constrained(_ candidate: Int, _ constraint: Int) -> Double {
        tuning.constraints[constraint].estimate(values[candidate][1 + constraint])
    }

    /// The incremental profit of a candidate, whatever the objective.
    func profit(_ candidate: Int) -> Estimate { Estimate(values[candidate][1 + tuning.constraints.count]) }

    public func replications(_ candidate: Int) -> Int { values[candidate][0].count }

    /// A candidate less the winner, in the worlds that both had.
    public func difference(_ candidate: Int) -> Estimate? {
        guard let winner else { return nil }
        let rows = [candidate, winner].map { tuning.objective.observations(values[$0][0]) }
        let both = min(rows[0].count, rows[1].count)
        return Estimate(paired: Array(rows[0].prefix(both)), minus: Array(rows[1].prefix(both)))
    }

    /// Without a winner: the candidate that comes nearest to keeping the constraints.
    public var nearestMiss: Int? { winner == nil ? NearestMiss(tuning, constrained).candidate : nil }

    /// What became of a candidate.
    func status(_ candidate: Int) -> String {
        if candidate == winner { return "winner" }
        if notSeparated.contains(candidate) { return "not separated" }
        let worst =
            standings[candidate].first { $0 == .broken } ?? standings[candidate].first { $0 == .brokenSoFar }
        return worst?.rawValue ?? "behind"
    }

    /// Writes all files of the study.
    ///
    /// - Throws: ``FileFailure`` where the system refuses.
    public func write(command: String, to folder: String) throws {
        let table = StudyTable(description: TuningTable.description(tuning)) { folder in
            try TuningTable.write(self, folder: folder)
        }
        let facts = [
            "candidates": String(tuning.points.count), "combinations": NumberText.text(tuning.space.combinations),
            "replications_spent": String(spent), "objective": tuning.objective.text,
            "procedure": tuning.options.procedure.rawValue,
            "indifference": NumberText.text(indifference), "alpha": NumberText.text(tuning.options.alpha),
            "settled": isSettled ? "yes" : "no, the budget was spent",
            "constraints": tuning.constraints.map(Self.words).joined(separator: ", "), "refinement": refinement.words,
        ]
        try StudyFolder.write(
            "tune", of: tuning.source.base, facts: facts, tables: [table], command: command, to: folder)
    }

    static func words(_ constraint: Constraint) -> String {
        "\(constraint.measure.text) \(constraint.measure.isHigherBetter ? ">=" : "<=") "
            + NumberText.text(constraint.limit)
    }
}
