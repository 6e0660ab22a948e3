import LoyaltyModel

/// One program in one world of the laboratory: what a company knows at the valuation, and what became of it.
struct LaboratoryWorld {
    /// Followed to the end.
    let cohorts: WorldCohorts
    /// Points of each cohort redeemed in the end, as its members to date let one expect.
    let forecast: [Double]

    /// Points still to be redeemed at the end of the study, in truth.
    var truth: Double { cohorts.cohorts.reduce(0) { $0 + Double(($1.redeemed.last ?? 0) - latest($1)) } }
    /// Redeemed by then.
    var latest: Double { cohorts.cohorts.reduce(0) { $0 + Double(latest($1)) } }
    var issued: Int64 { cohorts.cohorts.reduce(0) { $0 + $1.issued } }

    private func latest(_ cohort: WorldCohorts.Cohort) -> Int64 {
        cohort.redeemed[cohorts.cohorts.count - 1 - cohort.month]
    }

    /// The worlds of one replication, one for each program.
    ///
    /// - Parameters:
    ///   - simulation: of the study and the time after it.
    ///   - months: of the study alone.
    static func all(_ simulation: Simulation, months: Int, replication: Int) -> [LaboratoryWorld] {
        var tallies = simulation.programs.map { _ in Tally(simulation.calendar, months: months) }
        simulation.visitLives(replication: replication) { lives in
            for arm in tallies.indices { tallies[arm].add(lives[arm + 1]) }
        }
        return tallies.map { LaboratoryWorld(cohorts: $0.cohorts, forecast: $0.forecast.ultimates) }
    }

    /// What lives add up to.
    private struct Tally {
        private let calendar: StudyCalendar
        private let months: Int
        private var issued: [Int64]
        /// Redeemed and expired in each month; indexed [cohort][month].
        private var redeemed: [[Int64]]
        private var expired: [[Int64]]
        private(set) var forecast: RecencyForecast

        init(_ calendar: StudyCalendar, months: Int) {
            self.calendar = calendar
            self.months = months
            issued = Array(repeating: 0, count: months)
            redeemed = Array(repeating: Array(repeating: 0, count: calendar.months), count: months)
            expired = redeemed
            forecast = RecencyForecast(months: months)
        }

        mutating func add(_ life: Life) {
            for friend in life.newcomers { add(friend) }
            guard !life.postings.isEmpty else { return }
            for posting in life.postings {
                let (month, cohort) = (Int(calendar.monthOfDay[Int(posting.day)]), Int(posting.issueMonth))
                guard cohort < months else { continue }
                switch posting.kind {
                case .issued: issued[cohort] += posting.points
                case .redeemed: redeemed[cohort][month] += posting.points
                case .expired: expired[cohort][month] += posting.points
                case .reversed, .reinstated, .transferred, .pendingActivated: break
                }
            }
            forecast.add(PointsHistory(life, calendar: calendar, months: months))
        }

        var cohorts: WorldCohorts {
            func running(_ flows: ArraySlice<Int64>) -> [Int64] {
                flows.reduce(into: []) { $0.append(($0.last ?? 0) + $1) }
            }
            return WorldCohorts(
                (0..<months).map { cohort in
                    WorldCohorts.Cohort(
                        month: cohort, issued: issued[cohort], redeemed: running(redeemed[cohort][cohort...]),
                        expired: running(expired[cohort][cohort...]))
                })
        }
    }
}
