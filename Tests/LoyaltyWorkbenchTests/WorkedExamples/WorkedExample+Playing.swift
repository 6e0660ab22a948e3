import LoyaltyModel
import LoyaltyWorkbench

extension WorkedExample {
    /// Plays the story by the program's rules; sentences about everything that came out otherwise than worked out.
    func disagreements() -> [String] {
        let dates = days.map(\.date)
        guard let first = dates.first, let last = dates.last, dates == dates.sorted() else {
            return ["the days are not in order"]
        }
        var replay = MemberReplay(program, basket: basket, currency: currency, dates: first...last)
        replay.takesAll = true
        var found: [String] = []
        for day in days {
            if day.joins { replay.join(on: day.date, birthday: day.birthday, referred: day.referred) }
            if day.leaves { replay.leave(on: day.date) }
            if let renews = day.renews { replay.renews = renews }
            if let isAmongBest = day.isAmongBest { replay.isAmongBest = isAmongBest }
            if let refund = day.refund { replay.takeBack(refund.amount, boughtOn: refund.boughtOn, on: day.date) }
            var receipt = MemberReplay.Receipt()
            var refused = false
            do throws(MemberReplay.Refusal) {
                if day.bringsFriend { try replay.bringFriend(on: day.date) }
                if let visit = day.visit { receipt = try replay.visit(visit, on: day.date) }
            } catch {
                refused = true
            }
            let standing = replay.standing(on: day.date)
            let observed = observations(receipt, refused: refused, standing)
            if refused, !day.expected.contains(where: { $0.key == "refused" }) {
                found.append("line \(day.line): the member is refused what is asked for")
            }
            found += day.expected.compactMap { Self.disagreement($0, observed) }
            found += brokenIdentities(standing).map { "line \(day.line): \($0)" }
        }
        return found
    }

    /// What can stand under `then`: the number of decimals, and what the rules gave.
    private enum Observation {
        case number(Int64, decimals: Int)
        case word(String)

        var text: String {
            switch self {
            case .number(let value, let decimals): ExactDecimal.text(value, decimals: decimals)
            case .word(let word): word
            }
        }
    }

    private func observations(
        _ receipt: MemberReplay.Receipt, refused: Bool, _ standing: MemberReplay.Standing
    ) -> [String: Observation] {
        func money(_ money: Money) -> Observation { .number(money.minor, decimals: currency.exponent) }
        func count(_ points: Points) -> Observation { .number(points.count, decimals: 0) }
        return [
            // Of this visit.
            "earns": count(receipt.earned), "pays": money(receipt.money), "points_pay": money(receipt.points),
            "voucher_pays": money(receipt.voucher), "discounted": money(receipt.discount),
            "billed": money(receipt.partnerBilled), "reimbursed": money(receipt.partnerReimbursed),
            "coupon_pays": money(receipt.coupon), "bonus_pays": money(receipt.bonus),
            "refused": .word(refused ? "true" : "false"),
            // At this moment.
            "balance": count(standing.balance), "usable": count(standing.usable),
            "waiting": count(standing.balance - standing.usable),
            "vouchers": money(standing.vouchers.map(\.value).reduce(.zero, +)),
            "voucher_until": .word(standing.vouchers.first?.lastDay.description ?? "none"),
            "coupons": .number(Int64(standing.couponDays.count), decimals: 0),
            "coupon_until": .word(standing.couponDays.first?.description ?? "none"),
            "last_message": .word(standing.messages.last.map { "\($0.name) \($0.date)" } ?? "none"),
            "stamps": count(standing.purses.stamps), "cashback_pending": money(standing.purses.cashbackPending),
            "bonus": money(standing.purses.bonus),
            "this_year": .number(standing.purses.thisYear, decimals: countsSpending ? currency.exponent : 0),
            // Since joining.
            "cashback_paid": money(standing.purses.cashbackPaid),
            "cashback_expired": money(standing.purses.cashbackExpired),
            "annual_granted": money(standing.purses.annualGranted),
            "issued": count(standing.total(.issued)), "redeemed": count(standing.total(.redeemed)),
            "expired": count(standing.total(.expired)), "activated": count(standing.total(.pendingActivated)),
            "reward_cost": money(standing.rewardCost), "statements": .number(standing.statements, decimals: 0),
            "fees": money(standing.fees), "level": .word(standing.level ?? "none"),
            "donated": money(standing.donated), "missions": .number(standing.missions, decimals: 0),
            "streaks": .number(standing.streaks, decimals: 0), "badges": .number(standing.badges, decimals: 0),
            "messages": .number(Int64(standing.messages.count), decimals: 0),
            "gifts": .number(standing.gifts, decimals: 0),
        ]
    }

    /// Whether what adds up over a year is money.
    private var countsSpending: Bool {
        program.mechanics.contains { if case .annual(let annual) = $0 { annual.measure == .spend } else { false } }
    }

    private static func disagreement(_ expected: Expectation, _ observed: [String: Observation]) -> String? {
        guard let found = observed[expected.key] else {
            return "line \(expected.line): \(expected.key) is nothing that can be looked at"
        }
        if case .number(let value, let decimals) = found,
            ExactDecimal.scaled(expected.value, decimals: decimals) == value
        {
            return nil
        }
        if found.text == expected.value { return nil }
        return "line \(expected.line): \(expected.key) is \(found.text), the example says \(expected.value)"
    }

    /// What must hold for every member on every day.
    private func brokenIdentities(_ standing: MemberReplay.Standing) -> [String] {
        let closing = standing.total(.issued) - standing.total(.redeemed) - standing.total(.expired)
        var broken: [String] = []
        if closing != standing.balance { broken.append("postings sum to \(closing.count), not to the balance") }
        if standing.usable.count < 0 || standing.usable > standing.balance { broken.append("usable points not held") }
        return broken
    }
}
