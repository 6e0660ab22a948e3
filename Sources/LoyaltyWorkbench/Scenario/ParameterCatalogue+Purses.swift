import LoyaltyModel

/// Punch cards, cashback and annual schemes.
extension ParameterCatalogue {
    private static let amount = Bounds.from(0, to: 1_000_000_000)
    private static let share = Bounds.from(0, to: 1)
    private static let months = Parameter.Kind.duration(.months, .from(1, to: 1200))
    private static let survey = "HelloWorld 2019 (a survey, stated interest)"

    static let punchCardRows: [Parameter] = [
        card("", .block, .absent, "A card stamped once a visit and given in for a reward when full: buy N, get one."),
        card(".stamps", .whole(.from(1, to: 1_000_000)), unit: "stamps", .required, "Stamps on a full card."),
        card(
            ".kind", .choice(Reward.Kind.allCases.map(\.rawValue)), .value("free-product"),
            "What sort of thing the reward is; how many care for it differs by kind."),
        card(
            ".face_value", .money(amount), unit: "major units", .absent,
            "What the member would have to pay for the reward: this is perceived. Or else give same_up_to."),
        card(
            ".unit_cost", .money(amount), unit: "major units", .absent,
            "What the reward costs the company: this is booked."),
        card(
            ".same_up_to", .money(.above(0, to: 1_000_000_000)), unit: "major units", .absent,
            "The reward is one more of what the visit buys: worth its bill, at most this."),
        card(".cost_share", .factor(share), .absent, "What that costs the company, as a share of its worth."),
        card(
            ".availability", .number(share), .value("1"), "Probability that the reward is to be had when asked for."),
        card(
            ".appeal", .number(share), .derived(RewardAppeal.words),
            "Share of customers who care for this kind. Where no survey figure is known, it must be given.",
            source: survey, confidence: .low),
        card(".ease", .number(share), .value("1"), "How much of its value survives the effort of redeeming."),
        card(
            ".replaces", .factor(share), .value("0"), replacesMeaning, source: replacesSource, confidence: .low),
        card(".head_start", .block, .value("{}"), "Stamps that a card begins with (an endowed head start)."),
        card(
            ".head_start.joining", .whole(.from(0, to: 1_000_000)), unit: "stamps", .value("0"),
            "Stamps on the card of a new member."),
        card(
            ".head_start.new_card", .whole(.from(0, to: 1_000_000)), unit: "stamps", .value("0"),
            "Stamps given whenever a full card is given in."),
        card(
            ".minimum_bill", .money(amount), unit: "major units", .value("0"),
            "Bills below this, at prices before any discount, have no stamp."),
        card(
            ".valid", months, unit: "months", .absent,
            "How long a card can be used after its first stamp; without it, for ever."),
    ]

    static let cashbackRows: [Parameter] =
        [
            cashback("", .block, .absent, "A share of spending that comes back, in money or as a bonus."),
            cashback(".share", .factor(share), .absent, "Share of every bill that comes back."),
            cashback(".brackets", .plainList, .absent, "The share by what has been spent before."),
            cashback(
                ".brackets.N.from", .money(amount), unit: "major units", .required,
                "Spending that earns from which on the share holds."),
            cashback(".brackets.N.share", .factor(share), .required, "Share of a bill that comes back."),
            cashback(
                ".crossing", .choice(DiscountMechanic.Crossing.allCases.map(\.rawValue)), .value("before"),
                "What a bill gets that passes a threshold: the share before it, the share after it, or each part its own."
            ),
            cashback(
                ".minimum_bill", .money(amount), unit: "major units", .value("0"),
                "Bills below this, at prices before any discount, earn nothing."),
            cashback(
                ".earns_on", .choice(EarnRule.Base.allCases.map(\.rawValue)), .value("net"),
                "What of a bill earns: only what is paid in money (net), or goods at their price (gross)."),
            cashback(
                ".carry_fractions", .flag, .value("false"),
                "Whether the part of a minor unit that a bill leaves over is kept for the next, or dropped."),
            cashback(
                ".paid_as", .choice(["money", "bonus"]), .value("money"),
                "money: paid out; bonus: pays of later bills by itself."),
            cashback(
                ".valid", months, unit: "months", .absent,
                "How long a bonus can be used after it is credited; without it, for ever."),
            cashback(
                ".payout", .choice(CashbackMechanic.Payout.allCases.map(\.rawValue)), .value("monthly"),
                "When it is paid out or credited: with the bill, or at the end of a calendar month, quarter or year."),
            cashback(
                ".minimum_payout", .money(amount), unit: "major units", .value("0"),
                "Less than this is carried over to the next payout."),
            cashback(".cap", .block, .absent, "Most that a member earns in a period; what lies above is not earned."),
            cashback(".cap.amount", .money(.above(0, to: 1_000_000_000)), unit: "major units", .required, "The most."),
            cashback(
                ".cap.per", .choice(CashbackMechanic.Cap.Period.allCases.map(\.rawValue)), .value("year"),
                "In a calendar month or year."),
            cashback(
                ".appeal", .number(share), .value("0.75"), "Share of customers who care for money back.",
                source: survey + ": discounts and offers", confidence: .low),
        ] + windowRows("mechanics.cashback.window", "Which spending counts towards a bracket.")

    static let annualRows: [Parameter] = [
        annual("", .block, .absent, "A bonus on what has added up over a year, granted at its end."),
        annual(".brackets", .plainList, .required, "The bonus by what has added up; the highest one reached holds."),
        annual(
            ".brackets.N.spend", .money(amount), unit: "major units", .absent,
            "Spending in the year from which on the bonus is granted. Or else give visits or points."),
        annual(
            ".brackets.N.visits", .whole(.from(0, to: 1_000_000_000)), unit: "visits", .absent,
            "Visits in the year from which on the bonus is granted."),
        annual(
            ".brackets.N.points", .whole(.from(0, to: 1_000_000_000)), unit: "points", .absent,
            "Points earned on bills in the year from which on the bonus is granted."),
        annual(
            ".brackets.N.share", .factor(share), .absent,
            "The bonus as a share of all that has added up: money of spending, points of points."),
        annual(
            ".brackets.N.bonus", .money(amount), unit: "major units", .absent, "The bonus as a fixed amount of money."),
        annual(
            ".brackets.N.bonus_points", .whole(.from(0, to: 1_000_000_000)), unit: "points", .absent,
            "The bonus as a fixed number of points."),
        annual(
            ".year", .choice(AnnualMechanic.Year.allCases.map(\.rawValue)), .value("calendar"),
            "calendar: to 31 December; anniversary: to the day before joining's anniversary."),
        annual(
            ".paid_as", .choice(["money", "voucher", "points"]), .value("money"),
            "money: paid out; voucher: money off one bill; points: of the program's points mechanic."),
        annual(
            ".valid", months, unit: "months", .absent,
            "How long a voucher is valid after the month that the year ended in."),
        annual(
            ".counts_on", .choice(EarnRule.Base.allCases.map(\.rawValue)), .value("net"),
            "What of a bill counts as spending: only what is paid in money (net), or goods at their price (gross)."),
        annual(
            ".appeal", .number(share), .value("0.75"),
            "Share of customers who care for money back; points have the appeal of what they buy.",
            source: survey + ": discounts and offers", confidence: .low),
    ]

    private static func card(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil
    ) -> Parameter {
        program(
            "mechanics.punch-card" + path, kind, unit: unit, value, meaning, source: source, confidence: confidence)
    }

    private static func cashback(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil
    ) -> Parameter {
        program(
            "mechanics.cashback" + path, kind, unit: unit, value, meaning, source: source, confidence: confidence)
    }

    private static func annual(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil
    ) -> Parameter {
        program(
            "mechanics.annual" + path, kind, unit: unit, value, meaning, source: source, confidence: confidence)
    }
}
