import ArgumentParser
import LoyaltyWorkbench

/// `loyalty sensitivity`: what a figure owes to each of several numbers.
struct SensitivityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sensitivity",
        abstract: "Find which numbers of a scenario a figure depends on, over the ranges that they may lie in.",
        discussion: """
            Example:
              loyalty sensitivity scenarios/coffee.yaml --customers 1000 \\
                --over response.effects.points_pressure.strength \\
                --over programs.near.rewards.drink.points_price=25:100

            --over takes PATH=LOW:HIGH, or a PATH of the response, whose document states its range, or `response` for
            all of those. Methods: tornado (one at a time), morris (elementary effects), sobol (shares of variance, up
            to \(Sensitivity.mostSobolPaths) paths). Interrupted, the same command goes on.
            """)

    @OptionGroup var scenario: ScenarioOptions

    @OptionGroup var worlds: ReplicationOptions

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A path and its range; repeatable.", valueName: "path=low:high"))
    var over: [String] = []

    @Option(help: ArgumentHelp("tornado, morris, sobol, or several apart by commas.", valueName: "methods"))
    var method = "tornado"

    @Option(help: ArgumentHelp("The metric that is explained.", valueName: "metric"))
    var metric = "incremental_profit"

    @Option(help: ArgumentHelp("Only this program (default: all that the paths change).", valueName: "name"))
    var program: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Rows of the sobol design, a power of two best (default: 128); paths of morris (16).", valueName: "n"))
    var rows: Int?

    @OptionGroup var folder: FolderOptions

    @OptionGroup var work: WorkOptions

    func run() async throws {
        try await CommandFailure.reporting {
            let methods = try method.split(separator: ",").map { word throws(UsageProblem) in
                guard let method = Sensitivity.Method(rawValue: String(word)) else {
                    let known = Sensitivity.Method.allCases.map(\.rawValue).joined(separator: ", ")
                    throw UsageProblem("--method is one or more of \(known), found '\(word)'")
                }
                return method
            }
            let metric = try Metric.named(metric, option: "--metric")
            let source = try TrialSource(
                path: scenario.scenario, overrides: scenario.overrides(replications: worlds.replications),
                option: "--over")
            let place = "results/\(source.base.name)-sensitivity"
            let study = try Sensitivity(
                source, over: over, methods: methods, metric: metric, rows: rows, program: program)
            try folder.check(place)
            for warning in study.warnings { Console.note("warning: \(warning)") }
            let result = try await folder.study(place, stamp: study.stamp) { partial, memo in
                let result = try await work.watched(quiet: folder.quiet) {
                    try await study.result(memo: memo, workers: $0, proceed: $1)
                }
                try result.write(command: CommandText.ofProcess, to: partial)
                return result
            }
            if !folder.quiet {
                try Console.answer(result.text(folder: folder.place(place)) + scenario.remark(on: source.base))
            }
        }
    }
}
