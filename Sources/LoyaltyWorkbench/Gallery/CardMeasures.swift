import LoyaltyModel

/// Figures of stamp cards, read from single lives. A card's first stamp is the first purchase of the life.
package enum CardMeasures {
    /// 1 − mean last gap ÷ mean first gap, over customers who filled their first card.
    package static func lastGapShortening(_ pairs: [LifePair], stamps: Int) -> Double? {
        let cards = pairs.compactMap { card($0.life, stamps: stamps) }
        let first = cards.reduce(0) { $0 + $1.first }
        let last = cards.reduce(0) { $0 + $1.last }
        return GalleryMath.lift(last, first).map { -$0 }
    }

    /// 1 − mean days of a card ÷ days that it would take at the mean pace of the first gap, over the same customers.
    package static func cardShortening(_ pairs: [LifePair], stamps: Int) -> Double? {
        let cards = pairs.compactMap { card($0.life, stamps: stamps) }
        let days = cards.reduce(0) { $0 + $1.days }
        let first = cards.reduce(0) { $0 + $1.first } * Double(stamps - 1)
        return GalleryMath.lift(days, first).map { -$0 }
    }

    /// Share of members who filled their first card.
    package static func filledShare(_ pairs: [LifePair], stamps: Int) -> Double? {
        let members = pairs.filter { $0.life.joinDay != nil }
        let filled = members.count { $0.life.purchases.count >= stamps }
        return GalleryMath.quotient(Double(filled), Double(members.count))
    }

    /// Mean days between visits up to the last stamp, over members who filled their first card.
    package static func daysBetweenVisits(_ pairs: [LifePair], stamps: Int) -> Double? {
        let cards = pairs.compactMap { card($0.life, stamps: stamps) }
        let days = cards.reduce(0) { $0 + $1.days }
        return GalleryMath.quotient(days, Double(cards.count * (stamps - 1)))
    }

    /// Days of a card's first gap, of its last one, and from its first stamp to its last; nil if it was not filled.
    private static func card(_ life: Life, stamps: Int) -> (first: Double, last: Double, days: Double)? {
        let visits = life.purchases
        guard life.joinDay != nil, stamps > 1, visits.count >= stamps else { return nil }
        return (
            visits[1].instant - visits[0].instant, visits[stamps - 1].instant - visits[stamps - 2].instant,
            visits[stamps - 1].instant - visits[0].instant
        )
    }
}
