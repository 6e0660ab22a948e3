import LoyaltyModel

/// What a command line changes in a scenario file.
public struct ScenarioOverrides: Sendable {
    /// Customers at the start; arrivals scale with them.
    public var customers: Int?
    public var replications: Int?
    public var seed: UInt64?
    /// `PATH=VALUE` texts, applied before the three above.
    public var settings: [String]

    public init(customers: Int? = nil, replications: Int? = nil, seed: UInt64? = nil, settings: [String] = []) {
        self.customers = customers
        self.replications = replications
        self.seed = seed
        self.settings = settings
    }

    /// Loads the scenario with everything applied, so that its resolved text is what is run.
    ///
    /// - Throws: ``Problems``, and a ``UsageProblem`` where there is nobody to scale.
    public func load(path: String) throws -> Scenario {
        do { return try loaded(path: path) } catch var problems as Problems {
            let options = [
                "population.customers": customers.map { _ in "--customers" },
                "population.arrivals.per_month": customers.map { _ in "--customers" },
                "replications": replications.map { _ in "--replications" }, "seed": seed.map { _ in "--seed" },
            ]
            for place in problems.problems.indices where problems.problems[place].file == SettingText.place.file {
                if let option = options[problems.problems[place].path] ?? nil { problems.problems[place].file = option }
            }
            throw problems
        }
    }

    private func loaded(path: String) throws -> Scenario {
        let given = settings + [replications.map { "replications=\($0)" }, seed.map { "seed=\($0)" }].compactMap { $0 }
        let scenario = try ScenarioLoader.load(path: path, settings: given)
        guard let customers else { return scenario }
        guard scenario.population.customers > 0 else {
            throw UsageProblem(
                "--customers scales the customers at the start and the arrivals with them, and this scenario begins with "
                    + "nobody: use --set population.customers=N, or --set population.arrivals.per_month=N")
        }
        var scaled = given + ["population.customers=\(customers)"]
        let population = scenario.population
        if population.arrivalsPerMonth > 0 {
            let arrivals = population.arrivalsPerMonth * Double(customers) / Double(population.customers)
            scaled.append("population.arrivals.per_month=\(NumberText.text(arrivals))")
        }
        return try ScenarioLoader.load(path: path, settings: scaled)
    }
}
