import LoyaltyModel

/// Reads a referral.
enum ReferralDecoder {
    static func decode(_ cursor: Cursor) -> ReferralMechanic {
        let cap = cursor.optionalBlock("cap")
        return ReferralMechanic(
            trigger: cursor.choice("released_by", .firstPurchase), referrer: gift(cursor, "referrer"),
            friend: gift(cursor, "friend"), cap: cap?.optionalWhole("rewards"),
            capWindow: cap?.window("window") ?? .lifetime)
    }

    private static func gift(_ cursor: Cursor, _ key: String) -> Gift {
        guard let (choice, inside) = cursor.oneOf(key) else { return .none }
        switch choice {
        case "points": return .points(inside.points(choice))
        case "money": return .money(inside.money(choice))
        case "voucher":
            let voucher = inside.block(choice)
            return .voucher(voucher.money("value"), validMonths: voucher.duration("valid"))
        default: return .none
        }
    }

    /// Reports points that nobody could spend.
    static func reportPointsWithoutPoints(_ referral: ReferralMechanic, _ cursor: Cursor) {
        for (key, gift) in [("referrer", referral.referrer), ("friend", referral.friend)] {
            guard case .points = gift else { continue }
            cursor.report(
                key, found: "points in a program without a points mechanic",
                expected: "voucher or money, or a points mechanic beside it")
        }
    }
}
