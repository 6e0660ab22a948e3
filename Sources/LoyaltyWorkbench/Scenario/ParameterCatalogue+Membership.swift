import LoyaltyModel

extension ParameterCatalogue {
    /// What levels, fees and rewards out of reach do to members.
    static let membershipRows: [Parameter] = [
        block(
            "status", "What levels of membership do: the level held, the next threshold's pull, rises and falls.",
            source: "Kopalle et al. 2012; Wagner et al. 2009; Wang et al. 2016"),
        effect(
            "status.level", signed,
            "The effect on the purchase rate at the top level; at others its share, level ÷ levels above the first."),
        effect(
            "status.title_share", .from(0, to: 1), otherwise: "1",
            "What a level does by its name alone, as a share of what it does where it gives a lot: the rest follows what "
                + "its benefits are worth (reward_worth.half_at).",
            source: "no support means that benefits make no difference"),
        effect(
            "status.pressure", signed,
            "The pull on the doorstep of the next threshold as the window closes: × progress^shape × closeness of its end "
                + "(1 for windows that never close)."),
        effect(
            "status.shape", .above(0, to: 100), otherwise: "1",
            "1 for a pull in proportion to progress, larger for one that comes late.",
            source: "form assumed; no effect while the pressure is zero", confidence: .low),
        effect(
            "status.promotion_gain", size,
            "Gain on the logarithm of the purchase rate on reaching the top level; on others its share."),
        effect(
            "status.demotion_loss", size,
            "Loss on the logarithm of the purchase rate on falling from the top level; from others its share."),
        lifetime("status.half_life", "180 days", "Time in which the gain of a rise and the loss of a fall halve."),
        block(
            "fee", "What having paid for a membership does beyond what it buys.", source: "Iyengar et al. 2022"),
        effect(
            "fee.sunk_cost", size,
            "The effect while a fee is paid for, as a multiple of the effect of perceived value on the purchase rate."),
        block(
            "silence", "Members who put the card away because every reward is too far.",
            source: "reasons for leaving: COLLOQUY 2017, HelloWorld 2019"),
        effect(
            "silence.monthly", .from(0, to: 1),
            "Probability of falling silent at a month's end while no reward has been had and none is within the patience "
                + "of frustration."),
        block("renewal", "Whether a member pays again when a fee is due: a logistic choice for a year."),
        effect(
            "renewal.intercept", signed, unit: "logit",
            "Utility where a year's value and fees are equal; 0 is one in two who stay another year."),
        effect(
            "renewal.balance", size, unit: "logit",
            "Utility per month of the customer's mean spending by which a year's value exceeds a year's fees."),
        effect(
            "renewal.persistence", .from(0, to: 1),
            "Share of the choice's noise that is the customer's own and the same at each renewal.",
            source: "form assumed; 0 is a fresh coin each time", confidence: .low),
    ]
}
