import LoyaltyModel

extension ParameterCatalogue {
    static let gameRows: [Parameter] =
        [
            game(
                "", .block, .absent,
                "Play: missions, streaks, spins, a season, events. Only members with play affinity take part."),
            game(
                ".appeal", .number(.from(0, to: 1)), .value("1"),
                "What a unit of a prize's or voucher's face value is worth to those whom play moves, as a part of it. "
                    + "How many they are is play affinity, which is not to be counted twice.",
                source: "assumed", confidence: .low),
        ] + missionRows + streakRows + spinRows + seasonRows + eventRows

    private static let count = Bounds.from(0, to: 1_000_000)
    private static let positive = Bounds.from(1, to: 1_000_000)
    private static let money = Bounds.from(0, to: 1_000_000_000)

    private static let missionRows: [Parameter] =
        [
            game(".missions", .plainList, .value("[]"), "Something to achieve within a time."),
            game(".missions.N.purchases", .whole(positive), unit: "purchases", .absent, "So many purchases."),
            game(
                ".missions.N.spend", .money(.above(0, to: 1_000_000_000)), unit: "major units", .absent,
                "Or so much spending, at prices before any discount."),
            game(".missions.N.category", .name, .absent, "Only spending in this category counts."),
            game(
                ".missions.N.within", .duration(.days, .from(1, to: 36_500)), unit: "days", .required,
                "The time, from the first purchase that counts, its day included; then it begins anew."),
            game(".missions.N.limit", .whole(positive), .absent, "How often one member can achieve it."),
        ] + rewardRows(".missions.N")

    private static let streakRows: [Parameter] =
        [
            game(".streaks", .plainList, .value("[]"), "A purchase in each of so many consecutive weeks or months."),
            game(
                ".streaks.N.every", .choice(GameMechanic.Streak.Period.allCases.map(\.rawValue)), .required,
                "Calendar weeks, from Monday, or calendar months."),
            game(
                ".streaks.N.length", .whole(.from(1, to: 1200)), unit: "weeks or months", .required,
                "How many; one without a purchase breaks the streak, and the next purchase is its first again."),
            game(".streaks.N.limit", .whole(positive), .absent, "How often one member can achieve it."),
        ] + rewardRows(".streaks.N")

    private static let spinRows: [Parameter] = [
        game(".spins", .block, .absent, "Spins of a wheel, or tickets of a draw: each wins one prize or nothing."),
        game(".spins.per_purchase", .whole(.from(0, to: 100)), unit: "spins", .value("0"), "Spins for each purchase."),
        game(".spins.prizes", .namedList, .required, "What a spin can win."),
        game(".spins.prizes.NAME.name", .name, .required, "Name of the prize."),
        game(
            ".spins.prizes.NAME.probability", .factor(.from(0, to: 1)), .required,
            "Probability that a spin wins it; those of all prizes sum to at most 1."),
        game(
            ".spins.prizes.NAME.face_value", .money(money), unit: "major units", .required,
            "What the member would have to pay for it: this is perceived."),
        game(
            ".spins.prizes.NAME.unit_cost", .money(money), unit: "major units", .required,
            "What it costs the company: this is booked."),
        game(
            ".spins.prizes.NAME.limit", .whole(positive), .absent,
            "How many one member can win; what is drawn beyond wins nothing."),
    ]

    private static let seasonRows: [Parameter] =
        [
            game(
                ".season", .block, .absent, "A score that wins at a threshold or by rank, and begins again each season."
            ),
            game(
                ".season.length", .duration(.months, .from(1, to: 1200)), unit: "months", .required,
                "Calendar months of a season, the first one being the launch's."),
            game(".season.per_purchase", .whole(count), .value("0"), "Score for each purchase."),
            game(
                ".season.per_money", .factor(.from(0, to: 1000)), .value("0"),
                "Score for each unit of money, at prices before any discount; rounded down for each purchase."),
            game(".season.per_point", .whole(count), .value("0"), "Score for each point that a purchase earns."),
            game(
                ".season.wins_at", .whole(.from(1, to: 1_000_000_000)), .absent,
                "The score that wins; every member who reaches it does."),
            game(
                ".season.best", .whole(.from(1, to: 1_000_000_000)), unit: "members", .absent,
                "Or so many members with the highest scores; ties for the last place are drawn by lot."),
            game(
                ".season.best_share", .factor(.above(0, to: 1)), .absent,
                "Or this part of the members who have scored, rounded down, one at least."),
        ] + rewardRows(".season")

    private static let eventRows: [Parameter] = [
        game(
            ".events", .namedList, .value("[]"),
            "What members do beside buying (open the app, write a review, check in), and what each time brings.",
            formerNames: ["app"]),
        game(".events.NAME.name", .name, .required, "Name of the event."),
        game(
            ".events.NAME.a_month", .number(.from(0, to: 1000)), unit: "a month", .absent,
            "Mean number of times a month of those whom play moves (Poisson); given at the month's end. What is expected, "
                + "which the response multiplies (play.activity)."),
        game(
            ".events.NAME.a_visit", .number(.from(0, to: 1)), .absent,
            "Or its probability on each visit; given at once."),
        game(".events.NAME.points", .whole(count), unit: "points", .value("0"), "Points for each time."),
        game(
            ".events.NAME.stamps", .whole(.from(0, to: 1000)), unit: "stamps", .value("0"),
            "Stamps of the program's punch card for each time."),
        game(".events.NAME.score", .whole(count), .value("0"), "Score in the season for each time."),
        game(
            ".events.NAME.most_a_month", .whole(positive), unit: "times", .absent,
            "How many times a calendar month bring anything."),
    ]

    /// What something achieved is rewarded with.
    private static func rewardRows(_ path: String) -> [Parameter] {
        [
            game(
                path + ".gives", .oneOf(words: ["badge"]), .value("badge"),
                "The reward; a badge is worth no money and moves nobody."),
            game(path + ".gives.points", .whole(positive), unit: "points", .absent, "So many points."),
            game(path + ".gives.spins", .whole(.from(1, to: 100)), unit: "spins", .absent, "Spins, made at once."),
            game(path + ".gives.voucher", .block, .absent, "Money off one later bill."),
            game(
                path + ".gives.voucher.value", .money(.above(0, to: 1_000_000_000)), unit: "major units", .required,
                "Its face value; what the bill does not need is lost."),
            game(
                path + ".gives.voucher.valid", .duration(.months, .from(1, to: 1200)), unit: "months", .required,
                "How long it is valid."),
            game(path + ".gives.prize", .block, .absent, "A thing to keep."),
            game(
                path + ".gives.prize.face_value", .money(money), unit: "major units", .required,
                "What the member would have to pay for it: this is perceived."),
            game(
                path + ".gives.prize.unit_cost", .money(money), unit: "major units", .required,
                "What it costs the company: this is booked."),
        ]
    }

    private static func game(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil, formerNames: [String] = []
    ) -> Parameter {
        program(
            "mechanics.game" + path, kind, unit: unit, value, meaning, source: source, confidence: confidence,
            formerNames: formerNames)
    }
}
