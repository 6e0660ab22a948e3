import Foundation
import Synchronization

/// Ctrl-C, or a scheduler's SIGTERM: the first asks for an early stop, the second ends the process at once.
enum Interrupt {
    private static let count = Atomic<Int>(0)
    /// Whether the first stop ends the process, too.
    private static let endsProcess = Atomic<Bool>(false)

    /// Whether an early stop was asked for.
    static var requested: Bool { count.load(ordering: .relaxed) > 0 }

    /// Takes over SIGINT and SIGTERM, and has a file at the size limit or a closed pipe answer with an error in place of a
    /// signal. What was asked for between two parts of a command is not forgotten by the second.
    static func watch() {
        // The first use initialises both here, so that the handler below only reads, adds and leaves: atomics, `write` and
        // `_exit` are safe in a signal handler (POSIX, "async-signal-safe").
        _ = (count.load(ordering: .relaxed), endsProcess.load(ordering: .relaxed))
        for stop in [SIGINT, SIGTERM] {
            signal(stop) { _ in
                if Interrupt.endsProcess.load(ordering: .relaxed) {
                    let words: StaticString = "interrupted; nothing written\n"
                    _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
                    _exit(130)
                }
                if Interrupt.count.add(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
            }
        }
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Does work that writes nothing, in the middle of which a stop ends the process: a step of it may take a minute, and
    /// nothing of it could be kept.
    static func ending<Result>(_ work: () throws -> Result) rethrows -> Result {
        watch()
        endsProcess.store(true, ordering: .relaxed)
        defer { endsProcess.store(false, ordering: .relaxed) }
        return try work()
    }
}
