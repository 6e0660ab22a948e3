import LoyaltyModel

/// Reads a punch card.
enum PunchCardDecoder {
    static func decode(_ cursor: Cursor) -> PunchCardMechanic {
        let stamps = cursor.points("stamps")
        let (joining, newCard) = headStart(cursor.block("head_start"), stamps: stamps)
        return PunchCardMechanic(
            reward: reward(cursor, stamps: stamps), joiningStamps: joining, newCardStamps: newCard,
            minimumBill: cursor.money("minimum_bill"), validMonths: cursor.optionalWhole("valid"))
    }

    /// - Returns: the stamps on the first card, and on each later one.
    private static func headStart(_ cursor: Cursor, stamps: Points) -> (joining: Points, newCard: Points) {
        let given = (joining: cursor.points("joining"), newCard: cursor.points("new_card"))
        for (key, count) in [("joining", given.joining), ("new_card", given.newCard)] where count >= stamps {
            guard stamps > .zero else { break }
            cursor.report(key, found: "\(count.count)", expected: "fewer than a full card's \(stamps.count)")
        }
        return given
    }

    private static func reward(_ cursor: Cursor, stamps: Points) -> Reward {
        let kind: Reward.Kind = cursor.choice("kind", .freeProduct)
        let (faceValue, unitCost) = (cursor.optionalMoney("face_value"), cursor.optionalMoney("unit_cost"))
        let (upTo, costShare) = (cursor.optionalMoney("same_up_to"), cursor.optionalMillionths("cost_share"))
        let written = ["face_value", "unit_cost", "same_up_to", "cost_share"].filter(cursor.isWritten)
        if written != ["face_value", "unit_cost"], written != ["same_up_to", "cost_share"] {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path,
                found: written.isEmpty ? "no reward" : written.joined(separator: " and "),
                expected: "either face_value and unit_cost, or same_up_to and cost_share")
        }
        return Reward(
            name: PunchCardMechanic.rewardName, kind: kind, pointsPrice: stamps,
            faceValue: upTo ?? faceValue ?? .zero, unitCost: unitCost ?? .zero,
            availability: cursor.number("availability"), appeal: PointsDecoder.appeal(cursor, kind),
            ease: cursor.number("ease"), costMillionths: costShare,
            replacesMillionths: PointsDecoder.replaces(cursor, kind))
    }
}
