extension ParameterCatalogue {
    /// Rows of how customers differ in what programs do to them.
    static let responseTraitRows: [Parameter] =
        multiplier(
            "reward_sensitivity",
            "How strongly customers react to rewards: multiplies every effect that a reward drives.")
        + [
            segment(
                "response_traits", .block, .value("{}"),
                "How else customers differ in what programs do to them; what is not written is the same for all.")
        ]
        + multiplier("response_traits.goal_gradient", "Multiplies the pull of the next reward.")
        + multiplier("response_traits.status_sensitivity", "Multiplies the effects of status.")
        + multiplier(
            "response_traits.effort_aversion",
            "Multiplies what filling in a form, carrying a card and installing an app take from the will to join.")
        + multiplier("response_traits.mail_tolerance", "Multiplies how much mail a member bears before it tires.")
        + multiplier(
            "response_traits.stockpiling",
            "Exponent on the propensity to redeem: above 1 for those who hoard points, below 1 for those who spend them."
        )
        + affinityRows + channelRows

    private static func multiplier(_ path: String, _ meaning: String) -> [Parameter] {
        [
            segment(path, .oneOf(words: []), .value("{ fixed: 1 }"), meaning, source: "no distribution is published"),
            segment(path + ".fixed", .number(.from(0, to: 100)), .absent, "The same for everyone; 1 is usual."),
            segment(path + ".lognormal", .block, .absent, "Lognormal between customers."),
            positive(path + ".lognormal.mean", "Mean over customers; 1 is usual."),
            segment(
                path + ".lognormal.sigma", .number(.from(0, to: 5)), .required, "Standard deviation of the logarithm."),
        ]
    }

    private static let affinityRows: [Parameter] = [
        segment("response_traits.cause_affinity", .block, .value("{}"), "Whom a program's cause moves."),
        segment(
            "response_traits.cause_affinity.share", .number(.from(0, to: 1)), .value("0"),
            "Share of customers whom a cause moves; the others it leaves cold.",
            source: "no figure is known: nobody, unless a document says so", confidence: .low),
        segment("response_traits.play_affinity", .block, .value("{}"), "Whom play moves."),
        segment(
            "response_traits.play_affinity.share", .number(.from(0, to: 1)), .value("0.41"),
            "Share of customers whom play moves; the others it leaves cold.",
            source: "HelloWorld 2019: 41 % care for a chance to win prizes (a survey, stated interest)",
            confidence: .low),
    ]

    private static let channelRows: [Parameter] =
        [
            segment(
                "response_traits.channel", .block, .value("{ store: 1 }"),
                "Where customers meet the company, one channel each: shares that sum to 1.")
        ]
        + [
            ("store", "at the till of a store, with nothing to show"), ("web", "on the web"), ("app", "in the app"),
            ("card", "at the till of a store, with a card in the wallet already"),
        ].map {
            segment(
                "response_traits.channel." + $0.0, .number(.from(0, to: 1)), .value("0"),
                "Share of customers who buy \($0.1).")
        }
}
