import LoyaltyModel

extension ParameterCatalogue {
    static let limitRows: [Parameter] = [
        program(
            "budget", .block, .absent,
            "A cap on what the rewards that members ask for cost together; what is promised (discounts, vouchers, "
                + "points as money) is neither counted nor refused."),
        program(
            "budget.reward_cost", .money(.from(0, to: 1_000_000_000_000)), unit: "major units", .required,
            "What rewards may cost together, at unit cost."),
        program("budget.every", .choice(windows), .required, "When there is as much again; what is left over is lost."),
        program(
            "mechanics.points.rewards.NAME.stock", .block, .absent,
            "How many there are for all members together; a member who asks in vain is counted and may be annoyed as "
                + "by availability."),
        program(
            "mechanics.points.rewards.NAME.stock.units", .whole(.from(0, to: 1_000_000_000)), unit: "pieces", .required,
            "Number of pieces; it does not change with the number of customers."),
        program(
            "mechanics.points.rewards.NAME.stock.every", .choice(windows), .value("study"),
            "When there are as many again; what is left over is lost."),
    ]

    private static let windows = SharedLimit.Every.allCases.map(\.rawValue)
}
