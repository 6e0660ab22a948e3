/// A membership that is paid for: a fee, what it buys, and what becomes of both when a member goes.
public struct PaidMechanic: Sendable, Hashable {
    /// What one fee pays for.
    public enum Period: String, CaseIterable, Sendable {
        case month, year

        public var months: Int { self == .month ? 1 : 12 }
    }

    /// Time from joining on in which nothing is paid.
    public enum Trial: Sendable, Hashable {
        case none
        case days(Int)
        /// Calendar months.
        case months(Int)
    }

    /// What is paid back to a member who leaves before the end of what is paid for.
    public enum Refund: String, CaseIterable, Sendable {
        case none
        /// The fee × days left ÷ days of the period, rounded down to the minor unit.
        case proRata = "pro-rata"
    }

    /// What becomes of the points of a membership that has ended.
    public enum PointsAtEnd: String, CaseIterable, Sendable {
        /// They stay on the books, and expire by their own rules.
        case keep
        /// They expire with the membership.
        case forfeit
    }

    /// Paid at the start of every period; with a fee of 0 nothing is ever due, and nobody is asked to renew.
    public var fee: Money
    public var every: Period
    public var trial: Trial
    public var refund: Refund
    /// Who leaves on one of the first so many days of a period has its whole fee back.
    public var fullRefundDays: Int
    public var pointsAtEnd: PointsAtEnd
    /// Off every bill, of the price, in millionths.
    public var discountMillionths: Int64
    /// Share of customers who care for money off.
    public var discountAppeal: Double
    /// What delivery is worth to a member, and costs the company, for each purchase.
    public var deliveryValue: Money
    public var deliveryCost: Money
    /// What offers for members only are worth to a member, and cost the company, a year.
    public var offersValue: Money
    public var offersCost: Money
    /// Points are multiplied by this, in millionths, before they are rounded.
    public var earnMillionths: Int64

    public init(
        fee: Money, every: Period = .year, trial: Trial = .none, refund: Refund = .none, fullRefundDays: Int = 0,
        pointsAtEnd: PointsAtEnd = .forfeit, discountMillionths: Int64 = 0, discountAppeal: Double = 0.75,
        deliveryValue: Money = .zero, deliveryCost: Money = .zero, offersValue: Money = .zero,
        offersCost: Money = .zero, earnMillionths: Int64 = 1_000_000
    ) {
        self.fee = fee
        self.every = every
        self.trial = trial
        self.refund = refund
        self.fullRefundDays = fullRefundDays
        self.pointsAtEnd = pointsAtEnd
        self.discountMillionths = discountMillionths
        self.discountAppeal = discountAppeal
        self.deliveryValue = deliveryValue
        self.deliveryCost = deliveryCost
        self.offersValue = offersValue
        self.offersCost = offersCost
        self.earnMillionths = earnMillionths
    }

    /// What is paid on joining.
    public var joiningFee: Money { trial == .none ? fee : .zero }
}

/// A paid membership made ready for a study.
struct PaidRules: Sendable {
    let mechanic: PaidMechanic
    let calendar: StudyCalendar
    /// See ``Program/closingDay``; −1 for none.
    let closingDay: Int32

    /// The last day of the time that begins on `day`.
    func lastDay(from day: Int32, months: Int) -> Int32 {
        Int32(calendar.day(of: calendar.date(ofDay: Int(day)).adding(months: months))) - 1
    }
}

/// What a member has paid for.
struct PaidStanding: Sendable {
    /// The last day that is paid for, or of the trial.
    private(set) var paidThrough: Int32 = 0
    /// Minor units paid for the running period; 0 in a trial.
    private(set) var fee: Int64 = 0
    /// Periods paid for.
    private(set) var periods = 0
    /// The day whose end is the next at which a fee is due; `Lot.noExpiry` if none is within the study.
    private(set) var nextDue = Lot.noExpiry
    /// Likewise, whether the study lasts as long or not.
    private(set) var renewalDay = Lot.noExpiry
    /// First day of the first period, and of the running one.
    private var since: Int32 = 0
    private var periodStart: Int32 = 0

    /// A member as new. Without a trial the first fee is paid at once.
    mutating func begin(on day: Int32, _ rules: borrowing PaidRules) {
        (since, periodStart, periods, fee) = (day, day, 0, 0)
        switch rules.mechanic.trial {
        case .none: return pay(rules)
        case .days(let days): paidThrough = day + Int32(days) - 1
        case .months(let months): paidThrough = rules.lastDay(from: day, months: months)
        }
        since = paidThrough + 1
        schedule(rules)
    }

    /// Pays for the next period. Periods are counted from the first, so that one begun on the 31st does not drift.
    mutating func pay(_ rules: borrowing PaidRules) {
        periodStart = periods == 0 ? since : paidThrough + 1
        periods += 1
        paidThrough = rules.lastDay(from: since, months: periods * rules.mechanic.every.months)
        fee = rules.mechanic.fee.minor
        schedule(rules)
    }

    /// What is paid back to a member who leaves on `day`.
    func refund(on day: Int32, _ rules: borrowing PaidRules) -> Int64 {
        guard fee > 0, day <= paidThrough else { return 0 }
        if Int(day - periodStart) < rules.mechanic.fullRefundDays { return fee }
        guard rules.mechanic.refund == .proRata else { return 0 }
        return MemberAccount.share(fee, Int64(paidThrough - day), of: Int64(paidThrough - periodStart) + 1)
    }

    private mutating func schedule(_ rules: borrowing PaidRules) {
        renewalDay = rules.mechanic.fee > .zero ? paidThrough : Lot.noExpiry
        // At the end of the study's last day nothing is paid for time that is not in it.
        nextDue = Int(paidThrough) < rules.calendar.days - 1 ? renewalDay : Lot.noExpiry
        if nextDue == rules.closingDay { nextDue += 1 }
    }
}
