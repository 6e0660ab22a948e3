import LoyaltyModel

/// `postings.csv`: every flow of points, customer by customer.
enum PostingsTable {
    static let description = TableDescription(
        file: "postings.csv",
        meaning: "Every flow of points: customers in the order of the log, each one's postings by date. issued and "
            + "reinstated add to the balance, redeemed, expired and reversed take from it, transferred adds what it "
            + "says, pending_activated moves nothing.",
        key: [],
        columns: [
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
            TableColumn("line", .integer, "Line of the log that caused it; empty where the end of a day did."),
        ])

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

extension TableColumn {
    static let customer = TableColumn("customer_id", .string, "The customer's id in the log.")
}
