/// Partners who share the program's points: earned at any of them, burnt at any of them, one ledger.
public struct CoalitionMechanic: Sendable, Hashable {
    /// Who issues the points and owes what they are worth.
    public enum Operator: String, CaseIterable, Sendable {
        /// The company whose customers are simulated.
        case home = "self"
        /// Someone else; the company settles with them as every partner does.
        case thirdParty = "third-party"
    }

    public var runBy: Operator
    /// How the company itself settles with a third party; all zero where it runs the coalition itself.
    public var home: SettlementTerms
    public var partners: [Partner]

    public init(runBy: Operator = .home, home: SettlementTerms = SettlementTerms(), partners: [Partner] = []) {
        self.runBy = runBy
        self.home = home
        self.partners = partners
    }

    /// Whether anything is shared with anybody.
    public var isShared: Bool { !partners.isEmpty || runBy == .thirdParty }

    /// Terms of the company and of its partners, in the order of ``PartnerFlow`` places: the company first.
    public var terms: [SettlementTerms] { [home] + partners.map(\.terms) }

    /// One other company of the coalition.
    public struct Partner: Sendable, Hashable {
        /// What a partner's till takes points for.
        public enum Burn: Sendable, Hashable {
            case nothing
            /// Money off, as the points mechanic gives it at home.
            case asAtHome
            case money(PointsAsMoney)
        }

        /// Matches `[a-z0-9-]+`; not `home`.
        public var name: String
        /// How often a member shops there, with or without a program.
        public var visitsPerYear: Double
        public var meanBasket: Money
        /// Standard deviation of the logarithm of the basket.
        public var basketSigma: Double
        /// Millionths of a point per major unit of money.
        public var perMoneyMillionths: Int64
        public var perVisit: Points
        public var burn: Burn
        public var terms: SettlementTerms
        /// Last day in the coalition; nil for one who stays.
        public var until: CalendarDate?

        public init(
            name: String, visitsPerYear: Double, meanBasket: Money, basketSigma: Double = 0,
            perMoneyMillionths: Int64 = 0, perVisit: Points = .zero, burn: Burn = .nothing,
            terms: SettlementTerms = SettlementTerms(), until: CalendarDate? = nil
        ) {
            self.name = name
            self.visitsPerYear = visitsPerYear
            self.meanBasket = meanBasket
            self.basketSigma = basketSigma
            self.perMoneyMillionths = perMoneyMillionths
            self.perVisit = perVisit
            self.burn = burn
            self.terms = terms
            self.until = until
        }

        /// Whether points are earned or taken at its tills.
        public var sharesPoints: Bool { perMoneyMillionths > 0 || perVisit > .zero || burn != .nothing }
    }
}

/// What is counted of each partner, place 0 being the company itself.
public enum PartnerFlow: Int, CaseIterable, Sendable {
    case visits
    /// Goods at their price, minor units.
    case sales
    /// Points; of the company itself they follow from the program's.
    case issued
    case redeemed
    /// Face value that points paid at the till, minor units.
    case paidWithPoints

    public static let count = allCases.count
}

/// A partner made ready for a study: numbers only, so that reading one counts no references.
struct PartnerRules: Sendable {
    /// What a partner's luck is addressed by, so that a partner of the same name is the same in every program.
    let mark: UInt64
    /// Mean days between visits; infinite for none.
    let daysPerVisit: Double
    let meanBasket: Double
    let basketSigma: Double
    /// The instant from which on the partner is gone.
    let end: Double
    let burn: PointsAsMoney?
    /// Usable points that a member needs to burn any here.
    let threshold: Int64
    private let rate: Int64
    private let perVisit: Int64
    private let scale: Int128
    private let rounding: Rounding

    init(
        _ partner: CoalitionMechanic.Partner, _ points: PointsMechanic, calendar: StudyCalendar, minorPerMajor: Int64
    ) {
        mark = partner.name.nameHash
        daysPerVisit = partner.visitsPerYear > 0 ? 365.25 / partner.visitsPerYear : .infinity
        (meanBasket, basketSigma) = (Double(partner.meanBasket.minor), partner.basketSigma)
        end = partner.until.map { Double(calendar.day(of: $0) + 1) } ?? .infinity
        burn =
            switch partner.burn {
            case .nothing: nil
            case .asAtHome: points.asMoney
            case .money(let own): own
            }
        threshold = burn?.threshold ?? Int64.max
        (rate, perVisit) = (partner.perMoneyMillionths, partner.perVisit.count)
        scale = Int128(minorPerMajor) * 1_000_000
        rounding = points.earn.rounding
    }

    /// Points of a bill at this partner.
    func points(amount: Int64) -> Int64 {
        perVisit + Int64(clamping: rounding.divide(Int128(amount) * Int128(rate), by: scale))
    }

    /// Points a day that a member can expect of this partner.
    var pointsPerDay: Double {
        (meanBasket * Double(rate) / Double(scale) + Double(perVisit)) / daysPerVisit
    }
}

/// A coalition made ready for a study.
struct CoalitionRules: Sendable {
    let partners: [PartnerRules]

    init(_ mechanic: CoalitionMechanic, _ points: PointsMechanic, calendar: StudyCalendar, minorPerMajor: Int64) {
        partners = mechanic.partners.map {
            PartnerRules($0, points, calendar: calendar, minorPerMajor: minorPerMajor)
        }
    }

    /// Those whom a member can count on: partners who stay.
    private var lasting: [PartnerRules] { partners.filter { $0.end == .infinity } }

    /// Points from which on a partner's till takes them.
    var goals: [Int64] { lasting.map(\.threshold).filter { $0 < Int64.max } }

    /// What partners' tills give for points.
    var burns: [PointsAsMoney] { lasting.compactMap(\.burn) }

    /// Points a day that a member can expect of partners.
    var pointsPerDay: Double { lasting.reduce(0) { $0 + $1.pointsPerDay } }
}

extension MemberAccount {
    /// Pays at a partner's till with whole blocks of points, and returns the minor units paid.
    mutating func burn<Sink: ProgramSink & ~Copyable>(
        _ offer: PointsAsMoney, at partner: Int, bill: Int64, on day: Int32, _ sink: inout Sink
    ) -> Int64 {
        guard ledger.usable >= offer.minimum.count else { return 0 }
        let blocks = min(ledger.usable / offer.points.count, bill / offer.value.minor)
        guard blocks > 0 else { return 0 }
        let points = blocks * offer.points.count
        redeemAtPartner(points, on: day, &sink)
        sink.add(.redeemed, partner: partner + 1, points)
        sink.add(.paidWithPoints, partner: partner + 1, blocks * offer.value.minor)
        return blocks * offer.value.minor
    }

    /// Issues the points of a bill at a partner, as its rule and the points mechanic's say.
    mutating func earn<Sink: ProgramSink & ~Copyable>(
        at partner: Int, _ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink
    ) {
        touch(rules, on: bill.day)
        let amount = rules.pointee.points.earn.earnsOnNet ? bill.rest : bill.gross
        let points = rules.pointee.coalition.partners[partner].points(amount: amount)
        issue(points, rules, bill, &sink)
        sink.add(.visits, partner: partner + 1, 1)
        sink.add(.sales, partner: partner + 1, bill.gross)
        sink.add(.issued, partner: partner + 1, points)
    }
}
