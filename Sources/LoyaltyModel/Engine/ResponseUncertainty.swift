/// What is not known about people: numbers of the response that are drawn once a replication, for all arms alike.
public struct ResponseUncertainty: Sendable {
    /// One number with its distribution.
    public struct Number: Sendable, Hashable {
        /// Its path in the catalogue, which is also the address of its draws.
        public let path: String
        public let distribution: SplitNormal
        /// What theory allows: the distribution is cut there.
        public let least: Double
        public let most: Double

        public init(path: String, distribution: SplitNormal, least: Double, most: Double) {
            self.path = path
            self.distribution = distribution
            self.least = least
            self.most = most
        }

        func draw(_ luck: Luck) -> Double {
            let uniform = luck.uniform(.world, .parameter, Luck.occurrence(ofPath: path))
            return distribution.quantile(uniform, least: least, most: most)
        }
    }

    public let numbers: [Number]
    private let response: @Sendable ([String: Double]) -> Response

    /// - Parameter response: the response in which the numbers of these paths have these values.
    public init(numbers: [Number], response: @escaping @Sendable ([String: Double]) -> Response) {
        self.numbers = numbers
        self.response = response
    }

    func draws(_ luck: Luck) -> [String: Double] {
        Dictionary(uniqueKeysWithValues: numbers.map { ($0.path, $0.draw(luck)) })
    }

    func drawn(_ luck: Luck) -> Response { response(draws(luck)) }
}

extension Simulation {
    /// The uncertain numbers of one replication by their paths; empty where none is uncertain.
    public func draws(replication: Int) -> [String: Double] {
        uncertainty?.draws(luck(replication: replication)) ?? [:]
    }

    /// Whether anything is drawn once a replication.
    var isUncertain: Bool { uncertainty != nil || drawsPopulation }

    /// The same study with the response, and the population's parameters, of one replication.
    func known(inReplication replication: Int) -> Simulation {
        guard isUncertain else { return self }
        var simulation = self
        let luck = luck(replication: replication)
        if let uncertainty { simulation.response = uncertainty.drawn(luck) }
        if drawsPopulation { simulation.population = population.drawn(luck) }
        (simulation.uncertainty, simulation.drawsPopulation) = (nil, false)
        return simulation
    }
}
