internal import Foundation

/// When a customer leaves, for attrition that runs with time; coins after purchases are tossed by the walk.
extension AttritionTrait {
    /// The instant at which the customer leaves with no program, horizon or not.
    ///
    /// - Parameters:
    ///   - arrival: when this life began.
    ///   - life: 0 for the first; one who left for good and came back has luck of its own for each further life.
    ///   - limit: contract renewals after this instant are not looked at; the answer is then infinite.
    func lifeEnd(of customer: CustomerKey, arrival: Double, life: Int = 0, limit: Double, _ luck: Luck) -> Double {
        switch self {
        case .never, .coin: return .infinity
        case .exponential(let rate):
            return arrival - log(luck.uniform(customer, .lifetime, life)) / rate
        case .gompertz(let scale, let growth):
            return arrival + log1p(-log(luck.uniform(customer, .lifetime, life)) / scale) / growth
        case .contract:
            return renewalLeft(
                of: customer, arrival: arrival, life: life, after: arrival, multiplier: 1, limit: limit, luck)
        }
    }

    /// The instant at which the customer leaves once the hazard changes at `instant`.
    ///
    /// - Parameters:
    ///   - old: when the customer would have left had it not changed.
    ///   - ratio: old hazard ÷ new hazard.
    ///   - multiplier: the new hazard over the hazard with no program.
    func lifeEnd(
        changedAt instant: Double, old: Double, ratio: Double, multiplier: Double, of customer: CustomerKey,
        arrival: Double, life: Int = 0, limit: Double, _ luck: Luck
    ) -> Double {
        switch self {
        case .never, .coin: old
        case .exponential: instant + (old - instant) * ratio
        case .gompertz(_, let growth):
            // Far in the tail exp(x) − 1 overflows, and is exp(x) to all digits.
            growth * (old - instant) > 700
                ? old + log(ratio) / growth : instant + log1p(expm1(growth * (old - instant)) * ratio) / growth
        case .contract:
            renewalLeft(
                of: customer, arrival: arrival, life: life, after: instant, multiplier: multiplier, limit: limit, luck)
        }
    }

    /// The first renewal at or after `instant` at which the coin says leave.
    private func renewalLeft(
        of customer: CustomerKey, arrival: Double, life: Int, after instant: Double, multiplier: Double,
        limit: Double, _ luck: Luck
    ) -> Double {
        guard case .contract(let hazard, let period) = self else { return .infinity }
        var renewal = max(1, Int(((instant - arrival) / period).rounded(.up)))
        while true {
            let at = arrival + Double(renewal) * period
            guard at <= limit else { return .infinity }
            let toss = life << 20 + renewal
            if at >= instant, -log(luck.uniform(customer, .purchaseCoins, toss)) < hazard * multiplier { return at }
            renewal += 1
        }
    }
}
