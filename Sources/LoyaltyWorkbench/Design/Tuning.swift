import LoyaltyModel

/// Looks for the best of many candidates: combinations of values of one program's paths, or of what all share.
///
/// Every candidate has a first stage; those that surely break a constraint are out; then replications are given in step
/// until all but one are out (KN, with a guarantee), or where they do most (OCBA, without one), up to a budget. In the end
/// continuous paths are refined around the winner. With two objectives the front is looked for in place of a winner.
public struct Tuning: Sendable {
    public enum Procedure: String, CaseIterable, Sendable { case kn, ocba }

    public struct Options: Sendable {
        public var procedure = Procedure.kn
        /// Differences of the objective that do not matter, in its unit; nil for a hundredth of the best mean's size.
        public var indifference: Double?
        /// Chance of a wrong choice.
        public var alpha = 0.05
        /// Replications of all candidates together after which no more are given.
        public var budget = 20_000
        /// Candidates taken from the grid; a larger grid is sampled.
        public var candidates = 200
        /// Whether values between those tried of continuous paths are looked at in the end.
        public var isRefined = true

        public init() {}
    }

    /// Observations of every candidate in the first stage: among many candidates KN's margins, which come from the
    /// variances seen there, shrink by more than the further observations cost.
    var firstStage: Int { Self.firstStage(candidates: points.count) }

    private static func firstStage(candidates: Int) -> Int { candidates > 20 ? 20 : 10 }

    public let source: TrialSource
    public let space: DesignSpace
    public let program: Int
    /// What is to be large or small: one measure, or two whose front is looked for.
    public let objectives: [StudyMeasure]
    public let constraints: [Constraint]
    public let options: Options
    /// Candidates: the whole grid, or a sample of it that fills the space.
    public let points: [DesignSpace.Point]
    let trials: [Trial]
    /// For each variation that is a range the values that documents take within it; nil for a list and for other paths than
    /// of numbers.
    let scales: [LeverScale?]

    /// - Throws: ``Problems``, ``UsageProblem``.
    public init(
        _ source: TrialSource, _ space: DesignSpace, program name: String?, objectives: [StudyMeasure],
        constraints: [Constraint], options: Options
    ) throws {
        self.source = source
        self.space = space
        self.objectives = objectives
        self.constraints = constraints
        self.options = options
        program = try Self.program(source, space, name)
        points = try Self.candidates(space, options, seed: source.base.seed)
        guard points.count > 1 else { throw UsageProblem("--vary: one candidate leaves nothing to choose") }
        let each = Self.firstStage(candidates: points.count) * (objectives.map(\.batch).max() ?? 1)
        let least = points.count * each
        guard options.budget >= least else {
            throw UsageProblem(
                "--budget is at least \(least) here, found \(options.budget): \(each) "
                    + "replications for each of \(points.count) candidates to begin with")
        }
        trials = try points.flatMap { [program] in try source.trials(space.settings($0), programs: [program]) }
        scales = try space.variations.map { variation in
            guard variation.isRange, let numbers = variation.numbers, let low = numbers.first, let high = numbers.last
            else { return nil }
            // What documents take no number for, or none between, is not refined.
            do { return try LeverScale(variation.path, from: low, to: high, in: source) } catch is Problems {
                return nil
            } catch is UsageProblem { return nil }
        }
    }

    /// Combinations, at most.
    static let mostCombinations = 100_000
    /// Values of a single path that are all candidates; of several paths ``Options/candidates`` are.
    static let mostOfOnePath = 500

    /// All combinations. Of more than are tried, a part that fills the space; of one path's values evenly spaced ones with
    /// both ends.
    private static func candidates(
        _ space: DesignSpace, _ options: Options, seed: UInt64
    ) throws(UsageProblem) -> [DesignSpace.Point] {
        guard space.combinations <= Double(mostCombinations) else {
            throw UsageProblem("--vary: more than \(mostCombinations) combinations; take larger steps or fewer paths")
        }
        let isOnePath = space.variations.count == 1
        let most = isOnePath ? max(options.candidates, mostOfOnePath) : options.candidates
        if space.combinations <= Double(most) { return try space.grid() }
        if isOnePath {
            let last = space.variations[0].values.count - 1
            return (0..<most).map { [($0 * last + (most - 1) / 2) / (most - 1)] }
        }
        // Few values bring about equal points, so more are drawn than are taken.
        return Array(try space.sample(.sobol, points: DesignSpace.mostPoints, seed: seed).prefix(most))
    }

    /// Whether some combinations are no candidates.
    var isSampled: Bool { Double(points.count) < space.combinations }

    /// How many candidates there are, and of what.
    var count: String {
        isSampled
            ? "\(points.count) candidates, a sample of \(NumberText.text(space.combinations)) combinations;"
            : "\(points.count) candidates;"
    }

    private static func program(
        _ source: TrialSource, _ space: DesignSpace, _ name: String?
    ) throws(UsageProblem) -> Int {
        let changed = try source.programs(changedBy: space.variations.map(\.path))
        if let name {
            let place = try source.program(named: name)
            guard changed.contains(place) else {
                throw UsageProblem("--program \(name): no path of --vary changes it")
            }
            return place
        }
        guard changed.count == 1 else {
            throw UsageProblem("the paths change \(changed.count) programs; say with --program whose figures count")
        }
        return changed[0]
    }

    var objective: StudyMeasure { objectives[0] }

    /// Replications that make one observation of every objective.
    var batch: Int { objectives.map(\.batch).max() ?? 1 }

    /// Names the study, so that an unfinished one is told from another.
    public var stamp: String {
        let words =
            [Workbench.version, source.base.resolvedText, String(program), "\(options)", ProfitWords.metric]
            + objectives.map { "\($0)" } + constraints.map { "\($0)" } + points.flatMap(space.settings)
        return SHA256.hex(of: words.joined(separator: "\n"))
    }

    /// The level at which a constraint of a candidate is judged at the r-th look, so that all that is called sure of
    /// constraints, of all candidates at all looks together, is so with probability 1 − α / 2.
    func certainty(look: Int) -> Double {
        1 - options.alpha / 2 / Double(max(1, points.count * constraints.count) * look * (look + 1))
    }

    /// The chance of error that is left for the choice, or the front, at its r-th try.
    func selectionAlpha(attempt: Int) -> Double {
        constraints.isEmpty ? options.alpha : options.alpha / 2 / Double(attempt * (attempt + 1))
    }

    /// - Throws: ``TrialRunner/Interrupted``, ``FileFailure``, ``UsageProblem`` where a measure is undefined.
    public func result(
        memo: TrialMemo, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async throws -> TuningResult {
        var contest = try TuningContest(self, memo: memo, workers: workers, proceed: proceed)
        try await contest.grow(Array(points.indices), to: firstStage * batch)
        try await contest.settleConstraints()
        let indifference = options.indifference ?? contest.hundredth(contest.contestants)
        // Further replications may show that one who is left breaks a constraint: then the others compete again.
        var attempt = 0
        repeat {
            let contestants = contest.contestants
            guard contestants.count > 1 else { break }
            attempt += 1
            let alpha = selectionAlpha(attempt: attempt)
            switch options.procedure {
            case .kn: try await contest.eliminate(contestants, indifference: indifference, alpha: alpha)
            case .ocba: try await contest.allocate(contestants, alpha: alpha)
            }
        } while !contest.survivorsAreContestants
        let result = contest.result(indifference: indifference)
        guard options.isRefined, let refinement = Refinement(result) else { return result }
        return try await refinement.applied(contest.runner)
    }

    /// The candidates that no other is better than on both of two objectives.
    ///
    /// - Throws: ``TrialRunner/Interrupted``, ``FileFailure``, ``UsageProblem`` where a measure is undefined.
    public func frontier(
        memo: TrialMemo, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async throws -> FrontierResult {
        var contest = try TuningContest(self, memo: memo, workers: workers, proceed: proceed)
        try await contest.grow(Array(points.indices), to: firstStage * batch)
        try await contest.settleConstraints()
        return try await contest.front()
    }
}
