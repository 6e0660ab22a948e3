/// The points of one replication by cohort, a cohort being a calendar month of issue: what a valuation needs beyond
/// what a run counts. Integers; shards merge by addition.
///
/// The months go on after the study's end, with programs and behaviour as they are, so that what became of each
/// cohort is known. Points issued after the study belong to later cohorts and are not counted.
public struct CohortFlows: Sendable, Equatable {
    public struct Shape: Hashable, Sendable {
        /// Numbers of arms, baseline included, and of cohorts: the months of the study.
        public let arms: Int
        public let cohorts: Int
        /// Months of the study and of the time after it.
        public let months: Int
        /// Most rewards that a program's points catalogue has.
        public let rewards: Int

        /// Cells of one arm: a cohort has one for each month from its own on.
        var cellsPerArm: Int { cohort(cohorts) }

        /// Where a cohort's cells begin.
        func cohort(_ place: Int) -> Int { (place * months - place * (place - 1) / 2) * Flow.count }
    }

    public enum Flow: Int, CaseIterable, Sendable {
        case issued, redeemed, expired
        /// Reversed, reinstated and transferred, with their signs.
        case adjusted

        static let count = allCases.count
    }

    /// What members pay and are given in a month of the study, minor units but for points: what a journal is written from.
    public enum Sum: Int, CaseIterable, Sendable {
        /// Goods at their price, the purchase at which a member joins included.
        case sales
        /// Taken off at the till: discounts, coupons, vouchers, and points that pay.
        case discounts, coupons, vouchers, paidWithPoints
        /// Paid out in money, or used as a bonus; earned; run out.
        case cashback, cashbackEarned, cashbackExpired
        case donations
        /// Paid in money at years' ends, and for bringing a friend; spent on deliveries and members' offers.
        case annualMoney, referralMoney, services
        /// All that stands above but sales, cashback earned and run out; and rewards in kind.
        case rewardCost
        /// Of paid memberships.
        case feesPaid, feesRefunded
        /// Points, not money: used on visits, for rewards of the catalogue or to pay.
        case pointsUsed

        static let count = allCases.count
    }

    public let shape: Shape
    /// Indexed [arm][cohort][month from the cohort's own on][``Flow``].
    var cells: [Int64]
    /// Points used on visits within the study, indexed [arm][place of the reward; behind them paying at the till].
    var uses: [Int64]
    /// Indexed [arm][month of the study][``Sum``].
    var sums: [Int64]

    init(shape: Shape) {
        self.shape = shape
        cells = Array(repeating: 0, count: shape.arms * shape.cellsPerArm)
        uses = Array(repeating: 0, count: shape.arms * (shape.rewards + 1))
        sums = Array(repeating: 0, count: shape.arms * shape.cohorts * Sum.count)
    }

    /// Points of a cohort in a calendar month; 0 before its own.
    public func value(_ flow: Flow, arm: Int, cohort: Int, month: Int) -> Int64 {
        guard month >= cohort else { return 0 }
        let place = arm * shape.cellsPerArm + shape.cohort(cohort) + (month - cohort) * Flow.count
        return cells[place + flow.rawValue]
    }

    /// Points used within the study for a reward of the catalogue; nil for points that paid at the till.
    public func used(for reward: Int?, arm: Int) -> Int64 {
        uses[arm * (shape.rewards + 1) + (reward ?? shape.rewards)]
    }

    /// What members pay and are given in a month of the study.
    public func sum(_ sum: Sum, arm: Int, month: Int) -> Int64 {
        sums[(arm * shape.cohorts + month) * Sum.count + sum.rawValue]
    }

    mutating func merge(_ other: CohortFlows) {
        precondition(shape == other.shape, "only shards of the same study merge")
        for i in cells.indices { cells[i].gain(other.cells[i]) }
        for i in uses.indices { uses[i].gain(other.uses[i]) }
        for i in sums.indices { sums[i].gain(other.sums[i]) }
    }
}

/// A recorder that counts points by cohort and what is paid for by month, and nothing else.
struct CohortTally: WalkRecorder, ~Copyable {
    private(set) var flows: CohortFlows
    private var armPlace = 0
    private var usePlace = 0
    private var sumPlace = 0
    private var month = 0

    init(shape: CohortFlows.Shape) { flows = CohortFlows(shape: shape) }

    mutating func begin(arm: Int, segment: Int) {
        armPlace = arm * flows.shape.cellsPerArm
        usePlace = arm * (flows.shape.rewards + 1)
        sumPlace = arm * flows.shape.cohorts
    }

    mutating func turn(toMonth month: Int32) { self.month = Int(month) }

    mutating func post(_ posting: Posting) {
        let cohort = Int(posting.issueMonth)
        guard cohort < flows.shape.cohorts else { return }
        let (flow, points): (CohortFlows.Flow, Int64)
        switch posting.kind {
        case .issued: (flow, points) = (.issued, posting.points)
        case .redeemed: (flow, points) = (.redeemed, posting.points)
        case .expired: (flow, points) = (.expired, posting.points)
        case .reversed: (flow, points) = (.adjusted, -posting.points)
        case .reinstated, .transferred: (flow, points) = (.adjusted, posting.points)
        case .pendingActivated: return
        }
        let place = flows.shape.cohort(cohort) + (month - cohort) * CohortFlows.Flow.count + flow.rawValue
        flows.cells[armPlace + place] += points
    }

    mutating func redeemed(at number: Int, reward: Int?, points: Int64) {
        // A card beside points stands after the catalogue, and its stamps are no points.
        guard month < flows.shape.cohorts, (reward ?? 0) < flows.shape.rewards || reward == nil else { return }
        flows.uses[usePlace + (reward ?? flows.shape.rewards)] += points
        count(.pointsUsed, points)
    }

    mutating func beginNewcomer(_ key: CustomerKey, arm: Int, segment: Int, day: Int32) {
        begin(arm: arm, segment: segment)
    }

    mutating func add(_ flow: ProgramFlow, _ amount: Int64) {
        switch flow {
        case .rewardCost: count(.rewardCost, amount)
        case .discounts: count(.discounts, amount)
        case .couponValue: count(.coupons, amount)
        case .vouchersUsed: count(.vouchers, amount)
        case .paidWithPoints: count(.paidWithPoints, amount)
        case .cashbackPaid: count(.cashback, amount)
        case .cashbackEarned: count(.cashbackEarned, amount)
        case .cashbackExpired: count(.cashbackExpired, amount)
        case .annualMoney: count(.annualMoney, amount)
        case .referralMoney: count(.referralMoney, amount)
        case .services: count(.services, amount)
        case .donations: count(.donations, amount)
        case .fees: count(amount < 0 ? .feesRefunded : .feesPaid, abs(amount))
        default: break
        }
    }

    mutating func add(_ cell: Outcome.Cell, _ amount: Int64) {
        switch cell {
        case .memberRevenue, .joiningRevenue: count(.sales, amount)
        default: break
        }
    }

    private mutating func count(_ sum: CohortFlows.Sum, _ amount: Int64) {
        guard month < flows.shape.cohorts else { return }
        flows.sums[(sumPlace + month) * CohortFlows.Sum.count + sum.rawValue] += amount
    }

    mutating func add(_ total: Outcome.Total, _ amount: Int64) {}
    mutating func firstReward(daysAfterJoining days: Int) {}
    mutating func purchased(number: Int, instant: Double, amount: Int64) {}
    mutating func visited(_ visit: Life.PartnerVisit) {}
    mutating func joined(after number: Int, day: Int32) {}
    mutating func neverJoined() {}
    mutating func endNewcomer() {}
    mutating func left(instant: Double) {}
    mutating func returned(instant: Double) {}
}
