import Foundation
import Testing

/// The built `loyalty`, run as a user runs it.
struct Loyalty {
    let status: Int32
    let output: String
    let errors: String

    /// Runs a command line in a folder and waits for its end.
    ///
    /// - Parameters:
    ///   - shell: text before the command, for limits.
    ///   - answers: where its standard output goes.
    init(_ arguments: String, in folder: String, shell: String = "", answers: String = ".stdout") throws {
        let process = try Self.started(arguments, in: folder, shell: shell, answers: answers)
        process.waitUntilExit()
        try self.init(ended: process, in: folder)
    }

    /// What a process that has ended left behind.
    init(ended process: Process, in folder: String) throws {
        status = process.terminationStatus
        output = (try? String(contentsOfFile: folder + "/.stdout", encoding: .utf8)) ?? ""
        errors = try String(contentsOfFile: folder + "/.stderr", encoding: .utf8)
    }

    /// The rows of the table on standard output.
    var rows: [[String: String]] { Self.rows(output) }

    /// The rows of a table without quoted commas, by column.
    static func rows(_ table: String) -> [[String: String]] {
        let lines = table.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    static func started(
        _ arguments: String, in folder: String, shell: String = "", answers: String = ".stdout"
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "\(shell) exec '\(try binary)' \(arguments) > \(answers) 2> .stderr"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        try process.run()
        return process
    }

    /// The product stands beside the test bundle.
    static var binary: String {
        get throws {
            let places = [Bundle.main.bundlePath, CommandLine.arguments[0]] + Bundle.allBundles.map(\.bundlePath)
            let candidates = places.flatMap { place in
                let url = URL(fileURLWithPath: place)
                return [url, url.deletingLastPathComponent()].map { $0.appendingPathComponent("loyalty").path }
            }
            return try #require(
                candidates.first { FileManager.default.isExecutableFile(atPath: $0) }, "no loyalty at \(candidates)")
        }
    }

    /// A file of the package.
    static func packageFile(_ path: String, from source: String = #filePath) -> String {
        var root = URL(fileURLWithPath: source)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appendingPathComponent(path).path
    }
}
