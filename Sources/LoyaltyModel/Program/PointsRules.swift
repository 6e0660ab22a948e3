/// A points mechanic made ready for a study: dates become days, decimals become whole numbers.
struct PointsRules: ~Copyable, Sendable {
    let earn: EarnTable
    let pendingDays: Int32
    /// Days from issue to the last usable day, for points issued on each day of the study; empty where no date is
    /// set at issue. Two bytes a day, so that the tables of many programs fit into the nearest cache; longer lives
    /// (179 years) are beyond any study.
    private let lifeOfIssue: FixedTable<UInt16>
    /// Last usable day after activity on each day; empty unless points expire with inactivity.
    private let lastDayOfActivity: FixedTable<Int32>
    let lifeDays: Double
    let rewards: FixedTable<RewardTerms>
    /// Bills below this, minor units, earn nothing.
    let leastBill: Int64
    let asMoney: PointsAsMoney?
    let conversion: VoucherConversion?
    /// For each month, the last day of vouchers converted at its end.
    private let voucherLastDay: [Int32]
    /// Points from which a member can redeem something wanted on a visit; `Int64.max` if never.
    let cheapest: Int64
    /// Usable points from which a visit has anything to look at before it earns: ``cheapest``, and none at all where
    /// points wait or become vouchers. Only of programs with nothing beyond points.
    let leastUsable: Int64
    /// All prices in points that a member can work towards, ascending.
    let goals: [Int64]

    /// - Parameters:
    ///   - card: the punch card that the mechanic stands for, if it stands for one.
    ///   - otherGoals: points that something beside the mechanic's own rewards is had for.
    ///   - limits: the program's shared limits so far, to which the stocks of rewards are added.
    init(
        _ mechanic: PointsMechanic, card: CardRules? = nil, otherGoals: [Int64] = [], baskets: [[CategoryShare]],
        calendar: StudyCalendar, minorPerMajor: Int64, limits: inout [LimitRules]
    ) {
        earn = EarnTable(mechanic.earn, baskets: baskets, calendar: calendar, minorPerMajor: minorPerMajor)
        pendingDays = Int32(mechanic.pendingDays)
        lifeOfIssue = FixedTable(Self.lives(mechanic.expiry, calendar))
        lastDayOfActivity = FixedTable(Self.activityDays(mechanic.expiry, calendar))
        lifeDays = mechanic.expiry.meanLifeDays
        let terms = card.map { [$0.reward] } ?? Self.terms(mechanic.rewards, calendar, &limits)
        rewards = FixedTable(terms)
        leastBill = card?.minimumBill ?? 0
        asMoney = mechanic.asMoney
        conversion = mechanic.conversion
        voucherLastDay = mechanic.conversion.map { Self.voucherDays(validMonths: $0.validMonths, calendar) } ?? []
        // Nobody asks for, or works towards, what is worth nothing to anybody.
        let till = mechanic.asMoney.flatMap { $0.appeal > 0 ? $0.threshold : nil }
        let wanted = terms.filter { $0.worth > 0 }.map(\.price) + (till.map { [$0] } ?? [])
        cheapest = wanted.min() ?? Int64.max
        leastUsable = mechanic.pendingDays > 0 || mechanic.conversion != nil ? 0 : cheapest
        goals = Set(wanted + otherGoals + (mechanic.conversion.map { [$0.points.count] } ?? [])).sorted()
    }

    /// The lot of points issued on `day` in study month `month`.
    @inline(__always)
    func lot(_ points: Int64, twinPoints: Int64, day: Int32, month: Int32) -> Lot {
        Lot(
            points: points, twinPoints: twinPoints, firstDay: day &+ pendingDays,
            lastDay: lifeOfIssue.isEmpty ? Lot.noExpiry : day &+ Int32(lifeOfIssue[Int(day)]), issueMonth: month)
    }

    /// The last usable day of all points of a member active on `day`; nil unless points expire with inactivity.
    @inline(__always)
    func lastDay(activeOn day: Int32) -> Int32? {
        lastDayOfActivity.isEmpty ? nil : lastDayOfActivity[Int(day)]
    }

    func lastDay(ofVoucherConvertedIn month: Int32) -> Int32 { voucherLastDay[Int(month)] }

    private static func terms(
        _ rewards: [Reward], _ calendar: StudyCalendar, _ limits: inout [LimitRules]
    ) -> [RewardTerms] {
        rewards.map { reward in
            guard let stock = reward.stock else { return RewardTerms(reward) }
            limits.append(.stock(stock, of: reward.name, calendar: calendar))
            return RewardTerms(reward, limit: limits.count - 1)
        }
    }

    private static func lives(_ expiry: Expiry, _ calendar: StudyCalendar) -> [UInt16] {
        (0..<calendar.days).compactMap { day in
            expiry.lastDay(issued: calendar.date(ofDay: day)).map { UInt16(clamping: calendar.day(of: $0) - day) }
        }
    }

    private static func activityDays(_ expiry: Expiry, _ calendar: StudyCalendar) -> [Int32] {
        guard case .inactivity(let months) = expiry else { return [] }
        return (0..<calendar.days).map {
            Int32(calendar.day(of: calendar.date(ofDay: $0).adding(months: months)))
        }
    }

    /// For each month the last day of vouchers valid for so many calendar months after it.
    static func voucherDays(validMonths: Int, _ calendar: StudyCalendar) -> [Int32] {
        (0..<calendar.months).map { month in
            let converted = calendar.date(ofDay: Int(calendar.monthStart[month]))
            let first = CalendarDate(year: converted.year, month: converted.month, day: 1) ?? converted
            return Int32(calendar.day(of: first.adding(months: validMonths).endOfMonth))
        }
    }
}

/// A catalogue reward made ready for a study: numbers only, so that reading one counts no references.
struct RewardTerms: Sendable, BitwiseCopyable {
    /// Points.
    let price: Int64
    let kind: Reward.Kind
    /// Minor units.
    let unitCost: Int64
    let availability: Double
    /// The place of its stock among the program's shared limits; −1 where it has none.
    let limit: Int32
    /// appeal · ease · face value in minor units: what a member sees in it.
    let worth: Double
    /// Of one more of what the bill buys: the bill from which on it is worth its face value, minor units, and what it
    /// costs in millionths of its worth. Nil for every other reward.
    let same: (upTo: Int64, costMillionths: Int64)?
    /// Of a full card, stamps that come back with the next.
    let newCardStamps: Int64
    /// What it takes the place of: the worth of which a share is, and the share in millionths.
    private let replaces: (faceValue: Int64, millionths: Int64)

    /// What it costs when it is had with a bill of `gross` minor units, rounded down.
    func cost(bill gross: Int64) -> Int64 {
        guard let same else { return unitCost }
        return Int64(Int128(min(gross, same.upTo)) * Int128(same.costMillionths) / 1_000_000)
    }

    /// What of a bill of `gross` minor units is not bought because the reward is had, rounded down.
    func replaced(bill gross: Int64) -> Int64 {
        let worth = same == nil ? replaces.faceValue : min(gross, replaces.faceValue)
        return min(gross, Int64(Int128(worth) * Int128(replaces.millionths) / 1_000_000))
    }

    /// Points needed from an empty account, or from a new card.
    var pointsFromZero: Double { Double(price - newCardStamps) }

    init(_ reward: Reward, newCardStamps: Int64 = 0, limit: Int = -1) {
        self.limit = Int32(limit)
        same = reward.costMillionths.map { (reward.faceValue.minor, $0) }
        self.newCardStamps = newCardStamps
        replaces = (reward.faceValue.minor, reward.replacesMillionths)
        price = reward.pointsPrice.count
        kind = reward.kind
        unitCost = reward.unitCost.minor
        availability = reward.availability
        worth = reward.appeal * reward.ease * Double(reward.faceValue.minor)
    }
}
