import ArgumentParser
import Foundation
import LoyaltyWorkbench

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find every problem of scenario, population, program or response files.",
        discussion: """
            Problems go to standard output, one a line:
            file:line:column: path: found …, expected … (did you mean …?)
            The exit status is 0 without a problem and 65 with one.

            Example: loyalty check scenarios/cdnow.yaml scenarios/programs/*.yaml
            """)

    @Argument(help: "The documents to check.")
    var files: [String]

    func run() throws {
        let problems = DocumentChecker.check(paths: files)
        for problem in problems { print(problem) }
        let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
        let documents = files.count == 1 ? "1 document" : "\(files.count) documents"
        FileHandle.standardError.write(Data("\(documents) checked: \(problems.isEmpty ? "no problems" : count)\n".utf8))
        if !problems.isEmpty { throw ExitCode(65) }
    }
}
