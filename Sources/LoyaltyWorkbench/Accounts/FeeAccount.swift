import LoyaltyModel

/// Fees of one program in one world, earned evenly over the months that they pay for.
///
/// A fee's first month is the one in which it is paid. What is given back is taken from what is not yet earned, off the
/// fees of all months in proportion, and where that is not enough from what was.
///
/// Source: IFRS 15 35(a), B18, B48 to B51.
struct FeeAccount: Sendable {
    struct Month: Sendable, Hashable {
        var paid: Int64 = 0
        var refunded: Int64 = 0
        /// The part of what is given back that was not yet earned.
        var refundedUnearned: Int64 = 0
        var earned: Int64 = 0
        /// Not yet earned at the month's end.
        var deferred: Int64 = 0
    }

    private(set) var months: [Month] = []

    /// What is earned evenly from a month on, added or taken off.
    private struct Right {
        let start: Int
        let line: StraightLine
        let sign: Int64

        var end: Int { start + Int(line.periods) }

        func earned(in month: Int) -> Int64 { sign * line.revenue(of: Int64(month - start + 1)).minor }
        func deferred(_ month: Int) -> Int64 { sign * line.liability(atEndOf: Int64(month - start + 1)).minor }
    }

    private var rights: [Right] = []

    init(_ view: ArmView, _ flows: CohortFlows, arm: Int, terms: FinanceTerms) {
        var term = 12
        for case .paid(let paid) in view.program?.mechanics ?? [] { term = paid.every == .month ? 1 : 12 }
        let joining = view.program?.enrolment.fee.minor ?? 0
        for month in view.months {
            add(joining * view.value(.joined, month), in: month, over: terms.joiningFeeMonths)
            add(flows.sum(.feesPaid, arm: arm, month: month), in: month, over: term)
            end(
                month, paid: joining * view.value(.joined, month) + flows.sum(.feesPaid, arm: arm, month: month),
                refunded: flows.sum(.feesRefunded, arm: arm, month: month))
        }
    }

    private mutating func add(_ amount: Int64, in month: Int, over periods: Int, sign: Int64 = 1) {
        guard amount > 0 else { return }
        let line = StraightLine(ExactMoney(Money(minor: amount)), periods: Int64(periods))
        rights.append(Right(start: month, line: line, sign: sign))
    }

    private mutating func end(_ month: Int, paid: Int64, refunded: Int64) {
        let earned = rights.reduce(0) { $0 + $1.earned(in: month) }
        let deferred = rights.reduce(0) { $0 + $1.deferred(month) }
        let unearned = min(refunded, deferred)
        // By the month in which fees are used up: there the refunds of earlier months stand against them.
        var byEnd: [Int: Int64] = [:]
        for right in rights where right.end > month + 1 { byEnd[right.end, default: 0] += right.deferred(month) }
        var (before, taken): (Int64, Int64) = (0, 0)
        for (end, open) in byEnd.sorted(by: { $0.key < $1.key }) where unearned > 0 {
            before += open
            let share = Int64(Rounding.halfEven.divide(Int128(unearned) * Int128(before), by: Int128(deferred)))
            add(share - taken, in: month + 1, over: end - month - 1, sign: -1)
            taken = share
        }
        rights.removeAll { $0.end <= month + 1 }
        months.append(
            Month(
                paid: paid, refunded: refunded, refundedUnearned: unearned, earned: earned,
                deferred: deferred - unearned))
    }
}
