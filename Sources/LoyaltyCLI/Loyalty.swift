import ArgumentParser
import LoyaltyWorkbench

@main
struct Loyalty: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loyalty", abstract: "Try a loyalty program on a synthetic customer base before launch.",
        version: Workbench.version,
        subcommands: [
            Run.self, Check.self, ExplainCommand.self, New.self, Replay.self, Fit.self, SweepCommand.self, Tune.self,
            Compare.self,
            SensitivityCommand.self, Gallery.self,
        ])
}
