import Foundation

/// Poisson purchases at a gamma rate until the end of a lifetime that does not depend on them.
///
/// Pareto/NBD and G/G/NBD are this with two laws of the lifetime. Time in units of the population.
struct LifetimeMixture<Lifetime: LifetimeLaw> {
    let purchase: PoissonGamma
    let lifetime: Lifetime

    /// E[X(t)] = r / α ∫ S(τ) dτ over (0, t).
    func expectedPurchases(by time: Double) -> Double {
        purchase.r / purchase.alpha * exp(Quadrature.logIntegral(from: 0, to: time, lifetime.logSurvival))
    }

    /// P(X(t) = x): alive at t with x purchases, or gone at τ < t with x until then.
    func probability(of count: Int, by time: Double) throws -> Double {
        let alive = purchase.logKernel(count, time) + lifetime.logSurvival(time)
        let gone = Quadrature.logIntegral(from: 0, to: time) {
            purchase.logKernel(count, $0) + lifetime.logDensity($0)
        }
        return try exp(purchase.logCoefficient(count)) * (exp(alive) + exp(gone))
    }

    /// P(alive | x, t_x, T): the weight of being alive at T against that of having left at τ in (t_x, T).
    func aliveProbability(_ history: PurchaseHistory) -> Double {
        let exponent = purchase.r + Double(history.repeats)
        func logLikelihood(_ end: Double) -> Double { -exponent * log1p(end / purchase.alpha) }
        let alive = logLikelihood(history.age) + lifetime.logSurvival(history.age)
        let gone = Quadrature.logIntegral(from: history.recency, to: history.age) {
            logLikelihood($0) + lifetime.logDensity($0)
        }
        return 1 / (1 + exp(gone - alive))
    }
}

/// The law of a customer's time until leaving, averaged over customers.
protocol LifetimeLaw {
    /// ln P(lifetime > t).
    func logSurvival(_ time: Double) -> Double
    /// ln of the lifetime's density.
    func logDensity(_ time: Double) -> Double
}

extension ExponentialGamma: LifetimeLaw {
    func logSurvival(_ time: Double) -> Double { -s * log1p(time / beta) }
    func logDensity(_ time: Double) -> Double { log(s / beta) - (s + 1) * log1p(time / beta) }
}

extension GompertzGamma: LifetimeLaw {
    func logSurvival(_ time: Double) -> Double { -s * logGrowth(time) }
    func logDensity(_ time: Double) -> Double { log(b * s / beta) + b * time - (s + 1) * logGrowth(time) }

    /// ln (1 + (exp(b t) − 1) / β); the second form where the exponential would overflow.
    private func logGrowth(_ time: Double) -> Double {
        let exponent = b * time
        return exponent < 30
            ? log1p(expm1(exponent) / beta) : exponent - log(beta) + log1p((beta - 1) * exp(-exponent))
    }
}
