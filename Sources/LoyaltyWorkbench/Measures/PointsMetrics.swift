import LoyaltyModel

extension Metric {
    /// Points and what becomes of them.
    static let pointsMetrics: [Metric] = [
        Metric("points_issued", .points, isCompared: true, "Points earned or given, pending ones included.") {
            number($0.sum(.issued))
        },
        Metric("points_redeemed", .points, isCompared: true, "Points redeemed for rewards, as money or for vouchers.") {
            number($0.sum(.redeemed))
        },
        Metric("points_expired", .points, isCompared: true, "Points that expired unused.") { number($0.sum(.expired)) },
        Metric("points_outstanding", .points, isCompared: true, "Points in members' balances at the end of the study.")
        {
            number($0.total(.closingPoints))
        },
        Metric(
            "liability", .money, better: .lower,
            "What the points in balances at the end of the study would cost if all were used, for what costs most a point "
                + "of all that the rules offer. Points never used are in it too: the books have the expected part."
        ) { view in
            number(view.adding { [$0.dearestCost(ofPoints: $0.total(.closingPoints))] }[0])
        },
        Metric(
            "redemption_rate", .share, isCompared: true,
            "Points redeemed within the study ÷ points issued within it. Points outstanding may still be redeemed, so "
                + "the rate of a study that ends early is too low."
        ) { ratio($0.sum(.redeemed), $0.sum(.issued)) },
        Metric(
            "breakage_rate", .share, isCompared: true,
            "Points expired within the study ÷ points issued within it. What is outstanding (points_outstanding) is in "
                + "neither rate."
        ) { ratio($0.sum(.expired), $0.sum(.issued)) },
    ]

    /// Rewards and what they cost.
    static let rewardMetrics: [Metric] = [
        Metric(
            "days_to_first_reward", .days, better: .lower,
            "Median of whole days from joining to the first reward of any form, over the members who had one."
        ) { medianDays($0) },
        Metric(
            "ever_rewarded_share", .share, better: .higher,
            "Members who had a reward of any form within the study ÷ members."
        ) { ratio($0.sum(.firstRewards), $0.members) },
        Metric("rewards_given", .rewards, "Rewards of the catalogue given.") { number($0.sum(.rewards)) },
        Metric(
            "rewards_unavailable", .rewards, better: .lower,
            "Times that a member chose a reward that was not to be had."
        ) { number($0.sum(.unavailable)) },
        Metric("paid_with_points", .money, "Face value that members paid with points at the till.") {
            number($0.sum(.paidWithPoints))
        },
        Metric("vouchers_issued", .money, "Face value of the vouchers that points were converted into.") {
            number($0.sum(.vouchersIssued))
        },
        Metric("vouchers_used", .money, "Value of vouchers used on bills.") { number($0.sum(.vouchersUsed)) },
        Metric(
            "reward_cost", .money, better: .lower,
            "Rewards of the catalogue and of full cards at what they cost; points as money, vouchers, bonus, discounts, "
                + "cashback and annual bonuses at face value, when they are had."
        ) { number($0.sum(.rewardCost)) },
        Metric(
            "reward_cost_on_baseline", .money, better: .lower,
            "The part of reward_cost earned on purchases that the twins make too: what is paid for business that "
                + "would have come anyway."
        ) { number($0.sum(.rewardCostOnTwin)) / 1000 },
        Metric(
            "reward_cost_on_baseline_share", .share, better: .lower, "reward_cost_on_baseline ÷ reward_cost."
        ) { view in
            let cost = view.sum(.rewardCost)
            return cost == 0 ? nil : number(view.sum(.rewardCostOnTwin)) / (1000 * number(cost))
        },
    ]

    /// The median of the histogram of days to the first reward: the mean of the two middle members where their number
    /// is even; nil without any.
    private static func medianDays(_ view: ArmView) -> Double? {
        let days = view.outcome.shape.days + 1
        var histogram = [Int64](repeating: 0, count: days)
        for segment in view.segments {
            let start = (view.arm * view.outcome.shape.segments + segment) * days
            for day in 0..<days { histogram[day] += view.outcome.firstRewardDays[start + day] }
        }
        let members = histogram.reduce(0, +)
        guard members > 0 else { return nil }
        func day(ofMember rank: Int64) -> Int {
            var counted: Int64 = 0
            return histogram.firstIndex {
                counted += $0; return counted > rank
            } ?? days - 1
        }
        return Double(day(ofMember: (members - 1) / 2) + day(ofMember: members / 2)) / 2
    }
}

extension ArmView {
    /// What so many points would cost at the most, minor units, rounded half-even.
    func dearestCost(ofPoints points: Int64) -> Int64 {
        guard arm > 0 else { return 0 }
        return Int64((Double(points) * scenario.programs[arm - 1].dearestPoint).rounded(.toNearestOrEven))
    }
}

extension Program {
    /// What a point costs at the most, minor units: for a reward of the catalogue, as money here or at a partner's, or
    /// converted into a voucher.
    fileprivate var dearestPoint: Double {
        var costs = catalogue.map { Double($0.unitCost.minor) / Double($0.pointsPrice.count) }
        for case .points(let points) in mechanics {
            if let offer = points.asMoney { costs.append(Double(offer.value.minor) / Double(offer.points.count)) }
            if let into = points.conversion { costs.append(Double(into.value.minor) / Double(into.points.count)) }
        }
        if let burnt = burnValue { costs.append(burnt) }
        return costs.max() ?? 0
    }
}

extension Program {
    /// What a point pays at the tills of coalition partners that say so themselves: the dearest, minor units; nil for none.
    var burnValue: Double? {
        (coalition?.partners ?? []).compactMap { partner -> Double? in
            guard case .money(let offer) = partner.burn else { return nil }
            return Double(offer.value.minor) / Double(offer.points.count)
        }.max()
    }
}
