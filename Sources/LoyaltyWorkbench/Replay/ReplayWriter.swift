import LoyaltyModel

/// Plays a log into its tables, customer by customer, and adds up the months.
struct ReplayWriter: ~Copyable {
    /// Kinds in the order of the roll-forward's columns; the memo last.
    private static let kinds: [Posting.Kind] = [
        .issued, .redeemed, .expired, .reversed, .reinstated, .transferred, .pendingActivated,
    ]

    private let calendar: StudyCalendar
    private var postings: TableWriter
    private var balances: TableWriter
    private let benefitsTable: BenefitsTable
    private var benefits: TableWriter
    private var dates = DateTexts()
    /// Points by month and kind, in the order of `kinds`.
    private var flows: [[Int64]]
    private var cohorts: ReplayCohorts
    private(set) var totals = Totals()

    struct Totals: Sendable {
        var customers = 0
        var members = 0
        /// In the order of ``ReplayWriter/kinds``.
        var points: [Int64] = []
        var balance: Int64 = 0
        /// Members who owe points, and how many.
        var debtors = 0
        var owed: Int64 = 0
        /// Minor units.
        var rewardCost: Int64 = 0

        func points(_ kind: Posting.Kind) -> Int64 {
            zip(ReplayWriter.kinds, points).first { $0.0 == kind }?.1 ?? 0
        }
    }

    init(calendar: StudyCalendar, currency: Currency, folder: String) throws(FileFailure) {
        let table = BenefitsTable(currency: currency)
        let postings = try TableWriter(PostingsTable.description, folder: folder)
        let balances = try TableWriter(BalancesTable.description, folder: folder)
        let benefits = try TableWriter(table.description, folder: folder)
        self.calendar = calendar
        flows = Array(repeating: Array(repeating: 0, count: Self.kinds.count), count: calendar.months)
        cohorts = ReplayCohorts(months: calendar.months)
        benefitsTable = table
        self.postings = postings
        self.balances = balances
        self.benefits = benefits
    }

    mutating func write(_ customer: LogReplay.Customer) throws(FileFailure) {
        var sums = Array(repeating: Int64(0), count: Self.kinds.count)
        for posting in customer.postings {
            let kind = Self.place(of: posting.kind)
            let month = Int(calendar.monthOfDay[Int(posting.day)])
            sums[kind].gain(posting.points)
            flows[month][kind].gain(posting.points)
            cohorts.add(posting, month: month)
        }
        try PostingsTable.add(customer.postings, of: customer.name, calendar, &dates, to: &postings) { place in
            [customer.lines[place] == 0 ? .empty : .integer(Int64(customer.lines[place]))]
        }
        try writeBalance(customer, sums)
        try benefits.row(benefitsTable.row(customer))
        totals.rewardCost.gain(customer.benefits.rewardCost)
        totals.customers += 1
        totals.members += customer.joined == nil ? 0 : 1
        totals.balance.gain(customer.closing.balance.count)
        if customer.closing.balance < .zero {
            totals.debtors += 1
            totals.owed -= customer.closing.balance.count
        }
    }

    private mutating func writeBalance(_ customer: LogReplay.Customer, _ sums: [Int64]) throws(FileFailure) {
        let next = customer.closing.nextExpiry
        try balances.row([
            .text(customer.name), customer.joined.map { .text($0.description) } ?? .empty,
            .integer(customer.closing.balance.count), .integer(customer.closing.usable.count),
            .integer(sums[0]), .integer(sums[1]), .integer(sums[2]), .integer(sums[3]), .integer(sums[4]),
            next.map { .text($0.date.description) } ?? .empty, next.map { .integer($0.points.count) } ?? .empty,
        ])
    }

    /// Writes the roll-forward and returns the digests of the tables.
    ///
    /// - Throws: ``FileFailure``, or ``PointsRollforwardTable/Mismatch`` where the balances contradict the flows.
    mutating func finish(_ rules: Program, folder: String) throws -> [String: String] {
        let program = rules.name
        var table = try TableWriter(PointsRollforwardTable.description, folder: folder)
        totals.points = Array(repeating: 0, count: Self.kinds.count)
        var balance: Int64 = 0
        for (month, flow) in flows.enumerated() {
            let opening = balance
            balance += flow[0] - flow[1] - flow[2] - flow[3] + flow[4] + flow[5]
            try table.row(
                [.text(program), .integer(1), .text(calendar.label(ofMonth: month)), .integer(opening)]
                    + flow.dropLast().map { .integer($0) } + [.integer(balance), .integer(flow[Self.kinds.count - 1])])
            for kind in flow.indices { totals.points[kind].gain(flow[kind]) }
        }
        guard balance == totals.balance else {
            throw PointsRollforwardTable.Mismatch(
                program: program, replication: 1, rolledForward: balance, ledgers: totals.balance)
        }
        cohorts.addUp()
        let byCohort = cohorts.cohorts.reduce(0) { $0 + $1.outstanding }
        guard byCohort == totals.balance else {
            throw PointsRollforwardTable.Mismatch(
                program: program, replication: 1, rolledForward: byCohort, ledgers: totals.balance)
        }
        var digests = try ReplayCohortTables.write(cohorts, program: rules, calendar: calendar, folder: folder)
        digests[PostingsTable.description.file] = try postings.finish()
        digests[BalancesTable.description.file] = try balances.finish()
        digests[benefitsTable.description.file] = try benefits.finish()
        digests[PointsRollforwardTable.description.file] = try table.finish()
        return digests
    }

    private static func place(of kind: Posting.Kind) -> Int {
        switch kind {
        case .issued: 0
        case .redeemed: 1
        case .expired: 2
        case .reversed: 3
        case .reinstated: 4
        case .transferred: 5
        case .pendingActivated: 6
        }
    }
}
