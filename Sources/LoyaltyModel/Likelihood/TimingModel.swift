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
    /// Log-likelihood above that of one phase a gap, where phases were chosen.
    public fileprivate(set) var gainOfPhases = 0.0
    /// Whether more phases are likelier for a density of instants, and there is no evidence for them in whole days.
    public fileprivate(set) var isHeldByDays = false
    /// Whether Schwarz's criterion takes the chosen phases for worth a parameter, and so does a likelihood ratio at 5 %:
    /// of a few customers the criterion asks next to nothing.
    public var showsRegularity: Bool { 2 * gainOfPhases > max(3.841, log(estimates.customers)) }

    package init(model: TimingModel, phases: Int, estimates: Estimates) {
        (self.model, self.phases, self.estimates) = (model, phases, estimates)
    }

    /// Number of estimated parameters, k of a chosen regularity among them.
    public var parameterCount: Int { estimates.values.count + (model.choosesPhases ? 1 : 0) }
    /// Schwarz's criterion, with customers as observations.
    public var bic: Double { Double(parameterCount) * log(estimates.customers) - 2 * estimates.logLikelihood }

    /// The same fit of data whose likelihood has a further factor, of this logarithm, that no parameter changes.
    package func adding(_ logFactor: Double) -> TimingFit {
        var fit = TimingFit(model: model, phases: phases, estimates: estimates.adding(logFactor))
        (fit.gainOfPhases, fit.isHeldByDays) = (gainOfPhases, isHeldByDays)
        return fit
    }
}

extension TimingModel {
    /// Most phases a gap that are tried.
    public static let mostPhases = 12

    /// Whether the regularity k is part of the fit.
    public var choosesPhases: Bool { self == .betaGeometricErlang || self == .modifiedBetaGeometricErlang }

    /// Fits the model by maximum likelihood.
    ///
    /// With a choice of phases, k grows from 1 as long as the likelihood does, and the summary has evidence for it.
    ///
    /// - Precondition: somebody bought again, and some time was watched.
    /// - Throws: ``GSLError`` where no start is of any use.
    public func fit(_ summary: TimingSummary) throws -> TimingFit {
        precondition(summary.repeats > 0 && summary.longestAge > 0, "a timing model needs repeat purchases and time")
        switch self {
        case .nbd: return try fit(NBDLikelihood(summary))
        case .betaGeometric, .modifiedBetaGeometric: return try fit(summary, phases: 1)
        case .betaGeometricErlang, .modifiedBetaGeometricErlang:
            let random = try fit(summary, phases: 1)
            var best = random
            for phases in 2...Self.mostPhases {
                let next = try fit(summary, phases: phases)
                guard next.estimates.logLikelihood > best.estimates.logLikelihood else { break }
                if phases > summary.mostPhases {
                    best.isHeldByDays = true
                    break
                }
                best = next
            }
            best.gainOfPhases = best.estimates.logLikelihood - random.estimates.logLikelihood
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

extension GammaGamma {
    /// Fits q and γ by maximum likelihood where p is known from elsewhere.
    ///
    /// - Precondition: there is a customer.
    public static func fit(_ summary: SpendSummary, p: Double) throws -> GammaGamma {
        let limit = LikelihoodLimit(
            boundary: .basketsAlike, unidentified: ["p"], offset: [log(p), 0, 0], directions: [[0, 1, 0], [0, 0, 1]],
            start: { Array($0.dropFirst()) })
        let found = try MaximumLikelihood.estimates(
            LimitedLikelihood(full: GammaGammaLikelihood(summary), limit: limit))
        return GammaGamma(p: p, q: found.values[0], gamma: found.values[1])
    }

    /// p by the method of moments, from how each customer's own baskets lie about their mean.
    ///
    /// Gamma baskets divided by their mean are x times a Dirichlet vector, each with the variance (x − 1) / (p x + 1).
    ///
    /// - Parameter customers: number of baskets, and the sum of (basket ÷ their mean − 1)².
    /// - Returns: nil where nobody has two baskets, or all of a customer's are alike.
    public static func shape(ofBaskets customers: [(purchases: Int, squares: Double)]) -> Double? {
        let several = customers.filter { $0.purchases > 1 }
        let squares = several.reduce(0) { $0 + $1.squares }
        func expected(_ p: Double) -> Double {
            several.reduce(0) {
                let x = Double($1.purchases)
                return $0 + x * (x - 1) / (p * x + 1)
            }
        }
        // Beyond these a document's numbers end.
        var (low, high) = (log(1e-3), log(1e6))
        guard squares < expected(exp(low)), squares > expected(exp(high)) else { return nil }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if expected(exp(middle)) > squares { low = middle } else { high = middle }
        }
        return exp((low + high) / 2)
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

extension ModifiedBetaGeometric {
    /// A coin that comes down at each toss or at none, with this chance.
    public static func atOnceOrNever(_ chance: Double) -> ModifiedBetaGeometric {
        ModifiedBetaGeometric(a: max(1e-9, 1e-3 * chance), b: max(1e-9, 1e-3 * (1 - chance)))
    }
}

extension TimingFit {
    /// The model with its estimates; where these are at a boundary at which a simpler model says the same, that one:
    /// parameters on the way to nought or infinity take long to integrate over.
    public var customerBase: CustomerBaseModel {
        let purchase = PoissonGamma(r: estimates.values[0], alpha: estimates.values[1])
        if phases == 1, estimates.ends.contains(.nobodyLeaves) { return .nbd(NBD(purchase)) }
        if let chance = chanceOfLeavingAtOnce, model != .betaGeometric, phases == 1 {
            return .modifiedBetaGeometric(ModifiedBetaGeometricNBD(purchase, .atOnceOrNever(chance)))
        }
        return customerBase(estimates.values)
    }

    /// Where customers leave at once or never, the share of those who do; nil elsewhere.
    public var chanceOfLeavingAtOnce: Double? {
        guard estimates.ends.contains(.leavingAtOnceOrNever) else { return nil }
        let values = estimates.values
        return switch model {
        case .nbd: nil
        case .pareto: -expm1(values[2] * log(values[3]))
        case .gompertz: -expm1(values[3] * log(values[4] / values[2]))
        case .betaGeometric, .modifiedBetaGeometric, .betaGeometricErlang, .modifiedBetaGeometricErlang:
            values[2] / (values[2] + values[3])
        }
    }

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
