import LoyaltyModel

extension ParameterCatalogue {
    static let referralRows: [Parameter] =
        [
            referral("", .block, .absent, "A reward for both sides when a member brings a friend who buys."),
            referral(
                ".released_by", .choice(ReferralMechanic.Trigger.allCases.map(\.rawValue)), .value("first-purchase"),
                "The friend's purchase that releases the rewards of both."),
        ]
        + gift(".referrer", "What a member gets who brought a friend.")
        + gift(".friend", "What the friend gets at that purchase; it pays of later bills.") + [
            referral(
                ".cap", .block, .absent, "Most rewards for friends that a member can have; without it any number."),
            referral(
                ".cap.rewards", .whole(.from(0, to: 1_000_000)), unit: "rewards", .required,
                "Most rewards within the window; friends beyond it still come, and still have theirs."),
        ] + windowRows("mechanics.referral.cap.window", "Within which time rewards are counted.")

    private static func gift(_ path: String, _ meaning: String) -> [Parameter] {
        [
            referral(path, .oneOf(words: ["none"]), .value("none"), meaning),
            referral(path + ".points", .whole(.from(0, to: 1_000_000)), unit: "points", .absent, "So many points."),
            referral(path + ".voucher", .block, .absent, "Money off one later bill."),
            referral(
                path + ".voucher.value", .money(.above(0, to: 1_000_000_000)), unit: "major units", .required,
                "Its face value; what one bill does not need of it is lost."),
            referral(
                path + ".voucher.valid", .duration(.months, .from(1, to: 1200)), unit: "months", .required,
                "How long it is valid after the month in which it is given."),
            referral(
                path + ".money", .money(.from(0, to: 1_000_000_000)), unit: "major units", .absent, "Money, paid out."),
        ]
    }

    private static func referral(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String
    ) -> Parameter {
        program("mechanics.referral" + path, kind, unit: unit, value, meaning)
    }

    /// The response's side of it.
    static let referralEffectRows: [Parameter] = [
        block(
            "referral", "How often a member brings a friend who buys, where a program rewards it.",
            source: "Schmitt, Skiera, Van den Bulte 2011; survey articles"),
        effect(
            "referral.invitations", .from(0, to: 100), unit: "a month",
            "Friends invited by a member who sees no value in the program."),
        effect(
            "referral.value", .from(0, to: 100),
            "Gain of invitations per unit of reward sensitivity × ln(1 + v), v the perceived value."),
        effect(
            "referral.reward", .from(0, to: 100),
            "Gain of invitations, and of conversions, per unit of ln(1 + reward ÷ the member's mean basket)."),
        effect("referral.conversion", .from(0, to: 1), "Share of invited friends who make a first purchase."),
        effect(
            "referral.attrition_loss", .from(0, to: 100),
            "Loss on the logarithm of a referred customer's attrition hazard; it lasts."),
    ]
}
