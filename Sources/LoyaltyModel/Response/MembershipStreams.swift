/// What levels and paid memberships offer to a customer.
extension ProgramOffer {
    /// Each level is within reach once what leads to it has come together, within the window. Its gift is worth its
    /// share of what leads to it. Nobody waits for levels of which the first gives something.
    static func tiers(_ mechanic: TierMechanic) -> [ValueStream] {
        let isEarned = mechanic.levels.first.map { !$0.givesAnything } ?? false
        return mechanic.levels.map { level in
            var stream = ValueStream(
                perMoney: mechanic.discountAppeal * Double(level.discountMillionths) / 1e6,
                perDay: Double(level.perksValue.minor) / CalendarDate.meanDaysPerYear,
                ofPointsValue: Double(level.earnMillionths) / 1e6 - 1, withinDays: mechanic.window.meanDays,
                isReward: isEarned)
            let from = Double(level.from)
            let gift = level.gift.map { $0.appeal * Double($0.faceValue.minor) / max(1, from) } ?? 0
            switch mechanic.metric {
            case .spend: (stream.waitSpending, stream.perMoney) = (from, stream.perMoney + gift)
            case .visits: (stream.waitPurchases, stream.perPurchase) = (from, gift)
            case .points: (stream.waitPoints, stream.perPoint) = (from, gift)
            }
            return stream
        }
    }

    /// All that a paid membership gives, at once; the fee is weighed where it is paid.
    static func paid(_ mechanic: PaidMechanic) -> ValueStream {
        ValueStream(
            perMoney: mechanic.discountAppeal * Double(mechanic.discountMillionths) / 1e6,
            perPurchase: Double(mechanic.deliveryValue.minor),
            perDay: Double(mechanic.offersValue.minor) / CalendarDate.meanDaysPerYear,
            ofPointsValue: Double(mechanic.earnMillionths) / 1e6 - 1)
    }
}
