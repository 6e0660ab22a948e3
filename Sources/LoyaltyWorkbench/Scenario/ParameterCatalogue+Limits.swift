import LoyaltyModel

extension ParameterCatalogue {
    static let limitRows: [Parameter] =
        [
            program(
                "budget", .block, .absent,
                "A cap on what rewards, gifts, prizes, samples and coupons cost together; what is promised (discounts, "
                    + "cashback, vouchers, points as money) is neither counted nor refused."),
            program(
                "budget.reward_cost", .money(.from(0, to: 1_000_000_000_000)), unit: "major units", .required,
                "What rewards may cost together, at unit cost."),
            program(
                "budget.every", .choice(windows), .required, "When there is as much again; what is left over is lost."),
        ] + stockRows("mechanics.points.rewards.NAME") + stockRows("mechanics.game.spins.prizes.NAME")

    private static func stockRows(_ path: String) -> [Parameter] {
        [
            program(
                path + ".stock", .block, .absent,
                "How many there are for all members together; a member who asks in vain is counted and goes without."),
            program(
                path + ".stock.units", .whole(.from(0, to: 1_000_000_000)), unit: "pieces", .required,
                "Number of pieces; it does not change with the number of customers."),
            program(
                path + ".stock.every", .choice(windows), .value("study"),
                "When there are as many again; what is left over is lost."),
        ]
    }

    private static let windows = SharedLimit.Every.allCases.map(\.rawValue)
}
