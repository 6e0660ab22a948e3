import ArgumentParser
import LoyaltyWorkbench

/// `loyalty tune`: the best values of a program's parameters, with a statement of how sure that is.
struct Tune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find the values of parameters that make a measure largest, and say how sure that is.",
        discussion: """
            Example:
              loyalty tune scenarios/coffee.yaml --customers 500 \\
                --vary programs.near.rewards.drink.points_price=20:60:10 --maximise incremental_profit

              loyalty tune scenarios/coffee.yaml --customers 500 \\
                --vary programs.near.rewards.drink.points_price=20:60:10 \\
                --maximise incremental_profit --minimise liability

              loyalty tune scenarios/coffee.yaml --customers 500 \\
                --vary programs.near.rewards.drink.points_price=20:60:10 \\
                --maximise incremental_profit --subject-to 'p95:liability <= 40000'

            A measure is a metric, or a quantile of it over worlds, p95:liability. With two measures the answer is
            the front: candidates that no other is better than on both. --vary as of `loyalty sweep`; values between
            those of a range A:B:STEP are looked at in the end, if the path takes any number. More than 200
            combinations, or 500 values of one path, are sampled. Interrupted, the same
            command goes on.
            """)

    @OptionGroup var scenario: ScenarioOptions

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A path and its values; repeatable, once for each path.", valueName: "path=values"))
    var vary: [String] = []

    @Option(help: ArgumentHelp("A measure that is to be large.", valueName: "measure"))
    var maximise: [String] = []

    @Option(help: ArgumentHelp("A measure that is to be small.", valueName: "measure"))
    var minimise: [String] = []

    @Option(
        name: .customLong("subject-to"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A constraint 'MEASURE <= VALUE' or '>=', in the unit of the tables; repeatable."))
    var constraints: [String] = []

    @Option(help: ArgumentHelp("Whose figures count, where the paths do not say it.", valueName: "name"))
    var program: String?

    @Option(
        help: ArgumentHelp(
            "kn (with a guarantee) or ocba (under common random numbers a heuristic, without one).",
            valueName: "procedure"))
    var procedure = "kn"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Differences that do not matter, in the unit of the tables (default: a hundredth of the best).",
            valueName: "difference"), transform: DecimalOption.number)
    var indifference: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Probability of the right choice (default: 0.95).", valueName: "probability"),
        transform: DecimalOption.number)
    var confidence = 0.95

    @Option(parsing: .unconditional, help: .private)
    var replications: Int?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Replications of all candidates together, at most.", valueName: "n")
    )
    var budget = 20_000

    @Option(
        help: ArgumentHelp(
            "Judges over what is not known about people, drawn anew in each world: mean, or worst (the worst tenth).",
            valueName: "how"))
    var robust: String?

    @Flag(inversion: .prefixedNo, help: "Looks between the values tried of paths that take any number, in the end.")
    var refine = true

    @OptionGroup var folder: FolderOptions

    @OptionGroup var work: WorkOptions

    func validate() throws {
        guard (1...2).contains(maximise.count + minimise.count) else {
            throw ValidationError("tune takes --maximise MEASURE or --minimise MEASURE, two of them for a frontier")
        }
        if Set(maximise + minimise).count < maximise.count + minimise.count {
            throw ValidationError("\((maximise + minimise)[0]) stands twice; two objectives are two measures")
        }
        if replications != nil {
            throw ValidationError(
                "--replications is not for tune, which gives each candidate as many as it needs; --budget "
                    + "caps all of them together")
        }
        if let robust, robust != "mean", robust != "worst" {
            throw ValidationError("--robust is mean or worst, found '\(robust)'")
        }
        if let indifference, !(indifference > 0) { throw ValidationError("--indifference is above zero") }
        guard confidence > 0.5, confidence < 1 else { throw ValidationError("--confidence is between 0.5 and 1") }
        guard budget > 0 else { throw ValidationError("--budget is at least 1") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let tuning = try study()
            let place = Self.place(tuning.source)
            let text = try await folder.study(place, stamp: tuning.stamp) { partial, memo in
                try await work.watched(quiet: folder.quiet) { workers, proceed -> @Sendable (String) -> String in
                    try await answer(tuning, memo, workers, proceed, partial)
                }
            }
            if !folder.quiet { try Console.answer(text(folder.place(place)) + scenario.remark(on: tuning.source.base)) }
        }
    }

    /// Finds the best, or the front of two objectives, writes its tables, and tells how it is shown.
    private func answer(
        _ tuning: Tuning, _ memo: TrialMemo, _ workers: Int,
        _ proceed: @escaping @Sendable (StudyProgress) -> Bool, _ partial: String
    ) async throws -> @Sendable (String) -> String {
        if tuning.objectives.count == 1 {
            let result = try await tuning.result(memo: memo, workers: workers, proceed: proceed)
            try result.write(command: CommandText.ofProcess, to: partial)
            return { result.text(folder: $0) }
        }
        let result = try await tuning.frontier(memo: memo, workers: workers, proceed: proceed)
        try result.write(command: CommandText.ofProcess, to: partial)
        return { result.text(folder: $0) }
    }

    private static func place(_ source: TrialSource) -> String { "results/\(source.base.name)-tune" }

    private func study() throws -> Tuning {
        guard let procedure = Tuning.Procedure(rawValue: procedure) else {
            throw UsageProblem("--procedure is kn or ocba, found '\(procedure)'")
        }
        let objectives = try [(maximise, true, "--maximise"), (minimise, false, "--minimise")].flatMap {
            texts, isHigherBetter, option in
            try texts.map {
                try StudyMeasure(
                    parsing: $0, option: option, higherIsBetter: isHigherBetter, robust: robust == "worst")
            }
        }
        let constraints = try constraints.map { text throws(UsageProblem) in try Constraint(parsing: text) }
        let space = try DesignSpace(vary.map { text throws(UsageProblem) in try Variation(parsing: text) })
        var overrides = scenario.overrides()
        if robust != nil { overrides.settings.append("uncertainty=parameters") }
        let source = try TrialSource(path: scenario.scenario, overrides: overrides)
        try source.check(space)
        try folder.check(Self.place(source))
        var options = Tuning.Options()
        options.procedure = procedure
        options.indifference = indifference
        options.alpha = 1 - confidence
        options.budget = budget
        options.isRefined = refine
        return try Tuning(
            source, space, program: program, objectives: objectives, constraints: constraints, options: options)
    }
}
