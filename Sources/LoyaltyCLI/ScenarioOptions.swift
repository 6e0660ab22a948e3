import ArgumentParser
import LoyaltyWorkbench

/// A scenario as it stands in its file, but for what the command line says.
struct ScenarioOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The scenario file.", valueName: "scenario"))
    var scenario: String

    @Option(
        help: ArgumentHelp(
            "Customers at the start; new customers a month scale with them, fixed costs, budgets and stocks do not.",
            valueName: "n"))
    var customers: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("Number of independent worlds.", valueName: "r"))
    var replications: Int?

    @Option(help: ArgumentHelp("Seed of all luck: the same seed gives the same tables.", valueName: "s"))
    var seed: UInt64?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Overrides a parameter of the scenario, for example programs.near.costs.monthly=500; repeatable. "
                + "`loyalty explain` lists the paths.", valueName: "path=value"))
    var settings: [String] = []

    func validate() throws {
        if let customers, customers < 1 { throw ValidationError("--customers is at least 1, found \(customers)") }
        if let replications, replications < 1 {
            throw ValidationError("--replications is at least 1, found \(replications)")
        }
        for setting in settings where !setting.contains("=") || setting.hasPrefix("=") {
            throw ValidationError("--set takes PATH=VALUE, found '\(setting)'")
        }
    }

    var overrides: ScenarioOverrides {
        ScenarioOverrides(customers: customers, replications: replications, seed: seed, settings: settings)
    }

    /// What a number of customers given on the command line leaves as it is; a line, or nothing.
    func remark(on scenario: Scenario) -> String {
        guard customers != nil, scenario.hasFixedAmounts else { return "" }
        return "--customers scales customers and arrivals; fixed costs, budgets and stocks stay as they are.\n"
    }

    func load() throws -> Scenario { try overrides.load(path: scenario) }
}
