import LoyaltyModel

/// What moves a program's points and stands in no log, whose rows are purchases, refunds, enrolments and redemptions.
enum UntoldByLogs {
    /// Nothing for programs that keep no points.
    static func of(_ program: Program, segments: [Segment]) -> [String] {
        let earn = program.mechanics.compactMap { mechanic -> EarnRule? in
            if case .points(let points) = mechanic { points.earn } else { nil }
        }
        let keepsPoints = !earn.isEmpty || !program.catalogue.isEmpty
        guard keepsPoints else { return [] }
        let byCategory = earn.contains { !$0.categories.isEmpty } ? ["what was bought, by category"] : []
        return byCategory + program.mechanics.flatMap { untold($0, segments) }
    }

    private static func untold(_ mechanic: Mechanic, _ segments: [Segment]) -> [String] {
        switch mechanic {
        case .game(let game): untold(game, segments)
        case .campaign(let campaign):
            (campaign.messages.contains { $0.coupon != nil } ? ["which coupons of messages were used"] : [])
                + (campaign.messages.contains { $0.points > .zero } ? ["the points that came with messages"] : [])
        case .offer(let offer):
            offer.offers.contains { if case .coupon = $0.benefit { true } else { false } }
                ? ["which coupons of offers were used"] : []
        case .referral(let referral): referral.rewardsNobody ? [] : ["what members had for bringing friends"]
        case .cause(let cause): cause.points == nil ? [] : ["the points that members gave to the cause"]
        case .paid(let paid): paid.fee > .zero ? ["who paid the fee again"] : []
        case .points, .statement, .tiers, .coalition, .punchCard, .discount, .cashback, .annual: []
        }
    }

    private static func untold(_ game: GameMechanic, _ segments: [Segment]) -> [String] {
        var untold: [String] = []
        if segments.contains(where: { $0.responseTraits.playAffinity < 1 }) { untold.append("who plays") }
        if !game.events.isEmpty { untold.append("what members did in the game beside buying") }
        switch game.season?.wins {
        case .best, .bestShare: untold.append("the scores of members who are not in it")
        case .at, nil: break
        }
        return untold
    }
}
