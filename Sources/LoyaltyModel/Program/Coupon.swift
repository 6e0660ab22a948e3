/// What a coupon takes off one bill.
public struct CouponTerms: Sendable, Hashable {
    /// Minor units; zero where a share is taken off.
    public var money: Money
    /// Of the price, in millionths; zero where money is taken off.
    public var shareMillionths: Int64
    /// Bills below this, after discounts, cannot use it.
    public var minimumBill: Money
    /// Share of customers who care for money off.
    public var appeal: Double

    public init(
        money: Money = .zero, shareMillionths: Int64 = 0, minimumBill: Money = .zero, appeal: Double = 0.75
    ) {
        self.money = money
        self.shareMillionths = shareMillionths
        self.minimumBill = minimumBill
        self.appeal = appeal
    }

    /// What it takes off a bill, rounded down to the minor unit; 0 where it cannot be used.
    func off(bill: Int64) -> Int64 {
        guard bill >= minimumBill.minor else { return 0 }
        let share = Int64(Int128(bill) * Int128(shareMillionths) / 1_000_000)
        return min(bill, money.minor + share)
    }
}

extension MemberAccount {
    /// Uses a coupon on a bill, after discounts.
    mutating func useCoupon<Sink: ProgramSink & ~Copyable>(_ bill: inout Bill, _ sink: inout Sink) {
        guard let (off, weight) = coupons.useBest(bill: bill.rest, on: bill.day) else { return }
        bill.discounts += off
        sink.add(.couponsUsed, 1)
        sink.add(.couponValue, off)
        sink.add(.rewardCost, off)
        sink.add(.rewardCostOnTwin, bill.twinThousandths(of: off))
        news.reward(weight)
    }

    /// Gives goods with a purchase: their cost falls on the twin as the bill does.
    mutating func giveGoods<Sink: ProgramSink & ~Copyable>(
        _ occasion: GoodsGiven.Occasion, _ offer: Int, costing cost: Int64, with bill: Bill, _ rules: RulesPointer,
        _ sink: inout Sink
    ) {
        give(
            GoodsGiven(
                occasion: occasion, cost: cost, onTwinThousandths: bill.twinThousandths(of: cost),
                weight: rules.pointee.weights.offers[offer]),
            rules, &sink)
    }
}
