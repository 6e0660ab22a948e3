import ArgumentParser
import LoyaltyWorkbench

/// The folder that a command's tables go to.
struct FolderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Folder for the tables (default: one in results, named after the work).", valueName: "dir"))
    var output: String?

    @Flag(help: "No progress and no table on the terminal.")
    var quiet = false

    @Flag(help: "Replace the folder of an earlier result.")
    var force = false

    /// Makes the folder, has it filled, and puts it in its place when whole; where that fails nothing of it is left.
    ///
    /// - Parameters:
    ///   - standard: where it goes if the user does not say.
    ///   - write: fills the folder at the path it is given.
    func fill<Result>(_ standard: String, by write: (String) async throws -> Result) async throws -> Result {
        let folder = try ResultFolder(target: place(standard), force: force)
        do {
            let result = try await write(folder.partial)
            try folder.publish()
            return result
        } catch {
            discard(folder)
            throw error
        }
    }

    /// Refuses a folder that is there already before a long preparation.
    func check(_ standard: String) throws { try ResultFolder.check(target: place(standard), force: force) }

    /// The same for a study that can be taken up again: one that is interrupted, or for which the disk is full, leaves what
    /// it has simulated in the hidden folder, where the same command finds it.
    ///
    /// - Parameters:
    ///   - stamp: tells the study from another.
    ///   - write: fills the folder at the path it is given, with a memory of what was simulated.
    func study<Result>(
        _ standard: String, stamp: String, by write: (String, TrialMemo) async throws -> Result
    ) async throws -> Result {
        let folder = try ResultFolder(target: place(standard), force: force, keeping: TrialMemo.file)
        do {
            let memo = try TrialMemo(folder: folder.partial, stamp: stamp)
            if memo.size > 0, !quiet { Console.note("going on: \(memo.size) replications are there from before") }
            let result = try await write(folder.partial, memo)
            try folder.publish()
            TrialMemo.forget(in: folder.target)
            return result
        } catch is TrialRunner.Interrupted {
            throw CommandFailure(
                "interrupted; the same command goes on from here", status: ExitStatus.interrupted)
        } catch let failure as FileFailure {
            Console.note("what was simulated is kept; the same command goes on from there")
            throw failure
        } catch {
            discard(folder)
            throw error
        }
    }

    /// Clears away what is not to be published, behind an error that will be told.
    private func discard(_ folder: ResultFolder) {
        do throws(FileFailure) { try folder.discard() } catch { Console.note("warning: \(error)") }
    }

    /// The folder as it is called in answers.
    func place(_ standard: String) -> String { output ?? standard }
}
