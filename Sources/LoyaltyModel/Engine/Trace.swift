/// One customer's life in one arm, told in full: for tests, exports and curious readers.
public struct Life: Sendable, Hashable {
    public struct Purchase: Sendable, Hashable {
        /// 0 for the first purchase ever.
        public let number: Int
        /// Days since the start of the study.
        public let instant: Double
        /// Minor units; without what a reward took the place of.
        public let amount: Int64
    }

    /// Points used on a visit, before its purchase earned.
    public struct Redemption: Sendable, Hashable {
        /// Number of the purchase.
        public let number: Int
        /// Place of the reward in the program's catalogue; nil where points paid part of the bill.
        public let reward: Int?
        public let points: Int64
    }

    /// A visit to a partner of a coalition.
    public struct PartnerVisit: Sendable, Hashable {
        /// Place among the coalition's partners.
        public let partner: Int
        public let instant: Double
        /// Minor units, before anything was paid with points.
        public let amount: Int64
        /// Points that paid a part of it.
        public let points: Int64
    }

    public internal(set) var purchases: [Purchase] = []
    /// Visits to partners since joining.
    public internal(set) var partnerVisits: [PartnerVisit] = []
    public internal(set) var redemptions: [Redemption] = []
    /// Day of joining; nil for a customer who never does, and in the baseline.
    public internal(set) var joinDay: Int?
    /// Number of the purchase at which the customer joined at the till, or of the last one before joining otherwise; −1
    /// where a customer of a log joined before buying in the study.
    public internal(set) var joinPurchase: Int?
    /// How many purchases were made before the card was put away, or the membership ended; nil where neither came to pass.
    public internal(set) var purchasesWithCard: Int?
    /// Whether the customer is in this arm only, because its program brought it.
    public internal(set) var isNewcomer = false
    /// The instant of leaving for good, if before the horizon.
    public internal(set) var leftAt: Double?
    /// From leaving for good to coming back all the same, each time.
    public internal(set) var absences: [ClosedRange<Double>] = []
    /// Every flow of points.
    public internal(set) var postings: [Posting] = []
    /// Lives of the customers whom this one brought in this arm, and of those whom they brought.
    public internal(set) var newcomers: [Life] = []

    init() {}

    /// A life without points, for figures that are worked out by hand.
    package init(
        purchases: [(instant: Double, amount: Int64)], joinDay: Int? = nil, joinPurchase: Int? = nil,
        newcomers: [Life] = []
    ) {
        self.newcomers = newcomers
        self.purchases = purchases.enumerated().map {
            Purchase(number: $0.offset, instant: $0.element.instant, amount: $0.element.amount)
        }
        self.joinDay = joinDay
        self.joinPurchase = joinPurchase
    }
}

/// A recorder that keeps the story and counts nothing.
struct Trace: WalkRecorder, ~Copyable {
    private(set) var lives: [Life]
    private var arm = 0
    /// Lives of newcomers being told, the one who was brought last at the end.
    private var open: [Life] = []

    init(arms: Int) { lives = Array(repeating: Life(), count: arms) }

    mutating func begin(arm: Int, segment: Int) { self.arm = arm }
    mutating func turn(toMonth month: Int32) {}
    mutating func add(_ cell: Outcome.Cell, _ amount: Int64) {}
    mutating func add(_ total: Outcome.Total, _ amount: Int64) {}
    mutating func firstReward(daysAfterJoining days: Int) {}
    mutating func post(_ posting: Posting) { tell { $0.postings.append(posting) } }

    mutating func purchased(number: Int, instant: Double, amount: Int64) {
        tell { $0.purchases.append(Life.Purchase(number: number, instant: instant, amount: amount)) }
    }

    mutating func replaced(_ amount: Int64) {
        tell { life in
            guard let last = life.purchases.popLast() else { return }
            life.purchases.append(
                Life.Purchase(number: last.number, instant: last.instant, amount: last.amount - amount))
        }
    }

    mutating func redeemed(at number: Int, reward: Int?, points: Int64) {
        tell { $0.redemptions.append(Life.Redemption(number: number, reward: reward, points: points)) }
    }

    mutating func cardPutAway() { tell { $0.purchasesWithCard = $0.purchases.count } }

    mutating func visited(_ visit: Life.PartnerVisit) { tell { $0.partnerVisits.append(visit) } }

    mutating func left(instant: Double) { tell { $0.leftAt = instant } }

    mutating func returned(instant: Double) {
        tell {
            guard let left = $0.leftAt else { return }
            $0.absences.append(left...instant)
            $0.leftAt = nil
        }
    }

    /// A member's life up to joining is the twin's.
    mutating func joined(after number: Int, day: Int32) {
        lives[arm].joinDay = Int(day)
        lives[arm].joinPurchase = number
        lives[arm].purchases = Array(lives[0].purchases.prefix(number + 1))
    }

    mutating func neverJoined() { lives[arm] = lives[0] }

    mutating func beginNewcomer(_ key: CustomerKey, arm: Int, segment: Int, day: Int32) {
        self.arm = arm
        var life = Life()
        (life.joinDay, life.joinPurchase, life.isNewcomer) = (Int(day), 0, true)
        open.append(life)
    }

    mutating func endNewcomer() { lives[arm].newcomers.append(open.removeLast()) }

    private mutating func tell(_ story: (inout Life) -> Void) {
        if open.isEmpty { story(&lives[arm]) } else { story(&open[open.count - 1]) }
    }
}

extension Simulation {
    /// One customer's life in every arm, baseline first.
    ///
    /// - Parameters:
    ///   - arrival: instant of the first purchase; 0 for the customers present at the start.
    ///   - outcome: what became of shared limits and of seasons won by rank in the replication; without, there is enough
    ///     of everything, and nobody wins.
    public func lives(
        of customer: CustomerKey, arrival: Double = 0, replication: Int, in outcome: Outcome? = nil
    ) -> [Life] {
        var walk = tracingWalk(replication: replication)
        if let outcome { walk.take(outcome) }
        walk.walk(customer, arrival: arrival)
        return walk.recorder.lives
    }

    /// Lives of the customers whom partners brought, and of those whom they brought, arm by arm.
    public func livesBroughtByPartners(replication: Int) -> [[Life]] {
        let world = World(self, replication: replication)
        var walk = tracingWalk(replication: replication)
        world.visitBrought(0..<world.count) { walk.walk($0, broughtByPartnerAt: $1, arm: $2) }
        return walk.recorder.lives.map(\.newcomers)
    }

    /// The lives of all customers present at the start, indexed [customer][arm], baseline first.
    ///
    /// Memory grows with the number of purchases; the outcomes of a run need none of this.
    public func livesOfBase(replication: Int) -> [[Life]] {
        var lives: [[Life]] = []
        visitLives(ofBase: 0..<population.customers, replication: replication) { lives.append($0) }
        return lives
    }

    /// Tells the lives of customers present at the start one after the other, each in every arm, baseline first.
    ///
    /// There is enough of everything, and nobody wins a season by rank: what depends on all members is not resolved.
    ///
    /// - Parameter customers: which of them.
    public func visitLives(ofBase customers: Range<Int>, replication: Int, _ body: ([Life]) -> Void) {
        visitLives(ofBase: customers, replications: replication...replication) { body($1) }
    }

    /// The same in several worlds: what does not depend on luck is worked out once for all of them.
    ///
    /// - Parameter body: told the replication, and a customer's lives.
    public func visitLives(
        ofBase customers: Range<Int>, replications: ClosedRange<Int>, _ body: (Int, [Life]) -> Void
    ) {
        var last: PreparedStudy?
        for replication in replications {
            let study = last ?? PreparedStudy(known(inReplication: replication))
            if !isUncertain { last = study }
            var walk = tracingWalk(study, replication: replication)
            for customer in customers {
                walk.recorder = Trace(arms: programs.count + 1)
                walk.walk(.base(customer), arrival: 0)
                body(replication, walk.recorder.lives)
            }
        }
    }

    /// Visits customers of the base one after the other, each arriving at an own instant: their lives with no program.
    ///
    /// - Parameter arrivals: instants of first purchases, one for each customer.
    public func visitTwins(arrivals: [Double], replication: Int, _ visit: (Life) -> Void) {
        var walk = tracingWalk(replication: replication)
        for (customer, arrival) in arrivals.enumerated() {
            walk.recorder = Trace(arms: programs.count + 1)
            walk.walk(.base(customer), arrival: arrival)
            visit(walk.recorder.lives[0])
        }
    }

    func tracingWalk(replication: Int) -> CustomerWalk<Trace> {
        tracingWalk(PreparedStudy(known(inReplication: replication)), replication: replication)
    }

    private func tracingWalk(_ study: PreparedStudy, replication: Int) -> CustomerWalk<Trace> {
        CustomerWalk(study: study, luck: luck(replication: replication), recorder: Trace(arms: programs.count + 1))
    }
}
