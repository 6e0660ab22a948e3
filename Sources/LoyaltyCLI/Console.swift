import Foundation
import LoyaltyWorkbench

/// Standard output for answers, standard error for everything said on the way.
enum Console {
    /// Prints to standard output; a full disk or a closed pipe behind it is an error.
    static func answer(_ text: String) throws(FileFailure) {
        try answer(Array(text.utf8))
    }

    /// The same of text that is bytes already.
    static func answer(_ bytes: [UInt8]) throws(FileFailure) {
        try ResultFile.write(bytes, to: STDOUT_FILENO, path: "standard output")
    }

    /// Tells the first warnings and counts the rest: who has made one mistake a thousand times sees it in twenty.
    static func warnings(_ warnings: [String]) {
        let told = 20
        for warning in warnings.prefix(told) { note("warning: \(warning)") }
        if warnings.count > told { note("warning: and \(warnings.count - told) more") }
    }

    /// Tells which columns of a file nobody looked at.
    static func unread(_ columns: [String]) {
        if !columns.isEmpty { note("columns not read: " + columns.joined(separator: ", ")) }
    }

    /// Prints a line to standard error. If nobody can be told, that cannot be told either.
    static func note(_ line: String) {
        try? ResultFile.write(Array((line + "\n").utf8), to: STDERR_FILENO, path: "standard error")
    }

    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
