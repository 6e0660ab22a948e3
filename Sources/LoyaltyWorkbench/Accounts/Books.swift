import LoyaltyModel

/// The books of a run: each program's cohorts in each world, valued at every month's end.
public struct Books: Sendable {
    /// One program's, one account for each cohort of each world.
    public struct Program: Sendable {
        public let arm: Int
        public let value: PointValue
        /// Indexed [replication][month of issue].
        public let worlds: [[CohortAccount]]
        /// Months after the month of issue in which a point may still be redeemed, where rules fix that; else nil.
        let life: Int?
        /// Share of points redeemed in the end in the other worlds, by replication.
        public let rates: [Double]
        /// Fees and cashback of each world.
        let fees: [FeeAccount]
        let cashback: [CashbackOwed]
        /// What is owed for vouchers that points became, by world and month.
        let vouchers: [[ConvertedVouchers.Movement]]
        /// Points sold to partners, by world, and what is owed for them, by world and month.
        let sold: [SoldPoints]
        let soldOwed: [[Obligation.Movement]]
        /// Whether a third party owes what the points are worth, so that the company only passes its price on.
        let isAgent: Bool
        /// Whether it issues points at all; if not, it has a journal, and no table of points.
        public let hasPoints: Bool
    }

    public let programs: [Program]
    /// Those that issue points.
    public var pointPrograms: [Program] { programs.filter(\.hasPoints) }
    public let months: Int

    /// Nil where the run was not asked for books, or has one world only: what it will redeem is read off the others.
    public init?(_ result: RunResult) {
        self.init(result.scenario, FollowedWorlds(outcomes: result.outcomes, flows: result.flows))
    }

    /// Nil where there are not two worlds at least, each followed to the end.
    public init?(_ scenario: Scenario, _ worlds: FollowedWorlds) {
        guard worlds.flows.count > 1, worlds.flows.count == worlds.outcomes.count, let terms = scenario.finance else {
            return nil
        }
        months = worlds.flows[0].shape.cohorts
        programs = scenario.programs.indices.compactMap { Self.program($0 + 1, scenario, terms, worlds) }
    }

    private static func program(
        _ arm: Int, _ scenario: Scenario, _ terms: FinanceTerms, _ followed: FollowedWorlds
    ) -> Program? {
        let views = followed.outcomes.map { ArmView(scenario: scenario, outcome: $0, arm: arm) }
        guard let program = views[0].program else { return nil }
        let value = PointValue(
            program, arm: arm, flows: followed.flows, redeemed: views.reduce(0) { $0 + $1.sum(.redeemed) })
        let isAgent = program.coalition?.runBy == .thirdParty
        let terms = program.hasLevels ? terms : terms.withoutStatus
        let worlds = followed.flows.map { WorldCohorts($0, arm: arm) }
        let pattern = RedemptionPattern(worlds)
        var (accounts, rates): ([[CohortAccount]], [Double]) = ([], [])
        let sold = views.map(SoldPoints.init)
        for (place, world) in worlds.enumerated() {
            let (flows, sold) = (followed.flows[place], sold[place])
            let others = pattern.without(world)
            let expected = ExpectedRedemption(world, terms.estimator, others: others, life: program.monthsOfLife)
            rates.append(others.rate)
            accounts.append(
                zip(world.cohorts, expected.cohorts).map { cohort, expected in
                    let sale = CohortAccount.Sale(
                        flows, arm: arm, month: cohort.month, granted: sold.own(cohort.issued, cohort.month))
                    return CohortAccount(
                        cohort, sale: sale, expected: expected, others: others,
                        faceValue: isAgent ? 0 : value.faceValue, terms: terms)
                })
        }
        let fees = zip(views, followed.flows).map { FeeAccount($0, $1, arm: arm, terms: terms) }
        return Program(
            arm: arm, value: value, worlds: accounts, life: program.monthsOfLife, rates: rates, fees: fees,
            cashback: followed.flows.map { CashbackOwed($0, arm: arm) },
            vouchers: zip(followed.flows, accounts).map { flows, accounts in
                ConvertedVouchers(flows, arm: arm, program.conversion).owed(accounts)
            }, sold: sold,
            soldOwed: zip(sold, accounts).map { $0.owed($1) }, isAgent: isAgent,
            hasPoints: views.contains { $0.sum(.issued) > 0 })
    }
}

extension Program {
    /// Months after the month of issue in which a point may still be redeemed, where rules fix that; else nil.
    var monthsOfLife: Int? {
        var ofCard: Int?
        for mechanic in mechanics {
            switch mechanic {
            case .points(let points): return points.expiry.monthsOfLife
            // Stamps are the points of a program that has no others.
            case .punchCard(let card): ofCard = card.validMonths
            default: break
            }
        }
        return ofCard
    }
}

extension Expiry {
    fileprivate var monthsOfLife: Int? {
        switch self {
        case .rolling(let months), .endOfMonth(let months): months
        case .endOfYear(let years): 12 * years + 11
        case .fixedDate: 12
        case .never, .inactivity: nil
        }
    }
}

extension Books.Program {
    /// Deferred revenue of a world at a month's end, minor units.
    public func deferred(world: Int, month: Int) -> Int64 {
        worlds[world].reduce(0) { $0 + $1.liability(month).minor }
    }

    /// The triangle of a world at the study's end: cohorts that have issued anything, with what has expired of them.
    ///
    /// - Parameter name: of a month.
    func triangle(world: Int, name: (Int) -> String) -> RedemptionTriangle? {
        let known = worlds[world].filter { $0.issued > 0 }
        guard !known.isEmpty else { return nil }
        return RedemptionTriangle(
            known.map { account in
                RedemptionTriangle.Cohort(
                    name: name(account.month), issued: Double(account.issued),
                    cumulative: account.periods.map { Double($0.cumulativeRedeemed) },
                    expired: Double(account.expired.last ?? 0))
            })
    }

    /// The movement of a month, over all cohorts.
    public func movement(world: Int, month: Int) -> Movement {
        var movement = Movement()
        for account in worlds[world] where account.issued > 0 {
            guard let period = account.period(month) else { continue }
            if account.month == month { movement.deferred += account.allocation.rounded.minor }
            movement.redemptionRelease += period.redemptionRelease.minor
            movement.reestimation += period.reestimation.minor
            movement.expiryRelease += period.expiryRelease.minor
        }
        return movement
    }

    /// Revenue of levels' benefits in a month, over all cohorts.
    func statusEarned(world: Int, month: Int) -> Int64 {
        worlds[world].reduce(0) { sum, account in
            guard let status = account.status, month >= account.month else { return sum }
            return sum + status.revenue(of: Int64(month - account.month + 1)).minor
        }
    }

    /// What moves deferred revenue in a month, minor units.
    public struct Movement: Sendable, Hashable {
        public var deferred: Int64 = 0
        public var redemptionRelease: Int64 = 0
        public var reestimation: Int64 = 0
        public var expiryRelease: Int64 = 0
        public var change: Int64 { deferred - redemptionRelease - reestimation - expiryRelease }
    }

    /// A way to measure what is owed for points.
    public enum Measure: String, CaseIterable, Sendable {
        case deferredRevenue = "deferred_revenue"
        case cost
        case faceValue = "face_value"
    }

    /// What is owed in a world at a month's end.
    ///
    /// - Parameters:
    ///   - inTruth: as if it were known what is redeemed in the end; else as estimated then.
    ///   - shift: added to the estimated share of what was issued that is redeemed in the end; a cohort takes of it what it
    ///     has outstanding.
    public func liability(
        _ measure: Measure, world: Int, month: Int, inTruth: Bool = false, shift: Double = 0
    ) -> Double {
        worlds[world].reduce(0) { sum, account in
            guard let period = account.period(month) else { return sum }
            var expected = inTruth ? account.ultimate : period.expectedTotal
            if shift != 0 {
                let more = Int64((Double(account.issued) * shift).rounded(.toNearestOrEven))
                let most = account.issued - account.expired[month - account.month]
                expected = min(max(expected + more, period.cumulativeRedeemed), most)
            }
            let toCome = Double(max(0, expected - period.cumulativeRedeemed))
            switch measure {
            case .deferredRevenue:
                let money = Deferral.liability(
                    account.allocation, redeemed: period.cumulativeRedeemed, expectedTotal: expected)
                return sum + Double(money.minor)
            case .cost: return sum + toCome * value.cost
            case .faceValue: return sum + toCome * value.faceValue
            }
        }
    }
}

extension Program {
    fileprivate var hasLevels: Bool { mechanics.contains { if case .tiers = $0 { true } else { false } } }
}

extension Books {
    /// Programs of which the run-off leaves points undecided, which the liability leaves out: one sentence each.
    func warnings(arms: [String]) -> [String] {
        pointPrograms.compactMap { program in
            var (undecided, outstanding) = (0.0, 0.0)
            for account in program.worlds.joined() {
                guard let last = account.periods.last, let expired = account.expired.last else { continue }
                undecided += Double(account.undecided)
                outstanding += Double(account.issued - last.cumulativeRedeemed - expired)
            }
            guard outstanding > 0, undecided > 0.01 * outstanding else { return nil }
            let share = (100 * undecided / outstanding).rounded()
            return
                "\(arms[program.arm]): \(Int(share)) % of the points outstanding are undecided when the run-off ends; "
                + "what they redeem is in no liability (finance.run_off)"
        }
    }
}
