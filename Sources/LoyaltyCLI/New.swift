import ArgumentParser
import LoyaltyWorkbench

struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a commented scenario to begin with: customers, response and one program, ready to run.",
        discussion: """
            An existing FILE is never written over.

            Example: loyalty new mine.yaml --kind punch-card
                     loyalty run mine.yaml
            """)

    @Argument(help: "The file to create.")
    var file: String

    @Option(
        help: "\(Starter.allCases.map(\.rawValue).joined(separator: ", ")).",
        transform: { text in
            guard let kind = Starter(rawValue: text) else {
                throw ValidationError(Starter.refusal(of: text))
            }
            return kind
        })
    var kind: Starter

    func run() async throws {
        try await CommandFailure.reporting {
            try kind.write(to: file)
            Console.note("\(file) written; next: loyalty run \(file)")
        }
    }
}
