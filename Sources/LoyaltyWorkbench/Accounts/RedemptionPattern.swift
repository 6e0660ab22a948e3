import LoyaltyModel

/// When the points of each cohort are redeemed, summed over the worlds of a study.
///
/// What one world is expected to redeem is read off the others: they know how points are used up, and nothing of its
/// own future.
struct RedemptionPattern: Sendable {
    /// Indexed [cohort].
    private var issued: [Int64]
    /// Redeemed by the end of each month from the cohort's own on; indexed [cohort][month − cohort].
    private var cumulative: [[Int64]]
    /// Neither redeemed nor expired then.
    private var outstanding: [[Int64]]

    init(_ worlds: [WorldCohorts]) {
        issued = Array(repeating: 0, count: worlds[0].cohorts.count)
        cumulative = worlds[0].cohorts.map { Array(repeating: 0, count: $0.redeemed.count) }
        outstanding = cumulative
        for world in worlds { add(world, sign: 1) }
    }

    private mutating func add(_ world: WorldCohorts, sign: Int64) {
        for (place, cohort) in world.cohorts.enumerated() {
            issued[place] += sign * cohort.issued
            for age in cohort.redeemed.indices {
                cumulative[place][age] += sign * cohort.redeemed[age]
                outstanding[place][age] += sign * cohort.outstanding(age: age)
            }
        }
    }

    /// The worlds but one.
    func without(_ world: WorldCohorts) -> RedemptionPattern {
        var others = self
        others.add(world, sign: -1)
        return others
    }

    /// Points that a cohort is expected to redeem in the end, whole: what it has redeemed, and of what it has outstanding
    /// the share that the others redeemed later of what they had outstanding at that age.
    ///
    /// - Parameter age: months since the month of issue, at whose end this is asked; nil at issuance itself.
    func expected(_ cohort: WorldCohorts.Cohort, place: Int, age: Int?) -> Int64 {
        let redeemed = age.map { cohort.redeemed[$0] } ?? 0
        let own = cohort.outstanding(age: age)
        guard issued[place] > 0 else { return redeemed + own }
        let later = (cumulative[place].last ?? 0) - (age.map { cumulative[place][$0] } ?? 0)
        let others = age.map { outstanding[place][$0] } ?? issued[place]
        guard others > 0 else { return redeemed }
        return redeemed + Int64(Rounding.halfEven.divide(Int128(own) * Int128(later), by: Int128(others)))
    }

    /// Of what is redeemed after an age, the part within the next `months`.
    func part(place: Int, age: Int, within months: Int) -> (part: Int64, whole: Int64) {
        let row = cumulative[place]
        let (now, end) = (row[age], row.last ?? 0)
        guard end > now else { return (1, 1) }
        return (row[min(age + months, row.count - 1)] - now, end - now)
    }

    /// Of all that the cohorts issued, the share redeemed in the end.
    var rate: Double {
        let issued = issued.reduce(0, +)
        return issued > 0 ? Double(cumulative.reduce(0) { $0 + ($1.last ?? 0) }) / Double(issued) : 0
    }
}

/// The cohorts of one program in one world.
struct WorldCohorts: Sendable {
    struct Cohort: Sendable {
        /// Month of issue.
        let month: Int
        let issued: Int64
        /// Redeemed and expired by the end of each month from the own one on, to the end of what is known.
        let redeemed: [Int64]
        let expired: [Int64]

        /// Neither redeemed nor expired by the end of an age; all that was issued at issuance itself, for nil.
        func outstanding(age: Int?) -> Int64 { age.map { issued - redeemed[$0] - expired[$0] } ?? issued }
    }

    /// One for each month of the study.
    let cohorts: [Cohort]

    init(_ cohorts: [Cohort]) { self.cohorts = cohorts }

    init(_ flows: CohortFlows, arm: Int) {
        let months = flows.shape.months
        cohorts = (0..<flows.shape.cohorts).map { cohort in
            func running(_ flow: CohortFlows.Flow) -> [Int64] {
                var sum: Int64 = 0
                return (cohort..<months).map { month in
                    sum += flows.value(flow, arm: arm, cohort: cohort, month: month)
                    return sum
                }
            }
            return Cohort(
                month: cohort, issued: running(.issued).last ?? 0, redeemed: running(.redeemed),
                expired: running(.expired))
        }
    }
}
