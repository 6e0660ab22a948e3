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
    public func load(path: String) throws -> Scenario { try load(path: path, shelf: nil) }

    /// - Parameter shelf: keeps the documents for who loads the same scenario again.
    func load(path: String, shelf: DocumentShelf?) throws -> Scenario {
        let given = settings + [replications.map { "replications=\($0)" }, seed.map { "seed=\($0)" }].compactMap { $0 }
        do {
            let decoding = Decoding(shelf: shelf)
            return try ScenarioLoader.load(path: path, settings: given, customers: customers, decoding)
        } catch var problems as Problems {
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
}
