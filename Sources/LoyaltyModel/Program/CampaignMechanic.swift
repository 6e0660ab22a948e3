/// Messages to members: regular mail, reminders, notices, win-back, birthdays and surprises.
public struct CampaignMechanic: Sendable, Hashable {
    /// In the order in which they go out where several fall on one day.
    public var messages: [CampaignMessage]

    public init(messages: [CampaignMessage]) { self.messages = messages }
}

/// One message of a campaign: when it goes out, what it costs, how many open it, and what it brings.
///
/// Messages go out at the end of a day, after everything else that the day's end brings. A message that is not opened
/// has no effect.
public struct CampaignMessage: Sendable, Hashable {
    /// What makes it go out.
    public enum Trigger: Sendable, Hashable {
        /// Every so many days from joining.
        case every(days: Int)
        /// On the last day of each month after joining.
        case monthEnd
        /// So many days before points, vouchers or coupons lapse; not again within as many days.
        case beforeExpiry(days: Int)
        /// When a reward of the catalogue has been in reach for so many days and none is taken; once until it is.
        case rewardWaiting(days: Int)
        /// So many days before something that the member holds falls due for renewal; not again within as many days.
        case beforeRenewal(days: Int)
        /// After so many days without a purchase, counted from the last one (from joining if there is none), and
        /// again after as many more, at most `times` times until the next purchase.
        case silence(days: Int, times: Int)
        /// Every year, on the member's birthday.
        case birthday
        /// On the last day of each month after joining, with this probability.
        case surprise(probability: Double)
    }

    /// Something given with the message.
    public struct Gift: Sendable, Hashable {
        /// What the member would have to pay for it.
        public var faceValue: Money
        /// What it costs the company.
        public var unitCost: Money
        /// Share of customers who care for it.
        public var appeal: Double

        public init(faceValue: Money, unitCost: Money, appeal: Double = 0.77) {
            self.faceValue = faceValue
            self.unitCost = unitCost
            self.appeal = appeal
        }
    }

    /// A coupon given with the message.
    public struct Coupon: Sendable, Hashable {
        public var terms: CouponTerms
        /// Days that it is valid after the day of the message.
        public var validDays: Int

        public init(terms: CouponTerms, validDays: Int) {
            self.terms = terms
            self.validDays = validDays
        }
    }

    /// Matches `[a-z0-9-]+`.
    public var name: String
    public var trigger: Trigger
    /// What sending one costs.
    public var unitCost: FineMoney
    /// Probability that it is opened.
    public var open: Double
    /// Probability that who opens it clicks. What the message brings is had by those who click.
    public var click: Double
    public var gift: Gift?
    public var coupon: Coupon?
    public var points: Points

    public init(
        name: String, trigger: Trigger, unitCost: FineMoney = .zero, open: Double = 1, click: Double = 1,
        gift: Gift? = nil, coupon: Coupon? = nil, points: Points = .zero
    ) {
        self.name = name
        self.trigger = trigger
        self.unitCost = unitCost
        self.open = open
        self.click = click
        self.gift = gift
        self.coupon = coupon
        self.points = points
    }
}
