import LoyaltyModel

/// Reads a tiers mechanic.
enum TierDecoder {
    /// - Parameter hasPoints: whether the program has points, which levels may count and multiply.
    static func decode(_ cursor: Cursor, hasPoints: Bool) -> TierMechanic {
        let metric: TierMechanic.Metric = cursor.choice("metric", .spend)
        let window = cursor.window("window")
        var tiers = TierMechanic(
            metric: metric, window: window,
            levels: cursor.named("levels").map { level($0, metric, hasPoints: hasPoints) },
            promotion: cursor.choice("promotion", .atOnce), demotion: cursor.choice("demotion", .full),
            roundingOrder: cursor.choice("rounding_order", .before), discountAppeal: cursor.number("discount_appeal"))
        tiers.graceMonths = grace(cursor, tiers)
        if metric == .points, !hasPoints {
            cursor.report("metric", found: "points", expected: "a program that has points beside these levels")
        }
        judge(tiers.levels, cursor)
        return tiers
    }

    private static func level(_ cursor: Cursor, _ metric: TierMechanic.Metric, hasPoints: Bool) -> TierMechanic.Level {
        let perks = cursor.optionalBlock("perks")
        let level = TierMechanic.Level(
            name: cursor.name("name"), from: threshold(cursor, metric),
            earnMillionths: cursor.millionths("earn_multiplier"), discountMillionths: cursor.millionths("discount"),
            gift: cursor.optionalBlock("gift").map(gift), perksValue: perks?.money("value") ?? .zero,
            perksCost: perks?.money("cost") ?? .zero)
        cursor.reportMultiplierWithoutPoints(level.earnMillionths, hasPoints: hasPoints)
        return level
    }

    /// Money with the currency's decimals, or a whole number of visits or points.
    private static func threshold(_ cursor: Cursor, _ metric: TierMechanic.Metric) -> Int64 {
        let millionths = cursor.millionths("from")
        let decimals = metric == .spend ? (cursor.decoding.currency?.exponent ?? 4) : 0
        let unit = (0..<(6 - decimals)).reduce(Int64(1)) { product, _ in product * 10 }
        if millionths % unit != 0 {
            cursor.report(
                "from", found: ExactDecimal.text(millionths, decimals: 6),
                expected: metric == .spend ? "an amount of money" : "a whole number of \(metric.rawValue)")
        }
        return millionths / unit
    }

    private static func gift(_ cursor: Cursor) -> TierMechanic.Gift {
        let kind = cursor.optionalChoice("kind").flatMap { Reward.Kind(rawValue: $0) }
        return TierMechanic.Gift(
            kind: kind ?? .freeProduct, faceValue: cursor.money("face_value"), unitCost: cursor.money("unit_cost"),
            appeal: PointsDecoder.appeal(cursor, kind))
    }

    private static func grace(_ cursor: Cursor, _ tiers: TierMechanic) -> Int {
        let isYearly = tiers.window == .calendarYear || tiers.window == .anniversary
        guard cursor.isWritten("grace") else {
            let usual = isYearly ? 12 : 0
            cursor.resolved.add("grace", .scalar(ResolvedBlock.quoted("\(usual) months")))
            return usual
        }
        let months = cursor.optionalDuration("grace") ?? 0
        if tiers.window == .lifetime {
            cursor.report("grace", found: "a grace", expected: "none: what counts for a lifetime is never reviewed")
        } else if isYearly, tiers.promotion == .atReview, months == 0 {
            cursor.report(
                "grace", found: "0 months",
                expected: "a grace: a level given at the year's end is valid only after it")
        }
        return months
    }

    private static func judge(_ levels: [TierMechanic.Level], _ cursor: Cursor) {
        if let first = levels.first, first.from != 0 {
            cursor.report(
                "levels", found: "\"\(first.name)\" as the first level, not from 0",
                expected: "a first level from 0, where everybody starts")
        }
        if levels.isEmpty {
            cursor.report("levels", found: "no level", expected: "at least one, from 0, where everybody starts")
        }
        if levels.first?.gift != nil {
            cursor.report(
                "levels", found: "a gift at the first level",
                expected: "gifts at higher levels: nobody reaches the first")
        }
        cursor.reportUnlessAscending(levels.map(\.from), "levels")
    }
}

extension Cursor {
    func reportMultiplierWithoutPoints(_ millionths: Int64, hasPoints: Bool) {
        if !hasPoints, millionths != 1_000_000 {
            report(
                "earn_multiplier", found: "a multiplier of no points", expected: "a program that has points beside it")
        }
    }
}
