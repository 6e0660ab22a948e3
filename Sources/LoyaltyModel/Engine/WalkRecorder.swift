/// What a customer's walk tells: counters in a run, a story in a trace.
protocol WalkRecorder: ProgramSink, ~Copyable {
    /// What follows belongs to this arm and segment.
    mutating func begin(arm: Int, segment: Int)
    /// What follows belongs to this calendar month of the study.
    mutating func turn(toMonth month: Int32)
    mutating func add(_ cell: Outcome.Cell, _ amount: Int64)
    mutating func add(_ total: Outcome.Total, _ amount: Int64)
    /// A member's first reward came this many days after joining.
    mutating func firstReward(daysAfterJoining days: Int)
    /// A purchase of the current arm's customer; told for the twin and for members, in order of time.
    mutating func purchased(number: Int, instant: Double, amount: Int64)
    /// At a purchase the current arm's member used points: for the reward at a place of the catalogue, or to pay.
    mutating func redeemed(at number: Int, reward: Int?, points: Int64)
    /// The current arm's customer became a member after purchase `number`, or never does.
    mutating func joined(after number: Int, day: Int32)
    mutating func neverJoined()
    /// The current arm's customer left for good.
    mutating func left(instant: Double)
}

extension WalkRecorder where Self: ~Copyable {
    @inline(__always)
    mutating func add(_ flow: ProgramFlow, _ amount: Int64) {
        switch flow {
        case .rewards: add(Outcome.Cell.rewards, amount)
        case .rewardCost: add(Outcome.Cell.rewardCost, amount)
        case .rewardCostOnTwin: add(Outcome.Cell.rewardCostOnTwin, amount)
        case .paidWithPoints: add(Outcome.Cell.paidWithPoints, amount)
        case .vouchersIssued: add(Outcome.Cell.vouchersIssued, amount)
        case .vouchersUsed: add(Outcome.Cell.vouchersUsed, amount)
        case .statements: add(Outcome.Cell.statements, amount)
        case .discounts: add(Outcome.Cell.discounts, amount)
        case .fees: add(Outcome.Cell.fees, amount)
        case .membershipsEnded: add(Outcome.Cell.ended, amount)
        case .promotions: add(Outcome.Total.promotions, amount)
        case .demotions: add(Outcome.Total.demotions, amount)
        case .levelGifts: add(Outcome.Total.levelGifts, amount)
        }
    }

    @inline(__always)
    mutating func count(_ posting: Posting) {
        switch posting.kind {
        case .issued: add(Outcome.Cell.issued, posting.points)
        case .redeemed: add(Outcome.Cell.redeemed, posting.points)
        case .expired: add(Outcome.Cell.expired, posting.points)
        case .reversed: add(Outcome.Cell.reversed, posting.points)
        case .reinstated: add(Outcome.Cell.reinstated, posting.points)
        case .transferred: add(Outcome.Cell.transferred, posting.points)
        case .pendingActivated: add(Outcome.Cell.pendingActivated, posting.points)
        }
    }
}
