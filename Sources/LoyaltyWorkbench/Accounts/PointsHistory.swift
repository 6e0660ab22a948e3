import LoyaltyModel

/// One member's points month by month up to a valuation, by month of issue: what a company knows of a member.
struct PointsHistory {
    /// Held at the end of each month; indexed [month][cohort].
    let held: [[Int64]]
    /// Redeemed in each month; indexed [month][cohort].
    let redeemed: [[Int64]]
    /// Months since the last visit at the end of each month, at most ``longestSilence``; nil before the first visit.
    let silence: [Int?]

    /// From here on, how long a member has not come tells nothing more.
    static let longestSilence = 6

    init(_ life: Life, calendar: StudyCalendar, months: Int) {
        var held = Array(repeating: Array(repeating: Int64(0), count: months), count: months)
        var redeemed = held
        for posting in life.postings {
            let (month, cohort) = (Int(calendar.monthOfDay[Int(posting.day)]), Int(posting.issueMonth))
            guard month < months, cohort < months else { continue }
            switch posting.kind {
            case .issued, .reinstated, .transferred: held[month][cohort] += posting.points
            case .redeemed:
                held[month][cohort] -= posting.points
                redeemed[month][cohort] += posting.points
            case .expired, .reversed: held[month][cohort] -= posting.points
            case .pendingActivated: break
            }
        }
        // Movements so far; balances are their sums.
        for month in 1..<max(months, 1) {
            for cohort in 0..<month { held[month][cohort] += held[month - 1][cohort] }
        }
        self.held = held
        self.redeemed = redeemed
        silence = Self.silence(life, calendar: calendar, months: months)
    }

    private static func silence(_ life: Life, calendar: StudyCalendar, months: Int) -> [Int?] {
        var came = Array(repeating: false, count: months)
        for purchase in life.purchases {
            let month = Int(calendar.monthOfDay[Int(purchase.instant)])
            if month < months { came[month] = true }
        }
        var last: Int?
        return (0..<months).map { month in
            if came[month] { last = month }
            return last.map { min(month - $0, longestSilence) }
        }
    }
}
