import ArgumentParser

@main
struct Loyalty: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loyalty", abstract: "Try a loyalty program on a synthetic customer base before launch.",
        subcommands: [Check.self, ExplainCommand.self])
}
