import LoyaltyModel

/// Points that the company, running a coalition, sold to its partners in one world: what they paid is revenue as the
/// points are redeemed, as for points granted with the company's own goods.
struct SoldPoints: Sendable {
    struct Month: Sendable {
        /// Owed by the partners for points issued at their tills, minor units.
        let billed: Int64
        let points: Int64
    }

    /// Empty where the company runs no coalition.
    let months: [Month]

    init(_ view: ArmView) {
        guard let coalition = view.program?.coalition, coalition.runBy == .home else {
            months = []
            return
        }
        let partners = view.settlements.dropFirst()
        months = view.months.map { month in
            Month(
                billed: partners.reduce(0) { $0 + $1.months[month].billed },
                points: partners.reduce(0) { $0 + $1.months[month].pointsIssued })
        }
    }

    func billed(_ month: Int) -> Int64 { months.isEmpty ? 0 : months[month].billed }

    /// Of points issued in a month those issued at the company's own tills.
    func own(_ issued: Int64, _ month: Int) -> Int64 {
        months.isEmpty ? issued : max(0, issued - months[month].points)
    }

    /// What is owed for them: the price less the part that redemption has earned, cohort by cohort.
    func owed(_ accounts: [CohortAccount]) -> [Obligation.Movement] {
        var owed = accounts.map { _ in Obligation.Movement() }
        for (place, sold) in months.enumerated() where sold.billed > 0 {
            let price = ExactMoney(Money(minor: sold.billed))
            owed[place].added += sold.billed
            var left = sold.billed
            for month in place..<accounts.count {
                guard let period = accounts[place].period(month) else { continue }
                let now = Deferral.liability(
                    price, redeemed: period.cumulativeRedeemed, expectedTotal: period.expectedTotal
                ).minor
                owed[month].released += left - now
                left = now
            }
        }
        return owed
    }
}
