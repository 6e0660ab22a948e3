/// Points earned on purchases and redeemed for rewards, as money at the till, or by conversion into vouchers.
public struct PointsMechanic: Sendable, Hashable {
    public var earn: EarnRule
    /// Days until earned points can be used; 0 for at once. They are issued, and count in the balance, when earned.
    public var pendingDays: Int
    public var expiry: Expiry
    /// Catalogue of rewards, each for a price in points.
    public var rewards: [Reward]
    /// Paying with points at the till; nil if not offered.
    public var asMoney: PointsAsMoney?
    /// Automatic conversion at month ends; nil if not offered.
    public var conversion: VoucherConversion?

    public init(
        earn: EarnRule, pendingDays: Int = 0, expiry: Expiry = .never, rewards: [Reward] = [],
        asMoney: PointsAsMoney? = nil, conversion: VoucherConversion? = nil
    ) {
        self.earn = earn
        self.pendingDays = pendingDays
        self.expiry = expiry
        self.rewards = rewards
        self.asMoney = asMoney
        self.conversion = conversion
    }
}

/// A block of points buys a fixed amount off the bill: 100 points for 1.00, from 500 points on.
public struct PointsAsMoney: Sendable, Hashable {
    /// Points in a block; only whole blocks are paid with.
    public var points: Points
    /// What a block takes off the bill.
    public var value: Money
    /// Usable points a member must have before paying with them.
    public var minimum: Points
    /// Share of customers who care for money off.
    public var appeal: Double

    public init(points: Points, value: Money, minimum: Points, appeal: Double = 0.75) {
        self.points = points
        self.value = value
        self.minimum = minimum
        self.appeal = appeal
    }

    /// Usable points from which on it can be paid with.
    var threshold: Int64 { max(minimum.count, points.count) }
}

/// At each month end every whole block of usable points becomes part of one voucher.
public struct VoucherConversion: Sendable, Hashable {
    /// Points in a block.
    public var points: Points
    /// Face value of a block; a voucher's value is spent on one bill, and what the bill does not need is lost.
    public var value: Money
    /// Calendar months that a voucher is valid after the month of its conversion.
    public var validMonths: Int
    /// Share of customers who care for money off.
    public var appeal: Double

    public init(points: Points, value: Money, validMonths: Int, appeal: Double = 0.75) {
        self.points = points
        self.value = value
        self.validMonths = validMonths
        self.appeal = appeal
    }
}
