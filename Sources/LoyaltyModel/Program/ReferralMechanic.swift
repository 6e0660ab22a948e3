/// A reward for both sides when a member brings a friend who buys.
public struct ReferralMechanic: Sendable, Hashable {
    /// The friend's purchase that releases the rewards.
    public enum Trigger: String, CaseIterable, Sendable {
        case firstPurchase = "first-purchase"
        case secondPurchase = "second-purchase"
    }

    public var trigger: Trigger
    /// For the member who brought a friend.
    public var referrer: Gift
    /// For the friend, at the purchase that releases the rewards; it pays of later bills.
    public var friend: Gift
    /// Rewards that a member gets at most within the window; nil for any number. Friends beyond it still come, and
    /// still have theirs.
    public var cap: Int?
    public var capWindow: AccumulationWindow

    public init(
        trigger: Trigger = .firstPurchase, referrer: Gift = .none, friend: Gift = .none, cap: Int? = nil,
        capWindow: AccumulationWindow = .lifetime
    ) {
        self.trigger = trigger
        self.referrer = referrer
        self.friend = friend
        self.cap = cap
        self.capWindow = capWindow
    }

    /// Whether neither side gets anything.
    public var rewardsNobody: Bool { referrer.isNothing && friend.isNothing }
}

/// Something given outright, for no purchase of the one who gets it.
public enum Gift: Sendable, Hashable {
    case none
    case points(Points)
    /// Money off one bill, valid for so many calendar months after the month in which it is given.
    case voucher(Money, validMonths: Int)
    /// Paid out.
    case money(Money)

    /// Whether nobody gets anything.
    var isNothing: Bool {
        switch self {
        case .none: true
        case .points(let points): points == .zero
        case .voucher(let value, _), .money(let value): value == .zero
        }
    }
}

/// A gift made ready for a study.
struct GiftRules: Sendable {
    let gift: Gift
    /// For each month the last day of vouchers given in it; empty where there are none.
    private let voucherLastDay: [Int32]

    init(_ gift: Gift, calendar: StudyCalendar) {
        self.gift = gift
        voucherLastDay =
            if case .voucher(_, let months) = gift {
                PointsRules.voucherDays(validMonths: months, calendar)
            } else { [] }
    }

    func lastDay(ofVoucherGivenIn month: Int32) -> Int32 { voucherLastDay[Int(month)] }
}

/// A referral made ready for a study.
struct ReferralRules: ~Copyable, Sendable {
    let referrer: GiftRules
    let friend: GiftRules
    /// Number of the friend's purchase that releases the rewards, the first being 0.
    let triggerNumber: Int
    let cap: Int64
    let window: WindowRules

    init(_ mechanic: ReferralMechanic, calendar: StudyCalendar) {
        referrer = GiftRules(mechanic.referrer, calendar: calendar)
        friend = GiftRules(mechanic.friend, calendar: calendar)
        triggerNumber = mechanic.trigger == .firstPurchase ? 0 : 1
        cap = mechanic.cap.map { Int64($0) } ?? Int64.max
        window = WindowRules(mechanic.capWindow, calendar: calendar)
    }
}

extension MemberAccount {
    /// A friend made the purchase that releases the rewards: the member has one, unless the cap is reached.
    mutating func rewardReferrer<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        guard !rules.pointee.referral.referrer.gift.isNothing else { return }
        referrals.turn(to: day, rules.pointee.referral.window)
        guard referrals.amount < rules.pointee.referral.cap else { return }
        referrals.add(1, twin: 0, on: day, rules.pointee.referral.window)
        sink.add(.referralRewards, 1)
        give(rules.pointee.referral.referrer, rules.pointee.weights.referrer, rules, on: day, &sink)
    }

    /// A member who was brought by a friend has the reward for it.
    mutating func welcome<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        give(rules.pointee.referral.friend, rules.pointee.weights.friend, rules, on: day, &sink)
    }

    private mutating func give<Sink: ProgramSink & ~Copyable>(
        _ gift: GiftRules, _ weight: Double, _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        let month = rules.pointee.monthOfDay[Int(day)]
        switch gift.gift {
        case .none: break
        case .points(let points):
            give(points: points.count, rules, on: day, &sink)
        case .voucher(let value, _):
            sink.add(.vouchersIssued, value.minor)
            addVoucher(
                VoucherWallet.Voucher(value: value, twinThousandths: 0, lastDay: gift.lastDay(ofVoucherGivenIn: month)))
            news.reward(weight)
        case .money(let amount):
            sink.add(.rewardCost, amount.minor)
            sink.add(.referralMoney, amount.minor)
            news.reward(weight)
        }
    }
}
