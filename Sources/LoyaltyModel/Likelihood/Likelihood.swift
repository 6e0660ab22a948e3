/// The log-likelihood of a model on data that it holds, as a function of the logarithms of the model's parameters.
///
/// Logarithms, because every parameter is positive and their likelihoods are far nearer to parabolas there.
package protocol Likelihood: Sendable {
    /// The literature's letters, in the order of the arguments.
    var parameterNames: [String] { get }
    /// How many customers the data tell of.
    var customers: Double { get }
    /// First guesses, likelier ones anywhere among them.
    var starts: [[Double]] { get }
    /// What the model becomes at the ends of its parameters.
    var limits: [LikelihoodLimit] { get }
    /// The log-likelihood; its derivatives by the logarithms are written into `gradient`.
    func value(_ logs: [Double], _ gradient: inout [Double]) -> Double
    /// Second derivatives by the logarithms, by rows; nil where they are not written out, and differences serve.
    func curvature(_ logs: [Double]) -> [[Double]]?
    /// Points away from the ends, from a top that lies at one of them: a likelihood may have another top inside,
    /// which guesses from afar do not find.
    func insides(_ logs: [Double]) -> [[Double]]
    /// The same on a sample of about so many different histories, weighted up to all customers.
    func thinned(to size: Int) -> Self
}

extension Likelihood {
    package func curvature(_ logs: [Double]) -> [[Double]]? { nil }
    package func insides(_ logs: [Double]) -> [[Double]] { [] }
}

/// A simpler model that a model comes arbitrarily near to as some of its parameters go to nought or to infinity.
package struct LikelihoodLimit: Sendable {
    /// How far "arbitrarily near" is: logarithm of a ratio that is taken for infinite.
    static let far = 20.0

    package let boundary: Boundary
    /// Parameters that have no value of their own there.
    package let unidentified: [String]
    /// The model's logarithms are `offset` + Σ `directions`ⱼ × the limit's own.
    let offset: [Double]
    let directions: [[Double]]
    /// First guesses of the limit's own parameters, from those of the model.
    let start: @Sendable ([Double]) -> [Double]

    /// The limit's own density, where no parameters that a Double holds come near it, and parameters on the way there
    /// from the limit's own.
    var density: (likelihood: any Likelihood, embedded: @Sendable ([Double]) -> [Double])?

    func embedded(_ own: [Double]) -> [Double] {
        if let density { return density.embedded(own) }
        return offset.indices.map { i in
            offset[i] + zip(own, directions).reduce(0) { $0 + $1.0 * $1.1[i] }
        }
    }
}

/// A likelihood along one of its limits.
struct LimitedLikelihood<Full: Likelihood>: Likelihood {
    let full: Full
    let limit: LikelihoodLimit

    var parameterNames: [String] { limit.directions.indices.map { "limit \($0)" } }
    var customers: Double { full.customers }
    var starts: [[Double]] {
        // A density of the limit's own, of as many parameters, has guesses of its own.
        let own = limit.density?.likelihood.starts ?? []
        return own.first?.count == limit.directions.count ? own : full.starts.map(limit.start)
    }
    var limits: [LikelihoodLimit] { [] }

    func value(_ logs: [Double], _ gradient: inout [Double]) -> Double {
        if let density = limit.density { return density.likelihood.value(logs, &gradient) }
        var slopes = Array(repeating: 0.0, count: limit.offset.count)
        let value = full.value(limit.embedded(logs), &slopes)
        for (j, direction) in limit.directions.enumerated() {
            gradient[j] = zip(direction, slopes).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return value
    }

    func curvature(_ logs: [Double]) -> [[Double]]? {
        if let density = limit.density { return density.likelihood.curvature(logs) }
        guard let rows = full.curvature(limit.embedded(logs)) else { return nil }
        let moved = limit.directions.map { direction in
            rows.map { row in zip(row, direction).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        return limit.directions.map { direction in
            moved.map { row in zip(row, direction).reduce(0) { $0 + $1.0 * $1.1 } }
        }
    }

    func thinned(to size: Int) -> Self {
        var limit = limit
        if let density = limit.density { limit.density = (density.likelihood.thinned(to: size), density.embedded) }
        return LimitedLikelihood(full: full.thinned(to: size), limit: limit)
    }
}
