import LoyaltyModel

extension ParameterCatalogue {
    static let tierRows: [Parameter] =
        [
            tiers("", .block, .absent, "Levels of membership with benefits of their own."),
            tiers(
                ".metric", .choice(TierMechanic.Metric.allCases.map(\.rawValue)), .value("spend"),
                "What leads to a level: goods at their price before any discount, visits, or points earned on purchases "
                    + "before a level multiplies them."),
            tiers(
                ".grace", .duration(.months, .from(0, to: 120)), unit: "months",
                .derived("12 months for a calendar year or anniversary, else 0 months"),
                "How long a level is valid after the window's period in which it was reached: with 12 months to the end "
                    + "of the next year."),
            tiers(
                ".promotion", .choice(TierMechanic.Promotion.allCases.map(\.rawValue)), .value("at-once"),
                "When a level is given: with the purchase that reaches it, or at the end of the period."),
            tiers(
                ".demotion", .choice(TierMechanic.Demotion.allCases.map(\.rawValue)), .value("full"),
                "What becomes of a member whose level is no longer valid: the highest level that is, or one level down for "
                    + "as long as a period lasts (a year; in a rolling window a month)."),
            tiers(
                ".rounding_order", .choice(TierMechanic.RoundingOrder.allCases.map(\.rawValue)), .value("before"),
                "Whether points are multiplied before they are rounded, or rounded, multiplied and rounded again."),
            tiers(
                ".discount_appeal", .number(.from(0, to: 1)), .value("0.75"),
                "Share of customers who care for money off.",
                source: "HelloWorld 2019 (a survey, stated interest)", confidence: .low),
            tiers(".levels", .namedList, .required, "The levels, from the first, where everybody starts, upwards."),
            tiers(".levels.NAME.name", .name, .required, "Name of the level."),
            tiers(
                ".levels.NAME.from", .factor(.from(0, to: 1_000_000_000)), unit: "major units, visits or points",
                .required, "Least amount of the metric within the window; 0 for the first level."),
            tiers(
                ".levels.NAME.earn_multiplier", .factor(.from(1, to: 100)), .value("1"),
                "All points of a purchase are multiplied by this."),
            tiers(
                ".levels.NAME.discount", .factor(.from(0, to: 1)), .value("0"), "Share of the price off every bill."),
            tiers(".levels.NAME.gift", .block, .absent, "What a member is given each time the level is reached."),
            tiers(
                ".levels.NAME.gift.kind", .choice(Reward.Kind.allCases.map(\.rawValue)), .required,
                "What sort of thing it is."),
            tiers(
                ".levels.NAME.gift.face_value", .money(money), unit: "major units", .required,
                "What the member would have to pay for it."),
            tiers(
                ".levels.NAME.gift.unit_cost", .money(money), unit: "major units", .required,
                "What it costs the company."),
            tiers(
                ".levels.NAME.gift.appeal", .number(.from(0, to: 1)), .derived(RewardAppeal.words),
                "Share of customers who care for it.", source: "HelloWorld 2019 (a survey, stated interest)",
                confidence: .low),
            tiers(".levels.NAME.perks", .block, .absent, "What a year at the level brings beside all that."),
            tiers(
                ".levels.NAME.perks.value", .money(money), unit: "major units a year", .value("0"),
                "What it is worth to a member on average."),
            tiers(
                ".levels.NAME.perks.cost", .money(money), unit: "major units a year", .value("0"),
                "What it costs the company for each member, a twelfth at each month's end."),
        ]
        + windowRows(
            "mechanics.tiers.window", otherwise: "calendar-year", "Over which time what leads to a level adds up.")

    static let paidRows: [Parameter] = [
        paid("", .block, .absent, "A membership that is paid for."),
        paid(
            ".fee", .money(money), unit: "major units", .required,
            "Paid at the start of each period; with 0 nobody is ever asked to renew."),
        paid(
            ".every", .choice(PaidMechanic.Period.allCases.map(\.rawValue)), .value("year"),
            "What one fee pays for."),
        paid(".trial", .oneOf(words: ["none"]), .value("none"), "Time from joining on in which nothing is paid."),
        paid(".trial.days", .whole(.from(1, to: 3660)), unit: "days", .absent, "So many days, joining's included."),
        paid(".trial.months", .whole(.from(1, to: 120)), unit: "months", .absent, "So many calendar months."),
        paid(
            ".refund", .choice(PaidMechanic.Refund.allCases.map(\.rawValue)), .value("none"),
            "What a member who leaves before the period's end has back: nothing, or the fee × days left ÷ days of it."),
        paid(
            ".refund_within", .duration(.days, .from(0, to: 3660)), unit: "days", .value("0 days"),
            "Who leaves on one of the first so many days of a period has its whole fee back."),
        paid(
            ".points_at_end", .choice(PaidMechanic.PointsAtEnd.allCases.map(\.rawValue)), .value("forfeit"),
            "What becomes of the points of a membership that has ended."),
        paid(".discount", .factor(.from(0, to: 1)), .value("0"), "Share of the price off every bill."),
        paid(
            ".discount_appeal", .number(.from(0, to: 1)), .value("0.75"), "Share of customers who care for money off.",
            source: "HelloWorld 2019 (a survey, stated interest)", confidence: .low),
        paid(".delivery", .block, .absent, "Delivery of each purchase."),
        paid(
            ".delivery.value", .money(money), unit: "major units a purchase", .value("0"),
            "What it is worth to a member on average."),
        paid(
            ".delivery.cost", .money(money), unit: "major units a purchase", .value("0"), "What it costs the company."),
        paid(".offers", .block, .absent, "Offers for members only, content and the like."),
        paid(
            ".offers.value", .money(money), unit: "major units a year", .value("0"),
            "What they are worth to a member on average."),
        paid(
            ".offers.cost", .money(money), unit: "major units a year", .value("0"),
            "What they cost the company for each member, a twelfth at each month's end."),
        paid(
            ".earn_multiplier", .factor(.from(1, to: 100)), .value("1"),
            "All points of a purchase are multiplied by this before they are rounded."),
    ]

    static let serviceRows: [Parameter] = [
        program("service", .block, .value("{}"), "How the program is served."),
        program(
            "service.uninformed", .number(.from(0, to: 1)), .value("0"),
            "Probability that a member's visit is to staff who do not know the program: it annoys, and takes nothing away."
        ),
    ]

    private static let money = Bounds.from(0, to: 1_000_000_000)

    private static func tiers(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil
    ) -> Parameter {
        program("mechanics.tiers" + path, kind, unit: unit, value, meaning, source: source, confidence: confidence)
    }

    private static func paid(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil
    ) -> Parameter {
        program("mechanics.paid" + path, kind, unit: unit, value, meaning, source: source, confidence: confidence)
    }
}
