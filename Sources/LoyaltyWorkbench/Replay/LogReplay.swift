package import LoyaltyModel

/// The rules of a program applied to a log, one customer after the other.
///
/// A row that the rules refuse is a problem with its line; going on behind it shows the others.
package struct LogReplay: ~Copyable {
    /// One customer's part.
    package struct Customer: Sendable {
        package let name: String
        /// Nil for a customer who never became a member.
        package let joined: CalendarDate?
        package let postings: [Posting]
        /// For each posting the line of the row that caused it; 0 where a day's end did.
        package let lines: [Int32]
        package let closing: MemberReplay.Closing
        package let benefits: MemberReplay.Benefits
    }

    /// A purchase of the customer's that refunds may name.
    private struct Bought {
        var purchase: MemberReplay.Purchase
        let row: TransactionLog.Row
    }

    package let log: TransactionLog
    package let program: LoneProgram
    /// The last date, whose end is the end of the replay.
    package let until: CalendarDate
    /// Rows that the rules refuse.
    package private(set) var problems: ProblemList
    private var replay: MemberReplay
    /// For each of the log's partners the place in the program's coalition; nil for one that is not in it.
    private let partners: [Int?]

    // Of the customer being played.
    private var joined: CalendarDate?
    private var bought: [Bought] = []
    private var payment = MemberReplay.Payment()
    private var paymentRows: [TransactionLog.Row] = []
    private var lines: [Int32] = []

    /// - Parameter until: the date to go on to; the log's last date if nil.
    /// - Throws: ``UsageProblem`` for a date before the log's end or a century behind it.
    package init(_ log: TransactionLog, program: LoneProgram, until: CalendarDate? = nil) throws(UsageProblem) {
        let last = until ?? log.dates.upperBound
        guard last >= log.dates.upperBound, last < log.dates.upperBound.adding(months: 1200) else {
            throw UsageProblem("--until \(last): the log goes to \(log.dates.upperBound), and a replay from there on")
        }
        self.log = log
        self.program = program
        self.until = last
        problems = ProblemList(file: log.path)
        let names = program.program.coalition?.partners.map(\.name) ?? []
        partners = log.partners.map { names.firstIndex(of: $0) }
        let baskets = log.categories.map { $0.isEmpty ? [] : [CategoryShare(name: $0, millionths: 1_000_000)] }
        var rules = program.program
        if let launch = program.launch {
            rules.launchDay = launch.daysSinceEpoch - log.dates.lowerBound.daysSinceEpoch
        }
        replay = MemberReplay(
            rules, baskets: baskets, currency: log.currency, dates: log.dates.lowerBound...last)
        rank()
    }

    /// Finds who wins seasons by rank. What the rules refuse counts in the play that follows, when everybody has what he has
    /// won.
    private mutating func rank() {
        guard replay.hasRankedSeasons else { return }
        replay.beginRanking()
        for _ in 0..<replay.mostRankings {
            for customer in log.customers.indices { _ = play(customer: customer) }
            problems = ProblemList(file: log.path)
            if replay.settleRanking() { return }
        }
    }

    package var calendar: StudyCalendar { replay.calendar }

    /// Plays one customer of the log from the first row to the end of the last date.
    package mutating func play(customer: Int) -> Customer {
        replay.restart()
        replay.setLot(ofMember: log.customers[customer])
        joined = nil
        bought.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        for row in log.rows(of: customer) { play(row) }
        dropPayment()
        replay.close(endOf: until)
        note(line: 0)
        return Customer(
            name: log.customers[customer], joined: joined, postings: replay.postings, lines: lines,
            closing: replay.closing, benefits: replay.benefits)
    }

    private mutating func play(_ row: TransactionLog.Row) {
        let date = CalendarDate(daysSinceEpoch: Int(row.day))
        if let open = paymentRows.first, open.day != row.day { dropPayment() }
        replay.advance(to: date)
        note(line: 0)
        do throws(MemberReplay.Refusal) {
            switch row.event {
            case .enrol: enrol(row, date)
            case .purchase(let amount): try buy(row, Money(minor: amount), date)
            case .redeem(let reward):
                _ = try replay.visit(MemberReplay.Visit(reward: log.rewards[Int(reward)]), on: date)
            case .pay(let points):
                if let open = paymentRows.first, open.partner != row.partner { dropPayment() }
                try replay.pay(with: Points(points), &payment, at: till(of: row), on: date)
                paymentRows.append(row)
            case .refund(let amount, let reference): try refund(row, Money(minor: amount), of: reference, date)
            }
        } catch { report(row, error, date) }
        note(line: row.line)
    }

    private mutating func enrol(_ row: TransactionLog.Row, _ date: CalendarDate) {
        if let joined {
            report(row, "kind", "another enrolment of a member since \(joined)", "one enrolment a customer")
        } else if let launch = program.launch, date < launch {
            report(row, "date", "an enrolment on \(date)", "a date from the program's launch on, \(launch)")
        } else {
            join(date)
        }
    }

    private mutating func join(_ date: CalendarDate) {
        replay.join(on: date)
        joined = date
    }

    private mutating func buy(
        _ row: TransactionLog.Row, _ bill: Money, _ date: CalendarDate
    ) throws(MemberReplay.Refusal) {
        let till = try till(of: row)
        if let open = paymentRows.first, open.partner != row.partner { dropPayment() }
        if joined == nil, !log.hasEnrolments, program.launch.map({ date >= $0 }) ?? true {
            join(date)
            note(line: row.line)
        }
        defer {
            payment = MemberReplay.Payment()
            paymentRows.removeAll(keepingCapacity: true)
        }
        let purchase =
            if let till {
                try replay.buy(bill, paidWith: payment, at: till, on: date)
            } else {
                try replay.buy(bill, paidWith: payment, basket: Int(row.category), on: date)
            }
        bought.append(Bought(purchase: purchase, row: row))
    }

    /// The place of the coalition's partner whose till a row is of; nil for the company's own, and in a program that
    /// shares its points with nobody.
    private func till(of row: TransactionLog.Row) throws(MemberReplay.Refusal) -> Int? {
        let name = log.partners[Int(row.partner)]
        guard !name.isEmpty, name != Self.home, program.program.coalition != nil else { return nil }
        guard let place = partners[Int(row.partner)] else { throw .noSuchPartner(name) }
        return place
    }

    /// What the company's own till may be called.
    private static let home = "home"

    private mutating func refund(
        _ row: TransactionLog.Row, _ amount: Money, of reference: TransactionLog.RefundOf, _ date: CalendarDate
    ) throws(MemberReplay.Refusal) {
        let candidates = bought.indices.filter { place in
            guard row.category == 0 || row.category == bought[place].row.category else { return false }
            switch reference {
            case .day(let day): return bought[place].row.day == day
            case .id(let id): return bought[place].row.id == id
            }
        }
        // Where it is more than any of them, the one that could give back the most says so.
        let place =
            candidates.first { bought[$0].purchase.left >= amount }
            ?? candidates.max { bought[$0].purchase.left < bought[$1].purchase.left }
        guard let place else {
            let named =
                switch reference {
                case .day(let day): "on \(CalendarDate(daysSinceEpoch: Int(day)))"
                case .id(let id): "with the id \"\(log.ids[Int(id)])\""
                }
            return report(
                row, "refund_of", "no purchase of customer \"\(log.customers[Int(row.customer)])\" \(named) before it",
                "a purchase in the log")
        }
        try replay.refund(amount, of: &bought[place].purchase, on: date)
    }

    /// Postings since the last note come from a line.
    private mutating func note(line: Int32) {
        while lines.count < replay.postingCount { lines.append(line) }
    }

    /// Points were paid with, and no purchase came.
    private mutating func dropPayment() {
        for row in paymentRows {
            report(
                row, "points", "points paid with", "a purchase of the customer's after it on the day")
        }
        payment = MemberReplay.Payment()
        paymentRows.removeAll(keepingCapacity: true)
    }

    private mutating func report(
        _ row: TransactionLog.Row, _ column: String, _ found: String, _ expected: String, suggestion: String? = nil
    ) {
        problems.report(
            line: Int(row.line), path: column, found: found, expected: expected, suggestion: suggestion)
    }

    private mutating func report(_ row: TransactionLog.Row, _ refusal: MemberReplay.Refusal, _ date: CalendarDate) {
        let words = RefusalWords(refusal, row: row, on: date, program: program, currency: log.currency)
        report(row, words.column, words.found, words.expected, suggestion: words.suggestion)
    }
}
