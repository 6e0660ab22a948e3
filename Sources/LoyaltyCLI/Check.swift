import ArgumentParser
import LoyaltyWorkbench

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find every problem of scenario, population, program or response files.",
        discussion: """
            Problems go to standard output, one a line:
            file:line:column: path: found …, expected … (did you mean …?)
            The exit status is 0 without a problem and 65 with one. Programs far beyond what the evidence covers,
            and rules that can never act, are no problem: they are warned of on standard error.

            Example: loyalty check scenarios/cdnow.yaml scenarios/programs/*.yaml
            """)

    @Argument(help: "The documents to check.")
    var files: [String]

    func run() async throws {
        try await CommandFailure.reporting {
            let problems = DocumentChecker.check(paths: files)
            try Console.answer(problems.map { "\($0)\n" }.joined())
            if problems.isEmpty {
                Console.warnings(DocumentChecker.remarks(paths: files) + EvidenceRange.remarks(paths: files))
            }
            let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
            let documents = files.count == 1 ? "1 document" : "\(files.count) documents"
            Console.note("\(documents) checked: \(problems.isEmpty ? "no problems" : count)")
            if !problems.isEmpty { throw ExitStatus.input }
        }
    }
}
