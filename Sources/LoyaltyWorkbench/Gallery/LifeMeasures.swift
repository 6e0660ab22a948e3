import LoyaltyModel

/// Figures of members, their twins and other customers, read from single lives.
package enum LifeMeasures {
    /// Purchases, revenue and time of a group of customers.
    package struct Pace: Sendable, Hashable {
        package var purchases = 0.0
        package var revenue = 0.0
        package var days = 0.0

        package init() {}

        mutating func add(_ purchases: some Sequence<Life.Purchase>, days: Double) {
            for purchase in purchases {
                self.purchases += 1
                revenue += Double(purchase.amount)
            }
            self.days += days
        }

        package var purchasesPerDay: Double? { GalleryMath.quotient(purchases, days) }
        package var revenuePerDay: Double? { GalleryMath.quotient(revenue, days) }
        package var basket: Double? { GalleryMath.quotient(revenue, purchases) }
    }

    /// Members after joining, the same members' twins over the same days, and those who never joined, from the launch
    /// on. First purchases are left out: nobody was at risk of not making them.
    package static func paces(
        _ pairs: [LifePair], launch: Int, days: Int
    ) -> (members: Pace, twins: Pace, others: Pace) {
        var (members, twins, others) = (Pace(), Pace(), Pace())
        for pair in pairs {
            if let joinDay = pair.life.joinDay, let number = pair.life.joinPurchase {
                let rest = Double(days - joinDay)
                members.add(pair.life.purchases.dropFirst(number + 1), days: rest)
                twins.add(pair.twin.purchases.dropFirst(number + 1), days: rest)
            } else {
                let later = pair.twin.purchases.drop { $0.number == 0 || $0.instant < Double(launch) }
                others.add(later, days: Double(days - launch))
            }
        }
        return (members, twins, others)
    }

    /// Members' purchases in a window of days after joining ÷ their twins' − 1; `of` may choose by the twin.
    package static func lift(
        _ pairs: [LifePair], daysAfterJoining window: Range<Int>, of chosen: (LifePair) -> Bool = { _ in true }
    ) -> Double? {
        var (members, twins) = (0, 0)
        for pair in pairs {
            guard let joinDay = pair.life.joinDay, let number = pair.life.joinPurchase, chosen(pair) else { continue }
            let span = Double(joinDay + window.lowerBound)..<Double(joinDay + window.upperBound)
            members += pair.life.purchases.count { $0.number > number && span.contains($0.instant) }
            twins += pair.twin.purchases.count { $0.number > number && span.contains($0.instant) }
        }
        return GalleryMath.lift(Double(members), Double(twins))
    }

    /// Mean day of joining of the lighter half of members less that of the heavier half, by their twins' purchases.
    package static func headStartOfHeavyBuyers(_ pairs: [LifePair]) -> Double? {
        let members = pairs.filter { $0.life.joinDay != nil }
            .map { (purchases: $0.twin.purchases.count, day: Double($0.life.joinDay ?? 0)) }
            .sorted { ($0.purchases, $0.day) < ($1.purchases, $1.day) }
        let half = members.count / 2
        func mean(_ part: some Collection<(purchases: Int, day: Double)>) -> Double? {
            GalleryMath.quotient(part.reduce(0) { $0 + $1.day }, Double(part.count))
        }
        return GalleryMath.difference(mean(members.prefix(half)), mean(members.suffix(half)))
    }

    /// What members who still buy in the last year bring in it, over what a customer brings in the first year, less 1.
    package static func loyalBesideNew(_ pairs: [LifePair], days: Int) -> Double? {
        let new = GalleryMath.quotient(pairs.reduce(0) { $0 + revenue($1.twin, firstYear) }, Double(pairs.count))
        let loyal = pairs.filter { $0.life.joinDay != nil && revenue($0.life, lastYear(days)) > 0 }
        let brought = loyal.reduce(0) { $0 + revenue($1.life, lastYear(days)) }
        return GalleryMath.lift(GalleryMath.quotient(brought, Double(loyal.count)), new)
    }

    /// What all members bring in the last year, whether they still buy or not, over what their twins do, less 1: to
    /// look only at those who still buy would choose by the outcome.
    package static func lastYearLift(_ pairs: [LifePair], days: Int) -> Double? {
        let members = pairs.filter { $0.life.joinDay != nil }
        return GalleryMath.lift(
            members.reduce(0) { $0 + revenue($1.life, lastYear(days)) },
            members.reduce(0) { $0 + revenue($1.twin, lastYear(days)) })
    }

    private static let firstYear = 0..<365.25

    private static func lastYear(_ days: Int) -> Range<Double> { Double(days) - 365.25..<Double(days) }

    private static func revenue(_ life: Life, _ span: Range<Double>) -> Double {
        life.purchases.reduce(0) { span.contains($1.instant) ? $0 + Double($1.amount) : $0 }
    }
}
