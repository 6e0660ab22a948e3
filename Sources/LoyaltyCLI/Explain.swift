import ArgumentParser
import LoyaltyWorkbench

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a parameter or a metric means: unit, range, default, source.",
        discussion: """
            Without PATH everything is listed. PATH may be a part of a path, or any word: what speaks of it is named.

            Examples: loyalty explain points_price
                      loyalty explain stamp
                      loyalty explain response.effects.points_pressure
                      loyalty explain --schema program > program.schema.json
            """)

    @Argument(help: "A path of the catalogue, a part of one, a metric, or a word.")
    var path: String?

    @Flag(help: "Print the reference page of all parameters as Markdown.")
    var markdown = false

    @Option(
        help: "Print the JSON Schema of a kind of document: scenario, population, program or response.",
        transform: { text in
            guard let kind = DocumentKind(rawValue: text) else {
                throw ValidationError("\(text) is no kind of document")
            }
            return kind
        })
    var schema: DocumentKind?

    func run() async throws {
        let answer: String
        do { answer = try text() } catch let problems as Problems { throw ValidationError(problems.description) }
        try await CommandFailure.reporting { try Console.answer(answer) }
    }

    private func text() throws -> String {
        if let schema { return JSONSchema.text(kind: schema) }
        guard !markdown else { return ReferencePage.text }
        return try Explain.text(path: path, metrics: Metric.explained) + example
    }

    /// Where a kind of program is asked for, how to get one that runs.
    private var example: String {
        guard let kind = path?.split(separator: ".").last.flatMap({ Starter(rawValue: String($0)) }) else { return "" }
        return "One that runs, with comments: loyalty new FILE --kind \(kind.rawValue)\n"
    }
}
