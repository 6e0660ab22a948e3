/// Rules to be read in place, while their owner lives.
///
/// A pointer, measured: passed as a value, even a borrowed one, the rules are copied to the stack at every call.
typealias RulesPointer = UnsafePointer<ProgramRules>

/// The owner of a program's rules. Unchecked: the rules are written once, here, and read until its end.
struct OwnedRules: ~Copyable, @unchecked Sendable {
    private let memory: UnsafeMutablePointer<ProgramRules>

    init(_ rules: consuming ProgramRules) {
        memory = .allocate(capacity: 1)
        memory.initialize(to: rules)
    }

    deinit {
        memory.deinitialize(count: 1)
        memory.deallocate()
    }

    var pointer: RulesPointer { RulesPointer(memory) }
}

/// A program made ready for a study: its list of mechanics sorted by kind, dates as days.
///
/// Not copyable, like all it holds: a copy would count references to a dozen arrays on every purchase, which was
/// measured to take two fifths of the walk's time.
struct ProgramRules: ~Copyable, Sendable {
    let launchDay: Int32
    let enrolment: EnrolmentTerms
    let headStart: Int64
    /// Whether points are given beside those of purchases.
    let issues: Bool
    /// The points mechanic, or one that gives nothing.
    let points: PointsRules
    /// Days between statements; 0 for none.
    let statementDays: Int32
    /// Which of the mechanics below the program has; those that it lacks give nothing, and are never looked at.
    let kinds: MechanicKinds
    let discount: DiscountRules
    let tiers: TierRules
    let paid: PaidRules
    let uninformed: Double
    let cause: CauseRules
    let game: GameRules
    /// How much of a catalogue reward's value survives the effort of redeeming, the mean; 1 without a catalogue.
    let redeemingEase: Double
    let campaign: CampaignRules
    let offers: OfferRules
    let card: CardRules?
    let cashback: CashbackRules
    let annual: AnnualRules
    /// Of what there is only so much for all members together.
    let limits: [LimitRules]
    /// The place among them of the cap on what rewards cost; −1 where there is none.
    let budget: Int32
    let referral: ReferralRules
    let coalition: CoalitionRules
    let monthOfDay: [Int32]
    let months: Int32
    /// The last day of each study month; `Lot.noExpiry` for a last month that the study cuts short.
    private let monthEnd: [Int32]
    /// Months from January to the first month of the study.
    private let firstMonth: Int32
    /// How much each reward moves a member; written by who knows, before anybody reads it.
    var weights: RewardWeights

    init(_ program: Program, segments: [Segment], calendar: StudyCalendar, minorPerMajor: Int64) {
        self.init(
            program, baskets: segments.map(\.categories), segments: segments.map(\.name), calendar: calendar,
            minorPerMajor: minorPerMajor)
    }

    /// - Parameters:
    ///   - baskets: for each segment its categories and their shares of every basket.
    ///   - segments: names of the segments; empty where they are not known, and every offer is for everybody.
    init(
        _ program: Program, baskets: [[CategoryShare]], segments: [String] = [], calendar: StudyCalendar,
        minorPerMajor: Int64
    ) {
        let list = MechanicList(program)
        launchDay = Int32(program.launchDay)
        kinds = list.kinds
        headStart = program.issues ? list.gift.count : 0
        issues = program.issues
        statementDays = list.statementDays
        uninformed = program.uninformed
        // What is paid on joining is weighed on joining, whatever it is called.
        var enrolment = program.enrolment
        enrolment.fee += list.paid.joiningFee
        self.enrolment = enrolment
        var limits = program.budget.map { [LimitRules.budget($0, calendar: calendar)] } ?? []
        budget = limits.isEmpty ? -1 : 0
        card = list.card.map { CardRules($0, calendar: calendar) }
        let ownPoints = list.ownPoints(issues: program.issues)
        coalition = CoalitionRules(
            program.coalition ?? CoalitionMechanic(), ownPoints, calendar: calendar, minorPerMajor: minorPerMajor)
        points = PointsRules(
            ownPoints, card: list.points == nil ? card : nil, otherGoals: coalition.goals, baskets: baskets,
            calendar: calendar, minorPerMajor: minorPerMajor, limits: &limits)
        let catalogue = list.points?.rewards ?? []
        redeemingEase = catalogue.isEmpty ? 1 : catalogue.reduce(0) { $0 + $1.ease } / Double(catalogue.count)
        game = GameRules(
            list.game, launchDay: program.launchDay, baskets: baskets, calendar: calendar,
            minorPerMajor: minorPerMajor, limits: &limits)
        self.limits = limits
        discount = DiscountRules(list.discount, calendar: calendar)
        tiers = TierRules(list.tiers, calendar: calendar)
        paid = PaidRules(
            mechanic: list.paid, calendar: calendar, closingDay: program.closingDay.map { Int32($0) } ?? -1)
        cause = CauseRules(list.cause, calendar: calendar)
        campaign = CampaignRules(list.campaign, calendar: calendar)
        offers = OfferRules(list.offers, segments: segments, baskets: baskets, calendar: calendar)
        cashback = CashbackRules(list.cashback, calendar: calendar)
        annual = AnnualRules(list.annual, calendar: calendar)
        referral = ReferralRules(list.referral, calendar: calendar)
        firstMonth = Int32(calendar.start.month - 1)
        monthOfDay = calendar.monthOfDay
        monthEnd = (0..<calendar.months).map { calendar.lastDay(ofMonth: $0) ?? Lot.noExpiry }
        months = Int32(calendar.months)
        weights = RewardWeights(
            points: points, game: game, levels: list.tiers.levels.count, messages: list.campaign.messages.count,
            offers: list.offers.offers.count, cashback: list.cashback.brackets.count,
            annual: list.annual.brackets.count)
    }

    /// Whether mechanics beyond points have rewards that members work towards.
    var hasGoalsBeyondPoints: Bool {
        !kinds.isDisjoint(with: .withGoals) || kinds.contains(.game) && game.hasGoals
    }

    /// What a yearly amount comes to in a study month, minor units; twelve calendar months come to the year's exactly.
    func monthly(_ year: Money, in month: Int32) -> Int64 {
        let place = Int64((firstMonth + month) % 12)
        return year.minor * (place + 1) / 12 - year.minor * place / 12
    }

    /// The last day of study month `month`; `Lot.noExpiry` where the study ends before it.
    @inline(__always)
    func lastDay(ofMonth month: Int32) -> Int32 { month < months ? monthEnd[Int(month)] : Lot.noExpiry }
}
