import ArgumentParser
import LoyaltyWorkbench

/// A scenario as it stands in its file, but for what the command line says.
struct ScenarioOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The scenario file.", valueName: "scenario"))
    var scenario: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Customers at the start; new customers a month scale with them, fixed costs, budgets and stocks do not.",
            valueName: "n"))
    var customers: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Seed of all luck: the same seed gives the same tables.", valueName: "s"),
        transform: { text in
            guard let seed = UInt64(text) else { throw ValidationError("a seed is a whole number from 0 on") }
            return seed
        })
    var seed: UInt64?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Overrides a parameter of the scenario, for example programs.near.costs.monthly=500; repeatable. "
                + "`loyalty explain` lists the paths.", valueName: "path=value"))
    var settings: [String] = []

    func validate() throws {
        if let customers, customers < 1 { throw ValidationError("--customers is at least 1, found \(customers)") }
        for setting in settings where !setting.contains("=") || setting.hasPrefix("=") {
            throw ValidationError("--set takes PATH=VALUE, found '\(setting)'")
        }
    }

    func overrides(replications: Int? = nil) -> ScenarioOverrides {
        ScenarioOverrides(customers: customers, replications: replications, seed: seed, settings: settings)
    }

    /// What a number of customers given on the command line leaves as it is; a line, or nothing.
    func remark(on scenario: Scenario) -> String {
        guard customers != nil, scenario.hasFixedAmounts else { return "" }
        return "--customers scales customers and arrivals; fixed costs, budgets and stocks stay as they are.\n"
    }
}

/// How often a scenario is simulated, for commands that do not decide it themselves.
struct ReplicationOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("Number of independent worlds.", valueName: "r"))
    var replications: Int?

    func validate() throws {
        if let replications, replications < 1 {
            throw ValidationError("--replications is at least 1, found \(replications)")
        }
    }
}

/// A number of the command line; one with a decimal comma is told how it is written.
enum DecimalOption {
    static func number(_ text: String) throws -> Double {
        if let number = Double(text), number.isFinite { return number }
        throw ValidationError(DecimalHint.words(text) ?? "a number is needed")
    }
}
