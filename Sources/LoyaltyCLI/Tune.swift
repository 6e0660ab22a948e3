import ArgumentParser
import LoyaltyWorkbench

/// `loyalty tune`: the best values of a program's parameters, with a statement of how sure that is.
struct Tune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find the values of parameters that make a measure largest, and say how sure that is.",
        discussion: """
            Example:
              loyalty tune scenarios/coffee.yaml --vary programs.near.rewards.drink.points_price=20:120:5 \\
                --maximise incremental_profit --subject-to 'cost_share <= 0.03'

            A measure is a metric, or a quantile of it over worlds, p95:points_outstanding. --vary as of `loyalty
            sweep`. Interrupted, the same command goes on.
            """)

    @OptionGroup var scenario: ScenarioOptions

    @Option(help: ArgumentHelp("A path and its values; repeatable, once for each path.", valueName: "path=values"))
    var vary: [String] = []

    @Option(help: ArgumentHelp("The measure that is to be large.", valueName: "measure"))
    var maximise: String?

    @Option(help: ArgumentHelp("The measure that is to be small.", valueName: "measure"))
    var minimise: String?

    @Option(
        name: .customLong("subject-to"),
        help: ArgumentHelp("A constraint 'MEASURE <= VALUE' or '>=', in the unit of the tables; repeatable."))
    var constraints: [String] = []

    @Option(help: ArgumentHelp("Whose figures count, where the paths do not say it.", valueName: "name"))
    var program: String?

    @Option(help: ArgumentHelp("kn (with a guarantee) or ocba.", valueName: "procedure"))
    var procedure = "kn"

    @Option(
        help: ArgumentHelp(
            "Differences that do not matter, in the unit of the tables (default: a hundredth of the best).",
            valueName: "difference"))
    var indifference: Double?

    @Option(help: ArgumentHelp("Probability of the right choice.", valueName: "probability"))
    var confidence = 0.95

    @Option(help: ArgumentHelp("Replications of all candidates together, at most.", valueName: "n"))
    var budget = 20_000

    @Option(
        help: ArgumentHelp(
            "Judges over what is not known about people, drawn anew in each world: mean, or worst (the worst tenth).",
            valueName: "how"))
    var robust: String?

    @OptionGroup var folder: FolderOptions

    @OptionGroup var work: WorkOptions

    func validate() throws {
        guard (maximise == nil) != (minimise == nil) else {
            throw ValidationError("tune takes --maximise MEASURE or --minimise MEASURE")
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
            let place = "results/\(tuning.source.base.name)-tune"
            let result = try await folder.study(place, stamp: tuning.stamp) { partial, memo in
                let result = try await work.watched(quiet: folder.quiet) {
                    try await tuning.result(memo: memo, workers: $0, proceed: $1)
                }
                try result.write(command: CommandText.ofProcess, to: partial)
                return result
            }
            if !folder.quiet { try Console.answer(result.text(folder: folder.place(place))) }
        }
    }

    private func study() throws -> Tuning {
        guard let procedure = Tuning.Procedure(rawValue: procedure) else {
            throw UsageProblem("--procedure is kn or ocba, found '\(procedure)'")
        }
        let objective = try StudyMeasure(
            parsing: maximise ?? minimise ?? "", option: maximise == nil ? "--minimise" : "--maximise",
            higherIsBetter: maximise != nil, robust: robust == "worst")
        let constraints = try constraints.map { text throws(UsageProblem) in try Constraint(parsing: text) }
        let space = try DesignSpace(vary.map { text throws(UsageProblem) in try Variation(parsing: text) })
        var overrides = scenario.overrides
        if robust != nil { overrides.settings.append("uncertainty=parameters") }
        let source = try TrialSource(path: scenario.scenario, overrides: overrides)
        var options = Tuning.Options()
        options.procedure = procedure
        options.indifference = indifference
        options.alpha = 1 - confidence
        options.budget = budget
        return try Tuning(
            source, space, program: program, objective: objective, constraints: constraints, options: options)
    }
}
