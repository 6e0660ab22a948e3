/// A simulation with everything that does not depend on luck worked out.
///
/// One object that all workers read; what it holds is borrowed, never copied. Unchecked: it is written in its
/// initialiser and read until its end.
final class PreparedStudy: @unchecked Sendable {
    let calendar: StudyCalendar
    let horizon: Double
    private let season: SeasonClock
    private let isFlat: Bool
    let traits: [TraitSource]
    /// Customers at the start whose histories are known; nil where they are new.
    let present: PresentBase?
    /// Cumulative shares of the segments; the last is 1 but for rounding, and takes what is left.
    let segmentUpTo: [Double]
    /// Owned, and read in place: read as a value, the tables would be copied to the stack at every use.
    private let ownedTables: UnsafeMutablePointer<ResponseTables>
    var tables: UnsafePointer<ResponseTables> {
        @inline(__always)
        get { UnsafePointer(ownedTables) }
    }
    let arms: ArmList
    /// Whether a coin after a purchase stands for the time since the last (see ``AttritionEffect/Basis``).
    let coinsPerTime: Bool
    /// Last day of each month, `Lot.noExpiry` for the last one: after its end nobody feels anything any more.
    let monthEnd: FixedTable<Int32>
    /// The month of each day, horizon included; two bytes each, to be near.
    private let monthOfDay: FixedTable<UInt16>

    /// The month of a day of the study, or of the horizon.
    @inline(__always)
    func month(ofDay day: Int32) -> Int32 { Int32(monthOfDay[Int(day)]) }

    /// What the purchase clock shows at an instant, and the instant at which it shows a time (see ``SeasonClock``).
    ///
    /// Asked here, measured: a clock whose methods are called out of line is copied first, season or none.
    @inline(__always)
    func reading(at instant: Double) -> Double { isFlat ? instant : seasonalReading(at: instant) }

    @inline(__always)
    func instant(at clock: Double) -> Double { isFlat ? clock : seasonalInstant(at: clock) }

    @inline(never)
    private func seasonalReading(at instant: Double) -> Double { season.reading(at: instant) }

    @inline(never)
    private func seasonalInstant(at clock: Double) -> Double { season.instant(at: clock) }

    /// - Parameter like: a study of the same population, whose tables of traits can be used again.
    init(_ simulation: Simulation, like other: PreparedStudy? = nil) {
        let population = simulation.population
        let minorPerMajor = simulation.currency.minorPerMajor
        calendar = simulation.calendar
        horizon = Double(calendar.days)
        season = SeasonClock(
            season: population.season, yearlyGrowth: population.yearlyGrowth, calendar: calendar)
        isFlat = season.isFlat
        let plays = simulation.programs.contains { $0.mechanics.contains(where: \.isPlay) }
        traits =
            other?.traits
            ?? population.segments.map {
                TraitSource(
                    segment: $0, unitDays: population.unitDays, minorPerMajor: Double(minorPerMajor), plays: plays)
            }
        present =
            other?.present
            ?? PresentBase(population, minorPerMajor: Double(minorPerMajor), plays: plays)
        var sum = 0.0
        segmentUpTo = population.segments.map { segment in
            sum += segment.share
            return sum
        }
        ownedTables = .allocate(capacity: 1)
        ownedTables.initialize(to: ResponseTables(simulation.response, days: simulation.calendar.days))
        arms = ArmList(simulation)
        coinsPerTime = simulation.response.attrition.basis == .perTime
        let calendar = simulation.calendar
        monthOfDay = FixedTable(calendar.monthOfDay.map { UInt16($0) })
        monthEnd = FixedTable((0..<calendar.months - 1).map { calendar.monthStart[$0 + 1] - 1 } + [Lot.noExpiry])
    }

    deinit {
        ownedTables.deinitialize(count: 1)
        ownedTables.deallocate()
    }

    /// The segment of a customer, from the customer's own luck.
    func segment(of customer: CustomerKey, _ luck: Luck) -> Int {
        guard segmentUpTo.count > 1 else { return 0 }
        let draw = luck.uniform(customer, .segment, 0)
        return segmentUpTo.firstIndex { draw < $0 } ?? segmentUpTo.count - 1
    }
}

/// A program's rules beside what the response makes of them. Unchecked: the pointer is to what it owns itself.
struct PreparedArm: ~Copyable, @unchecked Sendable {
    private let owned: OwnedRules
    /// Where `owned` keeps them.
    let rules: RulesPointer
    /// What each segment's customers are offered.
    private let offers: UnsafeMutableBufferPointer<ProgramOffer>
    let pressure: PressureTable
    /// The lift after its rewards.
    let lifts: RewardLifts
    /// What a referral's rewards are worth.
    let referral: ReferralOffer
    /// Days of the equal windows before and after the launch; 0 where the launch is the start.
    let window: Int32
    /// Row of its first shared limit in a ``LimitBook``.
    let firstLimit: Int
    /// Row of its first season in a ``SeasonBook``.
    let firstSeason: Int
    /// First day on which a change has made the program this one; 0 where nothing has.
    let firstDay: Int32
    /// What the propensity to redeem is multiplied by.
    let redemption: Double
    /// The program after its next change, which lives as long as the study; nil for none.
    fileprivate(set) var next: UnsafePointer<PreparedArm>?

    /// - Parameter pointsBefore: points that a minor unit earned before the change.
    init(
        _ program: Program, _ simulation: Simulation, firstLimit: Int, firstSeason: Int,
        after change: ProgramChange? = nil, pointsBefore: Double = 0
    ) {
        self.firstLimit = firstLimit
        self.firstSeason = firstSeason
        firstDay = Int32(change?.day ?? 0)
        redemption = change?.redemption ?? 1
        let segments = simulation.population.segments
        let minorPerMajor = simulation.currency.minorPerMajor
        var weighed = ProgramRules(
            program, segments: segments, calendar: simulation.calendar, minorPerMajor: minorPerMajor)
        let weights = simulation.response.rewardWorth.weights(
            of: weighed, titleShare: simulation.response.status.titleShare, segments: segments,
            minorPerMajor: Double(minorPerMajor), before: pointsBefore)
        weighed.weights = weights
        owned = OwnedRules(weighed)
        rules = owned.pointer
        let kept = simulation.response.offer.redemption
        offers = .allocate(capacity: segments.count)
        for segment in segments.indices {
            offers.initializeElement(at: segment, to: ProgramOffer(rules, segment: segment, couponsKept: kept))
        }
        // Prices in points are the same for every segment.
        referral = if let offer = offers.first { ReferralOffer(rules, offer) } else { ReferralOffer() }
        lifts = RewardLifts(
            simulation.response.rewardedBehaviour, weights, days: simulation.calendar.days)
        // A purchase that earns nothing brings no reward nearer.
        let written = owned.pointer
        let earns = segments.indices.contains { segment in
            let earned = written.pointee.points.earn.expectation(segment: segment)
            return earned.perMinor > 0 || earned.perVisit > 0
        }
        pressure = PressureTable(
            simulation.response.pointsPressure, goals: earns ? rules.pointee.points.goals : [],
            weights: earns ? weights.goals : [],
            hasOtherGoals: rules.pointee.hasGoalsBeyondPoints)
        window = min(rules.pointee.launchDay, Int32(simulation.calendar.days) - rules.pointee.launchDay)
    }

    deinit {
        offers.deinitialize()
        offers.deallocate()
    }

    /// What a segment's customers are offered, in its place: a copy would count references to its lists.
    @inline(__always)
    func offer(segment: Int) -> UnsafePointer<ProgramOffer> {
        precondition(segment >= 0 && segment < offers.count)
        return UnsafePointer(offers.baseAddress.unsafelyUnwrapped + segment)
    }
}

extension PreparedArm {
    /// Rows of its shared limits in a ``LimitBook``.
    var limits: Range<Int> { firstLimit..<firstLimit + rules.pointee.limits.count }

    /// Rows of its seasons that are won by rank in a ``SeasonBook``.
    var seasons: Range<Int> { firstSeason..<firstSeason + rules.pointee.game.rankedSeasons }

    /// Whether what one member gets depends on the others.
    var isShared: Bool { !limits.isEmpty || !seasons.isEmpty }
}

/// The programs of a study, in order.
///
/// An array cannot hold what is not copyable, so this owns its memory. It is written in its initialiser, read until
/// its end, and freed there.
struct ArmList: ~Copyable, @unchecked Sendable {
    /// The programs, and behind them what changes make of them.
    private let arms: UnsafeMutableBufferPointer<PreparedArm>
    private let programs: Int
    /// Numbers of shared limits, and of seasons won by rank, of all programs.
    let limits: Int
    let seasons: Int

    init(_ simulation: Simulation) {
        programs = simulation.programs.count
        // What would change when the calendar is over changes nothing.
        let changes = simulation.programs.map { $0.changes.filter { $0.day < simulation.calendar.days } }
        arms = .allocate(capacity: programs + changes.reduce(0) { $0 + $1.count })
        var (limits, seasons) = (0, 0)
        for (place, program) in simulation.programs.enumerated() {
            arms.initializeElement(
                at: place, to: PreparedArm(program, simulation, firstLimit: limits, firstSeason: seasons))
            limits += arms[place].rules.pointee.limits.count
            seasons += arms[place].rules.pointee.game.rankedSeasons
        }
        (self.limits, self.seasons) = (limits, seasons)
        var place = programs
        for (first, program) in simulation.programs.enumerated() {
            var before = first
            for change in changes[first] {
                // The same stocks and budget as before the change.
                let changed = PreparedArm(
                    program.changed(by: change), simulation, firstLimit: arms[first].firstLimit,
                    firstSeason: arms[first].firstSeason, after: change,
                    pointsBefore: arms[before].rules.pointee.weights.pointsPerMinor)
                arms.initializeElement(at: place, to: changed)
                arms[before].next = UnsafePointer(arms.baseAddress.unsafelyUnwrapped + place)
                (before, place) = (place, place + 1)
            }
        }
    }

    deinit {
        arms.deinitialize()
        arms.deallocate()
    }

    var indices: Range<Int> { 0..<programs }

    /// An arm in its place, to be read while the list lives.
    ///
    /// A pointer, measured: passed as a value, even a borrowed one, an arm's fields are copied to the stack on every
    /// purchase.
    @inline(__always)
    subscript(place: Int) -> UnsafePointer<PreparedArm> {
        precondition(place >= 0 && place < arms.count)
        return UnsafePointer(arms.baseAddress! + place)
    }
}
