/// What a customer's walk tells: counters in a run, a story in a trace.
protocol WalkRecorder: ProgramSink, ~Copyable {
    /// What follows belongs to this arm and segment.
    mutating func begin(arm: Int, segment: Int)
    /// What follows belongs to this calendar month of the study.
    mutating func turn(toMonth month: Int32)
    mutating func add(_ cell: Outcome.Cell, _ amount: Int64)
    mutating func add(_ total: Outcome.Total, _ amount: Int64)
    /// What a member's twin does in a month after the joining.
    mutating func addTwin(month: Int32, purchases: Int64, revenue: Int64, buyers: Int64)
    /// A member's first reward came this many days after joining.
    mutating func firstReward(daysAfterJoining days: Int)
    /// A purchase of the current arm's customer; told for the twin and for members, in order of time.
    mutating func purchased(number: Int, instant: Double, amount: Int64)
    /// Of the purchase told last, the current arm's member did not buy so much, because a reward was had in its place.
    mutating func replaced(_ amount: Int64)
    /// At a purchase the current arm's member used points: for the reward at a place of the catalogue, or to pay.
    mutating func redeemed(at number: Int, reward: Int?, points: Int64)
    /// The current arm's member was at a coalition partner's till.
    mutating func visited(_ visit: Life.PartnerVisit)
    /// The current arm's customer became a member after purchase `number`, or never does.
    mutating func joined(after number: Int, day: Int32)
    mutating func neverJoined()
    /// What follows is of a customer who is in this arm only, and joins on `day`.
    mutating func beginNewcomer(_ key: CustomerKey, arm: Int, segment: Int, day: Int32)
    mutating func endNewcomer()
    /// The current arm's customer left for good.
    mutating func left(instant: Double)
    /// The current arm's customer, who had left, came back.
    mutating func returned(instant: Double)
}

extension WalkRecorder where Self: ~Copyable {
    /// Who counts revenue only has been told of it there.
    mutating func replaced(_ amount: Int64) {}

    @inline(__always)
    mutating func addTwin(month: Int32, purchases: Int64, revenue: Int64, buyers: Int64) {
        turn(toMonth: month)
        add(Outcome.Cell.twinPurchases, purchases)
        add(Outcome.Cell.twinRevenue, revenue)
        add(Outcome.Cell.twinBuyers, buyers)
    }

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
        case .donations: add(Outcome.Total.donations, amount)
        case .pointsDonated: add(Outcome.Total.pointsDonated, amount)
        case .missionsCompleted: add(Outcome.Total.missionsCompleted, amount)
        case .streaksCompleted: add(Outcome.Total.streaksCompleted, amount)
        case .seasonsWon: add(Outcome.Total.seasonsWon, amount)
        case .badges: add(Outcome.Total.badges, amount)
        case .spins: add(Outcome.Total.spins, amount)
        case .prizes: add(Outcome.Total.prizes, amount)
        case .playPoints: add(Outcome.Total.playPoints, amount)
        case .gameEvents: add(Outcome.Total.gameEvents, amount)
        case .messages: add(Outcome.Cell.messages, amount)
        case .messagesOpened: add(Outcome.Total.messagesOpened, amount)
        case .messagesClicked: add(Outcome.Total.messagesClicked, amount)
        case .messageCost: add(Outcome.Total.messageCost, amount)
        case .expense: add(Outcome.Cell.expense, amount)
        case .gifts: add(Outcome.Total.gifts, amount)
        case .samples: add(Outcome.Total.samples, amount)
        case .couponsIssued: add(Outcome.Total.couponsIssued, amount)
        case .couponsUsed: add(Outcome.Total.couponsUsed, amount)
        case .couponValue: add(Outcome.Total.couponValue, amount)
        case .stampsIssued: add(Outcome.Total.stampsIssued, amount)
        case .stampsRedeemed: add(Outcome.Total.stampsRedeemed, amount)
        case .stampsExpired: add(Outcome.Total.stampsExpired, amount)
        case .cashbackEarned: add(Outcome.Total.cashbackEarned, amount)
        case .cashbackPaid: add(Outcome.Total.cashbackPaid, amount)
        case .cashbackExpired: add(Outcome.Total.cashbackExpired, amount)
        case .cashbackOutstanding: add(Outcome.Total.cashbackOutstanding, amount)
        case .annualGranted: add(Outcome.Total.annualGranted, amount)
        case .annualOutstanding: add(Outcome.Total.annualOutstanding, amount)
        case .annualPointsOutstanding: add(Outcome.Total.annualPointsOutstanding, amount)
        case .yearsEnded: add(Outcome.Total.yearsEnded, amount)
        case .yearsRewarded: add(Outcome.Total.yearsRewarded, amount)
        case .referralRewards: add(Outcome.Total.referralRewards, amount)
        case .annualMoney, .referralMoney, .services: break
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
