package import LoyaltyModel

/// A log seen as purchase days: who bought on which day for how much. Same-day purchases of a customer are one.
public struct SalesLog: Sendable {
    /// Rows that are no purchases, or were joined to another one.
    public struct Dropped: Hashable, Sendable {
        /// Rows beyond the first of a customer's day.
        public var merged: Int
        /// Rows of kind refund.
        public var refunds: Int
        /// Purchases of less than nothing, which is how many shops write money given back.
        public var negative: Int
        /// Rows of kind enrol or redeem.
        public var otherKinds: Int
        /// Purchases of nothing: they count for timing and not for spend.
        public var zero: Int

        public init(merged: Int = 0, refunds: Int = 0, negative: Int = 0, otherKinds: Int = 0, zero: Int = 0) {
            self.merged = merged
            self.refunds = refunds
            self.negative = negative
            self.otherKinds = otherKinds
            self.zero = zero
        }
    }

    /// As the user named it.
    public let path: String
    public let rows: Int
    public let dropped: Dropped
    /// Columns of the file that were not read.
    public let unreadColumns: [String]
    /// In the order of their first rows. Those without a purchase are left out.
    package let customers: [String]
    /// First and last date of the rows of kind purchase and refund.
    package let dates: ClosedRange<CalendarDate>
    /// Purchase days, customer by customer in order, counted from 1970-01-01, and what was spent, major units.
    package let days: [Int32]
    package let amounts: [Double]
    /// For each customer the first place in `days`, and their number as a last entry.
    private let firstPlace: [Int]
    /// What the column of segments says of each customer, and of how many it says several things; empty without one.
    package let segments: [String]
    package let mixedSegments: Int
    /// Rows with the customer, day and amount of another one.
    package let repeatedRows: Int
    /// How amounts were read, where there is something to say of it.
    let remark: String?

    package func places(of customer: Int) -> Range<Int> { firstPlace[customer]..<firstPlace[customer + 1] }
}

extension SalesLog {
    /// One row that is a purchase.
    struct Purchase {
        let customer: Int32
        let day: Int32
        var amount: Double
    }

    /// So many rows of a customer's day are compared with the next.
    private static let rowsLookedAt = 16

    /// - Precondition: there is a row.
    init(
        _ purchases: [Purchase], names: [String], path: String, rows: Int, dropped: Dropped, dates: ClosedRange<Int32>,
        unreadColumns: [String], segments read: [(name: String, isMixed: Bool)] = [],
        remark: String? = nil
    ) {
        self.path = path
        self.rows = rows
        self.unreadColumns = unreadColumns
        self.remark = remark
        self.dates =
            CalendarDate(daysSinceEpoch: Int(dates.lowerBound))...CalendarDate(daysSinceEpoch: Int(dates.upperBound))
        let order = CustomerOrder(purchases, customers: names.count, customer: \.customer, day: \.day)
        var (days, amounts, firstPlace, customers) = ([Int32](), [Double](), [0], [String]())
        var segments: [String] = []
        days.reserveCapacity(purchases.count)
        amounts.reserveCapacity(purchases.count)
        var (dropped, repeated) = (dropped, 0)
        var amountsOfDay: [Double] = []
        for customer in names.indices {
            let own = order.rows(of: customer)
            guard !own.isEmpty else { continue }
            let first = days.count
            for number in own {
                let purchase = purchases[Int(number)]
                if days.count > first, days[days.count - 1] == purchase.day {
                    if amountsOfDay.isEmpty { amountsOfDay.append(amounts[amounts.count - 1]) }
                    if amountsOfDay.suffix(Self.rowsLookedAt).contains(purchase.amount) { repeated += 1 }
                    amountsOfDay.append(purchase.amount)
                    amounts[amounts.count - 1] += purchase.amount
                    dropped.merged += 1
                } else {
                    amountsOfDay.removeAll(keepingCapacity: true)
                    days.append(purchase.day)
                    amounts.append(purchase.amount)
                }
            }
            firstPlace.append(days.count)
            customers.append(names[customer])
            if customer < read.count { segments.append(read[customer].name) }
        }
        self.segments = segments
        mixedSegments = read.count { $0.isMixed }
        (self.days, self.amounts, self.firstPlace, self.customers) = (days, amounts, firstPlace, customers)
        (self.dropped, repeatedRows) = (dropped, repeated)
    }
}

extension SalesLog {
    /// This many times the median a day's spend of a customer is a slip more often than a purchase.
    private static let absurd = 1000.0

    /// What a person should look at before trusting what the log says of spend.
    package var remarks: [String] { [remark, repeated, largest].compactMap { $0 } }

    /// Above this share of the rows, repeated ones are more than two alike purchases of a day.
    private static let manyRepeated = 0.05

    private var repeated: String? {
        let share = Double(repeatedRows) / Double(rows)
        guard share > Self.manyRepeated else { return nil }
        return
            "\(Humanised.count(Double(repeatedRows))) rows have the customer, day and amount of another one: if the log "
            + "holds them twice, take them out, for their amounts are added up."
    }

    private var largest: String? {
        let paid = amounts.filter { $0 > 0 }
        guard let place = amounts.indices.max(by: { amounts[$0] < amounts[$1] }), !paid.isEmpty else { return nil }
        let median = SortedSample(paid).quantile(0.5)
        guard amounts[place] > Self.absurd * median else { return nil }
        let many = amounts.count { $0 > Self.absurd * median }
        return "The largest amount of a day, \(Humanised.short(amounts[place])) on "
            + "\(CalendarDate(daysSinceEpoch: Int(days[place]))), is \(Humanised.short(amounts[place] / median)) times "
            + "the median" + (many > 1 ? ", and \(many) are above \(Humanised.short(Self.absurd)) times it" : "")
            + ": if it is a slip, correct it, for it weighs on all that is said of spend."
    }
}
