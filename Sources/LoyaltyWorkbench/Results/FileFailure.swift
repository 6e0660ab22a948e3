public import Foundation

/// What the operating system refused to do with a file or a folder.
public struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Attempt: String, Sendable {
        case create
        case read
        case write
        case rename
        case remove
    }

    public let attempt: Attempt
    public let path: String
    /// The system's error number, `errno.h`.
    public let code: Int32

    public init(_ attempt: Attempt, _ path: String, code: Int32 = errno) {
        self.attempt = attempt
        self.path = path
        self.code = code
    }

    public var description: String { "cannot \(attempt.rawValue) \(path): \(String(cString: strerror(code)))" }
}
