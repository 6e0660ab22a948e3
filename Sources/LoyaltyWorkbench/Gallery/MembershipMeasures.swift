package import LoyaltyModel

/// Figures of levels, fees, referrals and single mails, read from single lives.
package enum MembershipMeasures {
    /// Purchases on days of a study.
    package static func purchases(_ life: Life, _ days: Range<Int>) -> Int {
        life.purchases.count { days.contains(Int($0.instant)) }
    }

    /// Share of members who bought at least `goal` times in a span of days.
    package static func reached(_ pairs: [LifePair], goal: Int, within days: Range<Int>) -> Double? {
        let members = pairs.filter { $0.life.joinDay != nil }
        return GalleryMath.quotient(
            Double(members.count { purchases($0.life, days) >= goal }), Double(members.count))
    }

    /// Purchases in a span of days over the twins' − 1, of those chosen by their twins: to choose by the member would
    /// choose by the outcome.
    package static func lift(
        _ pairs: [LifePair], in days: Range<Int>, ofTwins chosen: (Life) -> Bool
    ) -> Double? {
        let chosen = pairs.filter { $0.life.joinDay != nil && chosen($0.twin) }
        return GalleryMath.lift(
            chosen.reduce(0) { $0 + Double(purchases($1.life, days)) },
            chosen.reduce(0) { $0 + Double(purchases($1.twin, days)) })
    }

    /// Of the purchases that members make beyond their twins in a window of days after joining, the share that the same
    /// customers also make where the same costs nothing; of those who join both on the same day.
    package static func economicShare(paid: [LifePair], free: [LifePair], days: Int) -> Double? {
        var (withFee, without) = (0, 0)
        for (paid, free) in zip(paid, free) {
            guard let joined = paid.life.joinDay, free.life.joinDay == joined else { continue }
            let window = joined + 1..<joined + 1 + days
            let twin = purchases(paid.twin, window)
            withFee += purchases(paid.life, window) - twin
            without += purchases(free.life, window) - twin
        }
        return GalleryMath.quotient(Double(without), Double(withFee))
    }

    /// Mean revenue in a window of days from the first purchase: of customers whom members brought over others − 1, both
    /// of those seen for the whole window.
    package static func referredBesideOthers(_ lives: [Life], window: Int, days: Int) -> Double? {
        func mean(_ lives: [Life]) -> Double? {
            let seen = lives.filter { life in
                life.purchases.first.map { $0.instant + Double(window) <= Double(days) } ?? false
            }
            let revenue = seen.reduce(0.0) { sum, life in
                let end = (life.purchases.first?.instant ?? 0) + Double(window)
                return sum + life.purchases.reduce(0.0) { $1.instant < end ? $0 + Double($1.amount) : $0 }
            }
            return GalleryMath.quotient(revenue, Double(seen.count))
        }
        return GalleryMath.lift(mean(lives.flatMap(\.newcomers)), mean(lives))
    }

    /// Share of members with a purchase in a span of days less that of their twins.
    package static func moreBuyers(_ pairs: [LifePair], in days: Range<Int>) -> Double? {
        let members = pairs.filter { $0.life.joinDay != nil }
        let more = members.reduce(0) {
            $0 + (purchases($1.life, days) > 0 ? 1 : 0) - (purchases($1.twin, days) > 0 ? 1 : 0)
        }
        return GalleryMath.quotient(Double(more), Double(members.count))
    }
}
