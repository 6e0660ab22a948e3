extension ParameterCatalogue {
    private static let unpublished = "no figure is published"
    private static let points = Bounds.from(0, to: 100)

    /// Giving to a cause, and play.
    static let playRows: [Parameter] = [
        block("giving", "Whether a member whom the cause moves gives points to it."),
        effect(
            "giving.propensity", .from(0, to: 1),
            "Probability of giving one block of points on a visit on which one is usable.", source: unpublished),
        block("play", "What members whom play moves do in a game between purchases."),
        effect(
            "play.activity", .from(0, to: 100), otherwise: "1",
            "Factor on how often the events of a game happen, as the program states it; they change no purchase by "
                + "themselves.", source: unpublished, formerNames: ["opens_per_month"]),
    ]

    /// What members answer at the end of the study.
    static let satisfactionRows: [Parameter] = [
        block("satisfaction", "What members who have not left answer at the end of the study: NPS and CES."),
        effect(
            "satisfaction.mean", .from(0, to: 10), unit: "0 to 10", otherwise: "7.5",
            "Mean answer to \"would you recommend us\" where nothing is felt.",
            source: "assumed, so that the NPS is 0 where nothing is felt: only differences mean anything",
            confidence: .low),
        effect(
            "satisfaction.spread", .from(0, to: 10), unit: "0 to 10", otherwise: "2",
            "Standard deviation of that answer between customers.", source: "assumed", confidence: .low),
        effect(
            "satisfaction.per_delight", points, unit: "0 to 10",
            "Gain of the answer per unit of the delight stock.", source: unpublished),
        effect(
            "satisfaction.per_frustration", points, unit: "0 to 10",
            "Loss of the answer per unit of the frustration stock.", source: unpublished),
        effect(
            "satisfaction.ease_mean", .from(1, to: 7), unit: "1 to 7", otherwise: "6",
            "Mean answer to \"is it easy\" where nothing is asked of members.", source: "assumed", confidence: .low),
        effect(
            "satisfaction.ease_spread", .from(0, to: 10), unit: "1 to 7", otherwise: "1",
            "Standard deviation of that answer between customers.", source: "assumed", confidence: .low),
        effect(
            "satisfaction.per_effort", points, unit: "1 to 7",
            "Loss of the answer per unit of utility that form fields, card and app take from the will to join.",
            source: unpublished),
        effect(
            "satisfaction.per_hard_redeeming", points, unit: "1 to 7",
            "Loss of the answer where redeeming takes all of a reward's value; in proportion to 1 − the mean ease.",
            source: unpublished),
    ]
}
