import LoyaltyModel

/// Reads one segment of a population.
enum SegmentDecoder {
    /// Mean purchases a day above which a segment is a mistake of units, not a customer base.
    static let mostPurchasesPerDay = 10.0

    static func decode(_ cursor: Cursor, unitDays: Double) -> Segment {
        let name = cursor.name("name")
        if name == "all" {
            cursor.report("name", found: "\"all\"", expected: "another name: it means all segments together")
        }
        let share = cursor.number("share")
        let purchase = purchase(cursor, unitDays: unitDays)
        let attrition = attrition(cursor, unitDays: unitDays)
        let basket = basket(cursor)
        var segment = Segment(
            name: name, share: share, purchase: purchase, attrition: attrition, basket: basket,
            marginMillionths: cursor.millionths("margin"), categories: categories(cursor),
            rewardSensitivity: cursor.multiplier("reward_sensitivity"),
            responseTraits: ResponseTraitsDecoder.decode(cursor.block("response_traits")),
            dependence: dependence(cursor))
        if let block = cursor.optionalBlock("covariance") {
            segment.timingCovariance = covariance(block, "timing", of: segment.timingParameters)
            segment.basketCovariance = covariance(block, "basket", of: segment.basketParameters)
            if block.isWritten("estimate") { segment.estimate = block.name("estimate") }
        }
        return segment
    }

    private static func covariance(_ block: Cursor, _ key: String, of parameters: [Double]) -> ParameterCovariance? {
        guard block.isWritten(key), let values = block.numbers(key) else { return nil }
        let count = parameters.count
        guard values.count == count * (count + 1) / 2 else {
            block.report(
                key, found: "\(values.count) numbers",
                expected: count == 0
                    ? "none: the segment's models have no parameters that a fit estimates"
                    : "\(count * (count + 1) / 2) for the \(count) parameters")
            return nil
        }
        guard let covariance = ParameterCovariance(lowerTriangle: values) else {
            block.report(key, found: "numbers that are no covariance", expected: "a positive semidefinite matrix")
            return nil
        }
        return covariance
    }

    private static func purchase(_ cursor: Cursor, unitDays: Double) -> PurchaseTiming {
        guard let (choice, inside) = cursor.oneOf("purchase") else { return .fixed(FixedRate(rate: 0)) }
        let model = inside.block(choice)
        let timing: PurchaseTiming
        let mean: Double
        switch choice {
        case "poisson-gamma":
            let parameters = PoissonGamma(r: model.number("r"), alpha: model.number("alpha"))
            (timing, mean) = (.poissonGamma(parameters), parameters.r / parameters.alpha)
        case "erlang-gamma":
            let parameters = ErlangGamma(k: model.whole("k"), r: model.number("r"), alpha: model.number("alpha"))
            (timing, mean) = (.erlangGamma(parameters), parameters.r / parameters.alpha / Double(parameters.k))
        case "gamma-gamma-gaps":
            let parameters = GammaGammaGaps(
                t: model.number("t"), gamma: model.number("gamma"), r: model.number("r"),
                alpha: model.number("alpha"))
            (timing, mean) = (.gammaGammaGaps(parameters), parameters.r / parameters.alpha)
        case "lognormal":
            let parameters = LognormalRate(mean: model.number("mean"), sigma: model.number("sigma"))
            (timing, mean) = (.lognormal(parameters), parameters.mean)
        default:
            let parameters = FixedRate(rate: model.number("rate"))
            (timing, mean) = (.fixed(parameters), parameters.rate)
        }
        let perDay = mean / unitDays
        if perDay.isFinite, perDay > mostPurchasesPerDay {
            cursor.report(
                "purchase", found: "a mean of \(PopulationDecoder.rounded(perDay)) purchases a day",
                expected: "at most \(ExactDecimal.plain(mostPurchasesPerDay)) (is the population's unit right?)")
        }
        return timing
    }

    private static func attrition(_ cursor: Cursor, unitDays: Double) -> Attrition {
        guard let (choice, inside) = cursor.oneOf("attrition"), choice != "none" else { return .none }
        let model = inside.block(choice)
        switch choice {
        case "exponential-gamma":
            return .exponentialGamma(ExponentialGamma(s: model.number("s"), beta: model.number("beta")))
        case "beta-geometric":
            return .betaGeometric(BetaGeometric(a: model.number("a"), b: model.number("b")))
        case "modified-beta-geometric":
            return .modifiedBetaGeometric(ModifiedBetaGeometric(a: model.number("a"), b: model.number("b")))
        case "gompertz-gamma":
            return .gompertzGamma(
                GompertzGamma(b: model.number("b"), s: model.number("s"), beta: model.number("beta")))
        default:
            let period = model.number("period")
            if period.isFinite, period * unitDays < 1 {
                model.report(
                    "period", found: "\(PopulationDecoder.rounded(period * unitDays)) days",
                    expected: "at least a day between renewals")
            }
            return .contract(
                ContractRenewal(alpha: model.number("alpha"), beta: model.number("beta"), period: period))
        }
    }

    private static func basket(_ cursor: Cursor) -> Basket {
        guard let (choice, inside) = cursor.oneOf("basket") else { return .fixed(FixedBasket(amount: 0)) }
        let model = inside.block(choice)
        switch choice {
        case "gamma-gamma":
            return .gammaGamma(
                GammaGamma(p: model.number("p"), q: model.number("q"), gamma: model.number("gamma")))
        case "lognormal":
            return .lognormal(
                LognormalBasket(
                    mean: model.number("mean"), between: model.number("between"), within: model.number("within")))
        default:
            // The amount is exact in the document; the model's baskets are real numbers of major units.
            let minor = Double(model.money("amount").minor)
            return .fixed(FixedBasket(amount: minor / Double(cursor.decoding.currency?.minorPerMajor ?? 1)))
        }
    }

    private static func categories(_ cursor: Cursor) -> [CategoryShare] {
        let shares = cursor.factors("categories")
        let sum = shares.reduce(0) { $0 + $1.millionths }
        if !shares.isEmpty, shares.count == cursor.node["categories"]?.entries?.count, sum != 1_000_000 {
            cursor.report(
                "categories", found: "shares that sum to \(ExactDecimal.text(sum, decimals: 6))",
                expected: "a sum of 1")
        }
        return shares.map { CategoryShare(name: $0.name, millionths: $0.millionths) }
    }

    private static func dependence(_ cursor: Cursor) -> Dependence? {
        guard let block = cursor.optionalBlock("dependence") else { return nil }
        let dependence = Dependence(
            purchaseAttrition: block.number("purchase_attrition"), purchaseBasket: block.number("purchase_basket"),
            purchaseSensitivity: block.number("purchase_sensitivity"),
            attritionBasket: block.number("attrition_basket"),
            attritionSensitivity: block.number("attrition_sensitivity"),
            basketSensitivity: block.number("basket_sensitivity"))
        if !isPositiveDefinite(dependence) {
            cursor.report(
                "dependence", found: "correlations that contradict each other",
                expected: "a positive definite correlation matrix")
        }
        return dependence
    }

    /// Whether Cholesky's factorisation of the correlation matrix goes through with positive pivots.
    private static func isPositiveDefinite(_ d: Dependence) -> Bool {
        let matrix = [
            [1, d.purchaseAttrition, d.purchaseBasket, d.purchaseSensitivity],
            [d.purchaseAttrition, 1, d.attritionBasket, d.attritionSensitivity],
            [d.purchaseBasket, d.attritionBasket, 1, d.basketSensitivity],
            [d.purchaseSensitivity, d.attritionSensitivity, d.basketSensitivity, 1],
        ]
        var lower = Array(repeating: Array(repeating: 0.0, count: 4), count: 4)
        for row in 0..<4 {
            for column in 0...row {
                let rest =
                    matrix[row][column]
                    - (0..<column).reduce(0) { $0 + lower[row][$1] * lower[column][$1] }
                if row == column {
                    guard rest > 1e-12 else { return false }
                    lower[row][row] = rest.squareRoot()
                } else {
                    lower[row][column] = rest / lower[column][column]
                }
            }
        }
        return true
    }
}
