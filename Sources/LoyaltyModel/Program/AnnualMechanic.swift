/// A bonus on what a member has spent, visited or earned in a year, granted at the year's end.
public struct AnnualMechanic: Sendable, Hashable {
    /// What is added up over the year.
    public enum Measure: String, CaseIterable, Sendable {
        /// Minor units of bills.
        case spend
        case visits
        /// Points earned on bills.
        case points
    }

    public enum Year: String, CaseIterable, Sendable {
        /// From 1 January, or joining, to 31 December.
        case calendar
        /// From joining, or its anniversary, to the day before the next anniversary.
        case anniversary
    }

    public enum Form: Sendable, Hashable {
        case money
        /// Money off one bill, until the end of the month so many calendar months after the year's last.
        case voucher(validMonths: Int)
        case points
    }

    public enum Bonus: Sendable, Hashable {
        /// Millionths of the whole year's accumulation, rounded down.
        case share(Int64)
        /// Minor units, or points where it is granted in points.
        case fixed(Int64)

        /// Whether it is anything at all.
        var isAny: Bool {
            switch self {
            case .share(let amount), .fixed(let amount): amount > 0
            }
        }
    }

    /// A bonus from a threshold on: of the highest one reached, for the whole year.
    public struct Bracket: Sendable, Hashable {
        /// Minor units, visits or points.
        public var from: Int64
        public var bonus: Bonus

        public init(from: Int64, bonus: Bonus) {
            self.from = from
            self.bonus = bonus
        }
    }

    public var measure: Measure
    /// Ascending thresholds.
    public var brackets: [Bracket]
    public var year: Year
    public var form: Form
    /// Of spending, what counts: what is paid in money (net), or goods at their price.
    public var countsOn: EarnRule.Base
    /// Share of customers who care for such a bonus.
    public var appeal: Double

    public init(
        measure: Measure, brackets: [Bracket], year: Year = .calendar, form: Form = .money,
        countsOn: EarnRule.Base = .net, appeal: Double = 0.75
    ) {
        self.measure = measure
        self.brackets = brackets
        self.year = year
        self.form = form
        self.countsOn = countsOn
        self.appeal = appeal
    }
}

/// An annual scheme made ready for a study.
struct AnnualRules: ~Copyable, Sendable {
    let mechanic: AnnualMechanic
    let window: WindowRules
    /// What one of the measure is counted as: a visit in thousandths, of which the twin may make a part.
    let unit: Int64
    /// Whether any bracket brings anything.
    let hasGoals: Bool
    /// For each study month, the last day of a voucher granted at its end.
    private let voucherLastDay: [Int32]

    init(_ mechanic: AnnualMechanic, calendar: StudyCalendar) {
        self.mechanic = mechanic
        window = WindowRules(mechanic.year == .calendar ? .calendarYear : .anniversary, calendar: calendar)
        unit = mechanic.measure == .visits ? 1000 : 1
        hasGoals = mechanic.brackets.contains { $0.bonus.isAny }
        guard case .voucher(let months) = mechanic.form else {
            voucherLastDay = []
            return
        }
        voucherLastDay = (0..<calendar.months).map { month in
            let granted = calendar.date(ofDay: Int(calendar.monthStart[month])).endOfMonth
            return Int32(calendar.day(of: granted.adding(months: months).endOfMonth))
        }
    }

    /// The place of the bracket that a year's accumulation in `unit`s has reached.
    func bracket(of amount: Int64) -> Int? { mechanic.brackets.lastIndex { $0.from * unit <= amount } }

    /// The bonus for a year's accumulation in `unit`s.
    func bonus(for amount: Int64) -> Int64 {
        guard let bracket = bracket(of: amount) else { return 0 }
        let bonus =
            switch mechanic.brackets[bracket].bonus {
            case .share(let millionths): Int128(amount / unit) * Int128(millionths) / 1_000_000
            case .fixed(let fixed): Int128(fixed)
            }
        // Thousandths of it must fit into 64 bits.
        return Int64(min(bonus, 1_000_000_000_000_000))
    }

    /// How near the next bracket is, 0 to 1 and at most what is left before the last purchase, and its place; nil where
    /// the highest has been reached, or a purchase reaches it from nothing.
    func progress(_ amount: Int64, _ purchase: MeanPurchase) -> (progress: Double, bracket: Int)? {
        guard let place = mechanic.brackets.firstIndex(where: { $0.from * unit > amount && $0.bonus.isAny }) else {
            return nil
        }
        let next = mechanic.brackets[place]
        let perPurchase =
            switch mechanic.measure {
            case .spend: purchase.amount
            case .visits: 1.0
            case .points: purchase.points
            }
        let most = 1 - perPurchase / Double(next.from)
        return most > 0 ? (min(Double(amount) / Double(next.from * unit), most), place) : nil
    }

    func lastDay(ofVoucherGrantedIn month: Int32) -> Int32 { voucherLastDay[Int(month)] }
}

extension MemberAccount {
    /// A new member's first year.
    mutating func beginYear(_ rules: RulesPointer, on day: Int32) {
        year.begin(on: day)
        yearEnd = rules.pointee.annual.window.yearEnd(on: day, joined: day)
    }

    /// Adds what a bill brings to the year.
    ///
    /// - Parameter earned: points that the bill has earned.
    mutating func addToYear(_ rules: RulesPointer, _ bill: Bill, earned: Int64) {
        let amount: Int64
        let twin: Int64
        switch rules.pointee.annual.mechanic.measure {
        case .spend:
            amount = rules.pointee.annual.mechanic.countsOn == .net ? bill.rest : bill.gross
            twin = bill.twinThousandths(of: amount) / 1000
        case .visits: (amount, twin) = (rules.pointee.annual.unit, bill.twinThousandths(of: 1))
        case .points: (amount, twin) = (earned, twinPoints(earned, bill))
        }
        year.add(amount, twin: twin, on: bill.day, rules.pointee.annual.window)
    }

    /// The end of a member's year: the bonus is granted, and the next year begins.
    mutating func endYear<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ day: Int32, _ sink: inout Sink) {
        let (amount, twin) = (year.amount, year.twin)
        year.clear()
        yearEnd = rules.pointee.annual.window.yearEnd(on: day + 1, joined: year.joined)
        guard amount > 0 else { return }
        sink.add(.yearsEnded, 1)
        let bonus = rules.pointee.annual.bonus(for: amount)
        guard bonus > 0 else { return }
        sink.add(.yearsRewarded, 1)
        grant(bonus, twin: twin, of: amount, rules, on: day, &sink)
    }

    private mutating func grant<Sink: ProgramSink & ~Copyable>(
        _ bonus: Int64, twin: Int64, of amount: Int64, _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        let month = rules.pointee.monthOfDay[Int(day)]
        let weight = rules.pointee.annual.bracket(of: amount).map { rules.pointee.weights.annual[$0] } ?? 1
        switch rules.pointee.annual.mechanic.form {
        case .money:
            sink.add(.annualGranted, bonus)
            sink.add(.annualMoney, bonus)
            book(bonus, twinPoints: twin, of: amount, &sink)
            news.reward(weight)
        case .voucher:
            sink.add(.annualGranted, bonus)
            sink.add(.vouchersIssued, bonus)
            vouchers.add(
                VoucherWallet.Voucher(
                    value: Money(minor: bonus), twinThousandths: Self.share(bonus * 1000, twin, of: amount),
                    lastDay: rules.pointee.annual.lastDay(ofVoucherGrantedIn: month)))
            news.reward(weight)
        case .points:
            give(points: bonus, twin: Self.share(bonus, twin, of: amount), rules, on: day, &sink)
        }
    }
}
