import ArgumentParser
import Foundation
import LoyaltyWorkbench

/// How long work is done: by how many workers, told how, stopped by Ctrl-C.
struct WorkOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Workers side by side; moves no byte of a table (default: cores).", valueName: "w"))
    var workers: Int?

    func validate() throws {
        if let workers, workers < 1 { throw ValidationError("--workers is at least 1, found \(workers)") }
    }

    /// Does the work while telling how far it is.
    ///
    /// - Parameter work: is given the number of workers, and what to tell its progress to, which says whether to go on.
    func watched<Result>(
        quiet: Bool, _ work: (Int, @escaping @Sendable (StudyProgress) -> Bool) async throws -> Result
    ) async rethrows -> Result {
        Interrupt.watch()
        let line = quiet ? nil : ProgressLine(onTerminal: Console.errorIsTerminal)
        defer { line?.clear() }
        return try await work(workers ?? ProcessInfo.processInfo.activeProcessorCount) { progress in
            line?.show(progress)
            return !Interrupt.requested
        }
    }
}
