import ArgumentParser
import Foundation
import LoyaltyWorkbench

@main
struct Loyalty: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loyalty", abstract: "Try a loyalty program on a synthetic customer base before launch.",
        version: Workbench.version,
        subcommands: [
            Run.self, Check.self, ExplainCommand.self, New.self, Replay.self, Fit.self, Defer.self, ReserveCommand.self,
            AttributeCommand.self, SweepCommand.self, Tune.self, Compare.self, SensitivityCommand.self, Gallery.self,
        ])

    static func main() async {
        // Whoever reads the answer may stop reading: that is an error to tell, and no reason to be killed.
        signal(SIGPIPE, SIG_IGN)
        await main(nil)
    }
}
