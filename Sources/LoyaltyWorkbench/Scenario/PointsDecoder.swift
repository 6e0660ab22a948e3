import LoyaltyModel

/// Reads a points mechanic.
enum PointsDecoder {
    static func decode(_ cursor: Cursor) -> PointsMechanic {
        PointsMechanic(
            earn: earn(cursor.block("earn")), pendingDays: cursor.duration("pending"), expiry: expiry(cursor),
            rewards: cursor.named("rewards").map(reward), asMoney: asMoney(cursor), conversion: conversion(cursor))
    }

    private static func earn(_ cursor: Cursor) -> EarnRule {
        EarnRule(
            perMoneyMillionths: cursor.millionths("per_money"), perVisit: cursor.points("per_visit"),
            categories: cursor.factors("categories").map {
                CategoryMultiplier(name: $0.name, millionths: $0.millionths)
            },
            bonusDays: cursor.items("bonus_days").map(bonusDays), rounding: cursor.choice("rounding", .floor),
            roundEach: cursor.choice("round_each", .basket), earnsOn: cursor.choice("earns_on", .net))
    }

    private static func bonusDays(_ cursor: Cursor) -> BonusDays {
        let weekday = cursor.optionalChoice("weekday")
        let (from, to) = (cursor.optionalDate("from"), cursor.optionalDate("to"))
        let multiplier = cursor.millionths("multiplier")
        let written = ["weekday", "from", "to"].filter(cursor.isWritten)
        if written != ["weekday"], written != ["from", "to"] {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path,
                found: written.isEmpty ? "no days" : written.joined(separator: " and "),
                expected: "either weekday, or from and to")
        }
        if let from, let to {
            if to < from {
                cursor.report("to", found: to.description, expected: "a date on or after from, \(from)")
            }
            return BonusDays(when: .dates(from, to), millionths: multiplier)
        }
        let day = weekday.flatMap { number(ofWeekday: $0) }
        return BonusDays(when: .weekday(day ?? 1), millionths: multiplier)
    }

    /// 1 for Monday to 7 for Sunday.
    private static func number(ofWeekday name: String) -> Int? {
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
            .firstIndex(of: name).map { $0 + 1 }
    }

    private static func expiry(_ cursor: Cursor) -> Expiry {
        guard let (choice, inside) = cursor.oneOf("expiry") else { return .never }
        switch choice {
        case "rolling": return .rolling(months: inside.duration(choice))
        case "end-of-month": return .endOfMonth(months: inside.duration(choice))
        case "end-of-year": return .endOfYear(years: inside.duration(choice))
        case "inactivity": return .inactivity(months: inside.duration(choice))
        case "fixed-date": return inside.optionalDate(choice).map { .fixedDate($0) } ?? .never
        default: return .never
        }
    }

    private static func reward(_ cursor: Cursor) -> Reward {
        let name = cursor.name("name")
        let kind = cursor.optionalChoice("kind").flatMap { Reward.Kind(rawValue: $0) }
        return Reward(
            name: name, kind: kind ?? .freeProduct, pointsPrice: cursor.points("points_price"),
            faceValue: cursor.money("face_value"), unitCost: cursor.money("unit_cost"),
            availability: cursor.number("availability"), stock: SharedLimitDecoder.stock(cursor),
            appeal: appeal(cursor, kind), ease: cursor.number("ease"), replacesMillionths: replaces(cursor, kind))
    }

    /// What of a reward's worth takes the place of a purchase: only what the shop sells can.
    static func replaces(_ cursor: Cursor, _ kind: Reward.Kind?) -> Int64 {
        let share = cursor.millionths("replaces")
        if share > 0, let kind, !kind.isOwnGoods {
            let own = Reward.Kind.allCases.filter(\.isOwnGoods).map(\.rawValue)
            cursor.report(
                "replaces", found: "a \(kind.rawValue) that takes the place of a purchase",
                expected: "0, or a reward that the shop sells: \(NearestName.oneOf(own))")
        }
        return share
    }

    static func appeal(_ cursor: Cursor, _ kind: Reward.Kind?) -> Double {
        if let appeal = cursor.optionalNumber("appeal") { return appeal }
        guard let kind, !cursor.isWritten("appeal") else { return 1 }
        guard let share = RewardAppeal.share(kind) else {
            cursor.report(
                "appeal", found: "nothing", expected: "a share: no survey figure is known for \(kind.rawValue)")
            return 1
        }
        cursor.resolved.add("appeal", .scalar(ExactDecimal.text(share)))
        return share
    }

    private static func asMoney(_ cursor: Cursor) -> PointsAsMoney? {
        cursor.optionalBlock("as_money").map { asMoney($0) }
    }

    /// A till that takes points.
    static func asMoney(_ block: Cursor) -> PointsAsMoney {
        let points = block.points("points")
        let value = block.money("value")
        let minimum = block.optionalWhole("minimum").map { Points(Int64($0)) }
        return PointsAsMoney(points: points, value: value, minimum: minimum ?? points)
    }

    private static func conversion(_ cursor: Cursor) -> VoucherConversion? {
        guard let block = cursor.optionalBlock("conversion") else { return nil }
        return VoucherConversion(
            points: block.points("points"), value: block.money("voucher"), validMonths: block.duration("valid"))
    }
}
