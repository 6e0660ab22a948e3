/// What one replication produced, as integers: outcomes of shards merge by addition, in any order.
///
/// Arm 0 is the baseline, where everyone's twin lives; it alone holds the fields of a whole population
/// (``Cell/customers`` to ``Cell/left``). An arm's own totals follow, because a customer who is not a member lives
/// exactly as the twin does: purchases of an arm = baseline's − those of its members' twins + those of its members,
/// the customers among them whom the program brought included.
public struct Outcome: Sendable, Equatable {
    /// Numbers of arms (baseline included), segments, calendar months and days.
    public struct Shape: Hashable, Sendable {
        public let arms: Int
        public let segments: Int
        public let months: Int
        public let days: Int
        /// Most partners of a coalition that any arm has, the company itself being one; 0 without coalitions.
        public let partners: Int

        public init(arms: Int, segments: Int, months: Int, days: Int, partners: Int = 0) {
            self.partners = partners
            self.arms = arms
            self.segments = segments
            self.months = months
            self.days = days
        }
    }

    public let shape: Shape
    /// Indexed [arm][segment][month][``Cell``].
    public internal(set) var cells: [Int64]
    /// Indexed [arm][segment][``Total``].
    public internal(set) var totals: [Int64]
    /// Members by whole days from joining to their first reward, indexed [arm][segment][day], day 0 to `days`.
    public internal(set) var firstRewardDays: [Int64]
    /// What became of the programs' shared limits, by arm; known of whole replications only.
    public internal(set) var limits: [Limit] = []
    /// Who won the programs' seasons by rank, by arm; known of whole replications only.
    public internal(set) var leaderboards: [Leaderboard] = []
    /// Indexed [arm][partner][month][``PartnerFlow``].
    public internal(set) var partners: [Int64]

    public init(shape: Shape) {
        self.shape = shape
        cells = Array(repeating: 0, count: shape.arms * shape.segments * shape.months * Cell.count)
        totals = Array(repeating: 0, count: shape.arms * shape.segments * Total.count)
        firstRewardDays = Array(repeating: 0, count: shape.arms * shape.segments * (shape.days + 1))
        partners = Array(repeating: 0, count: shape.arms * shape.partners * shape.months * PartnerFlow.count)
    }

    /// One month's value of a field.
    public func value(_ cell: Cell, arm: Int, segment: Int, month: Int) -> Int64 {
        cells[((arm * shape.segments + segment) * shape.months + month) * Cell.count + cell.rawValue]
    }

    /// A field summed over all months.
    public func sum(_ cell: Cell, arm: Int, segment: Int) -> Int64 {
        (0..<shape.months).reduce(into: 0) { $0.gain(value(cell, arm: arm, segment: segment, month: $1)) }
    }

    public func value(_ total: Total, arm: Int, segment: Int) -> Int64 {
        totals[(arm * shape.segments + segment) * Total.count + total.rawValue]
    }

    /// One month's value of what is counted of a partner, the company itself being partner 0.
    public func value(_ flow: PartnerFlow, arm: Int, partner: Int, month: Int) -> Int64 {
        partners[((arm * shape.partners + partner) * shape.months + month) * PartnerFlow.count + flow.rawValue]
    }

    /// Adds another shard of the same replication. What became of shared limits is not added: only a whole replication
    /// knows it.
    public mutating func merge(_ other: Outcome) {
        precondition(shape == other.shape, "only shards of the same study merge")
        for i in cells.indices { cells[i].gain(other.cells[i]) }
        for i in totals.indices { totals[i].gain(other.totals[i]) }
        for i in firstRewardDays.indices { firstRewardDays[i] += other.firstRewardDays[i] }
        for i in partners.indices { partners[i].gain(other.partners[i]) }
    }
}

extension Outcome {
    /// A field counted per arm, segment and calendar month.
    public enum Cell: Int, CaseIterable, Sendable {
        // What nearly every purchase of a member touches; kept together, as one line of memory (see ``Tally``).
        /// Purchases of members after the instant of joining.
        case memberPurchases
        case memberRevenue
        /// Members who bought in the month, months after the month of joining only.
        case memberBuyers
        /// Flows of points in the members' ledgers.
        case issued
        case redeemed
        /// Catalogue rewards given.
        case rewards
        /// Catalogue rewards at unit cost, points paid with and vouchers used at face value, minor units.
        case rewardCost
        /// The part of `rewardCost` earned on purchases that the twin makes too, thousandths of a minor unit.
        case rewardCostOnTwin

        // The same customers' twins after the same instant, and joining itself.
        case twinPurchases
        case twinRevenue
        case twinBuyers
        case twinLeft
        /// Members who left for good, less those who came back.
        case memberLeft
        case joined
        /// Revenue of the purchases at which customers joined (their twins' too), minor units.
        case joiningRevenue
        /// Members who had their first reward (of any form) in the month.
        case firstRewards

        case expired
        case reversed
        case reinstated
        case transferred
        /// Points whose waiting time ended; a memo outside the roll-forward.
        case pendingActivated
        /// Times that a chosen reward was not to be had.
        case unavailable
        /// Face value that points paid for at the till, minor units.
        case paidWithPoints
        /// Face value of vouchers that points were converted into, minor units.
        case vouchersIssued
        /// Value of vouchers used, minor units; less than issued where the bill was smaller.
        case vouchersUsed
        /// Statements sent.
        case statements
        /// Taken off prices, minor units.
        case discounts
        /// Fees of paid memberships, refunds taken off, minor units.
        case fees
        /// Paid memberships that ended: not renewed, or their members left for good.
        case ended
        /// Messages sent.
        case messages
        /// What running costs each time that something happens (a message), thousandths of a minor unit.
        case expense
        /// Members who had left for good and came back; each is taken off ``memberLeft`` again.
        case revived
        // Customers whom the program brought, who have no twin. They are members like others: what follows is part of
        // `joined`, `joiningRevenue`, `memberPurchases` and `memberRevenue`.
        /// Newcomers whose first purchase, at which they join, lies in the month.
        case newcomers
        /// Revenue of those first purchases.
        case newcomerJoiningRevenue
        /// Their later purchases.
        case newcomerPurchases
        case newcomerRevenue
        /// Minutes from joining to the month's end, in the month in which it lies: of customers with a twin, and of newcomers.
        case joiningMinutes
        case newcomerJoiningMinutes

        // The whole population; arm 0 only.
        /// Customers whose first purchase lies in the month.
        case customers
        case purchases
        /// Goods at their price before any redemption, minor units.
        case revenue
        /// Distinct customers who bought in the month.
        case buyers
        /// Customers who left for good in the month.
        case left
        /// Minutes from arriving to the month's end, in the month in which it lies.
        case arrivalMinutes

        public static let count = allCases.count
    }

    /// A field counted per arm and segment over the whole study.
    public enum Total: Int, CaseIterable, Sendable {
        /// Minutes from joining to the horizon, over members.
        case memberMinutes
        /// Minutes from the launch (or arrival, if later) to the horizon, over all customers.
        case eligibleMinutes
        /// Repeat purchases of twins on or after the launch; a first purchase has no time of exposure and is left out.
        case eligiblePurchases
        /// Purchases beyond the twin's number that the twin makes after the horizon.
        case pulledForward
        /// Members (arm 0: customers) with a purchase in the last 90 days of the study.
        case active
        /// Twins of members with a purchase in the last 90 days of the study.
        case activeTwins
        /// Customers whose first purchase lies in the last 90 days of the study: arm 0 the population's, other arms
        /// those whom the program brought.
        case lateArrivals
        /// Members (arm 0: customers) with at least two purchases in the study, from before joining too.
        case repeaters
        /// Twins of members with at least two purchases in the study.
        case repeaterTwins
        /// Customers present before the launch who joined, and who did not.
        case presentJoined
        case presentNever
        /// Their purchases in the window before the launch and in the equally long one after it.
        case beforeJoined
        case afterJoined
        case beforeNever
        case afterNever
        /// Points in members' balances at the horizon, counted from the ledgers themselves.
        case closingPoints
        // Revenue after joining of lives between a member's and the twin's, minor units: the named of the three (end
        // of life, instants of purchases, sizes of baskets) are the member's, the others the twin's.
        case revenueIfRetained
        case revenueIfFaster
        case revenueIfLarger
        case revenueIfRetainedFaster
        case revenueIfRetainedLarger
        case revenueIfFasterLarger
        /// Times that members rose to a higher level and fell to a lower one, and gifts for reaching one.
        case promotions
        case demotions
        case levelGifts
        /// Members above the first level, and at the highest, at the horizon.
        case aboveFirstLevel
        case atTopLevel
        /// Times that a membership's fee was due, and was paid again.
        case renewalsAsked
        case renewals
        /// Members who fell silent because every reward was too far away.
        case silent
        /// Of ``active``, those whose membership has ended or fallen silent.
        case activeOutside
        /// Visits to staff who do not know the program.
        case uninformedVisits
        /// Messages opened, and clicked.
        case messagesOpened
        case messagesClicked
        /// What sending them cost, thousandths of a minor unit; also in ``Cell/expense``.
        case messageCost
        /// Gifts that came with a message or with several items, and samples.
        case gifts
        case samples
        /// Coupons handed out, and used; what they took off, minor units.
        case couponsIssued
        case couponsUsed
        case couponValue
        /// Customers cut off at the engine's limit of purchases (see `Simulation.purchaseLimit`).
        case cutOff
        /// Given to the cause, minor units, and points that members gave for it.
        case donations
        case pointsDonated
        // Play.
        case missionsCompleted
        case streaksCompleted
        case seasonsWon
        case badges
        case spins
        /// Prizes won by spins, missions, streaks and seasons.
        case prizes
        case playPoints
        case gameEvents
        /// Members who have not left at the horizon and answer: all; those who answer 9 or 10, and 0 to 6, when asked
        /// whether they would recommend; the sum of their answers, 1 to 7, to how easy it is.
        case answered
        case promoters
        case detractors
        case easeAnswers
        /// Stamps of punch cards beside points.
        case stampsIssued
        case stampsRedeemed
        case stampsExpired
        /// Cashback, minor units: earned; paid out in money or used as a bonus; forfeited; neither yet, at the horizon.
        case cashbackEarned
        case cashbackPaid
        case cashbackExpired
        case cashbackOutstanding
        /// Bonuses of annual schemes granted in money or vouchers, minor units.
        case annualGranted
        /// What they would be if the year ended with the study: minor units, or points.
        case annualOutstanding
        case annualPointsOutstanding
        /// Members' years that ended with anything to count, and those of them that ended with a bonus.
        case yearsEnded
        case yearsRewarded
        /// Minutes from a newcomer's first purchase to the horizon; not part of `memberMinutes`.
        case newcomerMinutes
        /// Newcomers whom members brought, with their purchases and revenue, the first included.
        case referred
        case referredPurchases
        case referredRevenue
        /// Rewards given to members for friends.
        case referralRewards
        /// Members whose further friends were left out (see `Simulation.descendantLimit`).
        case newcomersCutOff

        public static let count = allCases.count
    }
}

extension Outcome {
    /// Purchases of an arm's whole population in a month.
    public func purchases(arm: Int, segment: Int, month: Int) -> Int64 {
        whole(.purchases, .twinPurchases, .memberPurchases, .newcomers, arm: arm, segment: segment, month: month)
    }

    /// Revenue of an arm's whole population in a month, minor units.
    public func revenue(arm: Int, segment: Int, month: Int) -> Int64 {
        whole(
            .revenue, .twinRevenue, .memberRevenue, .newcomerJoiningRevenue, arm: arm, segment: segment, month: month)
    }

    /// Distinct buyers of an arm's whole population in a month.
    public func buyers(arm: Int, segment: Int, month: Int) -> Int64 {
        whole(.buyers, .twinBuyers, .memberBuyers, .newcomers, arm: arm, segment: segment, month: month)
    }

    /// Customers of an arm's whole population who left for good in a month.
    public func left(arm: Int, segment: Int, month: Int) -> Int64 {
        whole(.left, .twinLeft, .memberLeft, nil, arm: arm, segment: segment, month: month)
    }

    /// - Parameter arriving: what newcomers add on joining, which is not counted among members'.
    private func whole(
        _ all: Cell, _ twins: Cell, _ members: Cell, _ arriving: Cell?, arm: Int, segment: Int, month: Int
    ) -> Int64 {
        value(all, arm: 0, segment: segment, month: month)
            - value(twins, arm: arm, segment: segment, month: month)
            + value(members, arm: arm, segment: segment, month: month)
            + (arriving.map { value($0, arm: arm, segment: segment, month: month) } ?? 0)
    }
}
