extension MemberReplay {
    /// What a member has had, and holds, beside points. Money in minor units.
    package struct Benefits: Sendable {
        /// The member's level; nil where there are none, or the customer is no member.
        package var level: String?
        /// Stamps on cards beside points that can still be used.
        package var stamps: Int64 = 0
        /// Catalogue rewards and full cards handed out.
        package var rewards: Int64 = 0
        /// Taken off prices by discounts, levels, memberships and coupons.
        package var discounts: Int64 = 0
        /// Of bills: paid with points, and by vouchers.
        package var paidWithPoints: Int64 = 0
        package var vouchersUsed: Int64 = 0
        /// Earned; paid out or used on bills; run out; not paid out yet, negative where refunds took back more than was
        /// left; held as a bonus.
        package var cashbackEarned: Int64 = 0
        package var cashbackPaid: Int64 = 0
        package var cashbackExpired: Int64 = 0
        package var cashbackPending: Int64 = 0
        package var bonus: Int64 = 0
        /// What an annual scheme has added up in the year that is running: minor units, visits or points.
        package var yearSoFar: Int64 = 0
        package var annualGranted: Int64 = 0
        package var missions: Int64 = 0
        package var streaks: Int64 = 0
        package var donated: Int64 = 0
        /// Of a paid membership, what was given back taken off.
        package var fees: Int64 = 0
        /// What all of it has cost: rewards at unit cost, the rest at face value.
        package var rewardCost: Int64 = 0

        package init() {}
    }

    /// At the end of what was played.
    package var benefits: Benefits {
        var benefits = Benefits()
        guard isMember else { return benefits }
        let kinds = rules.pointee.kinds
        if !levels.isEmpty { benefits.level = levels[account.tiers.level] }
        if kinds.contains(.cardBesidePoints) { benefits.stamps = account.stamps.balance }
        if kinds.contains(.cashback) {
            (benefits.cashbackPending, benefits.bonus) = (
                account.cashback.pending, account.cashback.bonus.usable / 1000
            )
        }
        if kinds.contains(.annual) { benefits.yearSoFar = account.year.amount / rules.pointee.annual.unit }
        benefits.rewards = book.total(.rewards)
        benefits.discounts = book.total(.discounts)
        benefits.paidWithPoints = book.total(.paidWithPoints)
        benefits.vouchersUsed = book.total(.vouchersUsed)
        benefits.cashbackEarned = book.total(.cashbackEarned)
        benefits.cashbackPaid = book.total(.cashbackPaid)
        benefits.cashbackExpired = book.total(.cashbackExpired)
        benefits.annualGranted = book.total(.annualGranted)
        benefits.missions = book.total(.missionsCompleted)
        benefits.streaks = book.total(.streaksCompleted)
        benefits.donated = book.total(.donations)
        benefits.fees = book.total(.fees)
        benefits.rewardCost = book.total(.rewardCost)
        return benefits
    }

    /// Samples that luck has no part in.
    mutating func giveCertainSamples(_ bill: Bill) {
        for place in rules.pointee.offers.offers.indices {
            guard case .sample(let sample) = rules.pointee.offers.offers[place].benefit, sample.probability >= 1,
                account.isOpen(offer: place, rules, on: today)
            else { continue }
            account.give(sample, place, rules, with: bill, &book)
        }
    }
}
