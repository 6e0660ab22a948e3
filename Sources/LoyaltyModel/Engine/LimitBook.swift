/// The shared limits of all programs while one replication is walked: the share of members that each month grants, and
/// what was asked for.
///
/// Whether a member gets something of which there is not enough is the member's own luck in that month, a place in the
/// queue: the same all month, whoever else asks. Customers therefore stay independent, and what they ask for in a month
/// depends on the shares of that month and those before. The shares are found by walking again (see ``LimitVerdict``).
///
/// Rows are limits, programs after programs. A study without limits has none, and its book is empty.
struct LimitBook: Sendable {
    let rows: Int
    let months: Int
    /// Steps of ``LimitShare``, indexed [row][month].
    private(set) var shares: [Int32]
    /// Each member's first request of a month, by the step of the member's place in the queue; indexed
    /// [row][month][step].
    private var firsts: [Int64]
    /// All that was granted, likewise.
    private var granted: [Int64]
    /// The month of the current member's last request, by row.
    private(set) var lastAsked: [Int32]

    /// The number of steps that a place can be on: all but the last, which grants to everybody.
    private static let steps = LimitShare.all

    /// - Parameter rows: number of limits of all programs.
    init(rows: Int, months: Int) {
        self.rows = rows
        self.months = months
        shares = Array(repeating: Int32(LimitShare.all), count: rows * months)
        firsts = Array(repeating: 0, count: rows * months * Self.steps)
        granted = firsts
        lastAsked = Array(repeating: -1, count: rows)
    }

    /// Begins a walk under these shares: nothing has been asked for.
    mutating func begin(_ shares: [Int32]) {
        precondition(shares.count == rows * months)
        self.shares = shares
        for i in firsts.indices { (firsts[i], granted[i]) = (0, 0) }
    }

    /// Sets the shares of all limits to what a replication found.
    mutating func take(_ limits: [Outcome.Limit]) {
        for (row, limit) in limits.enumerated() { setShares(limit.steps, row: row) }
    }

    /// Sets the shares of one limit, month by month.
    mutating func setShares(_ steps: some Collection<Int32>, row: Int) {
        shares.replaceSubrange(row * months..<(row + 1) * months, with: steps)
    }

    /// The shares of one limit, month by month.
    func steps(row: Int) -> [Int32] { Array(shares[row * months..<(row + 1) * months]) }

    /// A member begins who has asked the limits `rows` for nothing yet.
    mutating func beginMember(_ rows: Range<Int>) {
        for row in rows { lastAsked[row] = -1 }
    }

    /// Goes on with a member whose walk another one's interrupted.
    mutating func goOn(with asked: [Int32]) { lastAsked = asked }

    /// Whether a limit grants what a member asks for in a month.
    func grants(row: Int, month: Int32, step: Int) -> Bool { step < Int(shares[row * months + Int(month)]) }

    /// A member asks for so much of a limit.
    mutating func ask(_ amount: Int64, row: Int, month: Int32, step: Int) {
        let place = (row * months + Int(month)) * Self.steps + step
        if lastAsked[row] != month { firsts[place].gain(amount) }
        if grants(row: row, month: month, step: step) { granted[place].gain(amount) }
        lastAsked[row] = month
    }

    /// Adds what was asked for in another walk under the same shares.
    mutating func merge(_ other: borrowing LimitBook) {
        precondition(shares == other.shares, "requests under different shares do not add up")
        for i in firsts.indices { firsts[i].gain(other.firsts[i]) }
        for i in granted.indices { granted[i].gain(other.granted[i]) }
    }

    /// Keeps what is known of those whose requests were granted in the latest walk in which they were.
    mutating func learn(from walk: borrowing LimitBook) {
        for i in granted.indices where walk.granted[i] > 0 {
            (firsts[i], granted[i]) = (walk.firsts[i], walk.granted[i])
        }
    }
}

extension LimitBook {
    /// A limit in a month, after a walk.
    struct Month: Sendable {
        /// Of the whole amount, what months before had left.
        let available: Int64
        /// What was granted under the share walked with.
        let granted: Int64
        /// The step to walk with next.
        let next: Int32
        /// Whether the share walked with is kept, though a larger one might do.
        let stays: Bool
        /// By how much of the limit's whole amount the share walked with was wrong.
        let residual: Double
    }

    /// What the requests of a walk say about a limit, month by month: the largest shares under which not more is
    /// granted than there is.
    ///
    /// Up to the share walked with, that is counted. Beyond, a first request is taken to be followed by as much as in
    /// the latest walk that granted it.
    ///
    /// - Parameters:
    ///   - known: what earlier walks granted (see `learn`).
    ///   - lowered: in how many months shares may only fall, where more was granted than there was: what has been
    ///     granted then counts, and not what could have been.
    func appraise(row: Int, _ rules: LimitRules, known: borrowing LimitBook, lowered: Int) -> [Month] {
        var left = rules.limit.amount
        var result: [Month] = []
        for month in 0..<months {
            if rules.refills[month] { left = rules.limit.amount }
            let place = row * months + month
            let (step, then) = largestShare(place: place, for: left, known)
            let now = granted[place * Self.steps..<place * Self.steps + Int(shares[place])].reduce(0, +)
            let stays = month < lowered && now <= left
            result.append(
                Month(
                    available: left, granted: now, next: stays ? shares[place] : Int32(step), stays: stays,
                    residual: Double(abs(now - then)) / Double(max(1, rules.limit.amount))))
            left -= stays ? now : then
        }
        return result
    }

    /// The largest step that grants at most `available`, and what it would grant.
    private func largestShare(
        place: Int, for available: Int64, _ known: borrowing LimitBook
    ) -> (step: Int, granted: Int64) {
        var (step, sum) = (0, Int64(0))
        // With nothing left the share is 0, even where nobody asks.
        while available > 0, step < Self.steps {
            let here = place * Self.steps + step
            let amount = step < Int(shares[place]) ? granted[here] : expected(firsts[here], here, known)
            guard sum + amount <= available else { break }
            (step, sum) = (step + 1, sum + amount)
        }
        return (step, sum)
    }

    /// First requests with those that would follow them.
    private func expected(_ amount: Int64, _ place: Int, _ known: borrowing LimitBook) -> Int64 {
        known.firsts[place] > 0 ? MemberAccount.share(amount, known.granted[place], of: known.firsts[place]) : amount
    }
}
