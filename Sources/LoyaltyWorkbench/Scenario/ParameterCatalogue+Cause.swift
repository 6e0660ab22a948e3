import LoyaltyModel

extension ParameterCatalogue {
    static let causeRows: [Parameter] = [
        cause(
            "", .block, .absent,
            "Gifts to a good cause, for what members buy or with the points they give; they move those whom a cause moves."
        ),
        cause(
            ".share", .factor(.from(0, to: 1)), .value("0"),
            "Share of the price, discounts off, that the company gives; rounded down to the minor unit."),
        cause(
            ".per_visit", .money(.from(0, to: 1_000_000)), unit: "major units", .value("0"),
            "What the company gives for each purchase."),
        cause(".points", .block, .absent, "Members may give a block of points on a visit."),
        cause(
            ".points.points", .whole(.from(1, to: 1_000_000_000)), unit: "points", .required, "Points in a block."),
        cause(
            ".points.worth", .money(.above(0, to: 1_000_000_000)), unit: "major units", .required,
            "What the cause gets for a block."),
        cause(
            ".match", .factor(.from(0, to: 100)), .value("0"),
            "What the company adds to a member's gift, as a part of it: 1 doubles it."),
        cause(
            ".cap_per_year", .money(.from(0, to: 1_000_000_000)), unit: "major units", .absent,
            "Most that the company gives a year on one member's behalf, matches included; what members give is theirs."),
        cause(
            ".year", .choice(CauseMechanic.Year.allCases.map(\.rawValue)), .value("calendar"),
            "Which year the cap is for: the calendar's, or the member's own since joining."),
        cause(
            ".appeal", .number(.from(0, to: 1)), .value("1"),
            "What a donated unit of money is worth to those whom a cause moves, as a part of it.",
            source: "assumed; no effect while nobody has cause affinity", confidence: .low),
    ]

    private static func cause(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil
    ) -> Parameter {
        program("mechanics.cause" + path, kind, unit: unit, value, meaning, source: source, confidence: confidence)
    }
}
