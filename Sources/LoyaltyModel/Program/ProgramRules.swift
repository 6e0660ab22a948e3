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
        launchDay = Int32(program.launchDay)
        var enrolment = program.enrolment
        var mechanic: PointsMechanic?
        var statements: Int32 = 0
        var kinds: MechanicKinds = []
        var discount = DiscountMechanic(brackets: [])
        var cause = CauseMechanic()
        var game = GameMechanic()
        var campaign = CampaignMechanic(messages: [])
        var offers = OfferMechanic(offers: [])
        var card: PunchCardMechanic?
        var cashback = CashbackMechanic(brackets: [])
        var annual = AnnualMechanic(measure: .spend, brackets: [])
        var referral = ReferralMechanic()
        var tiers = TierMechanic(levels: [])
        var paid = PaidMechanic(fee: .zero)
        for entry in program.mechanics {
            switch entry {
            case .points(let points): mechanic = points
            case .statement(let statement): statements = Int32(statement.everyDays)
            case .discount(let entry): (discount, _) = (entry, kinds.insert(.discount))
            case .tiers(let entry): (tiers, _) = (entry, kinds.insert(.tiers))
            case .paid(let entry): (paid, _) = (entry, kinds.insert(.paid))
            case .cause(let entry): (cause, _) = (entry, kinds.insert(.cause))
            case .game(let entry): (game, _) = (entry, kinds.insert(.game))
            case .campaign(let entry): (campaign, _) = (entry, kinds.insert(.campaign))
            case .offer(let entry): (offers, _) = (entry, kinds.insert(.offer))
            case .punchCard(let entry): card = entry
            case .cashback(let entry): (cashback, _) = (entry, kinds.insert(.cashback))
            case .annual(let entry): (annual, _) = (entry, kinds.insert(.annual))
            case .referral(let entry): (referral, _) = (entry, kinds.insert(.referral))
            case .coalition: break
            }
        }
        if program.coalition != nil { kinds.insert(.coalition) }
        var gift = program.enrolment.headStart
        if card != nil, mechanic != nil {
            kinds.insert(.cardBesidePoints)
        } else if let terms = card {
            // What is given on joining stands on the first card, wherever it is written.
            card?.joiningStamps += gift
            gift = terms.isMoreThanPoints ? .zero : gift + terms.joiningStamps
            if terms.isMoreThanPoints { kinds.insert(.cardAsPoints) }
        }
        let cardRules = card.map { CardRules($0, calendar: calendar) }
        headStart = program.issues ? gift.count : 0
        issues = program.issues
        var limits = program.budget.map { [LimitRules.budget($0, calendar: calendar)] } ?? []
        budget = limits.isEmpty ? -1 : 0
        let ownPoints = mechanic ?? card?.asPoints ?? PointsMechanic(earn: EarnRule(perMoneyMillionths: 0))
        coalition = CoalitionRules(
            program.coalition ?? CoalitionMechanic(), ownPoints, calendar: calendar, minorPerMajor: minorPerMajor)
        points = PointsRules(
            ownPoints, card: mechanic == nil ? cardRules : nil, otherGoals: coalition.goals, baskets: baskets,
            calendar: calendar, minorPerMajor: minorPerMajor, limits: &limits)
        statementDays = statements
        uninformed = program.uninformed
        if uninformed > 0 { kinds.insert(.service) }
        self.kinds = kinds
        self.discount = DiscountRules(discount, calendar: calendar)
        self.tiers = TierRules(tiers, calendar: calendar)
        self.paid = PaidRules(
            mechanic: paid, calendar: calendar, closingDay: program.closingDay.map { Int32($0) } ?? -1)
        // What is paid on joining is weighed on joining, whatever it is called.
        enrolment.fee += paid.joiningFee
        self.enrolment = enrolment
        firstMonth = Int32(calendar.start.month - 1)
        self.cause = CauseRules(cause, calendar: calendar)
        self.game = GameRules(
            game, launchDay: program.launchDay, baskets: baskets, calendar: calendar, minorPerMajor: minorPerMajor,
            limits: &limits)
        let catalogue = mechanic?.rewards ?? []
        redeemingEase = catalogue.isEmpty ? 1 : catalogue.reduce(0) { $0 + $1.ease } / Double(catalogue.count)
        self.campaign = CampaignRules(campaign, calendar: calendar)
        self.offers = OfferRules(offers, segments: segments, baskets: baskets, calendar: calendar)
        self.card = cardRules
        self.cashback = CashbackRules(cashback, calendar: calendar)
        self.annual = AnnualRules(annual, calendar: calendar)
        self.referral = ReferralRules(referral, calendar: calendar)
        self.limits = limits
        monthOfDay = calendar.monthOfDay
        monthEnd = (0..<calendar.months).map { calendar.lastDay(ofMonth: $0) ?? Lot.noExpiry }
        months = Int32(calendar.months)
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
