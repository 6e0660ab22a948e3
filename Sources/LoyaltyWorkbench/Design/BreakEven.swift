import LoyaltyModel

/// How strongly people must react, as a factor on every effect of the response, for a program to pay, and to stay ahead
/// of the next one.
public struct BreakEven: Sendable {
    public let source: TrialSource
    private let scale: LeverScale
    /// Factors looked at: from nobody reacting to four times what the response says.
    static let range = 0.0...4.0

    /// A factor at which something changes.
    public struct Point: Sendable {
        public enum Question: Sendable, Hashable {
            /// Where incremental profit is zero.
            case pays
            /// Where another program's is the same.
            case overtaken(by: Int)
        }

        /// Index into the scenario's programs.
        public let program: Int
        public let question: Question
        /// Nil where there is none in ``BreakEven/range``.
        public let factor: Double?
        /// How well it is known: the standard error of the figure there ÷ its slope.
        public let standardError: Double?
        /// Whether the figure is above zero where the response is as it stands.
        public let holdsAsItStands: Bool
    }

    /// - Throws: ``Problems``, ``UsageProblem``.
    public init(_ source: TrialSource) throws {
        self.source = source
        scale = try LeverScale(
            "response.scale", from: Self.range.lowerBound, to: Self.range.upperBound, in: source)
    }

    /// Names the study, so that an unfinished one is told from another.
    public var stamp: String { SHA256.hex(of: Workbench.version + "\n" + source.base.resolvedText + "\nbreak even") }

    /// - Throws: ``TrialRunner/Interrupted``, ``FileFailure``, ``Problems``.
    public func points(
        memo: TrialMemo, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async throws -> [Point] {
        let metric = try Metric.named("incremental_profit", option: "--break-even")
        let runner = TrialRunner(metrics: [metric], memo: memo, workers: workers, proceed: proceed)
        let programs = Array(source.base.programs.indices)
        var profits: [Int64: [[Double]]] = [:]
        func learn(_ units: [Int64]) async throws {
            let new = Set(units).subtracting(profits.keys).sorted()
            let trials = try new.flatMap { try source.trials([scale.setting($0)], programs: programs) }
            let values = try await runner.values(trials, replications: source.base.replications)
            guard values.allSatisfy({ $0.allSatisfy { !$0[0].isNaN } }) else {
                throw UsageProblem("--break-even: incremental_profit is undefined in some world")
            }
            for (place, units) in new.enumerated() {
                profits[units] = programs.map { program in values[place * programs.count + program].map { $0[0] } }
            }
        }
        let asItStands = scale.nearest(1)
        try await learn([asItStands])
        let questions = self.questions(profits[asItStands] ?? [])
        var crossings = questions.map { _ in Crossing(scale) }
        while crossings.contains(where: { !$0.next.isEmpty }) {
            try await learn(crossings.flatMap(\.next))
            for (place, question) in questions.enumerated() where !crossings[place].next.isEmpty {
                crossings[place].learn(
                    crossings[place].next.map { Self.figure(question, profits[$0] ?? []) })
            }
        }
        return zip(questions, crossings).map { question, crossing in
            point(question, crossing, Self.figure(question, profits[asItStands] ?? []))
        }
    }

    private typealias Asked = (program: Int, question: Point.Question)

    /// For each program whether it pays, and whether the next one behind it overtakes it.
    private func questions(_ profits: [[Double]]) -> [Asked] {
        let means = profits.map { Estimate($0).mean }
        let order = means.indices.sorted { (means[$0], $1) > (means[$1], $0) }
        let rivals = Dictionary(uniqueKeysWithValues: zip(order, order.dropFirst()))
        return means.indices.flatMap { program -> [Asked] in
            [(program, .pays)] + (rivals[program].map { [(program, .overtaken(by: $0))] } ?? [])
        }
    }

    /// What is above zero while the answer is yes.
    private static func figure(_ asked: Asked, _ profits: [[Double]]) -> Estimate {
        switch asked.question {
        case .pays: Estimate(profits[asked.program])
        case .overtaken(let rival): Estimate(paired: profits[asked.program], minus: profits[rival])
        }
    }

    private func point(_ asked: Asked, _ crossing: Crossing, _ asItStands: Estimate) -> Point {
        var factor: Double?
        var error: Double?
        if let (low, high) = crossing.bracket {
            let (from, to) = (scale.value(low.units), scale.value(high.units))
            let rise = high.excess.mean - low.excess.mean
            let part = rise == 0 ? 0 : -low.excess.mean / rise
            factor = from + part * (to - from)
            let spread = (1 - part) * (low.excess.standardError ?? 0) + part * (high.excess.standardError ?? 0)
            error = rise == 0 || low.excess.standardError == nil ? nil : spread / abs(rise / (to - from))
        }
        return Point(
            program: asked.program, question: asked.question, factor: factor, standardError: error,
            holdsAsItStands: asItStands.mean > 0)
    }
}

/// What a break-even study found.
public struct BreakEvenResult: Sendable {
    public let study: BreakEven
    public let points: [BreakEven.Point]

    public init(study: BreakEven, points: [BreakEven.Point]) {
        self.study = study
        self.points = points
    }

    /// - Throws: ``FileFailure`` where the system refuses.
    public func write(command: String, to folder: String) throws {
        let table = StudyTable(description: BreakEvenTable.description) { folder in
            try BreakEvenTable.write(self, folder: folder)
        }
        try StudyFolder.write(
            "break-even", of: study.source.base,
            facts: facts, tables: [table], command: command, to: folder)
    }

    /// What was asked, and the answers as the terminal has them.
    private var facts: [String: String] {
        let names = study.source.base.programs.map(\.name)
        let range = BreakEven.range
        var facts = [
            "metric": "incremental_profit", "path": "response.scale",
            "range": "\(NumberText.text(range.lowerBound)) to \(NumberText.text(range.upperBound))",
            "programs": names.joined(separator: ", "), "replications": String(study.source.base.replications),
        ]
        for point in points {
            facts["\(names[point.program]) \(Self.words(point.question, names))"] = words(point)
        }
        return facts
    }

    /// What the terminal shows.
    ///
    /// - Parameter folder: the result folder as the user named it.
    public func text(folder: String) -> String {
        let names = study.source.base.programs.map(\.name)
        let rows = points.map { point in
            [names[point.program], Self.words(point.question, names), words(point)]
        }
        let lines =
            [
                "How strongly people must react: factors on every effect of the response, 1 as it stands"
            ] + TextLines.grid([["program", "question", "factor"]] + rows, left: 3)
            + TextLines.wrapped(
                "The first crossing from 0 is told; a program that pays within the range it was looked for in, 0 to 4, may "
                    + "cease to pay again further up.")
            + ["", "Tables: \(folder) (break_even.csv; datapackage.json explains it)."]
        return lines.joined(separator: "\n") + "\n"
    }

    static func words(_ question: BreakEven.Point.Question, _ names: [String]) -> String {
        switch question {
        case .pays: "pays"
        case .overtaken(let rival): "ahead of \(names[rival])"
        }
    }

    private func words(_ point: BreakEven.Point) -> String {
        guard let factor = point.factor else { return point.holdsAsItStands ? "always" : "never up to 4" }
        let degrees = Double(study.source.base.replications - 1)
        let known =
            point.standardError.map {
                " ± " + Humanised.short(Distribution.studentQuantile(0.975, degrees: degrees) * $0)
            } ?? ""
        return (point.holdsAsItStands == (factor < 1) ? "from " : "up to ") + Humanised.short(factor) + known
    }
}

/// `break_even.csv`: the factor on the response at which a program pays, and at which the next one overtakes it.
enum BreakEvenTable {
    static let description = TableDescription(
        file: "break_even.csv",
        meaning: "For each program the common factor on all effects of the response at which its incremental profit is "
            + "zero, and at which that of the program behind it is the same. 1 is the response as it stands.",
        key: ["program", "question"],
        columns: [
            .program, TableColumn("question", .string, "pays, or ahead of another program."),
            TableColumn("factor", .number, unit: "times", "Empty where there is none from 0 to 4."),
            TableColumn("standard_error", .number, unit: "times", "Standard error of the figure there ÷ its slope."),
            TableColumn("holds_as_it_stands", .string, "yes or no: with a factor of 1."),
        ])

    static func write(_ result: BreakEvenResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        let names = result.study.source.base.programs.map(\.name)
        for point in result.points {
            try table.row([
                .text(names[point.program]), .text(BreakEvenResult.words(point.question, names)),
                .optional(point.factor), .optional(point.standardError), .text(point.holdsAsItStands ? "yes" : "no"),
            ])
        }
        return try table.finish()
    }
}
