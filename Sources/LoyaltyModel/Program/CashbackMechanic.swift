/// A share of spending that comes back, paid out in money or as a bonus to be used on later bills.
public struct CashbackMechanic: Sendable, Hashable {
    public enum Form: Sendable, Hashable {
        case money
        /// Pays of later bills at the till; valid so many calendar months after it is credited, nil for ever.
        case bonus(validMonths: Int?)
    }

    /// When what has been earned is paid out, or credited as a bonus.
    public enum Payout: String, CaseIterable, Sendable {
        /// With the bill that brings it to the minimum; a bonus can be used from the next bill on.
        case atOnce = "at-once"
        /// At the end of each month, of March, June, September and December, or of December.
        case monthly, quarterly, yearly
    }

    /// Most that a member earns in a calendar month or year; what lies above is not earned.
    public struct Cap: Sendable, Hashable {
        public enum Period: String, CaseIterable, Sendable { case month, year }
        public var amount: Money
        public var period: Period

        public init(amount: Money, period: Period) {
            self.amount = amount
            self.period = period
        }
    }

    /// Ascending thresholds of spending, with the share of a bill that comes back.
    public var brackets: [DiscountMechanic.Bracket]
    /// Which spending counts towards a bracket: of each bill, the part that earns.
    public var window: AccumulationWindow
    public var crossing: DiscountMechanic.Crossing
    /// Bills below this, at prices before any discount, earn nothing.
    public var minimumBill: Money
    public var earnsOn: EarnRule.Base
    /// Whether the part of a minor unit that a bill leaves over is kept for the next; otherwise it is dropped.
    public var carriesFractions: Bool
    public var form: Form
    public var payout: Payout
    /// Less than this is carried over to the next payout.
    public var minimumPayout: Money
    public var cap: Cap?
    /// Share of customers who care for money back.
    public var appeal: Double

    public init(
        brackets: [DiscountMechanic.Bracket], window: AccumulationWindow = .lifetime,
        crossing: DiscountMechanic.Crossing = .before, minimumBill: Money = .zero, earnsOn: EarnRule.Base = .net,
        carriesFractions: Bool = false, form: Form = .money, payout: Payout = .monthly,
        minimumPayout: Money = .zero, cap: Cap? = nil, appeal: Double = 0.75
    ) {
        self.brackets = brackets
        self.window = window
        self.crossing = crossing
        self.minimumBill = minimumBill
        self.earnsOn = earnsOn
        self.carriesFractions = carriesFractions
        self.form = form
        self.payout = payout
        self.minimumPayout = minimumPayout
        self.cap = cap
        self.appeal = appeal
    }
}

/// A cashback made ready for a study.
struct CashbackRules: ~Copyable, Sendable {
    let mechanic: CashbackMechanic
    let window: WindowRules
    let shares: BracketShares
    /// At least 1, so that nothing is never paid out.
    let minimumPayout: Int64
    /// For each study month the day of the first payout that is not over at its beginning; `Lot.noExpiry` where the
    /// study ends before it.
    private let payoutDay: [Int32]
    /// For each study month the number of its calendar month or year, whichever the cap is for.
    private let capPeriod: [Int32]
    /// The last day of a bonus by the day of its credit; empty where it is valid for ever.
    private let bonusLastDay: [Int32]

    init(_ mechanic: CashbackMechanic, calendar: StudyCalendar) {
        self.mechanic = mechanic
        window = WindowRules(mechanic.window, calendar: calendar)
        shares = BracketShares(brackets: mechanic.brackets, crossing: mechanic.crossing)
        minimumPayout = max(1, mechanic.minimumPayout.minor)
        let dates = (0..<calendar.months).map { calendar.date(ofDay: Int(calendar.monthStart[$0])) }
        let every = mechanic.payout.everyMonths
        var next = Lot.noExpiry
        payoutDay = Array(
            dates.indices.reversed().map { month in
                if dates[month].month % every == 0 { next = calendar.lastDay(ofMonth: month) ?? Lot.noExpiry }
                return next
            }.reversed())
        let byMonth = mechanic.cap?.period == .month
        capPeriod = dates.enumerated().map { byMonth ? Int32($0.offset) : Int32($0.element.year) }
        if case .bonus(let months?) = mechanic.form {
            bonusLastDay = calendar.days(after: months)
        } else {
            bonusLastDay = []
        }
    }

    func payoutDay(from month: Int32) -> Int32 { payoutDay[Int(month)] }

    func capPeriod(_ month: Int32) -> Int32 { capPeriod[Int(month)] }

    func bonusLastDay(from day: Int32) -> Int32 { bonusLastDay.isEmpty ? Lot.noExpiry : bonusLastDay[Int(day)] }
}

extension CashbackMechanic.Payout {
    /// Calendar months from one payout to the next.
    var everyMonths: Int {
        switch self {
        case .atOnce, .monthly: 1
        case .quarterly: 3
        case .yearly: 12
        }
    }
}
