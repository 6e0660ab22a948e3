import LoyaltyModel

/// What books a run is to keep.
public struct FinanceTerms: Sendable, Hashable {
    /// Calendar months that a world is followed after the study, to know what becomes of its points.
    public var runOff: Int
    /// Months over which a fee paid once on joining is earned.
    public var joiningFeeMonths: Int
    /// Stand-alone selling price of what a level's benefits are worth later, for each unit of money of goods sold to
    /// members, in millionths.
    public var statusMillionths: Int64
    /// Months over which those benefits are had.
    public var statusMonths: Int
    /// What may happen to the points after the study.
    public var stress: [Stress]
    /// Who says what will be redeemed.
    public var estimator: RedemptionEstimator
    /// States in which reserving methods are tried; nil where they are not.
    public var laboratory: LaboratoryTerms?

    public init(
        runOff: Int, joiningFeeMonths: Int = 12, statusMillionths: Int64 = 0, statusMonths: Int = 12,
        stress: [Stress] = [], estimator: RedemptionEstimator = .otherWorlds, laboratory: LaboratoryTerms? = nil
    ) {
        self.runOff = runOff
        self.joiningFeeMonths = joiningFeeMonths
        self.statusMillionths = statusMillionths
        self.statusMonths = statusMonths
        self.stress = stress
        self.estimator = estimator
        self.laboratory = laboratory
    }

    /// The same for a program without levels, which have no benefits to allocate a price to.
    var withoutStatus: FinanceTerms {
        var terms = self
        terms.statusMillionths = 0
        return terms
    }
}

/// A shock to the points that are outstanding when the study ends, from the day after on.
public struct Stress: Sendable, Hashable {
    /// What the rows are called in which nothing happens.
    static let unstressed = "none"

    public var name: String
    /// Whether points are still issued.
    public var issues: Bool
    /// Whether points expire.
    public var expires: Bool
    /// The propensity to redeem is multiplied by this.
    public var redemption: Double
    /// Months that it stays so; nil for ever.
    public var months: Int?
    /// Prices in points are multiplied by this, in millionths, once those months are over.
    public var pointsPriceMillionths: Int64
    /// A coalition's partner who leaves.
    public var leaver: String?

    public init(
        name: String, issues: Bool = true, expires: Bool = true, redemption: Double = 1, months: Int? = nil,
        pointsPriceMillionths: Int64 = 1_000_000, leaver: String? = nil
    ) {
        self.name = name
        self.issues = issues
        self.expires = expires
        self.redemption = redemption
        self.months = months
        self.pointsPriceMillionths = pointsPriceMillionths
        self.leaver = leaver
    }

    /// Months after the study from which on prices in points are other ones.
    var priceMonth: Int { months ?? 0 }

    /// A program as it goes on after the study.
    func applied(to program: Program, studyEnd calendar: StudyCalendar) -> Program {
        var program = program
        program.changes = changes(calendar)
        return program
    }

    private func changes(_ calendar: StudyCalendar) -> [ProgramChange] {
        let first = calendar.date(ofDay: calendar.days)
        func change(in month: Int, _ redemption: Double, _ pointsPrice: Int64) -> ProgramChange {
            ProgramChange(
                day: calendar.day(of: first.adding(months: month)), issues: issues, expires: expires,
                pointsPriceMillionths: pointsPrice, redemption: redemption, leaver: leaver)
        }
        guard let months else { return [change(in: 0, redemption, pointsPriceMillionths)] }
        return [change(in: 0, redemption, 1_000_000), change(in: months, 1, pointsPriceMillionths)]
    }
}
