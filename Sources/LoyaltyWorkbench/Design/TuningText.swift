import LoyaltyModel

extension TuningResult {
    /// Candidates that the terminal shows, at most.
    private static let shown = 12

    /// What the terminal shows: the answer in sentences, and the best candidates.
    ///
    /// - Parameter folder: the result folder as the user named it.
    public func text(folder: String) -> String {
        let scenario = tuning.source.base
        let name = scenario.programs[tuning.program].name
        let way = tuning.objective.isHigherBetter ? "Largest" : "Smallest"
        let heading = [
            scenario.title.isEmpty ? scenario.name : scenario.title,
            "\(way) \(tuning.objective.text) of \(name) among \(tuning.count) money in \(scenario.currency.code)",
        ]
        let more = tuning.points.count - Self.shown
        let lines =
            heading + [""] + TextLines.grid(rows, left: tuning.space.variations.count)
            + (more > 0 ? ["  and \(more) more in tuning.csv"] : [])
            + TextLines.wrapped(
                "mean: over all replications of the candidate; less the winner: paired, in the worlds that both had.")
            + [""]
            + sentences.flatMap(TextLines.wrapped)
            + ["", "Tables: \(folder) (tuning.csv; datapackage.json explains it)."]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Candidates by their means, the winner first, those that break a constraint last.
    private var order: [Int] {
        func rank(_ candidate: Int) -> Int {
            candidate == winner
                ? 0 : standings[candidate].contains(.broken) ? 3 : status(candidate).hasPrefix("broken") ? 2 : 1
        }
        let sign = tuning.objective.isHigherBetter ? -1.0 : 1
        return tuning.points.indices.sorted {
            (rank($0), sign * objective($0).mean, $0) < (rank($1), sign * objective($1).mean, $1)
        }
    }

    private var rows: [[String]] {
        let names = tuning.space.variations.map { String($0.path.split(separator: ".").last ?? "") }
        let header =
            names + ["mean", "", "less the winner", ""] + tuning.constraints.map(\.measure.text)
            + ["replications", "status"]
        return [header]
            + order.prefix(Self.shown).map { candidate in
                let estimate = objective(candidate)
                let gap = candidate == winner ? nil : difference(candidate)
                return tuning.space.values(tuning.points[candidate]) + [
                    text(estimate.mean), error(estimate), gap.map { text($0.mean) } ?? "", gap.map(error) ?? "",
                ]
                    + tuning.constraints.indices.map { place in
                        tuning.constraints[place].measure.text(
                            constrained(candidate, place), tuning.source.base.currency)
                    } + [String(replications(candidate)), status(candidate)]
            }
    }

    private func error(_ estimate: Estimate) -> String {
        estimate.interval().map { "± " + text($0.halfWidth) } ?? ""
    }

    private var sentences: [String] {
        guard let winner else {
            return [NearestMiss(tuning, constrained).words] + tuning.sampleWords
        }
        let path = tuning.space.variations.map { String($0.path.split(separator: ".").last ?? "") }
        let value = zip(path, tuning.space.values(tuning.points[winner])).map { "\($0) \($1)" }.joined(separator: ", ")
        let parts: [[String]] = [
            ["The best is \(value).", closeness(winner)], range, edge(winner), tuning.sampleWords, profit(winner),
            [guarantee],
            certainty(winner), openRivals(winner), between, [UncertaintyWords.answer(tuning.source.base)],
        ]
        return parts.flatMap(\.self)
    }

    private func closeness(_ winner: Int) -> String {
        guard !notSeparated.isEmpty else {
            let kept = tuning.constraints.isEmpty ? "" : " that keeps the constraints"
            return "Every other candidate\(kept) is clearly behind it."
        }
        let count = notSeparated.count
        let best = notSeparated.max { first, second in
            let sign = tuning.objective.isHigherBetter ? 1.0 : -1
            return sign * objective(first).mean < sign * objective(second).mean
        }
        let named = best.flatMap { close -> String? in
            guard let difference = difference(close) else { return nil }
            let rivals = tuning.points.indices.count { !standings[$0].contains { $0 == .broken || $0 == .brokenSoFar } }
            let level = 1 - tuning.options.alpha / Double(max(1, rivals * (rivals - 1) / 2))
            let more = difference.replicationsToSeparate(level: level).map {
                ", for which \(Verdict.about(max(1, $0 * tuning.objective.batch)))"
            }
            return " The next, \(words(close)), is \(text(abs(difference.mean))) away\(more ?? "")."
        }
        return "\(count) other candidate\(count == 1 ? "" : "s") cannot be told from it.\(named ?? "")"
    }

    /// From where to where a single number may lie.
    private var range: [String] {
        guard let winner, tuning.space.variations.count == 1, let numbers = tuning.space.variations[0].numbers,
            !notSeparated.isEmpty
        else { return [] }
        let places = (notSeparated + [winner]).map { numbers[tuning.points[$0][0]] }.sorted()
        return [
            "What cannot be told from the best lies between \(ExactDecimal.text(places[0])) and "
                + "\(ExactDecimal.text(places[places.count - 1])); among those, take what is cheapest or simplest."
        ]
    }

    /// Paths whose best value is the first or the last that was tried.
    private func edge(_ winner: Int) -> [String] {
        func names(_ edge: TrialSource.Edge) -> String {
            tuning.space.variations.indices.filter {
                tuning.source.edge(of: tuning.points[winner], path: $0, in: tuning.space, tried: tuning.points) == edge
            }.map { String(tuning.space.variations[$0].path.split(separator: ".").last ?? "") }
                .joined(separator: " and ")
        }
        let (open, last) = (names(.open), names(.last))
        return (open.isEmpty ? [] : ["It lies at the edge of what was tried of \(open): look further."])
            + (last.isEmpty ? [] : ["It is the last value that \(last) takes."])
    }

    /// That even the winner loses money.
    private func profit(_ winner: Int) -> [String] {
        ProfitWords.sentence(profit(winner), "there", tuning.source.base.currency).map { [$0] } ?? []
    }

    /// Candidates that would be better, if only they kept the constraints, which is open.
    private func openRivals(_ winner: Int) -> [String] {
        let sign = tuning.objective.isHigherBetter ? 1.0 : -1
        let rivals = order.filter { candidate in
            standings[candidate].contains(.brokenSoFar) && !standings[candidate].contains(.broken)
                && sign * (difference(candidate)?.mean ?? 0) > 0
        }
        guard let best = rivals.first, let difference = difference(best) else { return [] }
        let others = rivals.count > 1 ? " and \(rivals.count - 1) more" : ""
        return [
            "\(words(best)) (by \(text(abs(difference.mean))))\(others) would be better; whether the constraints are kept there "
                + "is open."
        ]
    }

    /// What lies between the values tried.
    private var between: [String] {
        switch refinement {
        case .nothingContinuous: return []
        case .overBudget: return ["Values between those tried were not looked at: the budget was spent."]
        case .winnerStands:
            return ["Between the values tried nothing better was found (simplex, on the winner's worlds)."]
        case .found(let point):
            let sign = tuning.objective.isHigherBetter ? 1.0 : -1
            let names = tuning.space.variations.map { String($0.path.split(separator: ".").last ?? "") }
            let value = zip(names, point.values).map { "\($0) \($1)" }.joined(separator: ", ")
            let worlds = "found in \(point.worlds) worlds by the simplex, judged in \(point.worlds) others"
            let gain = sign * point.difference.mean
            let isSure = gain > 0 && (point.difference.pValue ?? 1) < 0.05
            let isBroken = point.standings.contains { $0 == .broken || $0 == .brokenSoFar }
            let verdict =
                isBroken
                ? "breaks a constraint in the worlds that it is judged in, and so is no better"
                : isSure ? "is better than the winner" : "cannot be told from the winner"
            let open = zip(tuning.constraints, point.standings).filter { $1 == .keptSoFar }.map { Self.words($0.0) }
            return [
                "Between the values tried, \(value) \(verdict): \(text(point.difference.mean)) \(error(point.difference)) "
                    + "(\(worlds))."
                    + (open.isEmpty || isBroken
                        ? "" : " It keeps this so far, but not surely: \(open.joined(separator: ", ")).")
            ]
        }
    }

    private var guarantee: String {
        let sure = Humanised.percent(1 - tuning.options.alpha)
        let cost = "\(spent) replications of candidates were simulated"
        guard isContested else { return "No other candidate was left to choose from; \(cost)." }
        guard isSettled else {
            return "The budget was spent before one was left: \(cost), the most that --budget allows."
        }
        switch tuning.options.procedure {
        case .kn:
            let size = tuning.options.indifference == nil ? " (a hundredth of the best mean seen at first)" : ""
            return "If it is better than every other by \(text(indifference))\(size) at least, it was chosen with "
                + "probability \(sure) (KN; normal data); \(cost)."
        case .ocba:
            return "Replications went where they told most (OCBA, which under common random numbers is a heuristic and "
                + "guarantees nothing); \(cost)."
        }
    }

    private func certainty(_ winner: Int) -> [String] {
        let open = zip(tuning.constraints, standings[winner]).filter { $1 == .keptSoFar }.map(\.0)
        return open.isEmpty
            ? [] : ["The winner keeps this so far, but not surely: \(open.map(Self.words).joined(separator: ", "))."]
    }

    private func words(_ candidate: Int) -> String {
        tuning.space.values(tuning.points[candidate]).joined(separator: " and ")
    }

    private func text(_ value: Double) -> String { tuning.objective.text(value, tuning.source.base.currency) }
}

extension Tuning {
    /// That the best of all may be a combination that was not tried.
    var sampleWords: [String] {
        guard isSampled else { return [] }
        return [
            "Of \(NumberText.text(space.combinations)) combinations \(points.count) were tried: the best of all may lie "
                + "between them. Narrow the ranges around it, or take larger steps, to try all."
        ]
    }
}

/// Where no candidate keeps the constraints: the one whose largest breach, as a part of the limit, is the smallest.
struct NearestMiss {
    let candidate: Int
    private let tuning: Tuning
    private let constrained: (Int, Int) -> Double

    /// - Parameter constrained: measure of a candidate's constraint.
    init(_ tuning: Tuning, _ constrained: @escaping (Int, Int) -> Double) {
        func miss(_ candidate: Int) -> Double {
            tuning.constraints.indices.map { place in
                let (mean, constraint) = (constrained(candidate, place), tuning.constraints[place])
                let over = constraint.measure.isHigherBetter ? constraint.limit - mean : mean - constraint.limit
                return over / (constraint.limit == 0 ? 1 : abs(constraint.limit))
            }.max() ?? 0
        }
        candidate = tuning.points.indices.min { miss($0) < miss($1) } ?? 0
        (self.tuning, self.constrained) = (tuning, constrained)
    }

    /// What it comes to under each constraint, beside the limit.
    var words: String {
        let currency = tuning.source.base.currency
        let figures = tuning.constraints.enumerated().map { place, constraint in
            let measure = constraint.measure
            return "\(measure.text) \(measure.text(constrained(candidate, place), currency)), "
                + "at \(measure.isHigherBetter ? "least" : "most") \(measure.text(constraint.limit, currency)) asked for"
        }
        let values = tuning.space.values(tuning.points[candidate]).joined(separator: " and ")
        let rule = tuning.constraints.count > 1 ? " (by the largest breach, as a part of its limit)" : ""
        return "No candidate keeps the constraints; nearest is \(values)\(rule): \(figures.joined(separator: "; "))."
    }
}
