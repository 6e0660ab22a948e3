import LoyaltyModel

/// Reads a paid membership.
enum PaidDecoder {
    /// - Parameters:
    ///   - hasPoints: whether the program has points, which a membership may multiply.
    ///   - enrolment: how customers become members.
    static func decode(_ cursor: Cursor, hasPoints: Bool, _ enrolment: EnrolmentTerms) -> PaidMechanic {
        var paid = PaidMechanic(
            fee: cursor.money("fee"), every: cursor.choice("every", .year), trial: trial(cursor),
            refund: cursor.choice("refund", .none), fullRefundDays: cursor.duration("refund_within"),
            pointsAtEnd: cursor.choice("points_at_end", .forfeit), discountMillionths: cursor.millionths("discount"),
            discountAppeal: cursor.number("discount_appeal"), earnMillionths: cursor.millionths("earn_multiplier"))
        if let delivery = cursor.optionalBlock("delivery") {
            (paid.deliveryValue, paid.deliveryCost) = (delivery.money("value"), delivery.money("cost"))
        }
        if let offers = cursor.optionalBlock("offers") {
            (paid.offersValue, paid.offersCost) = (offers.money("value"), offers.money("cost"))
        }
        cursor.reportMultiplierWithoutPoints(paid.earnMillionths, hasPoints: hasPoints)
        if paid.joiningFee > .zero, enrolment.invitation == .automatic {
            cursor.report(
                "fee", found: "a fee, and members who are not asked",
                expected: "enrolment.invited at the till or by mail, or a trial")
        }
        return paid
    }

    private static func trial(_ cursor: Cursor) -> PaidMechanic.Trial {
        guard let (choice, inside) = cursor.oneOf("trial") else { return .none }
        switch choice {
        case "days": return .days(inside.whole(choice))
        case "months": return .months(inside.whole(choice))
        default: return .none
        }
    }
}
