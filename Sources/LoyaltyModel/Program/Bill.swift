/// One purchase as a program sees it: what it is worth, and what has been paid of it otherwise than in money.
///
/// The order at the till: discounts, then vouchers, then points, then bonus; what is left is paid in money. Everything
/// is counted in minor units.
struct Bill: Sendable {
    /// Goods at their price before any redemption, without what a reward has taken the place of.
    private(set) var gross: Int64
    /// What the twin spends on the same purchase; −1 where it does not make it.
    let twin: Int64
    let segment: Int
    let day: Int32
    let month: Int32
    /// Taken off the price.
    var discounts: Int64 = 0
    /// Paid with vouchers, points and the like.
    var paidOtherwise: Int64 = 0

    init(gross: Int64, twin: Int64, segment: Int, day: Int32, month: Int32) {
        self.gross = gross
        self.twin = twin
        self.segment = segment
        self.day = day
        self.month = month
    }

    /// Goods of so much are not bought, because a reward is had in their place. Before anything comes off the price.
    mutating func shrink(by replaced: Int64) { gross -= replaced }

    /// What is still to be paid.
    var rest: Int64 { gross - discounts - paidOtherwise }

    /// The part of an amount that falls on goods that the twin buys too, thousandths: amount × min(gross, twin) ÷ gross.
    func twinThousandths(of amount: Int64) -> Int64 {
        MemberAccount.share(amount * 1000, min(gross, max(0, twin)), of: gross)
    }
}
