import LoyaltyModel

/// A forecast of redemption from the customer base: points by their age and by how long their holder has not come.
///
/// A Markov chain, its chances counted on the company's own members to date, every point one observation: of points at
/// an age and a silence, the share redeemed within the next month, and where the others then stand. A point's chance to
/// be redeemed in the end follows backwards from the last age seen, after which nothing is redeemed (a tail of 1).
///
/// Source of the model: P. E. Pfeifer, R. L. Carraway, "Modeling customer relationships as Markov chains", Journal of
/// Interactive Marketing 14 (2000); there the state is recency alone, and money is what is counted.
struct RecencyForecast {
    private static let states = PointsHistory.longestSilence + 1

    private let months: Int
    /// Points seen at an age and silence, with a month after it; those redeemed in that month; those that stand at each
    /// silence at its end. Indexed [age][silence], the last one × ``states`` + later silence.
    private var seen: [Int64]
    private var redeemed: [Int64]
    private var moved: [Int64]
    /// Held at the valuation; indexed [cohort][silence].
    private var held: [Int64]
    /// Redeemed by the valuation; indexed [cohort].
    private var latest: [Int64]

    /// - Parameter months: of the study, the valuation being at its end.
    init(months: Int) {
        self.months = months
        seen = Array(repeating: 0, count: months * Self.states)
        redeemed = seen
        moved = Array(repeating: 0, count: months * Self.states * Self.states)
        held = seen
        latest = Array(repeating: 0, count: months)
    }

    mutating func add(_ member: PointsHistory) {
        for month in 0..<months {
            for cohort in 0...month { latest[cohort] += member.redeemed[month][cohort] }
            guard let silence = member.silence[month] else { continue }
            for cohort in 0...month where member.held[month][cohort] > 0 {
                let points = member.held[month][cohort]
                guard month + 1 < months, let later = member.silence[month + 1] else {
                    held[cohort * Self.states + silence] += points
                    continue
                }
                let place = (month - cohort) * Self.states + silence
                seen[place] += points
                redeemed[place] += member.redeemed[month + 1][cohort]
                moved[place * Self.states + later] += member.held[month + 1][cohort]
            }
        }
    }

    /// Points of each cohort expected to be redeemed in the end.
    var ultimates: [Double] {
        let chances = chances
        return latest.indices.map { cohort in
            let age = months - 1 - cohort
            return (0..<Self.states).reduce(Double(latest[cohort])) { sum, silence in
                sum + Double(held[cohort * Self.states + silence]) * chances[age][silence]
            }
        }
    }

    /// The chance that a point is redeemed in the end; indexed [age][silence].
    private var chances: [[Double]] {
        var chances = Array(repeating: Array(repeating: 0.0, count: Self.states), count: months + 1)
        for age in (0..<months).reversed() {
            let all = Self.pooled(seen, moved, redeemed, age)
            for silence in 0..<Self.states {
                let place = age * Self.states + silence
                // A silence never seen at this age tells no more than the age.
                let own = (seen[place], redeemed[place], Array(moved[place * Self.states..<(place + 1) * Self.states]))
                let (points, taken, stay) = own.0 > 0 ? own : all
                guard points > 0 else { continue }
                let later = stay.enumerated().reduce(0) { $0 + Double($1.element) * chances[age + 1][$1.offset] }
                chances[age][silence] = (Double(taken) + later) / Double(points)
            }
        }
        return chances
    }

    private static func pooled(
        _ seen: [Int64], _ moved: [Int64], _ redeemed: [Int64], _ age: Int
    ) -> (Int64, Int64, [Int64]) {
        let places = age * states..<(age + 1) * states
        return (
            seen[places].reduce(0, +), redeemed[places].reduce(0, +),
            (0..<states).map { later in places.reduce(0) { $0 + moved[$1 * states + later] } }
        )
    }
}
