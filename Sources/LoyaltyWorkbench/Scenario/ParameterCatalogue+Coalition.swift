import LoyaltyModel

extension ParameterCatalogue {
    static let coalitionRows: [Parameter] =
        [
            coalition("", .block, .absent, "Partners who share the program's points, for which it needs points."),
            coalition(
                ".operator", .choice(CoalitionMechanic.Operator.allCases.map(\.rawValue)), .value("self"),
                "Who issues the points and owes what they are worth: the company itself, or a third party with whom it "
                    + "settles as every partner does."),
            coalition(".partners", .namedList, .value("[]"), "The other companies."),
            coalition(".partners.NAME.name", .name, .required, "Name of the partner; not home."),
            coalition(
                ".partners.NAME.visits_per_year", .number(.from(0, to: 3650)), unit: "visits a year", .required,
                "How often a member shops there, with or without the program."),
            coalition(".partners.NAME.basket", .block, .required, "What a member spends there on a visit: lognormal."),
            coalition(
                ".partners.NAME.basket.mean", .money(.from(0, to: 1_000_000_000)), unit: "major units", .required,
                "Mean basket."),
            coalition(
                ".partners.NAME.basket.sigma", .number(.from(0, to: 5)), .value("0"),
                "Standard deviation of the basket's logarithm."),
            coalition(".partners.NAME.earn", .block, .value("{}"), "How many points a visit there earns."),
            coalition(
                ".partners.NAME.earn.per_money", .factor(.from(0, to: 1000)), unit: "points a major unit", .value("0"),
                "Points for each unit of money spent; rounding, waiting time and expiry are those of points."),
            coalition(
                ".partners.NAME.earn.per_visit", .whole(.from(0, to: 1_000_000)), unit: "points", .value("0"),
                "Points for each visit."),
            coalition(
                ".partners.NAME.burn", .oneOf(words: ["none", "as-at-home"]), .value("none"),
                "Whether points pay at the partner's till: not at all, as points.as_money says, or in its own way."),
            coalition(".partners.NAME.burn.as_money", .block, .absent, "What the partner's till gives for points."),
            coalition(
                ".partners.NAME.burn.as_money.points", .whole(.from(1, to: 1_000_000_000)), unit: "points", .required,
                "Points in a block."),
            coalition(
                ".partners.NAME.burn.as_money.value", .money(.above(0, to: 1_000_000_000)), unit: "major units",
                .required, "What a block takes off the bill."),
            coalition(
                ".partners.NAME.burn.as_money.minimum", .whole(.from(0, to: 1_000_000_000)), unit: "points",
                .derived("one block"), "Usable points a member must have before paying with them."),
            coalition(
                ".partners.NAME.until", .date, .absent,
                "Last day of a partner who leaves; without it the partner stays."
            ),
        ] + terms(".partners.NAME") + [
            coalition(".home", .block, .absent, "How the company itself settles with a third party.")
        ] + terms(".home")

    private static func terms(_ path: String) -> [Parameter] {
        let price = Bounds.from(0, to: 1000)
        return [
            coalition(
                path + ".price_per_point", .fineMoney(price), unit: "major units", .value("0"),
                "Paid to the operator for each point issued there."),
            coalition(
                path + ".reimbursement_per_point", .fineMoney(price), unit: "major units", .value("0"),
                "Paid by the operator for each point redeemed there."),
            coalition(
                path + ".breakage_share", .factor(.from(0, to: 1)), .value("0"),
                "Share of the price of expired points that the operator gives back; the rest is the operator's."),
        ]
    }

    private static func coalition(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String
    ) -> Parameter {
        program("mechanics.coalition" + path, kind, unit: unit, value, meaning)
    }

    /// The response's side of it.
    static let coalitionEffectRows: [Parameter] = [
        block("coalition", "New customers who learn of the company at a coalition's partners."),
        effect(
            "coalition.new_customers", .from(0, to: 1), unit: "customers a visit",
            "New customers for each visit that a customer of the start would pay a partner as a member: a partner's "
                + "mean number a month is this × customers at the start × visits_per_year ÷ 12."),
    ]
}
