import ArgumentParser
import LoyaltyWorkbench

/// `loyalty sweep`: the same customers under many values of one or more parameters.
struct SweepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Try many values of one or more parameters on the same customers with the same luck.",
        discussion: """
            Example:
              loyalty sweep scenarios/coffee.yaml --customers 1000 \\
                --vary programs.near.rewards.drink.points_price=20:120:20

            A range is PATH=A:B:STEP (3 months:12 months:3 months for a duration) or PATH=A:B:log:N (N values, each the
            same number of times the one before), a list is PATH=a,b,c. With several --vary all combinations are tried, or N
            of them with --layout sobol or latin-hypercube and --points N. `loyalty explain` lists the paths. Interrupted,
            the same command goes on.
            """)

    @OptionGroup var scenario: ScenarioOptions

    @OptionGroup var worlds: ReplicationOptions

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A path and its values; repeatable, once for each path.", valueName: "path=values"))
    var vary: [String] = []

    @Option(
        help: ArgumentHelp(
            "A metric that the terminal shows (default: incremental_profit); repeatable; the table holds all.",
            valueName: "metric"))
    var metric: [String] = []

    @Option(help: ArgumentHelp("grid, latin-hypercube or sobol.", valueName: "layout"))
    var layout = "grid"

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Number of points, for other layouts than grid.", valueName: "n"))
    var points: Int?

    @OptionGroup var folder: FolderOptions

    @OptionGroup var work: WorkOptions

    func run() async throws {
        try await CommandFailure.reporting {
            guard let layout = DesignSpace.Layout(rawValue: layout) else {
                let known = DesignSpace.Layout.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageProblem("--layout is one of \(known), found '\(layout)'")
            }
            if layout != .grid, points == nil { throw UsageProblem("--layout \(layout.rawValue) takes --points N") }
            if layout == .grid, points != nil {
                throw UsageProblem("--points goes with --layout sobol or latin-hypercube")
            }
            let shown = try (metric.isEmpty ? ["incremental_profit"] : metric).map {
                try Metric.named($0, option: "--metric")
            }
            let space = try DesignSpace(vary.map { text throws(UsageProblem) in try Variation(parsing: text) })
            let source = try TrialSource(
                path: scenario.scenario, overrides: scenario.overrides(replications: worlds.replications))
            let place = "results/\(source.base.name)-sweep"
            try folder.check(place)
            let sweep = try Sweep(source, space, layout: layout, points: points, shown: shown)
            let result = try await folder.study(place, stamp: sweep.stamp) { partial, memo in
                let result = try await work.watched(quiet: folder.quiet) {
                    try await sweep.result(memo: memo, workers: $0, proceed: $1)
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
