import Foundation

/// The customer-base models that a log of purchases can be fitted with.
public enum TimingModel: String, Sendable, Hashable, CaseIterable {
    case nbd
    case betaGeometric = "bg-nbd"
    case modifiedBetaGeometric = "mbg-nbd"
    case betaGeometricErlang = "bg-cnbd-k"
    case modifiedBetaGeometricErlang = "mbg-cnbd-k"
    case pareto = "pareto-nbd"
    case gompertz = "ggompertz-nbd"
}

/// A timing model fitted to histories.
public struct TimingFit: Sendable, Hashable {
    public let model: TimingModel
    /// Phases a gap; 1 but for the models that choose it.
    public let phases: Int
    public let estimates: Estimates

    /// Number of estimated parameters, k of a chosen regularity among them.
    public var parameterCount: Int { estimates.values.count + (model.choosesPhases ? 1 : 0) }
    /// Schwarz's criterion, with customers as observations.
    public var bic: Double { Double(parameterCount) * log(estimates.customers) - 2 * estimates.logLikelihood }
}

extension TimingModel {
    /// Most phases a gap that are tried.
    public static let mostPhases = 12

    /// Whether the regularity k is part of the fit.
    public var choosesPhases: Bool { self == .betaGeometricErlang || self == .modifiedBetaGeometricErlang }

    /// Fits the model by maximum likelihood.
    ///
    /// With a choice of phases, k grows from 1 as long as the likelihood does.
    ///
    /// - Precondition: somebody bought again, and some time was watched.
    /// - Throws: ``GSLError`` where no start is of any use.
    public func fit(_ summary: TimingSummary) throws -> TimingFit {
        precondition(summary.repeats > 0 && summary.longestAge > 0, "a timing model needs repeat purchases and time")
        switch self {
        case .nbd: return try fit(NBDLikelihood(summary))
        case .betaGeometric, .modifiedBetaGeometric: return try fit(summary, phases: 1)
        case .betaGeometricErlang, .modifiedBetaGeometricErlang:
            var best = try fit(summary, phases: 1)
            for phases in 2...Self.mostPhases {
                let next = try fit(summary, phases: phases)
                guard next.estimates.logLikelihood > best.estimates.logLikelihood else { break }
                best = next
            }
            return best
        case .pareto: return try fit(ParetoLikelihood(summary))
        case .gompertz: return try fit(GompertzLikelihood(summary))
        }
    }

    /// Fits a beta-geometric model with so many phases a gap.
    public func fit(_ summary: TimingSummary, phases: Int) throws -> TimingFit {
        let coinAfterFirst: Bool
        switch self {
        case .betaGeometric, .betaGeometricErlang: coinAfterFirst = false
        case .modifiedBetaGeometric, .modifiedBetaGeometricErlang: coinAfterFirst = true
        case .nbd, .pareto, .gompertz: preconditionFailure("only gaps before coins have phases")
        }
        return try fit(CoinLikelihood(summary, phases: phases, coinAfterFirst: coinAfterFirst), phases: phases)
    }

    private func fit(_ likelihood: some Likelihood, phases: Int = 1) throws -> TimingFit {
        try TimingFit(model: self, phases: phases, estimates: MaximumLikelihood.estimates(likelihood))
    }

    /// The likelihood of histories with so many phases a gap.
    private func likelihood(_ summary: TimingSummary, phases: Int) -> any Likelihood {
        switch self {
        case .nbd: NBDLikelihood(summary)
        case .betaGeometric, .betaGeometricErlang:
            CoinLikelihood(summary, phases: phases, coinAfterFirst: false)
        case .modifiedBetaGeometric, .modifiedBetaGeometricErlang:
            CoinLikelihood(summary, phases: phases, coinAfterFirst: true)
        case .pareto: ParetoLikelihood(summary)
        case .gompertz: GompertzLikelihood(summary)
        }
    }

    /// Fits the model again to histories like those that gave `logs`, the logarithms of its parameters.
    ///
    /// - Throws: ``GSLError``.
    public func refit(_ summary: TimingSummary, phases: Int, from logs: [Double]) throws -> TimingFit {
        let likelihood = likelihood(summary, phases: phases)
        return try TimingFit(
            model: self, phases: phases, estimates: MaximumLikelihood.estimates(likelihood, starts: [logs]))
    }

    /// Logarithms under which the histories are likelier, a few steps on from `logs`.
    func improved(_ summary: TimingSummary, phases: Int, from logs: [Double]) throws -> [Double] {
        try MaximumLikelihood.improved(likelihood(summary, phases: phases), from: logs)
    }

    /// ln of the density of each history, one by one.
    func logDensities(_ histories: [PurchaseHistory], phases: Int, logs: [Double]) -> [Double] {
        var slopes = logs
        return histories.map { history in
            let cell = TimingSummary.Cell(history: history, customers: 1)
            return likelihood(TimingSummary(cells: [cell], logGaps: 0), phases: phases).value(logs, &slopes)
        }
    }
}

extension GammaGamma {
    /// Fits gamma-gamma spend to mean baskets by maximum likelihood.
    ///
    /// - Precondition: there is a customer.
    public static func fit(_ summary: SpendSummary) throws -> Estimates {
        precondition(!summary.customers.isEmpty, "spend is fitted to somebody's")
        return try MaximumLikelihood.estimates(GammaGammaLikelihood(summary))
    }
}

extension ContractRenewal {
    /// Fits sBG to renewals by maximum likelihood.
    public static func fit(_ summary: RenewalSummary) throws -> Estimates {
        try MaximumLikelihood.estimates(ContractLikelihood(summary))
    }
}

extension BetaGeometricBetaBernoulli {
    /// Fits BG/BB to occasions by maximum likelihood.
    public static func fit(_ summary: OccasionSummary) throws -> Estimates {
        try MaximumLikelihood.estimates(OccasionLikelihood(summary))
    }
}

extension TimingFit {
    /// The model with its estimates.
    public var customerBase: CustomerBaseModel { customerBase(estimates.values) }

    /// The model with other parameters, in the order of the estimates.
    public func customerBase(_ values: [Double]) -> CustomerBaseModel {
        let purchase = PoissonGamma(r: values[0], alpha: values[1])
        let erlang = ErlangGamma(k: phases, r: values[0], alpha: values[1])
        switch model {
        case .nbd:
            return .nbd(NBD(purchase))
        case .betaGeometric:
            return .betaGeometric(BetaGeometricNBD(purchase, BetaGeometric(a: values[2], b: values[3])))
        case .modifiedBetaGeometric:
            let coin = ModifiedBetaGeometric(a: values[2], b: values[3])
            return .modifiedBetaGeometric(ModifiedBetaGeometricNBD(purchase, coin))
        case .betaGeometricErlang:
            return .betaGeometricErlang(BetaGeometricCNBD(erlang, BetaGeometric(a: values[2], b: values[3])))
        case .modifiedBetaGeometricErlang:
            return .betaGeometricErlang(BetaGeometricCNBD(erlang, ModifiedBetaGeometric(a: values[2], b: values[3])))
        case .pareto:
            return .pareto(ParetoNBD(purchase, ExponentialGamma(s: values[2], beta: values[3])))
        case .gompertz:
            return .gompertz(GompertzNBD(purchase, GompertzGamma(b: values[2], s: values[3], beta: values[4])))
        }
    }
}
