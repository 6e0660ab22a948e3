import ArgumentParser
import LoyaltyWorkbench

/// `loyalty compare`: programs at equal cost, or how strongly people must react for them to pay.
struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare programs at equal cost, or find how strongly people must react for each to pay.",
        discussion: """
            Example:
              loyalty compare scenarios/launch.yaml --customers 2000 --equal-cost 0.03
              loyalty compare scenarios/launch.yaml --customers 1000 --break-even

            --equal-cost turns each program's lever (its document names it) until the program costs that share of the
            baseline's revenue, and then runs all of them in other worlds. --break-even looks for the factor on every
            effect of the response at which a program just pays, and at which the next one overtakes it.
            Interrupted, the same command goes on.
            """)

    @OptionGroup var scenario: ScenarioOptions

    @OptionGroup var worlds: ReplicationOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The cost of every program as a share of the baseline's revenue.", valueName: "share"),
        transform: DecimalOption.number)
    var equalCost: Double?

    @Flag(help: "How small the response may be before a program stops paying or is overtaken.")
    var breakEven = false

    @OptionGroup var folder: FolderOptions

    @OptionGroup var work: WorkOptions

    func validate() throws {
        guard (equalCost != nil) != breakEven else {
            throw ValidationError(
                breakEven
                    ? "--equal-cost and --break-even are two studies: one at a time"
                    : "compare takes --equal-cost SHARE or --break-even")
        }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let source = try TrialSource(
                path: scenario.scenario, overrides: scenario.overrides(replications: worlds.replications))
            if let equalCost {
                try await runEqualCost(try EqualCost(source, target: equalCost))
            } else {
                try await runBreakEven(try BreakEven(source))
            }
        }
    }

    private func runEqualCost(_ study: EqualCost) async throws {
        let place = "results/\(study.source.base.name)-equal-cost"
        let result = try await folder.study(place, stamp: study.stamp) { partial, memo in
            let settings = try await work.watched(quiet: folder.quiet) {
                try await study.settings(memo: memo, workers: $0, proceed: $1)
            }
            let run = RunStudy(scenario: try study.scenario(settings))
            let result = await work.watched(quiet: folder.quiet) { await run.result(workers: $0, proceed: $1) }
            if result.interrupted { throw TrialRunner.Interrupted() }
            let whole = EqualCostResult(study: study, settings: settings, run: result)
            try whole.write(command: CommandText.ofProcess, to: partial)
            return whole
        }
        for warning in result.run.warnings { Console.note("warning: \(warning)") }
        if !folder.quiet {
            try Console.answer(result.text(folder: folder.place(place)) + scenario.remark(on: study.source.base))
        }
    }

    private func runBreakEven(_ study: BreakEven) async throws {
        let place = "results/\(study.source.base.name)-break-even"
        let result = try await folder.study(place, stamp: study.stamp) { partial, memo in
            let points = try await work.watched(quiet: folder.quiet) {
                try await study.points(memo: memo, workers: $0, proceed: $1)
            }
            let whole = BreakEvenResult(study: study, points: points)
            try whole.write(command: CommandText.ofProcess, to: partial)
            return whole
        }
        if !folder.quiet {
            try Console.answer(result.text(folder: folder.place(place)) + scenario.remark(on: study.source.base))
        }
    }
}
