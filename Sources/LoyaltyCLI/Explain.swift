import ArgumentParser
import LoyaltyWorkbench

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a parameter or a metric means: unit, range, default, source.",
        discussion: """
            Without PATH everything is listed. PATH may be a part of a path.

            Examples: loyalty explain points_price
                      loyalty explain response.effects.points_pressure
                      loyalty explain --schema program > program.schema.json
            """)

    @Argument(help: "A path of the catalogue, a part of one, or a metric.")
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

    func run() throws {
        if let schema { return print(JSONSchema.text(kind: schema), terminator: "") }
        if markdown { return print(ReferencePage.text, terminator: "") }
        do { print(try Explain.text(path: path, metrics: Metric.explained), terminator: "") } catch let problems
            as Problems
        {
            throw ValidationError(problems.description)
        }
    }
}
