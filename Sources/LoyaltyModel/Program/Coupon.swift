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

/// One member's coupons. At most one is used on a bill: the one that takes most off it, of equals the one that lapses
/// first, of these the one had first.
struct CouponWallet: Sendable {
    /// How a coupon came, and the address of the luck that says whether the member keeps it.
    enum Origin: Sendable {
        case offer(address: Int)
        /// - Parameter reach: the share of those it was sent to who have come as far as to have it.
        case message(address: Int, reach: Double)
    }

    struct Coupon: Sendable {
        let terms: CouponTerms
        /// How much it moves a member beside a large reward.
        let weight: Double
        /// Last day on which it can be used.
        let lastDay: Int32
        /// Nil once it is known whether the member keeps it.
        var undecided: Origin?
    }

    private var coupons: [Coupon] = []
    /// Whether luck is still to be asked about some.
    private(set) var hasUndecided = false

    var isEmpty: Bool { coupons.isEmpty }

    mutating func add(_ coupon: Coupon) {
        coupons.append(coupon)
        hasUndecided = hasUndecided || coupon.undecided != nil
    }

    /// Asks about each coupon that is still undecided, and drops those that the member does not keep. Returns the sum of
    /// the weights of those that are kept.
    mutating func decide(_ isKept: (Origin) -> Bool) -> Double {
        hasUndecided = false
        coupons.removeAll { coupon in coupon.undecided.map { !isKept($0) } ?? false }
        var kept = 0.0
        for place in coupons.indices where coupons[place].undecided != nil {
            coupons[place].undecided = nil
            kept += coupons[place].weight
        }
        return kept
    }

    /// Drops what has lapsed before `day`.
    mutating func turn(to day: Int32) { coupons.removeAll { $0.lastDay < day } }

    /// The last day of the coupon that lapses first; `Lot.noExpiry` if there is none.
    var nextExpiryDay: Int32 { coupons.lazy.map(\.lastDay).min() ?? Lot.noExpiry }

    /// Takes out the coupon that fits the bill best, and returns what it takes off and its weight; nil if none fits.
    mutating func useBest(bill: Int64, on day: Int32) -> (off: Int64, weight: Double)? {
        guard let best = best(bill: bill, on: day) else { return nil }
        return (best.off, coupons.remove(at: best.place).weight)
    }

    /// What the coupon that fits the bill best takes off, and its place; nil if none fits.
    mutating func best(bill: Int64, on day: Int32) -> (off: Int64, place: Int)? {
        turn(to: day)
        var best: (off: Int64, place: Int)?
        for (place, coupon) in coupons.enumerated() {
            let off = coupon.terms.off(bill: bill)
            guard off > 0 else { continue }
            guard let known = best else {
                best = (off, place)
                continue
            }
            if off > known.off || (off == known.off && coupon.lastDay < coupons[known.place].lastDay) {
                best = (off, place)
            }
        }
        return best
    }

    /// All that can be used on `day`, in the order in which they were had.
    func usable(on day: Int32) -> [Coupon] { coupons.filter { $0.lastDay >= day } }

    mutating func reset() {
        coupons.removeAll(keepingCapacity: true)
        hasUndecided = false
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
