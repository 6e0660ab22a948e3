package import LoyaltyModel

/// What a figure owes to each of several numbers of a scenario, over the ranges that they may lie in.
public struct Sensitivity: Sendable {
    public enum Method: String, CaseIterable, Sendable {
        /// One at a time, at both ends of its range, everything else as it stands.
        case tornado
        /// Elementary effects from many places.
        case morris
        /// First-order and total indices of variance.
        case sobol
    }

    /// Paths that Sobol's indices can be had for at once.
    public static let mostSobolPaths = SpaceFilling.mostSobolDimensions / 2

    public let source: TrialSource
    public let methods: [Method]
    public let metric: Metric
    /// Rows of Sobol's design, and paths of Morris's.
    let rows: (sobol: Int, morris: Int)
    public let programs: [Int]
    let scales: [LeverScale]

    /// - Parameter over: `PATH=LOW:HIGH`, `PATH` of a number with a range of its own, or `response` for all of those.
    /// - Throws: ``Problems``, ``UsageProblem``.
    public init(
        _ source: TrialSource, over: [String], methods: [Method], metric: Metric, rows: Int?,
        program name: String? = nil
    ) throws {
        let ranges = try over.flatMap { try Self.ranges($0, source) }
        guard !ranges.isEmpty else {
            throw UsageProblem("--over is needed: PATH=LOW:HIGH, a PATH that has a range, or response")
        }
        if let twice = Dictionary(grouping: ranges, by: \.path).first(where: { $0.value.count > 1 })?.key {
            throw UsageProblem("--over \(twice) stands there twice")
        }
        if methods.contains(.sobol), ranges.count > Self.mostSobolPaths {
            throw UsageProblem(
                "--method sobol takes \(Self.mostSobolPaths) paths at most, found \(ranges.count): its design needs two "
                    + "dimensions of Sobol's sequence for each; screen them with --method morris first")
        }
        if let rows, rows < 2 || rows > 4096 { throw UsageProblem("--rows is from 2 to 4096, found \(rows)") }
        self.source = source
        self.methods = methods
        self.metric = metric
        self.rows = (rows ?? 128, rows ?? 16)
        programs = try Self.programs(source, ranges.map(\.path), name)
        scales = try ranges.map { try LeverScale($0.path, from: $0.low, to: $0.high, in: source) }
    }

    /// Programs that the paths change, or one of them.
    private static func programs(
        _ source: TrialSource, _ paths: [String], _ name: String?
    ) throws(UsageProblem) -> [Int] {
        let changed = try source.programs(changedBy: paths)
        guard let name else { return changed }
        let place = try source.program(named: name)
        guard changed.contains(place) else { throw UsageProblem("--program \(name): no path of --over changes it") }
        return [place]
    }

    /// What is to be said of a design before it is simulated.
    public var warnings: [String] {
        guard methods.contains(.sobol) else { return [] }
        let few = "--rows \(rows.sobol): indices of so few rows are rough, and so are their intervals; take 128 or more"
        let one = "one replication: its noise cannot be seen, and so is not taken out of the indices of sobol"
        return (rows.sobol < Self.fewRows ? [few] : []) + (source.base.replications < 2 ? [one] : [])
    }

    private static let fewRows = 64

    private typealias Range = (path: String, low: Double, high: Double)

    private static func ranges(_ text: String, _ source: TrialSource) throws -> [Range] {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard let path = parts.first else { throw UsageProblem("--over: a path is missing") }
        try Variation.refuse(path, "--over")
        if parts.count == 2 {
            let ends = parts[1].split(separator: ":", omittingEmptySubsequences: false).map {
                ExactDecimal.number(String($0))
            }
            guard ends.count == 2, let low = ends[0], let high = ends[1], low < high else {
                if let hint = parts[1].split(separator: ":").lazy.compactMap({ DecimalHint.words(String($0)) }).first {
                    throw UsageProblem("--over \(text): \(hint)")
                }
                throw UsageProblem("--over takes PATH=LOW:HIGH with LOW below HIGH, found '\(text)'")
            }
            return [(path, low, high)]
        }
        let estimates = source.base.responseDocument?.estimates ?? [:]
        let ranged = estimates.compactMap { name, estimate -> Range? in
            guard let low = estimate.low, let high = estimate.high, low < high else { return nil }
            return ("response." + name, low, high)
        }.sorted { $0.path < $1.path }
        if path == "response" { return ranged }
        guard let own = ranged.first(where: { $0.path == path }) else {
            // A path that there is has no range; of one that there is not, this tells the nearest that there is.
            do { _ = try source.scenario(["\(path)=0"]) } catch let problems as Problems {
                let unknown = problems.problems.filter(\.isUnknownName)
                if !unknown.isEmpty { throw Problems(unknown) }
            }
            throw UsageProblem("--over \(path): no range is known; give one as \(path)=LOW:HIGH")
        }
        return [own]
    }

    /// Names the study, so that an unfinished one is told from another.
    public var stamp: String {
        let words =
            [Workbench.version, source.base.resolvedText, metric.name, "\(rows) \(programs)"] + methods.map(\.rawValue)
            + scales.map { "\($0.path) \($0.range) \($0.decimals)" }
        return SHA256.hex(of: words.joined(separator: "\n"))
    }

    /// - Throws: ``TrialRunner/Interrupted``, ``FileFailure``, ``Problems`` where values do not go together.
    public func result(
        memo: TrialMemo, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async throws -> SensitivityResult {
        let runner = TrialRunner(metrics: [metric], memo: memo, workers: workers, proceed: proceed)
        let design = methods.contains(.sobol) ? sobolDesign : []
        let paths =
            methods.contains(.morris)
            ? MorrisScreening.paths(rows.morris, inputs: scales.count, seed: source.base.seed) : []
        let ends = methods.contains(.tornado) ? tornadoPoints.map(nearest) : []
        let points =
            ends + paths.flatMap(\.self).map { $0.map(Optional.some) }.map(nearest)
            + design.map { row in zip(scales, row).map { Optional($0.value(drawn: $1)) } }
        let trials = try points.flatMap { try source.trials(settings($0), programs: programs) }
        let values = try await runner.values(trials, replications: source.base.replications)
        let perProgram = programs.indices.map { program in
            points.indices.map { values[$0 * programs.count + program].map { $0[0] } }
        }
        guard perProgram.allSatisfy({ $0.allSatisfy { $0.allSatisfy { !$0.isNaN } } }) else {
            throw UsageProblem("--metric \(metric.name) is undefined at some of the points")
        }
        return SensitivityResult(
            study: self, answers: perProgram.map { answer($0, paths: paths, isSobol: !design.isEmpty) })
    }

    /// The scenario as it stands, then each path at its lower and at its upper end.
    private var tornadoPoints: [[Double?]] {
        let asItStands = [Double?](repeating: nil, count: scales.count)
        return [asItStands]
            + scales.indices.flatMap { place in
                [0.0, 1].map { end in
                    var point = asItStands
                    point[place] = end
                    return point
                }
            }
    }

    private var sobolDesign: [[Double]] {
        SobolIndices.design(rows: rows.sobol, inputs: scales.count, seed: source.base.seed) ?? []
    }

    /// The values nearest to parts of the ranges; nil as it stands.
    private func nearest(_ point: [Double?]) -> [Int64?] {
        zip(scales, point).map { scale, part in part.map { scale.value(at: $0) } }
    }

    private func settings(_ point: [Int64?]) -> [String] {
        zip(scales, point).compactMap { scale, units in units.map { scale.setting($0) } }
    }

    private func answer(
        _ values: [[Double]], paths: [[[Double]]], isSobol: Bool
    ) -> SensitivityResult.Answer {
        var answer = SensitivityResult.Answer()
        var rest = values[...]
        if methods.contains(.tornado) {
            let own = Array(rest.prefix(1 + 2 * scales.count))
            rest = rest.dropFirst(own.count)
            answer.reference = Estimate(own[0])
            answer.ends = scales.indices.map { place in
                (
                    low: Estimate(paired: own[1 + 2 * place], minus: own[0]),
                    high: Estimate(paired: own[2 + 2 * place], minus: own[0])
                )
            }
        }
        if !paths.isEmpty {
            let own = Array(rest.prefix(paths.count * (scales.count + 1))).map { Estimate($0).mean }
            rest = rest.dropFirst(own.count)
            let width = scales.count + 1
            // Whole numbers lie beside the places that were meant.
            let taken = paths.map { $0.map { point in zip(scales, point).map { $0.part($0.value(at: $1)) } } }
            answer.effects = MorrisScreening.effects(
                taken, values: paths.indices.map { Array(own[$0 * width..<($0 + 1) * width]) })
        }
        if isSobol { answer.indices = SobolIndices(Array(rest), rows: rows.sobol, seed: source.base.seed) }
        return answer
    }
}

/// What a sensitivity study found.
public struct SensitivityResult: Sendable {
    /// Of one program.
    package struct Answer: Sendable {
        /// The figure as the scenario stands.
        var reference: Estimate?
        /// What it gains at both ends of each path, everything else as it stands.
        var ends: [(low: Estimate, high: Estimate)] = []
        package var effects: [MorrisScreening.Effect] = []
        package var indices: SobolIndices?
    }

    public let study: Sensitivity
    /// One for each of the study's programs.
    package let answers: [Answer]
}
