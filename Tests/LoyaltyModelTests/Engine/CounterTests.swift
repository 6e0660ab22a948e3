import LoyaltyModel
import Testing

/// Every counter of purchases, time and windows, worked out again from the lives of a handful of customers.
@Suite("Counters")
struct CounterTests {
    /// What the lives of an arm's customers say, in the words of ``Outcome/Cell`` and ``Outcome/Total``.
    struct Recount {
        let calendar: StudyCalendar
        var cells: [Outcome.Cell: [Int64]] = [:]
        var totals: [Outcome.Total: Int64] = [:]

        init(_ calendar: StudyCalendar) { self.calendar = calendar }

        mutating func add(_ cell: Outcome.Cell, at instant: Double, _ amount: Int64 = 1) {
            cells[cell, default: Array(repeating: 0, count: calendar.months)][month(instant)] += amount
        }

        mutating func add(_ total: Outcome.Total, _ amount: Int) { totals[total, default: 0] += Int64(amount) }

        func month(_ instant: Double) -> Int { Int(calendar.monthOfDay[Int(instant)]) }

        func minutes(_ days: Double) -> Int { Int((days * 1440).rounded()) }

        /// Minutes from an instant to its month's end; joining by mail is at the end of a day.
        func rest(_ instant: Double, ofDay day: Int? = nil) -> Int64 {
            let month = month(day.map { Double($0) } ?? instant)
            return Int64(minutes(Double(calendar.monthStart[month + 1]) - instant))
        }

        func active(_ life: Life) -> Int {
            (life.purchases.last?.instant).map { Int($0) >= calendar.days - 90 ? 1 : 0 } ?? 0
        }

        mutating func twin(_ life: Life) {
            add(.customers, at: life.purchases[0].instant)
            add(.arrivalMinutes, at: life.purchases[0].instant, rest(life.purchases[0].instant))
            for purchase in life.purchases {
                add(.purchases, at: purchase.instant)
                add(.revenue, at: purchase.instant, purchase.amount)
            }
            for month in Set(life.purchases.map { month($0.instant) }) {
                add(.buyers, at: Double(calendar.monthStart[month]))
            }
            if let left = life.leftAt { add(.left, at: left) }
            add(.active, active(life))
            add(.lateArrivals, Int(life.purchases[0].instant) >= calendar.days - 90 ? 1 : 0)
            add(.repeaters, life.purchases.count >= 2 ? 1 : 0)
        }

        mutating func arm(_ life: Life, twin: Life, launch: Int, _ program: Program) {
            let horizon = Double(calendar.days)
            let arrival = twin.purchases[0].instant
            add(.eligibleMinutes, minutes(horizon - max(Double(launch), arrival)))
            add(.eligiblePurchases, twin.purchases.count { $0.number > 0 && $0.instant >= Double(launch) })
            windows(life, twin: twin, launch: launch)
            guard let day = life.joinDay else { return }
            let byMail = if case .mail = program.enrolment.invitation { true } else { false }
            let joining = twin.purchases[life.joinPurchase ?? 0]
            let start = byMail ? Double(day + 1) : joining.instant
            add(.joined, at: Double(day))
            if !byMail { add(.joiningRevenue, at: start, joining.amount) }
            add(.memberMinutes, minutes(horizon - start))
            add(.joiningMinutes, at: Double(day), rest(start, ofDay: day))
            after(start, day, life, .memberPurchases, .memberRevenue, .memberBuyers, .memberLeft, byMail)
            after(start, day, twin, .twinPurchases, .twinRevenue, .twinBuyers, .twinLeft, byMail)
            add(.active, active(life))
            add(.activeTwins, active(twin))
            add(.repeaters, life.purchases.count >= 2 ? 1 : 0)
            add(.repeaterTwins, twin.purchases.count >= 2 ? 1 : 0)
        }

        private mutating func after(
            _ start: Double, _ day: Int, _ life: Life, _ purchases: Outcome.Cell, _ revenue: Outcome.Cell,
            _ buyers: Outcome.Cell, _ left: Outcome.Cell, _ byMail: Bool
        ) {
            let later = life.purchases.filter { byMail ? $0.instant >= start : $0.instant > start }
            for purchase in later {
                add(purchases, at: purchase.instant)
                add(revenue, at: purchase.instant, purchase.amount)
            }
            for month in Set(later.map { month($0.instant) }) where month > self.month(Double(day)) {
                add(buyers, at: Double(calendar.monthStart[month]))
            }
            if let end = life.leftAt { add(left, at: end) }
            for absence in life.absences {
                add(left, at: absence.lowerBound)
                // Won back by a message in the evening of the day before.
                add(left, at: absence.upperBound - 1, -1)
            }
        }

        private mutating func windows(_ life: Life, twin: Life, launch: Int) {
            let window = min(launch, calendar.days - launch)
            guard window > 0, twin.purchases[0].instant < Double(launch) else { return }
            let before = twin.purchases.count {
                $0.number > 0 && Int($0.instant) >= launch - window && Int($0.instant) < launch
            }
            let after = life.purchases.count { Int($0.instant) >= launch && Int($0.instant) < launch + window }
            let joined = life.joinDay != nil
            add(joined ? .presentJoined : .presentNever, 1)
            add(joined ? .beforeJoined : .beforeNever, before)
            add(joined ? .afterJoined : .afterNever, after)
        }
    }

    static let cells: [Outcome.Cell] = [
        .joined, .memberPurchases, .memberRevenue, .memberBuyers, .memberLeft, .twinPurchases, .twinRevenue,
        .twinBuyers, .twinLeft, .joiningRevenue, .joiningMinutes,
    ]
    static let totals: [Outcome.Total] = [
        .memberMinutes, .eligibleMinutes, .eligiblePurchases, .active, .activeTwins, .presentJoined, .presentNever,
        .beforeJoined, .afterJoined, .beforeNever, .afterNever, .repeaters, .repeaterTwins,
    ]

    @Test("they tell what the lives tell, month by month", arguments: [0, 40, 181, 400], [0, 2])
    func recount(launch: Int, attrition: Int) async {
        let programs = Fixtures.programs.map { program in
            var program = program
            program.launchDay = launch
            return program
        }
        let segment = Fixtures.segment(
            timing: .poissonGamma(PoissonGamma(r: 1, alpha: 2)), attrition: Fixtures.attritions[attrition].model)
        let simulation = Fixtures.simulation(
            customers: 150, segments: [segment], arrivals: 12, programs: programs, days: 420)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        var recounts = Array(repeating: Recount(simulation.calendar), count: programs.count + 1)
        for (key, arrival) in customers(simulation, outcome) {
            let lives = simulation.lives(of: key, arrival: arrival, replication: 1, in: outcome)
            recounts[0].twin(lives[0])
            for (arm, life) in lives.enumerated().dropFirst() {
                recounts[arm].arm(life, twin: lives[0], launch: launch, programs[arm - 1])
            }
        }
        for (arm, recount) in recounts.enumerated() {
            for cell in arm == 0 ? [.customers, .purchases, .revenue, .buyers, .left, .arrivalMinutes] : Self.cells {
                let counted = (0..<outcome.shape.months).map { outcome.value(cell, arm: arm, segment: 0, month: $0) }
                let expected = recount.cells[cell] ?? Array(repeating: 0, count: outcome.shape.months)
                #expect(counted == expected, "\(cell), arm \(arm)")
            }
            for total in arm == 0 ? [.active, .lateArrivals, .repeaters] : Self.totals {
                let counted = outcome.value(total, arm: arm, segment: 0)
                #expect(counted == recount.totals[total] ?? 0, "\(total), arm \(arm)")
            }
        }
    }

    /// The base and the arrivals, as many a month as the outcome counts.
    private func customers(_ simulation: Simulation, _ outcome: Outcome) -> [(CustomerKey, Double)] {
        var customers = (0..<simulation.population.customers).map { (CustomerKey.base($0), 0.0) }
        let luck = Luck(seed: simulation.seed, replication: 1)
        for month in 0..<outcome.shape.months {
            let start = Double(simulation.calendar.monthStart[month])
            let days = Double(simulation.calendar.monthStart[month + 1]) - start
            let base = month == 0 ? simulation.population.customers : 0
            for index in 0..<(Int(outcome.value(.customers, arm: 0, segment: 0, month: month)) - base) {
                let key = CustomerKey.arrival(month: month, index)
                customers.append((key, start + days * luck.uniform(key, .arrivalTime, 0)))
            }
        }
        return customers
    }

    @Test("the arm's whole population is its members and everyone else's twins")
    func wholePopulation() async {
        let simulation = Fixtures.simulation(customers: 200, arrivals: 0)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        for arm in 0..<outcome.shape.arms {
            var buyers = Array(repeating: Int64(0), count: outcome.shape.months)
            for customer in 0..<200 {
                let life = simulation.lives(of: .base(customer), replication: 1, in: outcome)[arm]
                let months = Set(life.purchases.map { Int(simulation.calendar.monthOfDay[Int($0.instant)]) })
                for month in months { buyers[month] += 1 }
            }
            #expect(
                buyers == (0..<outcome.shape.months).map { outcome.buyers(arm: arm, segment: 0, month: $0) },
                "arm \(arm)")
        }
    }

    @Test("points that waited long enough are told as activated, used or not")
    func activated() async {
        let expiry: [Expiry] = [.never, .rolling(months: 1), .inactivity(months: 2)]
        let programs = expiry.enumerated().map { place, expiry in
            Program(
                name: "pending-\(place)",
                mechanics: [
                    .points(
                        PointsMechanic(
                            earn: Fixtures.onePerMoney, pendingDays: 10, expiry: expiry,
                            rewards: [Fixtures.reward("cup", price: 30)]))
                ])
        }
        let simulation = PlainWorld(rate: 0.05, customers: 200, days: 300).simulation(programs)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        for arm in 1...3 {
            var expected: Int64 = 0
            for customer in 0..<200 {
                for posting in simulation.lives(of: .base(customer), replication: 1, in: outcome)[arm].postings
                where posting.kind == .issued && posting.day + 10 <= 299 { expected += posting.points }
            }
            let told = outcome.sum(.pendingActivated, arm: arm, segment: 0)
            // Ten days are always within a month\'s life, so no point expires while it waits.
            #expect(told == expected, "\(expiry[arm - 1])")
        }
    }
}
