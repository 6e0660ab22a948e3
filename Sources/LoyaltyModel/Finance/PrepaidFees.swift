/// Fees earned evenly over the months that they pay for, some of which are given back.
///
/// A fee's first month is the one in which it is paid. What is given back is taken from what is not yet earned, off the
/// fees of all months in proportion; where that is not enough, from what was. What is left of a month's fees is then
/// earned evenly over what is left of their time, so that one rounded line stands for them at any time, nothing is ever
/// negative, and what is paid is earned, given back or still deferred, to the minor unit.
///
/// Source: IFRS 15 35(a), B18, B48 to B51.
public struct PrepaidFees: Sendable {
    /// Minor units, none negative. deferred = deferred before + paid − earned − refundedUnearned.
    public struct Month: Sendable, Hashable {
        public var paid: Int64 = 0
        public var refunded: Int64 = 0
        /// The part of what is given back that was not yet earned.
        public var refundedUnearned: Int64 = 0
        public var earned: Int64 = 0
        /// Not yet earned at the month's end.
        public var deferred: Int64 = 0

        /// Of two kinds of fees together.
        public static func + (one: Month, other: Month) -> Month {
            Month(
                paid: one.paid + other.paid, refunded: one.refunded + other.refunded,
                refundedUnearned: one.refundedUnearned + other.refundedUnearned, earned: one.earned + other.earned,
                deferred: one.deferred + other.deferred)
        }
    }

    /// What is left of one month's fees, earned evenly from a month on.
    private struct Right {
        var start: Int
        var line: StraightLine

        var end: Int { start + Int(line.periods) }

        func earned(in month: Int) -> Int64 { line.revenue(of: Int64(month - start + 1)).minor }
        func deferred(atEndOf month: Int) -> Int64 { line.liability(atEndOf: Int64(month - start + 1)).minor }
    }

    /// Months that a fee pays for.
    private let term: Int
    private var rights: [Right] = []
    private var month = 0

    /// - Parameter term: at least 1.
    public init(term: Int) {
        precondition(term > 0, "a fee pays for one month at least")
        self.term = term
    }

    /// Ends a month; months are ended in order.
    ///
    /// - Precondition: neither amount is negative.
    public mutating func end(paid: Int64, refunded: Int64) -> Month {
        precondition(paid >= 0 && refunded >= 0, "fees paid and given back are not negative")
        if paid > 0 {
            rights.append(
                Right(start: month, line: StraightLine(ExactMoney(Money(minor: paid)), periods: Int64(term))))
        }
        let earned = rights.reduce(0) { $0 + $1.earned(in: month) }
        let open = rights.reduce(0) { $0 + $1.deferred(atEndOf: month) }
        let unearned = min(refunded, open)
        if unearned > 0 { take(unearned, of: open) }
        rights.removeAll { $0.end <= month + 1 }
        month += 1
        return Month(
            paid: paid, refunded: refunded, refundedUnearned: unearned, earned: earned, deferred: open - unearned)
    }

    /// Takes a part off what is open at the month's end, in proportion; the rest starts anew in the next month.
    private mutating func take(_ part: Int64, of open: Int64) {
        var (before, taken): (Int64, Int64) = (0, 0)
        for place in rights.indices {
            let own = rights[place].deferred(atEndOf: month)
            guard own > 0 else { continue }
            before += own
            // Rounded on the running sum, so that the shares add up; none is more than its own, as part ≤ open.
            let share = Int64(Rounding.halfEven.divide(Int128(part) * Int128(before), by: Int128(open)))
            let left = own - (share - taken)
            taken = share
            let periods = Int64(rights[place].end - month - 1)
            rights[place] = Right(
                start: month + 1, line: StraightLine(ExactMoney(Money(minor: left)), periods: periods))
        }
    }
}
