import LoyaltyModel

extension ParameterCatalogue {
    static let programRows: [Parameter] =
        [
            program("document", .choice(["program"]), .value("program"), "What kind of document this is."),
            program("name", .name, .required, "Name of the program in every table; not baseline."),
            program("title", .text, .value(""), "The program in a line."),
            program("source", .text, .value(""), "Where its numbers come from; \"illustration\" where from nowhere."),
            program("description", .text, .value(""), "What should be known about it."),
            program(
                "from", .file, .absent,
                "Another program's file that this one repeats, apart from the keys written beside it."),
            program("set", .settings, .absent, "Differences from that program: paths inside it with their new values."),
            program("lever", .block, .absent, "The one number that a designer of this program turns first."),
            program("lever.path", .text, .required, "Path of the number inside the program."),
            program("lever.from", .number(.from(-1e12, to: 1e12)), .required, "Least value worth trying."),
            program("lever.to", .number(.from(-1e12, to: 1e12)), .required, "Largest value worth trying."),
            program("launch", .date, .derived("the scenario's launch"), "First day of this program."),
            program("mechanics", .oneKeyList, .value("[]"), "What members get; a hybrid has more than one."),
        ] + enrolmentRows + costRows + pointsRows + rewardRows + limitRows + statementRows + discountRows + tierRows
        + paidRows + causeRows + gameRows + campaignRows + offerRows + punchCardRows + cashbackRows + annualRows
        + serviceRows
        + referralRows + coalitionRows

    static func program(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil, formerNames: [String] = []
    ) -> Parameter {
        Parameter(
            "programs.NAME." + path, kind, unit: unit, value, meaning, source: source, confidence: confidence,
            formerNames: formerNames)
    }

    private static func points(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil
    ) -> Parameter {
        program(
            "mechanics.points" + path, kind, unit: unit, value, meaning, source: source, confidence: confidence)
    }

    private static let amount = Bounds.from(0, to: 1_000_000_000_000)
    private static let smallAmount = Bounds.from(0, to: 100_000)
    private static let count = Bounds.from(0, to: 1_000_000_000)
    private static let gift = Bounds.from(0, to: 1_000_000)
    private static let positiveCount = Bounds.from(1, to: 1_000_000_000)

    private static let enrolmentRows: [Parameter] = [
        program("enrolment", .block, .value("{}"), "How a customer becomes a member."),
        program(
            "enrolment.invited", .wordOrBlock(words: ["automatic"]), .value("automatic"),
            "Where customers are asked; automatic makes everyone a member from the first purchase after the launch."),
        program(
            "enrolment.invited.at", .choice(["till", "web", "app", "mail"]), .required,
            "till, web, app: customers who buy there are asked at a purchase and are members from it on (till: those "
                + "whose channel is store or card); mail: all are asked at a month's end, members from the day after."),
        program(
            "enrolment.invited.probability", .number(.from(0, to: 1)), .required,
            "Probability of being asked on each occasion."),
        program(
            "enrolment.channels", .choices(Channel.allCases.map(\.name)), .value("[store, web, app, card]"),
            "Where the program can be joined; customers of other channels never become members."),
        program("enrolment.effort", .block, .value("{}"), "What joining asks of a customer."),
        program(
            "enrolment.effort.form_fields", .whole(.from(0, to: 1000)), unit: "fields", .value("0"),
            "Fields of the form to fill in."),
        program("enrolment.effort.card", .flag, .value("false"), "Whether a card must be carried."),
        program("enrolment.effort.app", .flag, .value("false"), "Whether an app must be installed."),
        program(
            "enrolment.fee", .money(.from(0, to: 1_000_000_000)), unit: "major units", .value("0"),
            "Paid once on joining; income of the company."),
        program(
            "enrolment.head_start", .whole(gift), unit: "points", .value("0"),
            "Points given on joining (an endowed head start)."),
    ]

    private static let costRows: [Parameter] = [
        program("costs", .block, .value("{}"), "What running the program costs, rewards apart."),
        program("costs.set_up", .money(amount), unit: "major units", .value("0"), "Paid once, at the launch."),
        program(
            "costs.staff_training", .money(amount), unit: "major units", .value("0"), "Paid once, at the launch."),
        program(
            "costs.monthly", .money(amount), unit: "major units a month", .value("0"),
            "Paid for every month with the program in force, the month of launch included."),
        program(
            "costs.per_member_month", .fineMoney(smallAmount), unit: "major units", .value("0"),
            "Paid for each member at a month's end."),
        program(
            "costs.per_enrolment", .fineMoney(smallAmount), unit: "major units", .value("0"),
            "Paid for each person who joins (card, welcome pack)."),
    ]

    private static let pointsRows: [Parameter] = [
        points("", .block, .absent, "Points earned on purchases and spent on rewards."),
        points(".earn", .block, .value("{}"), "How many points a purchase earns."),
        points(
            ".earn.per_money", .factor(.from(0, to: 1000)), unit: "points a major unit", .value("0"),
            "Points for each unit of money spent."),
        points(".earn.per_visit", .whole(gift), unit: "points", .value("0"), "Points for each purchase."),
        points(
            ".earn.categories", .entries, .value("{}"),
            "Categories whose points are multiplied; one that is not named has 1."),
        points(".earn.categories.NAME", .factor(.from(0, to: 100)), .required, "Multiplier of the category's points."),
        points(
            ".earn.bonus_days", .plainList, .value("[]"),
            "Days on which points per money are multiplied; where several apply, the largest counts."),
        points(
            ".earn.bonus_days.N.weekday",
            .choice(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]), .absent,
            "Every week on this day; or else give from and to."),
        points(".earn.bonus_days.N.from", .date, .absent, "First day."),
        points(".earn.bonus_days.N.to", .date, .absent, "Last day, included."),
        points(".earn.bonus_days.N.multiplier", .factor(.from(0, to: 100)), .required, "Multiplier on these days."),
        points(
            ".earn.rounding", .choice(Rounding.allCases.map(\.rawValue)), .value("floor"),
            "What becomes of a part of a point: dropped (floor), or rounded to the nearest, a tie to the even one (half-even) or to the larger (half-up)."
        ),
        points(
            ".earn.round_each", .choice(EarnRule.RoundingUnit.allCases.map(\.rawValue)), .value("basket"),
            "What is rounded: each line (category) of a basket, or the basket's sum."),
        points(
            ".earn.earns_on", .choice(EarnRule.Base.allCases.map(\.rawValue)), .value("net"),
            "Whether the part of a bill paid with points or vouchers earns too (gross) or not (net)."),
        points(
            ".pending", .duration(.days, .from(0, to: 3650)), unit: "days", .value("0 days"),
            "How long earned points wait until they can be used."),
        points(
            ".expiry", .oneOf(words: ["none"]), .value("none"),
            "When points stop being usable; the last usable day counts."),
        points(
            ".expiry.rolling", .duration(.months, .from(1, to: 1200)), unit: "months", .absent,
            "The same day of the month so long after issue, or that month's last day."),
        points(
            ".expiry.end-of-month", .duration(.months, .from(0, to: 1200)), unit: "months", .absent,
            "The last day of the month so many months after the month of issue."),
        points(
            ".expiry.end-of-year", .duration(.years, .from(0, to: 100)), unit: "years", .absent,
            "31 December so many years after the year of issue."),
        points(".expiry.fixed-date", .date, .absent, "On this date, and on its anniversary every later year."),
        points(
            ".expiry.inactivity", .duration(.months, .from(1, to: 1200)), unit: "months", .absent,
            "All points, so long after the member's last purchase or redemption."),
        points(".as_money", .block, .absent, "Paying with points at the till."),
        points(".as_money.points", .whole(positiveCount), unit: "points", .required, "Points in a block."),
        points(
            ".as_money.value", .money(.above(0, to: 1_000_000_000)), unit: "major units", .required,
            "What a block takes off the bill."),
        points(
            ".as_money.minimum", .whole(count), unit: "points", .derived("one block"),
            "Usable points a member must have before paying with them."),
        points(".conversion", .block, .absent, "Automatic conversion into a voucher at each month's end."),
        points(".conversion.points", .whole(positiveCount), unit: "points", .required, "Points in a block."),
        points(
            ".conversion.voucher", .money(.above(0, to: 1_000_000_000)), unit: "major units", .required,
            "Face value of a block; what one bill does not need of a voucher is lost."),
        points(
            ".conversion.valid", .duration(.months, .from(1, to: 1200)), unit: "months", .required,
            "How long a voucher is valid after the month of its conversion."),
    ]

    private static let rewardRows: [Parameter] = [
        points(".rewards", .namedList, .value("[]"), "Catalogue of rewards, each for a price in points."),
        points(".rewards.NAME.name", .name, .required, "Name of the reward."),
        points(
            ".rewards.NAME.kind", .choice(Reward.Kind.allCases.map(\.rawValue)), .required,
            "What sort of thing it is; how many care for it differs by kind."),
        points(".rewards.NAME.points_price", .whole(positiveCount), unit: "points", .required, "Its price in points."),
        points(
            ".rewards.NAME.face_value", .money(.from(0, to: 1_000_000_000)), unit: "major units", .required,
            "What the member would have to pay for it: this is perceived."),
        points(
            ".rewards.NAME.unit_cost", .money(.from(0, to: 1_000_000_000)), unit: "major units", .required,
            "What it costs the company: this is booked."),
        points(
            ".rewards.NAME.availability", .number(.from(0, to: 1)), .value("1"),
            "Probability that it is to be had when asked for."),
        points(
            ".rewards.NAME.appeal", .number(.from(0, to: 1)), .derived(RewardAppeal.words),
            "Share of customers who care for this kind. Where no survey figure is known, it must be given.",
            source: "HelloWorld 2019 (a survey, stated interest)", confidence: .low),
        points(
            ".rewards.NAME.ease", .number(.from(0, to: 1)), .value("1"),
            "How much of its value survives the effort of redeeming."),
        points(
            ".rewards.NAME.replaces", .factor(.from(0, to: 1)), .value("0"), replacesMeaning, source: replacesSource,
            confidence: .low),
    ]

    /// Said of every reward that the shop sells itself.
    static let replacesMeaning =
        "Share of its face value that the visit's paid basket shrinks by: the free item is one that would have been "
        + "bought (cannibalisation). 0: it comes on top; 1: it is a discount of its face value. Only of free products, "
        + "samples and services."
    static let replacesSource = "no figure is published; 0 is the kindest to the program: try 0 and 1"

    private static let statementRows: [Parameter] = [
        program(
            "mechanics.statement", .block, .absent,
            "A statement sent to every member at a fixed interval; it informs and moves nothing else."),
        program(
            "mechanics.statement.every", .duration(.days, .from(1, to: 3650)), unit: "days", .required,
            "Time between statements, from joining."),
        program(
            "mechanics.statement.unit_cost", .fineMoney(smallAmount), unit: "major units", .value("0"),
            "Cost of one statement."),
    ]
}

/// The share of customers who care for a kind of reward, where a survey says so.
///
/// Source: HelloWorld 2019. A discount at a partner is counted as a discount.
enum RewardAppeal {
    static func share(_ kind: Reward.Kind) -> Double? {
        switch kind {
        case .freeProduct: 0.77
        case .discount, .partnerDiscount: 0.75
        case .freeSample: 0.66
        case .freeService: 0.57
        case .prizeChance: 0.41
        case .surprise: 0.32
        case .experience, .donation, .ticket: nil
        }
    }

    static var words: String {
        let known = Reward.Kind.allCases.compactMap { kind in share(kind).map { "\(kind.rawValue) \($0)" } }
        return "by kind: " + known.joined(separator: ", ")
    }
}
