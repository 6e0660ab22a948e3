/// So much of something and no more, for all members of a program together: a reward's stock, a budget, a prize pool.
public struct SharedLimit: Sendable, Hashable {
    /// When there is as much again as at first; what is left over then is lost.
    public enum Every: String, CaseIterable, Sendable {
        /// On the first of every calendar month.
        case month
        /// On 1 January.
        case year
        /// Never.
        case study
    }

    /// Pieces, or minor units of money.
    public var amount: Int64
    public var every: Every

    public init(amount: Int64, every: Every) {
        self.amount = amount
        self.every = every
    }
}

/// A shared limit made ready for a study.
struct LimitRules: Sendable {
    /// What results call it.
    let name: String
    let limit: SharedLimit
    /// For each study month, whether there is as much again as at first.
    let refills: [Bool]

    init(_ name: String, _ limit: SharedLimit, refills: [Bool]) {
        self.name = name
        self.limit = limit
        self.refills = refills
    }

    private init(_ name: String, _ limit: SharedLimit, calendar: StudyCalendar) {
        let refills = (0..<calendar.months).map { month in
            switch limit.every {
            case .month: true
            case .year: month == 0 || calendar.date(ofDay: Int(calendar.monthStart[month])).month == 1
            case .study: month == 0
            }
        }
        self.init(name, limit, refills: refills)
    }

    /// The cap on what rewards cost, minor units.
    static func budget(_ limit: SharedLimit, calendar: StudyCalendar) -> LimitRules {
        LimitRules("budget", limit, calendar: calendar)
    }

    /// The stock of a reward of the catalogue, pieces.
    static func stock(_ limit: SharedLimit, of reward: String, calendar: StudyCalendar) -> LimitRules {
        LimitRules("rewards." + reward, limit, calendar: calendar)
    }
}
