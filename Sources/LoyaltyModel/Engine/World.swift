/// Who lives in one replication: the customers of the base, then each month's arrivals, then those whom partners bring
/// in one arm only, numbered from 0.
struct World: Sendable {
    let luck: Luck
    private let calendar: StudyCalendar
    private let base: Int
    /// Number of the first arrival of each month, and the count of all customers as a last entry.
    private let firstArrival: [Int]
    private let brought: [Brought]

    /// Customers whom one partner brings in one month of one arm.
    private struct Brought: Sendable {
        let arm: Int
        /// Numbers of these customers in the world.
        let range: Range<Int>
        /// Parent of their keys.
        let parent: CustomerKey
        /// Between which instants they come.
        let start: Double
        let end: Double
    }

    init(_ simulation: Simulation, replication: Int) {
        luck = simulation.luck(replication: replication)
        calendar = simulation.calendar
        base = simulation.population.customers
        let perMonth = simulation.population.arrivalsPerMonth
        let sampler = Sampler()
        var first = [base]
        for month in 0..<calendar.months where perMonth > 0 {
            let days = Double(calendar.monthStart[month + 1] - calendar.monthStart[month])
            let mean = perMonth * Self.share(of: month, days: days, calendar)
            let count = sampler.poisson(mean: mean, luck.stream(.world, .arrivalCount, month))
            first.append(first[month] + count)
        }
        firstArrival = first
        brought =
            simulation.programs.contains { $0.coalition != nil }
            ? Self.brought(simulation.known(inReplication: replication), luck, sampler, from: first[first.count - 1])
            : []
    }

    /// The part of a calendar month that so many of its days are: a month that is cut short brings its share.
    private static func share(of month: Int, days: Double, _ calendar: StudyCalendar) -> Double {
        let date = calendar.date(ofDay: Int(calendar.monthStart[month]))
        return days / Double(CalendarDate.daysIn(month: date.month, year: date.year))
    }

    /// Whom the partners of coalitions bring. They are addressed by the partner's name: the same partner brings the same
    /// people to every program, wherever it stands in a list.
    private static func brought(
        _ simulation: Simulation, _ luck: Luck, _ sampler: borrowing Sampler, from first: Int
    ) -> [Brought] {
        let (calendar, reach) = (simulation.calendar, simulation.response.partnerReach)
        guard reach.newCustomersPerVisit > 0 else { return [] }
        var brought: [Brought] = []
        var next = first
        for (arm, program) in simulation.programs.enumerated() {
            // Where points are good for nothing, or have nothing to do with a partner, there is nothing to hear of.
            guard program.hasUseForPoints else { continue }
            for partner in program.coalition?.partners ?? [] where partner.sharesPoints {
                let address = CustomerKey.visitor(.world, partner: partner.name.nameHash)
                let mean = reach.newCustomersPerMonth(
                    customers: simulation.population.customers, visitsPerYear: partner.visitsPerYear)
                let gone = partner.until.map { calendar.day(of: $0) + 1 } ?? calendar.days
                for month in 0..<calendar.months {
                    let start = max(Double(calendar.monthStart[month]), Double(program.launchDay))
                    let end = min(Double(calendar.monthStart[month + 1]), Double(gone))
                    guard start < end else { continue }
                    let count = sampler.poisson(
                        mean: mean * Self.share(of: month, days: end - start, calendar),
                        luck.stream(address, .partnerArrivals, month))
                    brought.append(
                        Brought(
                            arm: arm, range: next..<next + count, parent: .child(of: address, number: month),
                            start: start, end: end))
                    next += count
                }
            }
        }
        return brought
    }

    var count: Int { brought.last?.range.upperBound ?? firstArrival[firstArrival.count - 1] }

    /// Key and first purchase's instant of customers `range`, in order.
    func visit(_ range: Range<Int>, _ body: (CustomerKey, Double) -> Void) {
        for number in range.clamped(to: 0..<base) { body(.base(number), 0) }
        guard range.upperBound > base else { return }
        for month in 0..<(firstArrival.count - 1) {
            let first = firstArrival[month]
            let start = Double(calendar.monthStart[month])
            let days = Double(calendar.monthStart[month + 1]) - start
            for number in range.clamped(to: first..<firstArrival[month + 1]) {
                let key = CustomerKey.arrival(month: month, number - first)
                body(key, start + days * luck.uniform(key, .arrivalTime, 0))
            }
        }
    }

    /// Key, first purchase's instant and arm of those among customers `range` whom partners bring, in order.
    func visitBrought(_ range: Range<Int>, _ body: (CustomerKey, Double, Int) -> Void) {
        guard let last = brought.last, let first = brought.first, range.upperBound > first.range.lowerBound,
            range.lowerBound < last.range.upperBound
        else { return }
        for group in brought {
            for number in range.clamped(to: group.range) {
                let key = CustomerKey.child(of: group.parent, number: number - group.range.lowerBound)
                let days = group.end - group.start
                body(key, group.start + days * luck.uniform(key, .arrivalTime, 0), group.arm)
            }
        }
    }
}
