/// A simulation with everything that does not depend on luck worked out.
struct PreparedStudy: Sendable {
    let calendar: StudyCalendar
    let horizon: Double
    let season: SeasonClock
    let traits: [TraitSource]
    /// Cumulative shares of the segments; the last is 1.
    let segmentUpTo: [Double]
    let tables: ResponseTables
    let arms: [PreparedArm]
    let arrivalsPerMonth: Double
    /// Last day of each month, `Lot.noExpiry` for one that the study cuts short.
    let monthEnd: [Int32]

    init(_ simulation: Simulation) {
        let population = simulation.population
        let minorPerMajor = simulation.currency.minorPerMajor
        calendar = simulation.calendar
        horizon = Double(calendar.days)
        season = SeasonClock(
            season: population.season, yearlyGrowth: population.yearlyGrowth, calendar: calendar)
        traits = population.segments.map {
            TraitSource(segment: $0, unitDays: population.unitDays, minorPerMajor: Double(minorPerMajor))
        }
        var sum = 0.0
        segmentUpTo = population.segments.map { segment in
            sum += segment.share
            return sum
        }
        let tables = ResponseTables(simulation.response, days: calendar.days)
        self.tables = tables
        let calendar = calendar
        arms = simulation.programs.map {
            PreparedArm(
                ProgramRules($0, segments: population.segments, calendar: calendar, minorPerMajor: minorPerMajor),
                segments: population.segments.count, tables, days: Int32(calendar.days))
        }
        arrivalsPerMonth = population.arrivalsPerMonth
        monthEnd = (0..<calendar.months).map { calendar.lastDay(ofMonth: $0) ?? Lot.noExpiry }
    }

    /// The segment of a customer, from the customer's own luck.
    func segment(of customer: CustomerKey, _ luck: Luck) -> Int {
        guard segmentUpTo.count > 1 else { return 0 }
        let draw = luck.uniform(customer, .segment, 0)
        return segmentUpTo.firstIndex { draw < $0 } ?? segmentUpTo.count - 1
    }
}

/// A program's rules beside what the response makes of them.
struct PreparedArm: Sendable {
    let rules: ProgramRules
    /// What each segment's customers are offered.
    let offers: [ProgramOffer]
    let pressure: PressureTable
    /// Days of the equal windows before and after the launch; 0 where the launch is the start.
    let window: Int32

    init(_ rules: ProgramRules, segments: Int, _ tables: ResponseTables, days: Int32) {
        self.rules = rules
        offers = (0..<segments).map { ProgramOffer(rules.points, segment: $0) }
        pressure = PressureTable(tables.response.pointsPressure, goals: rules.points.goals)
        window = min(rules.launchDay, days - rules.launchDay)
    }
}
