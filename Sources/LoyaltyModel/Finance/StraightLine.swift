/// An amount recognised evenly over a number of equal periods: a membership's fee, a level's benefits.
///
/// The cumulative amount is rounded half-even from the exact one, a period's is the difference of two of them, so the
/// periods add up to the rounded amount.
///
/// Source: IFRS 15 paragraphs 35(a) and B18: a right to stand ready is used up with time.
public struct StraightLine: Hashable, Sendable {
    public let amount: ExactMoney
    /// At least 1.
    public let periods: Int64

    public init(_ amount: ExactMoney, periods: Int64) {
        precondition(periods > 0, "a right lasts at least one period")
        self.amount = amount
        self.periods = periods
    }

    /// Recognised by the end of period `number`, counted from 1; all of it from the last period on.
    public func recognised(byEndOf number: Int64) -> Money {
        amount.part(min(max(number, 0), periods), of: periods)
    }

    public func revenue(of number: Int64) -> Money {
        recognised(byEndOf: number) - recognised(byEndOf: number - 1)
    }

    /// Not yet recognised at the end of a period.
    public func liability(atEndOf number: Int64) -> Money { amount.rounded - recognised(byEndOf: number) }
}
