import ArgumentParser
import Foundation
import LoyaltyWorkbench

/// `loyalty gallery`: published findings and claims beside the simulation.
struct Gallery: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the published findings as scenarios and say which are met; hold claims up to the light.",
        discussion: """
            For each finding: the published figure, the simulated one with its 95 % interval, whether a parameter was
            sized after it (imposed) or nothing was (emerges), and whether it is met. For each claim: what is claimed,
            what the same comparison shows in the simulation, and what the program truly does there. docs/GALLERY.md
            explains every row.

            Example:
              loyalty gallery --output results/gallery --force
            """)

    @Option(help: ArgumentHelp("Folder of the gallery's scenarios.", valueName: "dir"))
    var scenarios = "scenarios/gallery"

    @Option(help: ArgumentHelp("Folder for the tables.", valueName: "dir"))
    var output = "results/gallery"

    @Option(help: ArgumentHelp("Number of independent worlds of every scenario (default: its own).", valueName: "r"))
    var replications: Int?

    @Option(help: ArgumentHelp("Workers side by side; moves no byte of a table (default: cores).", valueName: "w"))
    var workers: Int?

    @Flag(help: "No progress and no table on the terminal.")
    var quiet = false

    @Flag(help: "Replace the folder of an earlier run.")
    var force = false

    func validate() throws {
        if let replications, replications < 1 {
            throw ValidationError("--replications is at least 1, found \(replications)")
        }
        if let workers, workers < 1 { throw ValidationError("--workers is at least 1, found \(workers)") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let study = try GalleryStudy(folder: scenarios, replications: replications)
            let folder = try ResultFolder(target: output, force: force)
            do {
                let result = try await simulate(study)
                try GalleryFolder.write(result, command: CommandText.ofProcess, to: folder.partial)
                try folder.publish()
                if !quiet { try Console.answer(result.text(folder: output)) }
            } catch {
                folder.discard()
                throw error
            }
        }
    }

    private func simulate(_ study: GalleryStudy) async throws -> GalleryResult {
        Interrupt.watch()
        let line = Console.errorIsTerminal && !quiet ? ProgressLine() : nil
        let workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
        let result = await study.result(workers: workers) { progress in
            line?.show(progress)
            return !Interrupt.requested
        }
        line?.clear()
        guard let result else {
            throw CommandFailure("interrupted; nothing written", status: ExitStatus.interrupted)
        }
        return result
    }
}
