import LoyaltyModel

/// Reads an annual scheme.
enum AnnualDecoder {
    /// - Parameter hasPoints: whether the program has a points mechanic.
    static func decode(_ cursor: Cursor, hasPoints: Bool) -> AnnualMechanic {
        let form = form(cursor)
        let items = cursor.items("brackets")
        if items.isEmpty, cursor.isWritten("brackets") {
            cursor.report("brackets", found: "no bracket", expected: "one or more")
        }
        let brackets = items.map { bracket($0, form) }
        let measures = Set(brackets.compactMap(\.measure))
        if measures.count > 1 {
            cursor.report(
                "brackets", found: "brackets of \(measures.map(\.rawValue).sorted().joined(separator: " and "))",
                expected: "one measure in all brackets")
        } else if brackets.allSatisfy({ $0.measure != nil }) {
            cursor.reportUnlessAscending(brackets.map(\.bracket.from), "brackets")
        }
        if !hasPoints, form == .points || measures.contains(.points) {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path, found: "points, which the program does not have",
                expected: "a points mechanic beside it, or spend or visits paid as money or voucher")
        }
        return AnnualMechanic(
            measure: measures.first ?? .spend, brackets: brackets.map(\.bracket),
            year: cursor.choice("year", .calendar), form: form, countsOn: cursor.choice("counts_on", .net),
            appeal: cursor.number("appeal"))
    }

    private static func form(_ cursor: Cursor) -> AnnualMechanic.Form {
        let choice = cursor.optionalChoice("paid_as")
        let months = cursor.optionalWhole("valid")
        if (choice == "voucher") != cursor.isWritten("valid") {
            cursor.report(
                "valid", found: choice == "voucher" ? "nothing" : "a validity of what is no voucher",
                expected: choice == "voucher" ? "how long the voucher is valid" : "no valid, or paid_as: voucher")
        }
        switch choice {
        case "voucher": return .voucher(validMonths: months ?? 1)
        case "points": return .points
        default: return .money
        }
    }

    private static func bracket(
        _ cursor: Cursor, _ form: AnnualMechanic.Form
    ) -> (measure: AnnualMechanic.Measure?, bracket: AnnualMechanic.Bracket) {
        let thresholds: [(AnnualMechanic.Measure, Int64?)] = [
            (.spend, cursor.optionalMoney("spend")?.minor), (.visits, cursor.optionalWhole("visits").map(Int64.init)),
            (.points, cursor.optionalWhole("points").map(Int64.init)),
        ]
        let share = cursor.optionalMillionths("share")
        let (money, points) = (cursor.optionalMoney("bonus"), cursor.optionalWhole("bonus_points"))
        only(one: AnnualMechanic.Measure.allCases.map(\.rawValue), cursor)
        let bonus = only(one: ["share", "bonus", "bonus_points"], cursor)
        let threshold = thresholds.first { $0.1 != nil }
        let isPoints = form == .points
        if bonus == "bonus_points", !isPoints {
            cursor.report("bonus_points", found: "points", expected: "bonus, an amount of money, or paid_as: points")
        } else if bonus == "bonus", isPoints {
            cursor.report("bonus", found: "money", expected: "bonus_points, since it is paid as points")
        } else if bonus == "share", let measure = threshold?.0, measure != (isPoints ? .points : .spend) {
            cursor.report(
                "share", found: "a share of \(measure.rawValue) paid as \(isPoints ? "points" : "money")",
                expected: "a share of \(isPoints ? "points" : "spend"), or a fixed bonus")
        }
        let size = share.map { AnnualMechanic.Bonus.share($0) } ?? .fixed(money?.minor ?? points.map(Int64.init) ?? 0)
        return (threshold?.0, AnnualMechanic.Bracket(from: threshold?.1 ?? 0, bonus: size))
    }

    /// Reports unless exactly one of the keys is written; returns it.
    @discardableResult
    private static func only(one keys: [String], _ cursor: Cursor) -> String? {
        let written = keys.filter(cursor.isWritten)
        if written.count != 1 {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path,
                found: written.isEmpty ? "none of \(keys.joined(separator: ", "))" : written.joined(separator: " and "),
                expected: "exactly one of \(keys.joined(separator: ", "))")
        }
        return written.first
    }
}
