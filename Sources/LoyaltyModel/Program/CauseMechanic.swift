/// Gifts to a good cause: a share of each basket, an amount a visit, or points that members give.
public struct CauseMechanic: Sendable, Hashable {
    /// Members may give a block of points, which the company pays out to the cause.
    public struct PointsGiving: Sendable, Hashable {
        /// Points in a block.
        public var points: Points
        /// What the cause gets for a block.
        public var worth: Money

        public init(points: Points, worth: Money) {
            self.points = points
            self.worth = worth
        }
    }

    /// Which twelve months a cap is for.
    public enum Year: String, CaseIterable, Sendable {
        case calendar
        case anniversary
    }

    /// Of the price paid, discounts off, in millionths.
    public var shareMillionths: Int64
    public var perVisit: Money
    /// Nil where points cannot be given.
    public var points: PointsGiving?
    /// What the company adds to what members give, in millionths of it.
    public var matchMillionths: Int64
    /// Most that the company gives a year on a member's behalf: shares, amounts a visit and matches; nil for no limit.
    /// What members give themselves is theirs, and has none.
    public var capPerYear: Money?
    public var year: Year
    /// What a donated unit of money is worth to one whom a cause moves, as a part of it.
    public var appeal: Double

    public init(
        shareMillionths: Int64 = 0, perVisit: Money = .zero, points: PointsGiving? = nil, matchMillionths: Int64 = 0,
        capPerYear: Money? = nil, year: Year = .calendar, appeal: Double = 1
    ) {
        self.shareMillionths = shareMillionths
        self.perVisit = perVisit
        self.points = points
        self.matchMillionths = matchMillionths
        self.capPerYear = capPerYear
        self.year = year
        self.appeal = appeal
    }
}

/// A cause made ready for a study: numbers only, and the year of the cap.
struct CauseRules: ~Copyable, Sendable {
    let shareMillionths: Int64
    let perVisit: Int64
    let giving: CauseMechanic.PointsGiving?
    let matchMillionths: Int64
    let cap: Int64
    let appeal: Double
    let year: WindowRules

    init(_ mechanic: CauseMechanic, calendar: StudyCalendar) {
        shareMillionths = mechanic.shareMillionths
        perVisit = mechanic.perVisit.minor
        giving = mechanic.points
        matchMillionths = mechanic.matchMillionths
        cap = mechanic.capPerYear?.minor ?? .max
        appeal = mechanic.appeal
        year = WindowRules(mechanic.year == .calendar ? .calendarYear : .anniversary, calendar: calendar)
    }

    /// What the company gives for a price, rounded down to the minor unit.
    func donation(on price: Int64) -> Int64 {
        Int64(Int128(price) * Int128(shareMillionths) / 1_000_000) + perVisit
    }

    /// What the company adds to a member's gift, rounded down to the minor unit.
    func match(of gift: Int64) -> Int64 { Int64(Int128(gift) * Int128(matchMillionths) / 1_000_000) }
}

/// What has been given on one member's behalf.
struct CauseAccount: Sendable {
    /// By the company, within the year of the cap.
    var given = Accumulation()
    /// The month of the last gift that was told.
    var toldMonth: Int32 = -1

    init() {}

    mutating func begin(on day: Int32) {
        given.begin(on: day)
        toldMonth = -1
    }
}

extension MemberAccount {
    /// The company's gift for a bill that has been paid.
    mutating func donate<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink) {
        let wanted = rules.pointee.cause.donation(on: bill.gross - bill.discounts)
        let gift = companyGift(wanted, rules, on: bill.day)
        guard gift > 0 else { return }
        sink.add(.donations, gift)
        sink.add(.rewardCost, gift)
        sink.add(.rewardCostOnTwin, bill.twinThousandths(of: gift))
        tellOfGift(month: bill.month)
    }

    /// Whether a block of points can be given.
    func canGivePoints(_ rules: RulesPointer) -> Bool {
        guard let giving = rules.pointee.cause.giving else { return false }
        return ledger.usable >= giving.points.count
    }

    /// A member gives one block of points, and the company adds its match.
    mutating func givePoints<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, on day: Int32, month: Int32, _ sink: inout Sink
    ) {
        guard let giving = rules.pointee.cause.giving else { return }
        let twinPoints = ledger.redeem(giving.points.count, on: day, &sink)
        let match = companyGift(rules.pointee.cause.match(of: giving.worth.minor), rules, on: day)
        let gift = giving.worth.minor + match
        sink.add(.pointsDonated, giving.points.count)
        sink.add(.donations, gift)
        book(gift, twinPoints: twinPoints, of: giving.points.count, &sink)
        news.reward(rules.pointee.weights.giving)
        tellOfGift(month: month)
    }

    /// What the cap leaves of a gift of the company's, which then counts towards it.
    private mutating func companyGift(_ wanted: Int64, _ rules: RulesPointer, on day: Int32) -> Int64 {
        cause.given.turn(to: day, rules.pointee.cause.year)
        let gift = min(wanted, rules.pointee.cause.cap - cause.given.amount)
        if gift > 0 { cause.given.add(gift, twin: 0, on: day, rules.pointee.cause.year) }
        return max(0, gift)
    }

    /// Gifts are felt once a calendar month: a routine, however often it is repeated, is one piece of news.
    private mutating func tellOfGift(month: Int32) {
        guard month != cause.toldMonth else { return }
        cause.toldMonth = month
        news.donated = true
    }
}
