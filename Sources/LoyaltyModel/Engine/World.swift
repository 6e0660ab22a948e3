/// Who lives in one replication: the customers of the base, then each month's arrivals, numbered from 0.
struct World: Sendable {
    let luck: Luck
    private let calendar: StudyCalendar
    private let base: Int
    /// Number of the first arrival of each month, and the count of all customers as a last entry.
    private let firstArrival: [Int]

    init(_ simulation: Simulation, replication: Int) {
        luck = simulation.luck(replication: replication)
        calendar = simulation.calendar
        base = simulation.population.customers
        let perMonth = simulation.population.arrivalsPerMonth
        let sampler = Sampler()
        var first = [base]
        for month in 0..<calendar.months where perMonth > 0 {
            let days = Double(calendar.monthStart[month + 1] - calendar.monthStart[month])
            let date = calendar.date(ofDay: Int(calendar.monthStart[month]))
            let whole = Double(CalendarDate.daysIn(month: date.month, year: date.year))
            // A month that the study cuts short brings its share.
            let count = sampler.poisson(mean: perMonth * days / whole, luck.stream(.world, .arrivalCount, month))
            first.append(first[month] + count)
        }
        firstArrival = first
    }

    var count: Int { firstArrival[firstArrival.count - 1] }

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
}
