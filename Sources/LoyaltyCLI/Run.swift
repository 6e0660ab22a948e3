import ArgumentParser
import Foundation
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

    @Argument(help: ArgumentHelp("The scenario file.", valueName: "scenario"))
    var scenario: String

    @Option(help: ArgumentHelp("Folder for the tables (default: results/<scenario name>).", valueName: "dir"))
    var output: String?

    @Option(help: ArgumentHelp("Customers at the start; new customers a month scale with them.", valueName: "n"))
    var customers: Int?

    @Option(help: ArgumentHelp("Number of independent worlds.", valueName: "r"))
    var replications: Int?

    @Option(help: ArgumentHelp("Seed of all luck: the same seed gives the same tables.", valueName: "s"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Workers side by side; moves no byte of a table (default: cores).", valueName: "w"))
    var workers: Int?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Overrides a parameter of the scenario, for example programs.near.costs.monthly=500; repeatable. "
                + "`loyalty explain` lists the paths.", valueName: "path=value"))
    var settings: [String] = []

    @Option(
        help: ArgumentHelp(
            "Adds replications until the 95 % half-width of the metric's mean is this small a part of it in every "
                + "program, up to \(StopRule.limit) replications.", valueName: "metric:1%"))
    var until: String?

    @Flag(help: "No progress and no table on the terminal.")
    var quiet = false

    @Flag(help: "Replace the folder of an earlier run.")
    var force = false

    func validate() throws {
        if let customers, customers < 1 { throw ValidationError("--customers is at least 1, found \(customers)") }
        if let replications, replications < 1 {
            throw ValidationError("--replications is at least 1, found \(replications)")
        }
        if let workers, workers < 1 { throw ValidationError("--workers is at least 1, found \(workers)") }
        for setting in settings where !setting.contains("=") || setting.hasPrefix("=") {
            throw ValidationError("--set takes PATH=VALUE, found '\(setting)'")
        }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let rule = try until.map { try StopRule(parsing: $0) }
            let overrides = ScenarioOverrides(
                customers: customers, replications: replications, seed: seed, settings: settings)
            let scenario = try overrides.load(path: scenario)
            let folder = try ResultFolder(target: output ?? "results/\(scenario.name)", force: force)
            do {
                let result = try await simulate(RunStudy(scenario: scenario, until: rule))
                try ResultTables.write(result, command: CommandText.ofProcess, to: folder.partial)
                try folder.publish()
                try tell(result, folder: folder)
            } catch {
                folder.discard()
                throw error
            }
        }
    }

    private func simulate(_ study: RunStudy) async throws -> RunResult {
        Interrupt.watch()
        let line = Console.errorIsTerminal && !quiet ? ProgressLine() : nil
        let workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
        let result = await study.result(workers: workers) { progress in
            line?.show(progress)
            return !Interrupt.requested
        }
        line?.clear()
        guard result.replications > 0 else {
            throw CommandFailure(
                "interrupted before the first replication was complete; nothing written",
                status: ExitStatus.interrupted)
        }
        return result
    }

    private func tell(_ result: RunResult, folder: ResultFolder) throws {
        for warning in result.warnings { Console.note("warning: \(warning)") }
        if !quiet { try Console.answer(AnswerText.text(result, folder: output ?? "results/\(result.scenario.name)")) }
        guard result.interrupted else { return }
        Console.note("interrupted: the tables hold the first \(result.replications) replications")
        throw ExitStatus.interrupted
    }
}

/// The command line as a shell would take it again.
enum CommandText {
    static var ofProcess: String {
        (["loyalty"] + CommandLine.arguments.dropFirst()).map(quoted).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "-_./=:,%+@".utf8.contains(byte)
        }
        return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
