public import LoyaltyModel

/// The last stage of a tuning: values between those tried, of paths that take any number, around the winner.
///
/// GSL's simplex goes downhill on a fixed sample, the worlds that the winner has had, so that points differ by their values
/// alone. What is best in those worlds is so by chance too; hence it is judged in as many others.
struct Refinement {
    enum Outcome: Sendable {
        /// No path takes values between those tried.
        case nothingContinuous
        case overBudget
        case winnerStands
        case found(RefinedPoint)

        var words: String {
            switch self {
            case .nothingContinuous: "none: no winner, or no path that takes values between those tried"
            case .overBudget: "none: the budget was spent"
            case .winnerStands: "nothing better was found"
            case .found(let point):
                "found in \(point.worlds) worlds and judged in as many others: \(point.values.joined(separator: ", "))"
            }
        }
    }

    /// Observations that the search takes of each point, at most.
    private static let mostObservations = 100
    /// The simplex is small enough once it is this part of the way between neighbours of the winner's value.
    private static let tolerance = 0.01
    /// Worse than anything: where a constraint is broken, a measure undefined, or outside of the box.
    private static let worst = 1e300

    private let result: TuningResult
    private let winner: Int
    /// Paths that are refined: the place among the variations, and the values between the winner's neighbours.
    private let paths: [(place: Int, scale: LeverScale)]
    private let worlds: Int

    /// Nil where there is no winner, or no path that takes values between those tried.
    init?(_ result: TuningResult) {
        guard let winner = result.winner else { return nil }
        let tuning = result.tuning
        let point = tuning.points[winner]
        paths = tuning.space.variations.indices.compactMap { place in
            Self.scale(place, around: point[place], tuning).map { (place, $0) }
        }
        guard !paths.isEmpty else { return nil }
        (self.result, self.winner) = (result, winner)
        let observations = min(result.replications(winner) / tuning.batch, Self.mostObservations)
        worlds = observations * tuning.batch
    }

    /// The values from one neighbour to the other, with as many decimals as tell 200 of them apart; nil where nothing lies
    /// between, as among whole numbers.
    private static func scale(_ place: Int, around value: Int, _ tuning: Tuning) -> LeverScale? {
        let variation = tuning.space.variations[place]
        guard let scale = tuning.scales[place], scale.unit.isEmpty, let numbers = variation.numbers, numbers.count > 1
        else { return nil }
        let (low, high) = (numbers[max(0, value - 1)], numbers[min(numbers.count - 1, value + 1)])
        let written = variation.values[value].split(separator: ".").dropFirst().first?.count ?? 0
        let refined = scale.narrowed(from: low, to: high).coarsened(toTell: 200, keeping: written)
        return refined.decimals > 0 ? refined : nil
    }

    /// Searches and judges; the result with what came of it.
    func applied(_ runner: TrialRunner) async throws -> TuningResult {
        var result = result
        let options = result.tuning.options
        let most = min(options.budget / 4, options.budget - result.spent - 2 * worlds) / worlds
        guard most >= 3 + 2 * paths.count else {
            result.refinement = .overBudget
            return result
        }
        let start = paths.map { $0.scale.nearest(number(of: $0.place)) }
        var known = [start: value(of: result.values[winner].map { Array($0.prefix(worlds)) })]
        var simulated = 0
        while simulated < most, let units = try next(known, from: start) {
            known[units] = try await simulate(units, runner)
            simulated += 1
        }
        result.spent += simulated * worlds
        let best = known.min { ($0.value, $0.key.lexical) < ($1.value, $1.key.lexical) }
        guard let best, best.key != start, best.value < known[start] ?? Self.worst else {
            result.refinement = .winnerStands
            return result
        }
        result.refinement = .found(try await judged(best.key, runner))
        // The point has had half of its worlds in the search, the winner its own before that.
        result.spent += worlds + max(0, 2 * worlds - result.replications(winner))
        return result
    }

    private func number(of place: Int) -> Double {
        let variation = result.tuning.space.variations[place]
        return variation.numbers?[result.tuning.points[winner][place]] ?? 0
    }

    /// The point that the simplex asks for next; nil at its end.
    private func next(_ known: [[Int64]: Double], from start: [Int64]) throws -> [Int64]? {
        let parts = zip(paths, start).map { path, units in path.scale.part(units) }
        // Towards the farther end, so that the first simplex lies within the box.
        let steps = parts.map { $0 <= 0.5 ? 0.25 : -0.25 }
        let progress = try Simplex.search(from: parts, steps: steps, tolerance: Self.tolerance, limit: 200) { parts in
            guard parts.allSatisfy({ (0...1).contains($0) }) else { return Self.worst }
            return known[units(parts)]
        }
        guard case .asks(let parts) = progress else { return nil }
        return units(parts)
    }

    private func units(_ parts: [Double]) -> [Int64] { zip(paths, parts).map { $0.scale.value(at: $1) } }

    private func settings(_ units: [Int64]) -> [String] {
        let variations = result.tuning.space.variations
        var settings = result.tuning.space.settings(result.tuning.points[winner])
        for (path, units) in zip(paths, units) {
            settings[path.place] = "\(variations[path.place].path)=\(path.scale.text(units))"
        }
        return settings
    }

    /// What the simplex makes small, over the fixed sample.
    private func simulate(_ units: [Int64], _ runner: TrialRunner) async throws -> Double {
        guard let figures = try await figures(settings(units), worlds, runner) else { return Self.worst }
        return value(of: figures)
    }

    private func value(of figures: [[Double]]) -> Double {
        let tuning = result.tuning
        let isKept = zip(tuning.constraints, figures.dropFirst()).allSatisfy { $0.leaning($1) == .keptSoFar }
        return isKept ? -Estimate(tuning.objective.gains(figures[0])).mean : Self.worst
    }

    /// By metric, then replication; nil where documents do not take the values or a measure is undefined.
    private func figures(_ settings: [String], _ replications: Int, _ runner: TrialRunner) async throws -> [[Double]]? {
        let trials: [Trial]
        do { trials = try result.tuning.source.trials(settings, programs: [result.tuning.program]) } catch is Problems {
            return nil
        }
        let rows = try await runner.values(trials, replications: replications)[0]
        guard rows.allSatisfy({ $0.allSatisfy { !$0.isNaN } }) else { return nil }
        return runner.metrics.indices.map { metric in rows.map { $0[metric] } }
    }

    /// The point, and the winner beside it, in worlds that the point was not looked for in. The winner may have been chosen
    /// in them, which speaks for the winner.
    private func judged(_ units: [Int64], _ runner: TrialRunner) async throws -> RefinedPoint {
        let tuning = result.tuning
        let settings = [self.settings(units), tuning.space.settings(tuning.points[winner])]
        var figures: [[[Double]]] = []
        for settings in settings {
            guard let own = try await self.figures(settings, 2 * worlds, runner) else {
                throw UsageProblem("a measure is undefined at \(settings.joined(separator: " and "))")
            }
            figures.append(own)
        }
        let fresh = figures.map { tuning.objective.observations(Array($0[0].suffix(worlds))) }
        return RefinedPoint(
            values: settings[0].map { String($0.split(separator: "=", maxSplits: 1)[1]) },
            objective: Estimate(fresh[0]), difference: Estimate(paired: fresh[0], minus: fresh[1]), worlds: worlds,
            constrained: zip(tuning.constraints, figures[0].dropFirst()).map { $0.estimate(Array($1.suffix(worlds))) },
            standings: zip(tuning.constraints, figures[0].dropFirst()).map { constraint, values in
                constraint.standing(
                    Array(values.suffix(worlds)), level: 1 - tuning.options.alpha / Double(tuning.constraints.count))
            })
    }
}

/// A point between those tried, as it does in worlds that it was not found in.
public struct RefinedPoint: Sendable {
    /// In the order of the variations.
    public let values: [String]
    public let objective: Estimate
    /// Less the winner.
    public let difference: Estimate
    /// Worlds that it was found in, and as many others that it is judged in.
    public let worlds: Int
    let constrained: [Double]
    package let standings: [Constraint.Standing]
}

extension [Int64] {
    /// Orders points of equal value, so that the answer does not hang on a dictionary's order.
    fileprivate var lexical: String { map(String.init).joined(separator: " ") }
}
