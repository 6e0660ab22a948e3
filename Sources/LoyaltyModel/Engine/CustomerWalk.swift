/// Walks customers through the baseline and all programs.
///
/// The luck of a purchase is drawn once and shared by all arms. The twin is walked first; an arm is walked only for
/// a customer who becomes a member, and only from joining on: before that, and for those who never join, the arm's
/// life *is* the twin's, because a program acts on its members alone.
///
/// Methods that are called and not inlined are `mutating` even where they change nothing: a borrowed walk would be
/// copied to the stack, half a kilobyte at each call.
struct CustomerWalk<Recorder: WalkRecorder & ~Copyable>: ~Copyable {
    let study: PreparedStudy
    var luck: Luck
    let sampler = Sampler()
    var recorder: Recorder
    var purchaseLuck = PurchaseLuck()
    var twin = TwinLife()
    var account = MemberAccount()
    var limits: LimitBook
    var seasons: SeasonBook
    /// The arms to walk, in order; all of them but in a search for the shares of shared limits.
    var arms: [Int]
    /// What reaches the member from outside; used by programs that call for it.
    var social = SocialClock()
    /// Friends, and friends' friends, whom the customer being walked has brought in this arm.
    var descendants = 0
    /// The arms that the customer being walked is a member of.
    private var memberships = GrowingRow<Membership>(capacity: 16)
    /// The customer being walked; kept here because a copy of it would be made for every call.
    var person = Person.nobody

    /// The customer being walked.
    struct Person {
        let key: CustomerKey
        let segment: Int
        let arrival: Double
        let traits: CustomerTraits
        /// What the customer answers with when asked as a member; nil until then.
        var answerTastes: (recommends: Double, findsEasy: Double)?
        /// Whether attrition runs with time, so that a change of the hazard moves the end of the life.
        let leavesWithTime: Bool
        /// Hazard of the coins after repeat purchases, and after the first one; 0 where none is tossed.
        let coinHazard: Double
        let firstCoinHazard: Double
        let origin: Origin
        let generation: Int
        /// Whether a program brought this customer, who is in one arm only and has no twin.
        var isNewcomer: Bool { origin == .referral || origin == .partner }
        /// Whether the customer was there before the study.
        var isPresent: Bool { origin == .present }
        /// From when on the customer can meet a program.
        var since: Double { isPresent ? 0 : arrival }

        init(
            key: CustomerKey, segment: Int, arrival: Double, traits: CustomerTraits, origin: Origin = .population,
            generation: Int = 0
        ) {
            (self.origin, self.generation) = (origin, generation)
            (self.key, self.segment, self.arrival, self.traits) = (key, segment, arrival, traits)
            switch traits.attrition {
            case .coin(let hazard, let afterFirst):
                (coinHazard, firstCoinHazard, leavesWithTime) = (hazard, afterFirst ? hazard : 0, false)
            case .never:
                (coinHazard, firstCoinHazard, leavesWithTime) = (0, 0, false)
            case .exponential, .gompertz, .contract:
                (coinHazard, firstCoinHazard, leavesWithTime) = (0, 0, true)
            }
        }

        /// Before the first customer.
        static var nobody: Person {
            Person(
                key: .world, segment: 0, arrival: 0,
                traits: CustomerTraits(
                    purchase: PurchaseTrait(phaseRate: 0, shape: 1), attrition: .never,
                    basket: BasketTrait(mean: 0, spread: .fixed), rewardSensitivity: 0))
        }

        /// The hazard that the coin after purchase `number` is held against.
        @inline(__always)
        func hazardAfter(_ number: Int) -> Double { number > 0 ? coinHazard : firstCoinHazard }
    }

    init(study: PreparedStudy, luck: Luck, recorder: consuming Recorder) {
        self.study = study
        arms = Array(study.arms.indices)
        limits = LimitBook(rows: study.arms.limits, months: study.calendar.months)
        seasons = SeasonBook(rows: study.arms.seasons)
        self.luck = luck
        self.recorder = recorder
    }

    /// An arm in which the customer is a member.
    struct Membership {
        let arm: Int
        let joining: Joining
        let perception: Perception
    }

    /// One customer's first purchase is at `arrival`, an instant of the study.
    ///
    /// First all arms are asked whether the customer joins, then those joined are walked, measured: the code of both
    /// together does not fit into the nearest cache, and would be fetched anew for each arm.
    mutating func walk(_ key: CustomerKey, arrival: Double) {
        if let base = study.present, let index = key.baseIndex { return walk(key, index: index, in: base) }
        let segment = study.segment(of: key, luck)
        let traits = study.traits[segment].traits(of: key, luck: luck, sampler: sampler)
        person = Person(key: key, segment: segment, arrival: arrival, traits: traits)
        purchaseLuck.begin(key, traits)
        walkTwin(first: study.reading(at: arrival))
        walkArms()
    }

    /// The customer whose twin has been walked, in all programs: first which of them are joined, then a life in each.
    mutating func walkArms() {
        memberships.removeAll()
        for arm in arms { meet(arm: arm) }
        for place in 0..<memberships.count { walk(memberships[place]) }
    }

    /// One customer and one program: joins it or not.
    private mutating func meet(arm: Int) {
        recorder.begin(arm: arm + 1, segment: person.segment)
        recordEligible(arm: arm)
        let perception = study.tables.pointee.response.perceivedValue.perceive(
            study.arms[arm].pointee.offer(segment: person.segment), Pace(person.traits), person.traits.audiences)
        guard accepts(arm: arm, perception), let joining = joining(arm: arm) else {
            recorder.neverJoined()
            return recordWindows(arm: arm, joined: false, after: 0)
        }
        recordTwin(after: joining)
        memberships.append(Membership(arm: arm, joining: joining, perception: perception))
    }

    /// One customer as a member of one program.
    private mutating func walk(_ membership: Membership) {
        let (arm, joining) = (membership.arm, membership.joining)
        recorder.begin(arm: arm + 1, segment: person.segment)
        recorder.joined(after: joining.purchase, day: joining.day)
        let purchasesInWindow = walkMember(arm: arm, joining, membership.perception)
        recordWindows(arm: arm, joined: true, after: purchasesInWindow)
    }
}
