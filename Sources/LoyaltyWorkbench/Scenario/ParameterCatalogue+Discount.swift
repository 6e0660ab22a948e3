import LoyaltyModel

extension ParameterCatalogue {
    static let discountRows: [Parameter] =
        [
            discount("", .block, .absent, "Money off every bill: standing, or more for those who have spent more."),
            discount(
                ".share", .factor(.from(0, to: 1)), .absent, "Share of the price taken off: a standing discount."),
            discount(
                ".brackets", .plainList, .absent, "An accumulating discount: its share by what has been spent before."),
            discount(
                ".brackets.N.from", .money(.from(0, to: 1_000_000_000)), unit: "major units", .required,
                "Spending, at prices before any discount, from which on the share holds."),
            discount(".brackets.N.share", .factor(.from(0, to: 1)), .required, "Share of the price taken off."),
            discount(
                ".crossing", .choice(DiscountMechanic.Crossing.allCases.map(\.rawValue)), .value("before"),
                "What a bill gets that passes a threshold: the share before it, the share after it, or each part its own."
            ),
            discount(
                ".minimum_bill", .money(.from(0, to: 1_000_000_000)), unit: "major units", .value("0"),
                "Bills below this have no discount."),
            discount(
                ".appeal", .number(.from(0, to: 1)), .value("0.75"), "Share of customers who care for money off.",
                source: "HelloWorld 2019 (a survey, stated interest)", confidence: .low),
        ] + windowRows("mechanics.discount.window", "Which spending counts towards a bracket.")

    private static func discount(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil
    ) -> Parameter {
        program(
            "mechanics.discount" + path, kind, unit: unit, value, meaning, source: source, confidence: confidence)
    }

    /// The rows of a time over which something adds up.
    static func windowRows(_ path: String, otherwise value: String = "lifetime", _ meaning: String) -> [Parameter] {
        [
            program(
                path, .oneOf(words: ["lifetime", "calendar-year", "anniversary"]), .value(value),
                meaning + " lifetime is all since joining, anniversary since joining's last anniversary."),
            program(
                path + ".rolling", .duration(.months, .from(1, to: 1200)), unit: "months", .absent,
                "The last so many months."),
        ]
    }
}
