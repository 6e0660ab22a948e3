/// Walks one customer after another through the baseline and all programs.
///
/// The luck of a purchase is drawn once and shared by all arms. The twin is walked first; an arm is walked only for
/// a customer who becomes a member, and only from joining on: before that, and for those who never join, the arm's
/// life *is* the twin's, because a program acts on its members alone.
struct CustomerWalk<Recorder: WalkRecorder & ~Copyable>: ~Copyable {
    let study: PreparedStudy
    var luck: Luck
    let sampler = Sampler()
    var recorder: Recorder
    var purchaseLuck = PurchaseLuck()
    var twin = TwinLife()
    var account = MemberAccount()

    /// The customer being walked.
    struct Person {
        let key: CustomerKey
        let segment: Int
        let arrival: Double
        let traits: CustomerTraits
        /// Days of the mean season per unit of the purchase clock.
        let daysPerGap: Double
        /// Hazard of the coins after repeat purchases, and after the first one; 0 where none is tossed.
        let coinHazard: Double
        let firstCoinHazard: Double

        init(key: CustomerKey, segment: Int, arrival: Double, traits: CustomerTraits) {
            (self.key, self.segment, self.arrival, self.traits) = (key, segment, arrival, traits)
            daysPerGap = 1 / traits.purchase.phaseRate
            if case .coin(let hazard, let afterFirst) = traits.attrition {
                coinHazard = hazard
                firstCoinHazard = afterFirst ? hazard : 0
            } else {
                (coinHazard, firstCoinHazard) = (0, 0)
            }
        }

        /// The hazard that the coin after purchase `number` is held against.
        @inline(__always)
        func hazardAfter(_ number: Int) -> Double { number > 0 ? coinHazard : firstCoinHazard }
    }

    init(study: PreparedStudy, luck: Luck, recorder: consuming Recorder) {
        self.study = study
        self.luck = luck
        self.recorder = recorder
    }

    /// One customer's first purchase is at `arrival`, an instant of the study.
    mutating func walk(_ key: CustomerKey, arrival: Double) {
        let segment = study.segment(of: key, luck)
        let traits = study.traits[segment].traits(of: key, luck: luck, sampler: sampler)
        let person = Person(key: key, segment: segment, arrival: arrival, traits: traits)
        purchaseLuck.begin(key, traits)
        walkTwin(person)
        for arm in study.arms.indices { walk(person, arm: arm) }
    }

    /// One customer in one program.
    private mutating func walk(_ person: Person, arm: Int) {
        recorder.begin(arm: arm + 1, segment: person.segment)
        recordEligible(person, arm: arm)
        let perception = study.tables.response.perceivedValue.perceive(
            study.arms[arm].pointee.offers[person.segment], purchasesPerDay: person.traits.purchase.purchasesPerDay,
            meanBasket: person.traits.basket.mean)
        let joining = accepts(person, arm: arm, perception) ? self.joining(person, arm: arm) : nil
        var purchasesInWindow = 0
        if let joining {
            recorder.joined(after: joining.purchase, day: joining.day)
            recordTwin(person, after: joining)
            purchasesInWindow = walkMember(person, arm: arm, joining, perception)
        } else {
            recorder.neverJoined()
        }
        recordWindows(person, arm: arm, joined: joining != nil, after: purchasesInWindow)
    }
}
