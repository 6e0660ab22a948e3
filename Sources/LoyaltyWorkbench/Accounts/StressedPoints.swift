import LoyaltyModel

extension Books {
    /// What becomes of the points outstanding at the study's end, under one stress or none, in every world.
    struct Stressed: Sendable {
        /// One world's.
        struct World: Sendable {
            let outstanding: Int64
            /// Redeemed in each month after the study.
            let redeemed: [Int64]
            /// What that costs, minor units.
            let cost: RedemptionCost
            /// Deferred revenue at the study's end if this had been known then, minor units.
            let deferred: Int64

            var allRedeemed: Int64 { redeemed.reduce(0, +) }
        }

        let name: String
        let worlds: [World]

        /// The month after the study, from 0, that costs most on average; nil where none costs anything.
        var peakMonth: Int? {
            let months = worlds.first?.cost.months.count ?? 0
            let sums = (0..<months).map { month in worlds.reduce(0) { $0 + $1.cost.months[month] } }
            guard let most = sums.max(), most > 0 else { return nil }
            return sums.firstIndex(of: most)
        }
    }

    /// The points of a program after the study: with nothing happening, then under each stress.
    static func stressed(_ program: Program, _ result: RunResult) -> [Stressed] {
        let cases: [(Stress?, [CohortFlows])] =
            [(nil, result.flows)] + zip(result.scenario.finance?.stress ?? [], result.stressed).map { ($0, $1) }
        return cases.map { stress, flows in
            let worlds = zip(flows, program.worlds).map {
                world(WorldCohorts($0, arm: program.arm), $1, stress, program.value)
            }
            return Stressed(name: stress?.name ?? Stress.unstressed, worlds: worlds)
        }
    }

    private static func world(
        _ cohorts: WorldCohorts, _ accounts: [CohortAccount], _ stress: Stress?, _ value: PointValue
    ) -> Stressed.World {
        let study = accounts.count
        let months = (cohorts.cohorts.first?.redeemed.count ?? 0) - study
        var redeemed = Array(repeating: Int64(0), count: max(0, months))
        var (outstanding, deferred): (Int64, Int64) = (0, 0)
        for (cohort, account) in zip(cohorts.cohorts, accounts) {
            let last = study - 1 - cohort.month
            outstanding += cohort.issued - cohort.redeemed[last] - cohort.expired[last]
            for month in redeemed.indices {
                redeemed[month] += cohort.redeemed[last + month + 1] - cohort.redeemed[last + month]
            }
            deferred +=
                Deferral.liability(
                    account.allocation, redeemed: cohort.redeemed[last], expectedTotal: cohort.redeemed.last ?? 0
                ).minor
        }
        let cost = RedemptionCost(
            redeemed: redeemed, costPerPoint: value.cost,
            pointsPrice: Double(stress?.pointsPriceMillionths ?? 1_000_000) / 1e6,
            fromMonth: stress?.priceMonth ?? 0)
        return Stressed.World(outstanding: outstanding, redeemed: redeemed, cost: cost, deferred: deferred)
    }
}
