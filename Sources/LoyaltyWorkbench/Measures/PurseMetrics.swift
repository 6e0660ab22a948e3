import LoyaltyModel

extension Metric {
    /// Punch cards, cashback and annual schemes.
    static let purseMetrics: [Metric] = [
        Metric("stamps_issued", .stamps, "Stamps on punch cards, those of a head start included.") {
            stamps($0, alone: .issued, beside: .stampsIssued)
        },
        Metric("stamps_redeemed", .stamps, "Stamps of full cards given in for the reward.") {
            stamps($0, alone: .redeemed, beside: .stampsRedeemed)
        },
        Metric("stamps_expired", .stamps, "Stamps of cards that ran out.") {
            stamps($0, alone: .expired, beside: .stampsExpired)
        },
        Metric("cashback_earned", .money, "Cashback that bills earned, under the cap.") {
            number($0.total(.cashbackEarned))
        },
        Metric(
            "cashback_paid", .money,
            "Cashback paid out in money, or used on bills as a bonus; it is in reward_cost too."
        ) { number($0.total(.cashbackPaid)) },
        Metric("cashback_expired", .money, "Bonus of a cashback that ran out unused.") {
            number($0.total(.cashbackExpired))
        },
        Metric(
            "cashback_outstanding", .money, better: .lower,
            "Cashback earned and neither had nor run out at the end of the study: still owed, and in no cost."
        ) { number($0.total(.cashbackOutstanding)) },
        Metric(
            "annual_granted", .money,
            "Bonuses that members' years ended with, in money and vouchers (points are in points_issued)."
        ) { number($0.total(.annualGranted)) },
        Metric(
            "annual_outstanding", .money, better: .lower,
            "Bonuses in money and vouchers that would be due if all years ended with the study; in no cost."
        ) { number($0.total(.annualOutstanding)) },
        Metric(
            "annual_points_outstanding", .points, "The same of an annual scheme that is paid in points."
        ) { number($0.total(.annualPointsOutstanding)) },
        Metric(
            "annual_reached_share", .share, better: .higher,
            "Members' years that ended with a bonus ÷ members' years that ended with anything to count."
        ) { ratio($0.total(.yearsRewarded), $0.total(.yearsEnded)) },
    ]

    /// Stamps of a card: the program's points where it has no others.
    private static func stamps(_ view: ArmView, alone: Outcome.Cell, beside: Outcome.Total) -> Double {
        let mechanics = view.program?.mechanics ?? []
        let hasCard = mechanics.contains { if case .punchCard = $0 { true } else { false } }
        let hasPoints = mechanics.contains { if case .points = $0 { true } else { false } }
        return number(hasCard && !hasPoints ? view.sum(alone) : view.total(beside))
    }
}
