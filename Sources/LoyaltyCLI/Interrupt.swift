import Foundation
import Synchronization

/// Ctrl-C, or a scheduler's SIGTERM: the first asks for an early stop, the second ends the process at once.
enum Interrupt {
    private static let count = Atomic<Int>(0)

    /// Whether an early stop was asked for.
    static var requested: Bool { count.load(ordering: .relaxed) > 0 }

    /// Takes over SIGINT and SIGTERM, and has a file at the size limit or a closed pipe answer with an error in place of a
    /// signal. What was asked for between two parts of a command is not forgotten by the second.
    static func watch() {
        // The first use initialises the counter here, so that the handler below only adds and leaves: adding to an
        // atomic and `_exit` are safe in a signal handler (POSIX, "async-signal-safe").
        _ = count.load(ordering: .relaxed)
        for stop in [SIGINT, SIGTERM] {
            signal(stop) { _ in
                if Interrupt.count.add(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
            }
        }
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
    }
}
