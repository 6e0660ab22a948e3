import LoyaltyModel

/// When a cohort was issued: a month `YYYY-MM`, or a year's or another period's number.
enum IssuePeriod: Hashable {
    case month(Int)
    case number(Int)

    init?(_ name: String) {
        if let date = CalendarDate(iso: name + "-01") {
            self = .month(date.year * 12 + date.month - 1)
        } else if name.utf8.allSatisfy({ (48...57).contains($0) }), name.utf8.count <= 4, let number = Int(name) {
            self = .number(number)
        } else {
            return nil
        }
    }

    var isMonth: Bool { if case .month = self { true } else { false } }

    /// The number of the period, months counted from year 0.
    var place: Int {
        switch self {
        case .month(let place), .number(let place): place
        }
    }

    static func name(_ place: Int, isMonth: Bool) -> String {
        guard isMonth else { return "\(place)" }
        return "\(place / 12)-" + (place % 12 < 9 ? "0" : "") + "\(place % 12 + 1)"
    }
}

/// How far apart the periods of issue of an extract stand, and which of them are missing.
struct IssueSteps {
    /// Quarters are issued every third month, and their ages are quarters.
    let step: Int
    private let isMonth: Bool
    /// In order of their time, each once.
    private let places: [Int]
    /// Whether cohorts' ages say what the step is; distances alone do not tell a hole from a longer step.
    private let isShownByAges: Bool

    /// Steps between periods of issue that calendars have: months, quarters, half-years, years.
    private static let usual: Set = [1, 3, 6, 12]

    /// The step is what most neighbours show, of equally many the shortest: an older cohort is as many ages older as it
    /// was issued steps before; where both have come to the same age, their distance is all that there is.
    ///
    /// - Parameter ages: last age of each cohort.
    /// - Precondition: all are months, or none is.
    init(_ issues: [IssuePeriod], ages: [Int]) {
        let lastAges = Dictionary(zip(issues.map(\.place), ages), uniquingKeysWith: max)
        places = lastAges.keys.sorted()
        isMonth = issues.first?.isMonth ?? true
        var votes: [Int: Int] = [:]
        var isShown = false
        for (older, younger) in zip(places, places.dropFirst()) {
            let (distance, gone) = (younger - older, (lastAges[older] ?? 0) - (lastAges[younger] ?? 0))
            let isSteady = gone > 0 && distance % gone == 0
            if isSteady { isShown = true }
            votes[isSteady ? distance / gone : distance, default: 0] += 1
        }
        let most = votes.values.max() ?? 0
        step = votes.filter { $0.value == most }.keys.min() ?? 1
        isShownByAges = isShown
    }

    /// Periods without a cohort, and cohorts that stand between the steps: a sentence each, the first of its kind told.
    ///
    /// - Parameter what: what is not there, such as "no rows of issue_month".
    func oddities(what: String) -> [String] {
        guard let first = places.first, let last = places.last, last > first else { return [] }
        let missing = gaps.flatMap { older, younger in
            (younger - older) % step == 0 ? Array(stride(from: older + step, to: younger, by: step)) : []
        }
        let span = "between \(name(first)) and \(name(last)): what was issued then is in no figure"
        var found: [String] = []
        if let one = missing.first {
            found.append("\(what) \(name(one))" + more(missing.count, "more") + " " + span)
        }
        if let one = astray.first {
            found.append(
                "\(name(one.younger)) stands \(apart(one.younger - one.older)) after \(name(one.older)), where most stand "
                    + "\(apart(step)) apart" + more(astray.count, "more such")
                    + ": a name is wrong, or what was issued "
                    + "between is in no figure")
        }
        if found.isEmpty, isMonth, !isShownByAges, !Self.usual.contains(step) {
            found.append(
                "\(what) \(name(first + 1)): all stand \(apart(step)) apart; if each is one month's issue, what was issued "
                    + "between is in no figure")
        }
        return found
    }

    /// Whether all stand on the steps.
    var isEven: Bool { astray.isEmpty }

    private var gaps: [(older: Int, younger: Int)] { zip(places, places.dropFirst()).map { ($0, $1) } }

    private var astray: [(older: Int, younger: Int)] { gaps.filter { ($0.younger - $0.older) % step != 0 } }

    func name(_ place: Int) -> String { IssuePeriod.name(place, isMonth: isMonth) }

    private func apart(_ distance: Int) -> String {
        guard isMonth else { return "\(distance)" }
        return "\(distance) month\(distance == 1 ? "" : "s")"
    }

    private func more(_ count: Int, _ words: String) -> String { count > 1 ? " and \(count - 1) \(words)" : "" }
}
