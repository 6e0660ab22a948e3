import LoyaltyModel

/// Reads a campaign.
enum CampaignDecoder {
    static func decode(_ cursor: Cursor) -> CampaignMechanic {
        CampaignMechanic(messages: cursor.named("messages").map(message))
    }

    /// Points given by messages mean nothing in a program without points.
    static func reportPoints(_ cursor: Cursor) {
        for element in cursor.node["messages"]?.elements ?? [] {
            guard let points = element["points"] else { continue }
            let name = element["name"]?.text ?? ""
            cursor.decoding.report(
                points.place, path: cursor.pathOf("messages.\(name).points"), found: points.found,
                expected: "a points mechanic beside the campaign")
        }
    }

    private static func message(_ cursor: Cursor) -> CampaignMessage {
        let name = cursor.name("name")
        let trigger = trigger(cursor)
        var message = CampaignMessage(
            name: name, trigger: trigger, unitCost: cursor.fineMoney("unit_cost"), open: cursor.number("open"),
            gift: gift(cursor), coupon: coupon(cursor),
            points: Points(Int64(cursor.optionalWhole("points") ?? 0)))
        let brings = message.gift != nil || message.coupon != nil || message.points > .zero
        message.click = cursor.optionalNumber("click") ?? (brings ? 1 : MessageHabits.click)
        if !cursor.isWritten("click") { cursor.resolved.add("click", .scalar(ExactDecimal.text(message.click))) }
        return message
    }

    private static func trigger(_ cursor: Cursor) -> CampaignMessage.Trigger {
        let written = cursor.oneOf("when")
        let times = cursor.optionalWhole("times")
        if cursor.isWritten("times"), let choice = written?.choice, choice != "silence" {
            cursor.report("times", found: "times without silence", expected: "times beside \"silence\" only")
        }
        guard let (choice, inside) = written else { return .monthEnd }
        switch choice {
        case "every": return .every(days: inside.duration(choice))
        case "before-expiry": return .beforeExpiry(days: inside.duration(choice))
        case "reward-waiting": return .rewardWaiting(days: inside.duration(choice))
        case "before-renewal": return .beforeRenewal(days: inside.duration(choice))
        case "silence": return .silence(days: inside.duration(choice), times: times ?? 1)
        case "birthday": return .birthday
        case "surprise": return .surprise(probability: inside.number(choice))
        default: return .monthEnd
        }
    }

    private static func gift(_ cursor: Cursor) -> CampaignMessage.Gift? {
        guard let gift = cursor.optionalBlock("gift") else { return nil }
        return CampaignMessage.Gift(
            faceValue: gift.money("face_value"), unitCost: gift.money("unit_cost"), appeal: gift.number("appeal"))
    }

    private static func coupon(_ cursor: Cursor) -> CampaignMessage.Coupon? {
        guard let coupon = cursor.optionalBlock("coupon") else { return nil }
        return CampaignMessage.Coupon(terms: coupon.coupon(), validDays: coupon.duration("valid"))
    }
}

/// How members treat mail, where nothing better is known.
enum MessageHabits {
    /// 17.1 % of retail mails are opened, and 5.8 % of these clicked; members 40 % more, with 22 % more clicks per mail.
    static let open = 0.24
    static let click = 0.05
    static let source =
        "Campaign Monitor 2022, retail: 17.1 % opened, 5.8 % of these clicked; trade article "
        + "(\"expert data\"): members open 40 % more and click 22 % more"
}

extension Cursor {
    /// What a coupon takes off; either money or a share.
    func coupon() -> CouponTerms {
        let (money, share) = (optionalMoney("money"), optionalMillionths("share"))
        if isWritten("money") == isWritten("share") {
            decoding.report(
                node.place, path: path, found: isWritten("money") ? "money and share" : "neither money nor share",
                expected: "either money or a share of the price to take off")
        }
        return CouponTerms(
            money: money ?? .zero, shareMillionths: share ?? 0, minimumBill: self.money("minimum_bill"),
            appeal: number("appeal"))
    }
}
