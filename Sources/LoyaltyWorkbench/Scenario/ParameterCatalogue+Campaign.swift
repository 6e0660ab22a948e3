import LoyaltyModel

extension ParameterCatalogue {
    static let campaignRows: [Parameter] =
        [
            program("mechanics.campaign", .block, .absent, "Messages to members."),
            program(
                "mechanics.campaign.messages", .namedList, .required,
                "The messages; where several fall on one day, they go out in this order."),
            message("name", .name, .required, "Name of the message."),
            message(
                "when", .oneOf(words: ["month-end", "birthday"]), .required,
                "When it goes out, at the end of a day: month-end on the last day of each month after joining, birthday "
                    + "every year on the member's birthday."),
            message("when.every", duration(3650), unit: "days", .absent, "Every so many days from joining."),
            message(
                "when.before-expiry", duration(3650), unit: "days", .absent,
                "So long before points, vouchers or coupons lapse; not again within as many days."),
            message(
                "when.reward-waiting", duration(3650), unit: "days", .absent,
                "When a reward of the catalogue has been in reach for so long and none was taken; once, until points no "
                    + "longer reach for one."),
            message(
                "when.before-renewal", duration(3650), unit: "days", .absent,
                "So long before a membership falls due for renewal; not again within as many days."),
            message(
                "when.silence", duration(3650), unit: "days", .absent,
                "After so long without a purchase, counted from the last one as a member or from joining: win-back."),
            message(
                "when.surprise", .number(.from(0, to: 1)), .absent,
                "On the last day of each month after joining, with this probability."),
            message(
                "times", .whole(.from(1, to: 1000)), .derived("1 where \"when\" is silence"),
                "How often a win-back goes out in one silence, each as long after the one before."),
            message(
                "unit_cost", .fineMoney(.from(0, to: 100_000)), unit: "major units", .value("0"),
                "What sending one costs."),
            message(
                "open", .number(.from(0, to: 1)), .value(ExactDecimal.text(MessageHabits.open)),
                "Probability that it is opened; a message that is not has no effect.", source: MessageHabits.source,
                confidence: .low),
            message(
                "click", .number(.from(0, to: 1)),
                .derived("1 for a message that brings something, else \(ExactDecimal.text(MessageHabits.click))"),
                "Probability that who opens it clicks. What it brings is had by those who click.",
                source: MessageHabits.source, confidence: .low),
            message("points", .whole(.from(0, to: 1_000_000)), unit: "points", .value("0"), "Points that it brings."),
            message("gift", .block, .absent, "A gift that it brings: a reward, and a surprise that delights."),
        ] + goodsRows("mechanics.campaign.messages.NAME.gift", appeal: .freeProduct)
        + [
            message(
                "coupon", .block, .absent,
                "A coupon that it brings: money or a share off one bill; one coupon is used on a bill.",
                formerNames: ["voucher"])
        ] + couponRows("mechanics.campaign.messages.NAME.coupon")
        + [
            message(
                "coupon.valid", duration(3650), unit: "days", .required,
                "How long after the day of the message it can be used.")
        ]

    private static func duration(_ most: Double) -> Parameter.Kind { .duration(.days, .from(1, to: most)) }

    private static func message(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil, formerNames: [String] = []
    ) -> Parameter {
        program(
            "mechanics.campaign.messages.NAME." + path, kind, unit: unit, value, meaning, source: source,
            confidence: confidence, formerNames: formerNames)
    }

    /// The rows of goods that are given away.
    static func goodsRows(_ path: String, appeal kind: Reward.Kind) -> [Parameter] {
        [
            program(
                path + ".face_value", .money(.from(0, to: 1_000_000_000)), unit: "major units", .required,
                "What the member would have to pay for it: this is perceived."),
            program(
                path + ".unit_cost", .money(.from(0, to: 1_000_000_000)), unit: "major units", .required,
                "What it costs the company: this is booked."),
            program(
                path + ".appeal", .number(.from(0, to: 1)), .value(ExactDecimal.text(RewardAppeal.share(kind) ?? 1)),
                "Share of customers who care for it.", source: "HelloWorld 2019 (a survey, stated interest)",
                confidence: .low),
        ]
    }

    /// The rows of what a coupon takes off.
    static func couponRows(_ path: String) -> [Parameter] {
        [
            program(
                path + ".money", .money(.above(0, to: 1_000_000_000)), unit: "major units", .absent,
                "Money off one bill; what the bill does not need is lost."),
            program(path + ".share", .factor(.above(0, to: 1)), .absent, "Share of the price of one bill taken off."),
            program(
                path + ".minimum_bill", .money(.from(0, to: 1_000_000_000)), unit: "major units", .value("0"),
                "Bills below this, after discounts, cannot use it."),
            program(
                path + ".appeal", .number(.from(0, to: 1)), .value("0.75"),
                "Share of customers who care for money off.",
                source: "HelloWorld 2019 (a survey, stated interest)", confidence: .low),
        ]
    }
}
