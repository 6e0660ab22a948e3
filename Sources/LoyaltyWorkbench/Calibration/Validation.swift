import LoyaltyModel

/// The fitted document's customers, simulated with no program from the dates on which the real ones began.
package struct Validation: Sendable {
    package struct Row: Sendable, Hashable {
        package let measure: String
        package let unit: String
        package let isHeldOut: Bool
        /// Whether the simulation begins with the customers as calibration leaves them, not with their first purchases.
        package let isPresent: Bool
        package let actual: Double
        /// Mean over worlds, and the standard deviation between them.
        package let simulated: Double
        package let deviation: Double
    }

    package let rows: [Row]
    package let worlds: Int

    /// A simulated purchase stands for a purchase day of the log, which is what the models count, and what baskets are of.
    init(_ population: Population, _ data: PurchaseSummaries, _ options: CalibrationOptions) {
        let start = data.log.dates.lowerBound
        let end = data.holdoutEnd ?? data.until
        let days = end.daysSinceEpoch - start.daysSinceEpoch + 1
        var newborn = population
        newborn.present = nil
        let simulation = Simulation(
            population: newborn, programs: [], response: .none,
            calendar: StudyCalendar(start: start, days: days), currency: options.currency, seed: 1)
        let split = data.until.daysSinceEpoch - start.daysSinceEpoch + 1
        // A first purchase at the day's beginning, from which the log counts time.
        let arrivals = data.firstDays.map { Double(Int($0) - start.daysSinceEpoch) }
        // About a million lives are enough for any log.
        worlds = max(2, min(options.worlds, 1_000_000 / max(1, arrivals.count)))
        var worldSums: [[Double]] = []
        for world in 0..<worlds {
            var sums = Sums()
            simulation.visitTwins(arrivals: arrivals, replication: world) { sums.add($0.dated, split: split) }
            worldSums.append(sums.values(minorPerMajor: Double(options.currency.minorPerMajor)))
        }
        let actual = Self.actual(data, split: split, start: start)
        let hasSpend = options.fitsSpend
        let present = Self.present(population, data, options, worlds: worlds)
        func row(_ place: Int, _ worldSums: [[Double]], isPresent: Bool) -> Row? {
            let measure = Sums.measures[place]
            guard (data.holdoutEnd != nil || !measure.isHeldOut) && (hasSpend || measure.unit != "money") else {
                return nil
            }
            let worlds = Estimate(worldSums.map { $0[place] })
            return Row(
                measure: measure.name, unit: measure.unit == "money" ? options.currency.code : measure.unit,
                isHeldOut: measure.isHeldOut, isPresent: isPresent, actual: actual[place],
                simulated: worlds.mean, deviation: worlds.standardDeviation ?? 0)
        }
        rows =
            Sums.measures.indices.compactMap { row($0, worldSums, isPresent: false) }
            + Sums.measures.indices.filter { Sums.measures[$0].isHeldOut && !present.isEmpty }
            .compactMap { row($0, present, isPresent: true) }
    }

    /// The holdout simulated from where calibration ends; nothing without one.
    private static func present(
        _ population: Population, _ data: PurchaseSummaries, _ options: CalibrationOptions, worlds: Int
    ) -> [[Double]] {
        guard let end = data.holdoutEnd, population.segments.allSatisfy({ $0.noPosterior == nil }) else { return [] }
        let simulation = Simulation(
            population: population, programs: [], response: .none,
            calendar: StudyCalendar(
                start: data.until.adding(days: 1), days: end.daysSinceEpoch - data.until.daysSinceEpoch),
            currency: options.currency, seed: 1)
        var sums = Array(repeating: Sums(), count: worlds)
        simulation.visitLives(ofBase: 0..<population.customers, replications: 0...worlds - 1) { world, lives in
            sums[world].addPresent(lives[0].dated)
        }
        return sums.map { $0.values(minorPerMajor: Double(options.currency.minorPerMajor)) }
    }

    private static func actual(_ data: PurchaseSummaries, split: Int, start: CalendarDate) -> [Double] {
        var sums = Sums()
        for customer in data.customers {
            let places = data.log.places(of: customer)
            sums.add(
                places.map { (Int(data.log.days[$0]) - start.daysSinceEpoch, data.log.amounts[$0]) }, split: split)
        }
        return sums.values(minorPerMajor: 1)
    }

    /// Counts over all customers of one world, or of the log.
    private struct Sums {
        static let measures: [(name: String, unit: String, isHeldOut: Bool)] = [
            ("repeat_purchases", "purchases", false), ("repeat_purchase_days", "days", false),
            ("customers_with_repeats", "customers", false), ("repeat_spend", "money", false),
            ("mean_repeat_basket", "money", false), ("median_repeat_basket", "money", false),
            ("repeat_purchases", "purchases", true),
            ("repeat_purchase_days", "days", true), ("customers_who_bought", "customers", true),
            ("repeat_spend", "money", true),
        ]

        private var repeats = [0.0, 0]
        private var days = [0.0, 0]
        private var buyers = [0.0, 0]
        private var spend = [0.0, 0]
        /// What was spent on repeats of calibration, one by one; those of nothing left out.
        private var baskets: [Double] = []

        /// Purchases of the holdout, all of them repeats.
        mutating func addPresent(_ purchases: [(day: Int, amount: Double)]) {
            repeats[1] += Double(purchases.count)
            days[1] += Double(Set(purchases.map(\.day)).count)
            spend[1] += purchases.reduce(0) { $0 + $1.amount }
            if !purchases.isEmpty { buyers[1] += 1 }
        }

        /// One customer's purchases, in order, with what was spent.
        mutating func add(_ purchases: [(day: Int, amount: Double)], split: Int) {
            var has = [false, false]
            var before = purchases.first?.day
            for (day, amount) in purchases.dropFirst() {
                let window = day < split ? 0 : 1
                repeats[window] += 1
                spend[window] += amount
                has[window] = true
                if window == 0, amount > 0 { baskets.append(amount) }
                if day != before { days[window] += 1 }
                before = day
            }
            for window in 0...1 where has[window] { buyers[window] += 1 }
        }

        func values(minorPerMajor: Double) -> [Double] {
            let money = spend.map { $0 / minorPerMajor }
            return [
                repeats[0], days[0], buyers[0], money[0], repeats[0] > 0 ? money[0] / repeats[0] : 0,
                baskets.isEmpty ? 0 : SortedSample(baskets).quantile(0.5) / minorPerMajor, repeats[1],
                days[1], buyers[1], money[1],
            ]
        }
    }
}

extension Life {
    /// The day of each purchase, and what was spent, minor units.
    fileprivate var dated: [(day: Int, amount: Double)] { purchases.map { (Int($0.instant), Double($0.amount)) } }
}
