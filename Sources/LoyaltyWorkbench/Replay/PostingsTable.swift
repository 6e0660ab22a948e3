import LoyaltyModel

/// `postings.csv`: every flow of points, customer by customer.
enum PostingsTable {
    static let description = TableDescription(
        file: "postings.csv",
        meaning: "Every flow of points: customers in the order of the log, each one's postings by date. issued and "
            + "reinstated add to the balance, redeemed, expired and reversed take from it, transferred adds what it "
            + "says, pending_activated moves nothing.",
        key: [],
        columns: columns + [
            TableColumn("line", .integer, "Line of the log that caused it; empty where the end of a day did.")
        ])

    /// What a run tells of a posting too.
    static let columns: [TableColumn] = [
        .customer, TableColumn("date", .date, "Date of the posting."),
        TableColumn("month", .yearmonth, "Month of the date, YYYY-MM."),
        TableColumn(
            "kind", .string,
            "issued, redeemed, expired, reversed (a refund takes back), reinstated (a refund gives back), transferred "
                + "(from one lot to another, two rows that cancel: points that fill a debt), pending_activated (a "
                + "waiting time ends)."),
        TableColumn("points", .integer, unit: "points", "Points; negative only where transferred out of a lot."),
        TableColumn("balance_after", .integer, unit: "points", "The customer's balance after the posting."),
        TableColumn("expires", .date, "Last day on which the points can be used; empty for never."),
        TableColumn("issue_month", .yearmonth, "Month in which the points were issued."),
    ]

    /// Adds a customer's postings in order of their dates, with what comes behind each one's columns.
    static func add(
        _ postings: [Posting], of customer: String, _ calendar: StudyCalendar, _ dates: inout DateTexts,
        to table: inout TableWriter, more: (Int) -> [TableValue] = { _ in [] }
    ) throws(FileFailure) {
        var balance: Int64 = 0
        for place in byDate(postings) {
            let posting = postings[place]
            balance.gain(change(posting))
            try table.row(
                [
                    .text(customer), .text(dates.date(posting.day, calendar)),
                    .text(dates.month(Int(calendar.monthOfDay[Int(posting.day)]), calendar)), .text(name(posting.kind)),
                    .integer(posting.points), .integer(balance),
                    posting.lastDay == Lot.noExpiry ? .empty : .text(dates.date(posting.lastDay, calendar)),
                    .text(dates.month(Int(posting.issueMonth), calendar)),
                ] + more(place))
        }
    }

    /// Places of postings in order of their dates. Points whose waiting time ends are noticed late; all else is in order.
    private static func byDate(_ postings: [Posting]) -> [Int] {
        let places = Array(postings.indices)
        guard zip(postings, postings.dropFirst()).contains(where: { $0.day > $1.day }) else { return places }
        return places.sorted { (postings[$0].day, $0) < (postings[$1].day, $1) }
    }

    private static func change(_ posting: Posting) -> Int64 {
        switch posting.kind {
        case .issued, .reinstated, .transferred: posting.points
        case .redeemed, .expired, .reversed: -posting.points
        case .pendingActivated: 0
        }
    }

    static func name(_ kind: Posting.Kind) -> String {
        kind == .pendingActivated ? "pending_activated" : kind.rawValue
    }
}

/// `balances.csv`: where every customer stands at the end.
enum BalancesTable {
    static let description = TableDescription(
        file: "balances.csv",
        meaning: "Every customer of the log at the end of the last date: balance = earned − redeemed − expired − "
            + "reversed + reinstated.",
        key: ["customer_id"],
        columns: [
            .customer, TableColumn("joined", .date, "Date of joining; empty for customers who are no members."),
            points("balance", "Points held; negative where a refund took back more than was there."),
            points("usable", "Points that can be redeemed now."), points("earned", "Points issued since joining."),
            points("redeemed", "Points redeemed."), points("expired", "Points that expired unused."),
            points("reversed", "Points taken back with a refund."),
            points("reinstated", "Points given back with a refund of what they paid for."),
            TableColumn(
                "next_expiry_date", .date,
                "The next date at whose end points expire, if nothing happens before; "
                    + "empty if none do."),
            points("next_expiry_points", "Points that expire then."),
        ])

    private static func points(_ name: String, _ meaning: String) -> TableColumn {
        TableColumn(name, .integer, unit: "points", meaning)
    }
}

/// Texts of dates and months, each made once.
struct DateTexts {
    private var dates: [Int32: String] = [:]
    private var months: [Int: String] = [:]

    mutating func date(_ day: Int32, _ calendar: StudyCalendar) -> String {
        if let text = dates[day] { return text }
        let text = calendar.date(ofDay: Int(day)).description
        dates[day] = text
        return text
    }

    mutating func month(_ month: Int, _ calendar: StudyCalendar) -> String {
        if let text = months[month] { return text }
        let text = calendar.label(ofMonth: month)
        months[month] = text
        return text
    }
}

extension TableColumn {
    static let customer = TableColumn("customer_id", .string, "The customer's id in the log.")
}
