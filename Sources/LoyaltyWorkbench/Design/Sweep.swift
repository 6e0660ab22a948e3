public import LoyaltyModel

/// A grid or a sample of points, each simulated with the same luck, beside the scenario as it stands.
public struct Sweep: Sendable {
    public let source: TrialSource
    public let space: DesignSpace
    public let points: [DesignSpace.Point]
    /// The figures that the terminal shows.
    public let shown: [Metric]
    /// Programs that the paths change: indexes into the scenario's.
    public let programs: [Int]
    /// For each point, then program.
    let trials: [[Trial]]
    /// The programs as they stand.
    let reference: [Trial]

    /// Reads every point's scenario, so that all its problems are told before anything is simulated.
    ///
    /// - Throws: ``Problems``, ``UsageProblem``.
    public init(
        _ source: TrialSource, _ space: DesignSpace, layout: DesignSpace.Layout, points count: Int?, shown: [Metric]
    ) throws {
        self.source = source
        self.space = space
        self.shown = shown
        programs = try source.programs(changedBy: space.variations.map(\.path))
        points =
            layout == .grid
            ? try space.grid() : try space.sample(layout, points: count ?? 0, seed: source.base.seed)
        trials = try points.map { [programs] in try source.trials(space.settings($0), programs: programs) }
        reference = try source.trials([], programs: programs)
    }

    /// Names the study, so that an unfinished one is told from another.
    public var stamp: String {
        let words =
            [Workbench.version, source.base.resolvedText] + Metric.all.map(\.name) + points.flatMap(space.settings)
        return SHA256.hex(of: words.joined(separator: "\n"))
    }

    /// - Throws: ``TrialRunner/Interrupted``, ``FileFailure``.
    public func result(
        memo: TrialMemo, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async throws -> SweepResult {
        let runner = TrialRunner(
            metrics: Metric.all, memo: memo, workers: workers, proceed: proceed)
        let all = [reference] + trials
        let values = try await runner.values(all.flatMap(\.self), replications: source.base.replications)
        let width = programs.count
        return SweepResult(
            sweep: self, values: all.indices.map { Array(values[$0 * width..<($0 + 1) * width]) })
    }
}

/// What a sweep found.
public struct SweepResult: Sendable {
    public let sweep: Sweep
    /// Indexed [point][program][replication][metric], the scenario as it stands first; NaN where undefined.
    let values: [[[[Double]]]]

    /// A point's values of a metric in the replications in which all of `also` have it too.
    private func paired(_ point: Int, _ other: Int, program: Int, metric: Int) -> (own: [Double], other: [Double]) {
        let pairs = zip(values[point][program], values[other][program]).map { ($0[metric], $1[metric]) }
            .filter { !$0.isNaN && !$1.isNaN }
        return (pairs.map(\.0), pairs.map(\.1))
    }

    /// The mean of a metric at a point; nil where it is undefined throughout.
    ///
    /// - Parameters:
    ///   - point: 0 is the scenario as it stands, k + 1 point k.
    ///   - program: index into the sweep's programs.
    public func estimate(_ point: Int, program: Int, metric: Int) -> Estimate? {
        let own = values[point][program].map { $0[metric] }.filter { !$0.isNaN }
        return own.isEmpty ? nil : Estimate(own)
    }

    /// A point less another, in the replications in which both have the metric.
    public func difference(_ point: Int, from other: Int = 0, program: Int, metric: Int) -> Estimate? {
        let (own, other) = paired(point, other, program: program, metric: metric)
        return own.isEmpty ? nil : Estimate(paired: own, minus: other)
    }

    /// The standard error of the difference between neighbouring points ÷ what it would be if they were simulated
    /// independently: the middle one of all neighbours in the order of the points.
    ///
    /// - Returns: nil where no two neighbours have a spread.
    public func commonLuck(program: Int, metric: Int) -> Double? {
        let ratios = (1..<max(1, sweep.points.count)).compactMap { point -> Double? in
            let (own, other) = paired(point, point + 1, program: program, metric: metric)
            guard own.count > 1, let shared = Estimate(paired: own, minus: other).standardError,
                let one = Estimate(own).standardError, let two = Estimate(other).standardError
            else { return nil }
            let independent = (one * one + two * two).squareRoot()
            return independent > 0 ? shared / independent : nil
        }
        return ratios.isEmpty ? nil : SortedSample(ratios).quantile(0.5)
    }

    /// The point with the best mean of a metric, and the others that cannot be told from it (``BestCandidates``, 5 %).
    /// Nil where neither way is better or a point lacks the metric in some replication.
    public func best(program: Int, metric: Int) -> (point: Int, notSeparated: [Int])? {
        guard let better = Metric.all[metric].better else { return nil }
        let rows = values.dropFirst().map { $0[program].map { better == .higher ? $0[metric] : -$0[metric] } }
        guard rows.allSatisfy({ row in !row.isEmpty && row.allSatisfy { !$0.isNaN } }) else { return nil }
        let comparison = BestCandidates(rows)
        return (comparison.best + 1, comparison.candidates.filter { $0 != comparison.best }.map { $0 + 1 })
    }
}
