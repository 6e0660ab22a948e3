import ArgumentParser
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

    @Option(help: ArgumentHelp("Number of independent worlds of every scenario (default: its own).", valueName: "r"))
    var replications: Int?

    @OptionGroup var folder: FolderOptions

    @OptionGroup var work: WorkOptions

    func validate() throws {
        if let replications, replications < 1 {
            throw ValidationError("--replications is at least 1, found \(replications)")
        }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let study = try GalleryStudy(folder: scenarios, replications: replications)
            let place = "results/gallery"
            let result = try await folder.fill(place) { partial in
                let result = await work.watched(quiet: folder.quiet) { await study.result(workers: $0, proceed: $1) }
                guard let result else {
                    throw CommandFailure("interrupted; nothing written", status: ExitStatus.interrupted)
                }
                try GalleryFolder.write(result, command: CommandText.ofProcess, to: partial)
                return result
            }
            if !folder.quiet { try Console.answer(result.text(folder: folder.place(place))) }
        }
    }
}
