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
            let uniform = luck.uniform(.world, .parameter, ResponseUncertainty.occurrence(ofPath: path))
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

    /// The occurrence at which a path's draws are addressed: the low 32 bits of its 64-bit FNV-1a hash, as many as
    /// an address holds. Source: G. Fowler, L. C. Noll and K.-P. Vo, "FNV Hash" (isthe.com/chongo/tech/comp/fnv).
    public static func occurrence(ofPath path: String) -> Int {
        let hash = path.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Int(hash & 0xFFFF_FFFF)
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

    /// The same study with the response of one replication.
    func known(inReplication replication: Int) -> Simulation {
        guard let uncertainty else { return self }
        var simulation = self
        simulation.response = uncertainty.drawn(luck(replication: replication))
        simulation.uncertainty = nil
        return simulation
    }
}
