import ArgumentParser
import LoyaltyModel
import LoyaltyWorkbench

/// `loyalty run`: simulate, write the tables, print the answer.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Simulate every program and the baseline twin, write the result tables, print the answer.",
        discussion: """
            Example:
              loyalty run scenarios/cdnow.yaml --set months=12 --force

            The tables go to a folder that appears when it is whole. Ctrl-C writes the replications that are complete.
            """)

    @OptionGroup var scenario: ScenarioOptions

    @OptionGroup var worlds: ReplicationOptions

    @Option(
        help: ArgumentHelp(
            "Adds replications until the 95 % half-width of the metric's mean is this part of it (1%), or this much "
                + "in the unit of the tables (5000), in every program, up to \(StopRule.limit) replications.",
            valueName: "metric:1%"))
    var until: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Writes what so many customers did in world 1 as logs that replay and fit read, and their postings.",
            valueName: "customers"))
    var log: Int?

    @OptionGroup var folder: FolderOptions

    @OptionGroup var work: WorkOptions

    func validate() throws {
        if let log, log < 1 { throw ValidationError("--log is at least 1, found \(log)") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let rule = try until.map { try StopRule(parsing: $0) }
            let loaded = try scenario.overrides(replications: worlds.replications).load(path: scenario.scenario)
            let place = "results/\(loaded.name)"
            let (result, further) = try await folder.fill(place) { partial in
                let result = try await simulate(RunStudy(scenario: loaded, until: rule))
                return (result, try write(result, to: partial))
            }
            try tell(result, folder.quiet ? result.warnings : result.warnings + further, folder: folder.place(place))
        }
    }

    private func write(_ result: RunResult, to folder: String) throws -> [String] {
        let command = CommandText.ofProcess
        guard let log else { return try ResultTables.write(result, command: command, to: folder) }
        return try RunLog.write(result, logging: log, command: command, to: folder)
    }

    private func simulate(_ study: RunStudy) async throws -> RunResult {
        let result = await work.watched(quiet: folder.quiet) { await study.result(workers: $0, proceed: $1) }
        guard result.replications > 0 else {
            throw CommandFailure(
                "interrupted before the first replication was complete; nothing written",
                status: ExitStatus.interrupted)
        }
        return result
    }

    private func tell(_ result: RunResult, _ warnings: [String], folder place: String) throws {
        for warning in warnings { Console.note("warning: \(warning)") }
        if !folder.quiet {
            try Console.answer(AnswerText.text(result, folder: place) + scenario.remark(on: result.scenario))
        }
        guard result.interrupted else { return }
        Console.note("interrupted: the tables hold the first \(result.replications) replications")
        throw ExitStatus.interrupted
    }
}
