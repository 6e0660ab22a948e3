import LoyaltyModel

extension FrontierResult {
    /// Candidates that the terminal shows, at most.
    private static let shown = 20

    /// What the terminal shows: the front, and how sure it is.
    ///
    /// - Parameter folder: the result folder as the user named it.
    public func text(folder: String) -> String {
        let scenario = tuning.source.base
        let ways = tuning.objectives.map { ($0.isHigherBetter ? "large " : "small ") + $0.text }
        let heading = [
            scenario.title.isEmpty ? scenario.name : scenario.title,
            "\(scenario.programs[tuning.program].name): \(ways.joined(separator: " and ")) among \(tuning.count) "
                + "money in \(scenario.currency.code)",
        ]
        let grid = front.isEmpty ? [] : [""] + TextLines.grid(rows, left: tuning.space.variations.count)
        let lines =
            heading + grid + [""] + sentences.flatMap(TextLines.wrapped)
            + [
                "",
                "Tables: \(folder) (frontier.csv, and tuning.csv with every candidate; datapackage.json explains them).",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    private var rows: [[String]] {
        let names = tuning.space.variations.map { String($0.path.split(separator: ".").last ?? "") }
        let header = names + tuning.objectives.flatMap { [$0.text, ""] } + ["replications", "status"]
        return [header]
            + front.prefix(Self.shown).map { candidate in
                tuning.space.values(tuning.points[candidate])
                    + tuning.objectives.indices.flatMap { place in
                        let estimate = estimate(candidate, place)
                        let half = estimate.interval().map { "± " + text($0.halfWidth, place) } ?? ""
                        return [text(estimate.mean, place), half]
                    } + [String(values[candidate][0].count), status(candidate)]
            }
    }

    private var sentences: [String] {
        guard !front.isEmpty else { return [NearestMiss(tuning, constrained).words] + tuning.sampleWords }
        let more = front.count - Self.shown
        let rest = more > 0 ? ["\(more) more are in frontier.csv."] : []
        let sure = fronts.count { $0 == .front }
        let out = fronts.count { $0 == .dominated }
        let told = [
            "\(count(sure)) of \(tuning.points.count) candidates \(sure == 1 ? "is" : "are") surely on the front: no other is "
                + "better on one measure without being worse on the other. \(count(out)) \(out == 1 ? "is" : "are") surely off it. "
                + "All of this together has a probability of \(Humanised.percent(1 - tuning.options.alpha))."
        ]
        return rest + told + open + losing + broken + tuning.sampleWords
            + ["\(spent) replications of candidates were simulated.", UncertaintyWords.answer(tuning.source.base)]
    }

    private func count(_ number: Int) -> String { number == 0 ? "None" : String(number) }

    /// Candidates that have no sure place.
    private var open: [String] {
        let on = fronts.count { $0 == .frontSoFar }
        let off = fronts.count { $0 == .dominatedSoFar }
        guard on + off > 0 else { return [] }
        return [
            "\(on + off) cannot be told from their rivals: \(on) on the front by the means, \(off) just off it (in tuning.csv); "
                + "a larger --budget would tell some of them apart."
        ]
    }

    /// Candidates of the front that lose money; told by their best where all do.
    private var losing: [String] {
        let profits = front.map(profit)
        let losers = profits.count { ($0.interval()?.upperBound ?? $0.mean) < 0 }
        guard losers > 0 else { return [] }
        guard losers == front.count, let best = profits.max(by: { $0.mean < $1.mean }) else {
            return ["\(losers) of the front's \(front.count) surely lose money (\(ProfitWords.metric) below zero)."]
        }
        return [ProfitWords.sentence(best, "where it earns most of the front", tuning.source.base.currency) ?? ""]
    }

    private var broken: [String] {
        let broken = fronts.count { $0 == nil }
        return broken == 0 ? [] : ["\(broken) candidate\(broken == 1 ? " breaks" : "s break") a constraint."]
    }

    private func text(_ value: Double, _ objective: Int) -> String {
        tuning.objectives[objective].text(value, tuning.source.base.currency)
    }
}
