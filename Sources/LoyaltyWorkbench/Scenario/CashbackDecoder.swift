import LoyaltyModel

/// Reads a cashback.
enum CashbackDecoder {
    static func decode(_ cursor: Cursor) -> CashbackMechanic {
        CashbackMechanic(
            brackets: cursor.shareOrBrackets(), window: cursor.window("window"),
            crossing: cursor.choice("crossing", .before), minimumBill: cursor.money("minimum_bill"),
            earnsOn: cursor.choice("earns_on", .net), carriesFractions: cursor.flag("carry_fractions"),
            form: form(cursor), payout: cursor.choice("payout", .monthly),
            minimumPayout: cursor.money("minimum_payout"), cap: cap(cursor), appeal: cursor.number("appeal"))
    }

    private static func form(_ cursor: Cursor) -> CashbackMechanic.Form {
        let months = cursor.optionalWhole("valid")
        guard cursor.optionalChoice("paid_as") == "bonus" else {
            if cursor.isWritten("valid") {
                cursor.report(
                    "valid", found: "a cashback in money that runs out",
                    expected: "no valid, or paid_as: bonus, which is used on later bills")
            }
            return .money
        }
        return .bonus(validMonths: months)
    }

    private static func cap(_ cursor: Cursor) -> CashbackMechanic.Cap? {
        guard let block = cursor.optionalBlock("cap") else { return nil }
        return CashbackMechanic.Cap(amount: block.money("amount"), period: block.choice("per", .year))
    }
}

extension Cursor {
    /// A share of every bill, or brackets of shares.
    func shareOrBrackets() -> [DiscountMechanic.Bracket] {
        let share = optionalMillionths("share")
        let brackets = items("brackets").map {
            DiscountMechanic.Bracket(from: $0.money("from"), shareMillionths: $0.millionths("share"))
        }
        if isWritten("share") != brackets.isEmpty {
            decoding.report(
                node.place, path: path, found: brackets.isEmpty ? "neither share nor brackets" : "share and brackets",
                expected: "either share, the same on all spending, or brackets, by what has been spent")
        }
        reportUnlessAscending(brackets.map(\.from), "brackets")
        return share.map { [DiscountMechanic.Bracket(from: .zero, shareMillionths: $0)] } ?? brackets
    }
}
