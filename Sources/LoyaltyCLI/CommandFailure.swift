import ArgumentParser
import Foundation
import LoyaltyModel
import LoyaltyWorkbench

/// Exit statuses that schedulers and scripts rely on (`sysexits.h` where it has one).
enum ExitStatus {
    static let internalError = ExitCode(1)
    static let usage = ExitCode(64)
    static let input = ExitCode(65)
    static let cannotCreate = ExitCode(73)
    static let fileTrouble = ExitCode(74)
    static let interrupted = ExitCode(130)
}

/// Why a command ends early, in words for standard error, and the status it ends with.
struct CommandFailure: Error {
    let lines: [String]
    let status: ExitCode

    init(_ lines: [String], status: ExitCode) {
        self.lines = lines
        self.status = status
    }

    init(_ line: String, status: ExitCode) { self.init([line], status: status) }

    static let interrupted = CommandFailure("interrupted; nothing written", status: ExitStatus.interrupted)

    /// Finds the status that an error of the workbench stands for.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure:
            self = failure
        case let problems as Problems:
            self.init(problems.lines, status: ExitStatus.input)
        case let refusal as ResultFolder.Refusal:
            self.init("error: \(refusal)", status: ExitStatus.cannotCreate)
        case let failure as FileFailure:
            let status = failure.attempt == .create ? ExitStatus.cannotCreate : ExitStatus.fileTrouble
            self.init("error: \(failure)", status: status)
        case let usage as UsageProblem:
            self.init("error: \(usage)", status: ExitStatus.usage)
        default:
            self.init("internal error: \(error)", status: ExitStatus.internalError)
        }
    }

    /// Runs a command's work; a failure is told on standard error and becomes the exit status.
    static func reporting(_ work: () async throws -> Void) async throws {
        SumOverflow.ends {
            Console.note(
                "error: a sum of points or money grows beyond 9.2e18, which is more than can be counted exactly: smaller "
                    + "baskets, fewer customers or a larger unit of money are needed; nothing was written")
            exit(ExitStatus.input.rawValue)
        }
        do { try await work() } catch let code as ExitCode {
            throw code
        } catch {
            let failure = CommandFailure(error)
            for line in failure.lines { Console.note(line) }
            throw failure.status
        }
    }
}
