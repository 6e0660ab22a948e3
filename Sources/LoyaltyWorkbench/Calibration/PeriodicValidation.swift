import LoyaltyModel

/// The holdout of a contract or of occasions, simulated from the state in which calibration leaves each customer.
enum PeriodicValidation {
    /// Worlds simulated.
    private static let worlds = 100

    /// Renewals made in the holdout: each customer who has not left tosses an own coin at every date in it.
    static func rows(_ model: ContractRenewal, _ customers: [RenewalSummaries.Customer]) -> [[TableValue]] {
        let actual = (customers.reduce(0) { $0 + $1.heldOut }, customers.count { $0.heldOut > 0 })
        let simulated = simulate { luck, sampler, count in
            for (place, customer) in customers.enumerated() where !customer.left && customer.heldOutDates > 0 {
                let key = CustomerKey.base(place)
                let leaving = sampler.beta(
                    model.alpha, model.beta + Double(customer.renewals), luck.stream(key, .attritionTrait, 0))
                var renewals = 0
                while renewals < customer.heldOutDates, luck.uniform(key, .purchaseCoins, renewals) >= leaving {
                    renewals += 1
                }
                count(renewals)
            }
        }
        return table("renewals", "customers_who_renewed", actual, simulated)
    }

    /// Purchases at the occasions of the holdout.
    static func rows(_ model: BetaGeometricBetaBernoulli, _ data: OccasionSummaries) -> [[TableValue]] {
        let actual = (
            data.customers.reduce(0) { $0 + $1.heldOut }, data.customers.reduce(0) { $0 + ($1.heldOut > 0 ? 1 : 0) }
        )
        let simulated = simulate { luck, sampler, count in
            for (place, customer) in data.customers.enumerated() {
                let (key, history) = (CustomerKey.base(place), customer.history)
                let (x, n) = (Double(history.purchases), Double(history.occasions))
                // Still there at the last occasion watched; the next one tosses a coin of its own.
                let alive = model.aliveProbability(history) * (model.gamma + model.delta + n) / (model.delta + n)
                guard luck.uniform(key, .presentAlive, 0) < alive else { continue }
                let buying = sampler.beta(
                    model.alpha + x, model.beta + n - x, luck.stream(key, .purchaseRate, 0))
                let leaving = sampler.beta(model.gamma, model.delta + n, luck.stream(key, .attritionTrait, 0))
                var purchases = 0
                for occasion in 0..<data.occasionsAhead {
                    if luck.uniform(key, .purchaseCoins, occasion) < leaving { break }
                    if luck.uniform(key, .gap, occasion) < buying { purchases += 1 }
                }
                count(purchases)
            }
        }
        return table("purchases", "customers_who_bought", actual, simulated)
    }

    /// Sums over customers, and how many of them have any, world by world.
    private static func simulate(
        _ world: (Luck, borrowing Sampler, _ count: (Int) -> Void) -> Void
    ) -> [(Double, Double)] {
        let sampler = Sampler()
        return (1...worlds).map { number in
            var (sum, some) = (0.0, 0.0)
            world(Luck(seed: 1, replication: number), sampler) {
                sum += Double($0)
                if $0 > 0 { some += 1 }
            }
            return (sum, some)
        }
    }

    private static func table(
        _ sums: String, _ counts: String, _ actual: (Int, Int), _ simulated: [(Double, Double)]
    ) -> [[TableValue]] {
        func row(_ measure: String, _ unit: String, _ actual: Int, _ values: [Double]) -> [TableValue] {
            let estimate = Estimate(values)
            return [
                .text("present"), .text("holdout"), .text(measure), .text(unit), .real(Double(actual)),
                .real(estimate.mean), .real(estimate.standardDeviation ?? 0), .integer(Int64(values.count)),
            ]
        }
        return [
            row(sums, sums, actual.0, simulated.map(\.0)), row(counts, "customers", actual.1, simulated.map(\.1)),
        ]
    }
}
