import LoyaltyModel

extension Metric {
    /// Causes and games.
    static let playMetrics: [Metric] = [
        Metric(
            "donations", .money,
            "Given to the cause: by the company for purchases, for points that members gave, and to match these. It is "
                + "part of reward_cost."
        ) { $0.ofCause(.donations) },
        Metric("points_donated", .points, "Points that members gave to the cause; part of points_redeemed.") {
            $0.ofCause(.pointsDonated)
        },
        Metric("missions_completed", .times, "Missions that members achieved.") { $0.ofGame(.missionsCompleted) },
        Metric("streaks_completed", .times, "Streaks that members brought to their full length.") {
            $0.ofGame(.streaksCompleted)
        },
        Metric("seasons_won", .times, "Seasons that members won, by their score or by rank.") {
            $0.ofGame(.seasonsWon)
        },
        Metric("badges", .times, "Badges given.") { $0.ofGame(.badges) },
        Metric("spins", .times, "Spins made.") { $0.ofGame(.spins) },
        Metric("prizes", .rewards, "Prizes won by spins, missions, streaks and seasons.") {
            $0.ofGame(.prizes)
        },
        Metric("play_points", .points, "Points that play gave; part of points_issued.") {
            $0.ofGame(.playPoints)
        },
        Metric("game_events", .times, "Times that members did what a game asks for beside buying.") {
            $0.ofGame(.gameEvents)
        },
    ]

    /// What members say at the end of the study.
    static let satisfactionMetrics: [Metric] = [
        Metric(
            "nps", .score, better: .higher,
            "Net promoter score, −100 to 100: of the members who have not left by the end of the study, 100 × (those who "
                + "answer 9 or 10 less those who answer 0 to 6) ÷ all. 0 where nothing is felt, by assumption: read "
                + "differences only."
        ) { ratio(100 * ($0.total(.promoters) - $0.total(.detractors)), $0.total(.answered)) },
        Metric(
            "ces", .score, better: .higher,
            "Customer effort score, 1 to 7, 7 the easiest: mean answer of the members who have not left by the end of the "
                + "study. Its level is assumed: read differences only."
        ) { ratio($0.total(.easeAnswers), $0.total(.answered)) },
    ]
}

extension ArmView {
    /// A total of a cause; nil where the program has none.
    fileprivate func ofCause(_ field: Outcome.Total) -> Double? {
        program?.mechanics.contains { if case .cause = $0 { true } else { false } } == true ? Double(total(field)) : nil
    }

    /// A total of a game; nil where the program has none.
    fileprivate func ofGame(_ field: Outcome.Total) -> Double? {
        program?.mechanics.contains { if case .game = $0 { true } else { false } } == true ? Double(total(field)) : nil
    }
}
