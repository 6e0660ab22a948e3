import LoyaltyModel

/// What a strategist sees after a run: one table of programs, the verdict, one table of segments where there are
/// several, and where the tables lie.
public enum AnswerText {
    /// - Parameter folder: the result folder as the user named it.
    public static func text(_ result: RunResult, folder: String) -> String {
        let lines =
            heading(result) + [""] + AnswerGrid(programs: result).lines(width: TextLines.width) + [""]
            + (hybrids(result) + AnswerVerdict(result).sentences + validation(result) + [
                UncertaintyWords.answer(result.scenario)
            ])
            .flatMap(TextLines.wrapped)
            + segments(result) + [
                "",
                "Tables: \(folder) (summary.csv, comparison.csv, timeline.csv and more; datapackage.json explains them).",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// What programs of several mechanics are made of.
    private static func hybrids(_ result: RunResult) -> [String] {
        let parts = zip(result.arms.dropFirst(), result.scenario.programs).filter { $1.mechanics.count > 1 }.map {
            "\($0) (\($1.mechanics.map(\.key).joined(separator: ", ")))"
        }
        return parts.isEmpty ? [] : ["Of several mechanics: \(parts.joined(separator: ", "))."]
    }

    /// How near the baseline comes to what the same customers really did, where that is known.
    private static func validation(_ result: RunResult) -> [String] {
        guard let sums = BaselineValidation.purchases(result), sums.actual > 0 else { return [] }
        let bias = sums.simulated / Double(sums.actual) - 1
        return [
            "In the months that the log goes on, the baseline's customers make \(Humanised.count(sums.simulated)) "
                + "purchases, the real ones made \(Humanised.count(Double(sums.actual))) (\(bias < 0 ? "" : "+")"
                + "\(Humanised.percent(bias))): validation.csv."
        ]
    }

    private static func heading(_ result: RunResult) -> [String] {
        let scenario = result.scenario
        let customers = result.values(arm: 0, segment: 0, metric: 0).compactMap { $0 }
        let replications = "\(result.replications) replication\(result.replications == 1 ? "" : "s")"
        return [
            scenario.title.isEmpty ? scenario.name : scenario.title,
            "\(Humanised.count(Estimate(customers).mean)) customers, "
                + "\(scenario.calendar.start) to \(scenario.calendar.date(ofDay: scenario.calendar.days - 1)), "
                + "\(replications); money in \(scenario.currency.code)",
        ]
    }

    /// Who gains and who loses, where there is more than one segment.
    private static func segments(_ result: RunResult) -> [String] {
        guard result.segments.count > 1, result.arms.count > 1 else { return [] }
        let title = "Contribution per customer: margin gained less what the segment's customers cost"
        return ["", title] + AnswerGrid(segments: result).lines(width: TextLines.width)
            + TextLines.wrapped(SegmentVerdict(result).sentence)
    }
}
