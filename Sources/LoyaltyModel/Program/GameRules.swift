/// A game made ready for a study: dates become days, shares and odds whole numbers.
struct GameRules: Sendable {
    struct Mission: Sendable {
        /// Millionths of a purchase, or minor units.
        let target: Int64
        let countsPurchases: Bool
        /// For each segment the part of a basket that counts, millionths.
        let share: [Int64]
        let withinDays: Int32
        let limit: Int
        let gives: PlayReward
    }

    struct Streak: Sendable {
        let every: GameMechanic.Streak.Period
        let length: Int
        let limit: Int
        let gives: PlayReward
    }

    struct Prize: Sendable {
        /// Won by a draw below this, where no prize before it is.
        let upTo: Double
        /// Probability × face value, minor units.
        let mean: Double
        let faceValue: Int64
        let unitCost: Int64
        let limit: Int
        /// The place of its pool among the program's shared limits; −1 where it has none.
        let pool: Int32
    }

    static let million: Int64 = 1_000_000

    let missions: [Mission]
    let streaks: [Streak]
    let spinsPerPurchase: Int
    let prizes: [Prize]
    let season: GameMechanic.Season?
    let events: [GameMechanic.Event]
    /// For each where its luck begins: by its name, so that it has the same wherever it stands in a list.
    let eventMarks: [Int]
    /// Whether some of them happen between visits, and some on visits.
    let hasMonthlyEvents: Bool
    let hasVisitEvents: Bool
    let appeal: Double
    /// Sum of probability × face value over prizes that are not limited, minor units a spin.
    let worthPerSpin: Double
    private let minorPerMajor: Int64
    /// Days from the Monday before the study to its start.
    private let daysFromMonday: Int32
    private let monthOfDay: [Int32]
    private let calendar: StudyCalendar
    /// For each study month the last day of its season; `Lot.noExpiry` where the study ends before it.
    private let seasonEnd: [Int32]
    /// For each study month the number of its season.
    private let seasonNumber: [Int]
    /// Seasons that end within the study and are won by rank.
    let rankedSeasons: Int

    init(
        _ mechanic: GameMechanic, launchDay: Int, baskets: [[CategoryShare]], calendar: StudyCalendar,
        minorPerMajor: Int64, limits: inout [LimitRules]
    ) {
        missions = mechanic.missions.map { Mission($0, baskets: baskets) }
        streaks = mechanic.streaks.map {
            Streak(every: $0.every, length: $0.length, limit: $0.limit ?? .max, gives: $0.gives)
        }
        spinsPerPurchase = mechanic.spinsPerPurchase
        var sum: Int64 = 0
        prizes = mechanic.prizes.map { prize in
            sum += prize.probabilityMillionths
            if let stock = prize.stock { limits.append(.pool(stock, of: prize.name, calendar: calendar)) }
            return Prize(
                upTo: Double(sum) / 1e6,
                mean: Double(prize.probabilityMillionths) / 1e6 * Double(prize.faceValue.minor),
                faceValue: prize.faceValue.minor, unitCost: prize.unitCost.minor, limit: prize.limit ?? .max,
                pool: prize.stock == nil ? -1 : Int32(limits.count - 1))
        }
        season = mechanic.season
        events = mechanic.events
        eventMarks = events.map { Luck.occurrence(ofPath: $0.name) }
        hasMonthlyEvents = events.contains { if case .monthly = $0.pace { true } else { false } }
        hasVisitEvents = events.contains { if case .visit = $0.pace { true } else { false } }
        appeal = mechanic.appeal
        worthPerSpin = mechanic.prizes.filter { $0.limit == nil && $0.stock == nil }.reduce(0) {
            $0 + Double($1.probabilityMillionths) / 1e6 * Double($1.faceValue.minor)
        }
        self.minorPerMajor = minorPerMajor
        daysFromMonday = Int32(calendar.start.weekday - 1)
        monthOfDay = calendar.monthOfDay
        self.calendar = calendar
        let seasons = Self.seasons(mechanic.season, launchDay: launchDay, calendar)
        seasonEnd = seasons.map(\.end)
        seasonNumber = seasons.map(\.number)
        let ended = Set(seasons.filter { $0.end != Lot.noExpiry }.map(\.number)).count
        rankedSeasons = mechanic.season?.isRanked == true ? ended : 0
    }

    /// The number of the calendar week or month that a day lies in.
    func period(_ every: GameMechanic.Streak.Period, of day: Int32) -> Int32 {
        switch every {
        case .week: (day + daysFromMonday) / 7
        case .month: monthOfDay[Int(day)]
        }
    }

    /// The first day of a calendar week.
    func firstDay(ofWeek week: Int32) -> Int32 { week * 7 - daysFromMonday }

    /// The last day of a study month; `Lot.noExpiry` where the study ends before it.
    func lastDay(ofMonth month: Int32) -> Int32 {
        Int(month) < calendar.months ? calendar.lastDay(ofMonth: Int(month)) ?? Lot.noExpiry : Lot.noExpiry
    }

    func seasonEnd(month: Int32) -> Int32 { Int(month) < seasonEnd.count ? seasonEnd[Int(month)] : Lot.noExpiry }

    /// The number of the season that a study month lies in; the first is 0.
    func seasonNumber(month: Int32) -> Int { seasonNumber[Int(month)] }

    /// The score of a bill that has earned some points, rounded down.
    func score(of bill: Int64, earned points: Int64) -> Int64 {
        guard let season else { return 0 }
        let money = Int128(bill) * Int128(season.perMoneyMillionths) / (Int128(minorPerMajor) * Int128(Self.million))
        let earned = Int128(season.perPoint) * Int128(points)
        return Int64(clamping: Int128(season.perPurchase) + money + earned)
    }

    /// Mean score for a minor unit of money.
    var scorePerMinor: Double { Double(season?.perMoneyMillionths ?? 0) / (Double(minorPerMajor) * 1e6) }

    /// The prize that a draw wins; nil for none.
    func prize(draw: Double) -> Int? { prizes.firstIndex { draw < $0.upTo } }

    /// The last day of a voucher given on `day`.
    func lastDay(ofVoucherFrom day: Int32, months: Int) -> Int32 {
        Int32(calendar.day(of: calendar.date(ofDay: Int(day)).adding(months: months)))
    }

    /// For each study month its season: the number, and the last day.
    private static func seasons(
        _ season: GameMechanic.Season?, launchDay: Int, _ calendar: StudyCalendar
    ) -> [(number: Int, end: Int32)] {
        guard let season else { return [] }
        // A log may begin long after the launch, so its month may lie before the first.
        let launch = calendar.start.adding(days: launchDay)
        let launchMonth = 12 * (launch.year - calendar.start.year) + launch.month - calendar.start.month
        return (0..<calendar.months).map { month in
            let number = max(0, month - launchMonth) / season.months
            let last = launchMonth + (number + 1) * season.months - 1
            return (number, last < calendar.months ? calendar.lastDay(ofMonth: last) ?? Lot.noExpiry : Lot.noExpiry)
        }
    }
}

extension GameMechanic.Season {
    /// Whether it takes all members to say who wins.
    var isRanked: Bool { if case .at = wins { false } else { true } }

    /// How many can win of those who have scored; nil where as many do as come to the score.
    func places(of players: Int64) -> Int64? {
        switch wins {
        case .at: nil
        case .best(let members): members
        case .bestShare(let millionths): max(1, Int64(Int128(players) * Int128(millionths) / Int128(GameRules.million)))
        }
    }
}

extension GameRules.Mission {
    init(_ mission: GameMechanic.Mission, baskets: [[CategoryShare]]) {
        let million = GameRules.million
        switch mission.target {
        case .purchases(let number):
            (target, countsPurchases) = (Int64(number) * million, true)
            share = baskets.map { _ in million }
        case .spend(let money, let category):
            (target, countsPurchases) = (money.minor, false)
            share = baskets.map { basket in
                category.map { name in basket.first { $0.name == name }?.millionths ?? 0 } ?? million
            }
        }
        withinDays = Int32(clamping: mission.withinDays)
        limit = mission.limit ?? .max
        gives = mission.gives
    }

    /// What a bill brings towards the target, and the part of it that the twin's purchase would.
    func step(_ bill: Bill) -> (amount: Int64, twin: Int64) {
        let twin = min(bill.gross, max(0, bill.twin))
        if countsPurchases {
            return (GameRules.million, MemberAccount.share(GameRules.million, twin, of: max(1, bill.gross)))
        }
        return (part(of: bill.gross, bill.segment), part(of: twin, bill.segment))
    }

    private func part(of money: Int64, _ segment: Int) -> Int64 {
        Int64(Int128(money) * Int128(share[segment]) / Int128(GameRules.million))
    }
}
