import Foundation
import LoyaltyWorkbench

/// Standard output for answers, standard error for everything said on the way.
enum Console {
    /// Prints to standard output; a full disk or a closed pipe behind it is an error.
    static func answer(_ text: String) throws(FileFailure) {
        try ResultFile.write(Array(text.utf8), to: STDOUT_FILENO, path: "standard output")
    }

    /// Prints a line to standard error. If nobody can be told, that cannot be told either.
    static func note(_ line: String) {
        try? ResultFile.write(Array((line + "\n").utf8), to: STDERR_FILENO, path: "standard error")
    }

    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
