/// Reads who says what will be redeemed, out of a block of books.
enum EstimatorDecoder {
    static func decode(_ finance: Cursor) -> RedemptionEstimator {
        let name = finance.optionalChoice("estimator") ?? ""
        let (tail, prior) = (finance.optionalNumber("tail"), finance.optionalNumber("prior_rate"))
        let curve = curve(finance)
        let uses: [(key: String, estimators: [String])] = [
            ("tail", ["chain-ladder", "bornhuetter-ferguson", "cape-cod"]), ("prior_rate", ["bornhuetter-ferguson"]),
            ("curve", ["curve"]),
        ]
        for (key, estimators) in uses where finance.isWritten(key) && !estimators.contains(name) {
            finance.report(
                key, found: "a \(key) that estimator: \(name) does not use",
                expected: "no \(key), or estimator: " + estimators.joined(separator: " or "))
        }
        switch name {
        case "chain-ladder": return .ownTriangle(.chainLadder, tail: tail)
        case "bornhuetter-ferguson": return .ownTriangle(.bornhuetterFerguson(priorRate: prior), tail: tail)
        case "cape-cod": return .ownTriangle(.capeCod, tail: tail)
        case "curve": return curve.map { .curve($0) } ?? .otherWorlds
        case "truth": return .truth
        default: return .otherWorlds
        }
    }

    static func laboratory(_ finance: Cursor) -> LaboratoryTerms? {
        finance.optionalBlock("laboratory").map {
            LaboratoryTerms(growth: $0.number("growth"), months: $0.whole("months"), rush: $0.number("rush"))
        }
    }

    /// Nil where there is none to be used, reported where there should be.
    private static func curve(_ finance: Cursor) -> RedemptionCurve? {
        let points = finance.items("curve").map {
            RedemptionCurve.Point(age: $0.whole("age"), share: $0.number("share"))
        }
        let isAsked = finance.node["estimator"]?.text == "curve"
        guard !points.isEmpty else {
            if isAsked {
                finance.report("curve", found: "no curve", expected: "a list of ages and shares: estimator is curve")
            }
            return nil
        }
        let pairs = zip(points, points.dropFirst())
        if !pairs.allSatisfy({ $0.age < $1.age }) {
            finance.report("curve", found: "ages that do not rise", expected: "each age above the one before")
            return nil
        }
        if !pairs.allSatisfy({ $0.share <= $1.share }) {
            finance.report(
                "curve", found: "a share that falls", expected: "shares redeemed so far, each at least the one before")
            return nil
        }
        return RedemptionCurve(points)
    }
}
