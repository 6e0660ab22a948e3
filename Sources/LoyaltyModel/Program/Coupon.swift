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
    struct Coupon: Sendable {
        let terms: CouponTerms
        /// Last day on which it can be used.
        let lastDay: Int32
        /// The address of the luck that says whether the member keeps it; nil once that is known.
        var undecided: Int?
    }

    private var coupons: [Coupon] = []
    /// Whether luck is still to be asked about some.
    private(set) var hasUndecided = false

    var isEmpty: Bool { coupons.isEmpty }

    mutating func add(_ coupon: Coupon) {
        coupons.append(coupon)
        hasUndecided = hasUndecided || coupon.undecided != nil
    }

    /// Asks about each coupon that is still undecided, and drops those that the member does not keep. Returns how many
    /// of them are kept.
    mutating func decide(_ isKept: (_ address: Int) -> Bool) -> Int {
        hasUndecided = false
        coupons.removeAll { coupon in coupon.undecided.map { !isKept($0) } ?? false }
        var kept = 0
        for place in coupons.indices where coupons[place].undecided != nil {
            coupons[place].undecided = nil
            kept += 1
        }
        return kept
    }

    /// Drops what has lapsed before `day`.
    mutating func turn(to day: Int32) { coupons.removeAll { $0.lastDay < day } }

    /// The last day of the coupon that lapses first; `Lot.noExpiry` if there is none.
    var nextExpiryDay: Int32 { coupons.lazy.map(\.lastDay).min() ?? Lot.noExpiry }

    /// Takes out the coupon that fits the bill best, and returns what it takes off; 0 if none fits.
    mutating func useBest(bill: Int64, on day: Int32) -> Int64 {
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
        guard let best else { return 0 }
        coupons.remove(at: best.place)
        return best.off
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
        let off = coupons.useBest(bill: bill.rest, on: bill.day)
        guard off > 0 else { return }
        bill.discounts += off
        sink.add(.couponsUsed, 1)
        sink.add(.couponValue, off)
        sink.add(.rewardCost, off)
        sink.add(.rewardCostOnTwin, bill.twinThousandths(of: off))
        news.rewarded = true
    }

    /// Hands out goods with a purchase: their cost falls on the twin as the bill does.
    func giveGoods<Sink: ProgramSink & ~Copyable>(costing cost: Int64, with bill: Bill, _ sink: inout Sink) {
        sink.add(.rewardCost, cost)
        sink.add(.rewardCostOnTwin, bill.twinThousandths(of: cost))
    }
}
