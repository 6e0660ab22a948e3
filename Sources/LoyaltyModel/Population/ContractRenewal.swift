import Foundation

/// A coin at each renewal, its probability of leaving θ ~ Beta(α, β): the shifted beta-geometric model (sBG).
///
/// Letters: α = `alpha`, β = `beta`.
public struct ContractRenewal: Sendable, Hashable {
    public var alpha: Double
    public var beta: Double
    /// Time units of the population between renewals.
    public var period: Double

    public init(alpha: Double, beta: Double, period: Double) {
        self.alpha = alpha
        self.beta = beta
        self.period = period
    }
}

extension ContractRenewal {
    /// A customer's probability θ of leaving at one renewal, drawn from the customer's own stream.
    func probability(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double {
        sampler.beta(alpha, beta, stream)
    }

    /// The probability that a share `u` in (0, 1) of the customers stays below.
    func probability(quantile u: Double) -> Double { Distribution.betaQuantile(u, alpha, beta) }
}

/// Closed forms. Source: P. S. Fader, B. G. S. Hardie, "How to project customer retention", J. Interactive Marketing
/// 21 (2007).
extension ContractRenewal {
    /// Share of customers still there after `renewals` renewals: B(α, β + n) / B(α, β).
    public func survival(renewals: Int) throws -> Double {
        try exp(
            SpecialFunctions.logBeta(alpha, beta + Double(renewals)) - SpecialFunctions.logBeta(alpha, beta))
    }

    /// Share of the customers before renewal n (from 1) who stay: (β + n − 1) / (α + β + n − 1).
    /// It rises with n although no single customer's probability does.
    public func retentionRate(renewal: Int) -> Double {
        (beta + Double(renewal) - 1) / (alpha + beta + Double(renewal) - 1)
    }

    /// Expected renewals at the next `ahead` dates of a customer who has made `renewals` and has not left.
    ///
    /// - Parameter discount: what a renewal is worth that comes one date later; the next one counts in full. With it, and
    ///   without end, this is the discounted expected residual lifetime of P. S. Fader, B. G. S. Hardie, "Customer-Base
    ///   Valuation in a Contractual Setting: The Perils of Ignoring Heterogeneity", Marketing Science 29 (2010).
    public func expectedRenewals(after renewals: Int, ahead: Int, discount: Double = 1) -> Double {
        var (stay, sum) = (1.0, 0.0)
        for date in stride(from: 1, through: ahead, by: 1) {
            stay *= retentionRate(renewal: renewals + date)
            sum += stay
            stay *= discount
        }
        return sum
    }
}
