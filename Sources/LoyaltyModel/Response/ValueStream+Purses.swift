/// What cards beside points, cashback and annual schemes offer.
extension ProgramOffer {
    private static let daysInYear = 12 * CalendarDate.meanDaysPerMonth

    /// A full card, after one cycle from an empty one.
    static func card(_ card: CardRules) -> ValueStream {
        ValueStream(
            perPurchase: card.reward.worth / card.reward.pointsFromZero, waitPurchases: card.reward.pointsFromZero,
            withinDays: card.lifeDays, leastBasket: Double(card.minimumBill),
            fullBasket: Double(card.reward.same?.upTo ?? 0), isReward: true)
    }

    /// Each bracket, once its spending and the minimum payout have come together, and half a payout period after.
    static func cashback(_ mechanic: CashbackMechanic) -> [ValueStream] {
        let period =
            mechanic.payout == .atOnce ? 0 : Double(mechanic.payout.everyMonths) * CalendarDate.meanDaysPerMonth
        return mechanic.brackets.filter { $0.shareMillionths > 0 }.map { bracket in
            let share = Double(bracket.shareMillionths) / 1e6
            var stream = ValueStream(
                perMoney: mechanic.appeal * share, waitDays: period / 2,
                waitSpending: Double(bracket.from.minor) + Double(mechanic.minimumPayout.minor) / share,
                leastBasket: Double(mechanic.minimumBill.minor), isReward: true)
            stream.needs = [
                ValueStream.Need(spending: Double(bracket.from.minor), withinDays: mechanic.window.meanDays)
            ]
            if case .bonus(let months) = mechanic.form {
                stream.waitPurchases = 1
                let life = months.map { Double($0) * CalendarDate.meanDaysPerMonth } ?? .infinity
                stream.needs.append(ValueStream.Need(purchases: 1, withinDays: life))
            }
            if let cap = mechanic.cap {
                let months = cap.period == .month ? 1.0 : 12.0
                stream.mostPerDay =
                    mechanic.appeal * Double(cap.amount.minor) / (months * CalendarDate.meanDaysPerMonth)
            }
            return stream
        }
    }

    /// Each bracket that a year at the customer's pace reaches, half a year away on average.
    static func annual(_ rules: RulesPointer, segment: Int) -> [ValueStream] {
        let mechanic = rules.pointee.annual.mechanic
        let earn = rules.pointee.points.earn.expectation(segment: segment)
        // In points a bonus is worth what the best use of them is.
        let unitWorth =
            mechanic.form == .points
            ? ProgramOffer(rules.pointee.points, segment: segment).goals.map(\.worthPerPoint).max() ?? 0
            : mechanic.appeal
        return mechanic.brackets.map { bracket in
            var stream = ValueStream(waitDays: daysInYear / 2, isReward: mechanic.form != .points)
            switch bracket.bonus {
            case .fixed(let bonus): stream.perDay = unitWorth * Double(bonus) / daysInYear
            case .share(let millionths) where mechanic.measure == .points:
                stream.perMoney = unitWorth * Double(millionths) / 1e6 * earn.perMinor
                stream.perPurchase = unitWorth * Double(millionths) / 1e6 * earn.perVisit
            case .share(let millionths): stream.perMoney = unitWorth * Double(millionths) / 1e6
            }
            var need = ValueStream.Need(withinDays: daysInYear)
            switch mechanic.measure {
            case .spend: need.spending = Double(bracket.from)
            case .visits: need.purchases = Double(bracket.from)
            case .points:
                need.points = Double(bracket.from)
                (need.pointsPerMinor, need.pointsPerPurchase) = earn
            }
            stream.needs = [need]
            if case .voucher = mechanic.form { stream.mostBasketsPerDay = mechanic.appeal / daysInYear }
            return stream
        }
    }
}
