import LoyaltyModel

/// What the cohorts of one world are expected to redeem in the end, at issuance and at each month's end after it.
struct ExpectedRedemption: Sendable {
    struct Cohort: Sendable, Hashable {
        /// Whole points, as expected when they were issued.
        let atIssue: Int64
        /// At the end of each month of the study from the month of issue on.
        let atAge: [Int64]
    }

    /// One for each month of the study.
    let cohorts: [Cohort]

    /// - Parameters:
    ///   - others: what was redeemed in all other worlds.
    ///   - life: months that points live at most where that is fixed; nil where it is not.
    init(_ world: WorldCohorts, _ estimator: RedemptionEstimator, others: RedemptionPattern, life: Int?) {
        let months = world.cohorts.count
        switch estimator {
        case .otherWorlds:
            cohorts = Self.each(world) { cohort, age in others.expected(cohort, place: cohort.month, age: age) }
        case .truth:
            cohorts = Self.each(world) { cohort, _ in cohort.redeemed.last ?? 0 }
        case .curve(let curve):
            cohorts = Self.each(world) { cohort, age in
                let toCome = curve.ultimate - curve.share(age: age.map { $0 + 1 } ?? 0)
                let redeemed = age.map { cohort.redeemed[$0] } ?? 0
                return Self.whole(Double(redeemed) + toCome * Double(cohort.issued), of: cohort, age)
            }
        case .ownTriangle(let method, let tail):
            let views = (0..<months).map {
                OwnTriangle(world, month: $0, method, tail: tail, life: life, otherRate: others.rate)
            }
            cohorts = Self.each(world) { cohort, age in
                guard let age else {
                    let before = cohort.month > 0 ? views[cohort.month - 1].rate : nil
                    return Self.whole(Double(cohort.issued) * (before ?? 1), of: cohort, nil)
                }
                let ultimate = views[cohort.month + age].ultimates[cohort.month]
                return Self.whole(ultimate, of: cohort, age)
            }
        }
    }

    /// - Parameter expected: of a cohort at the end of an age from 0; at issuance itself for nil.
    private static func each(
        _ world: WorldCohorts, _ expected: (WorldCohorts.Cohort, Int?) -> Int64
    ) -> [Cohort] {
        world.cohorts.map { cohort in
            Cohort(
                atIssue: expected(cohort, nil),
                atAge: (0..<world.cohorts.count - cohort.month).map { expected(cohort, $0) })
        }
    }

    /// Whole points: at least what is redeemed already, at most what is outstanding beside it.
    private static func whole(_ ultimate: Double, of cohort: WorldCohorts.Cohort, _ age: Int?) -> Int64 {
        let redeemed = age.map { cohort.redeemed[$0] } ?? 0
        let most = redeemed + cohort.outstanding(age: age)
        return max(Int64(min(ultimate, Double(most)).rounded(.toNearestOrEven)), redeemed)
    }
}
