package import LoyaltyModel

/// A company's log of what its customers did, whole in memory: 44 bytes a row, and each name once.
public struct TransactionLog: Sendable {
    /// What a refund gives money back for.
    package enum RefundOf: Sendable, Hashable {
        /// A purchase of the customer's on this day, counted from 1970-01-01.
        case day(Int32)
        /// A purchase of the customer's with this number among ``TransactionLog/ids``.
        case id(Int32)
    }

    package enum Event: Sendable, Hashable {
        /// Minor units.
        case purchase(Int64)
        /// Minor units given back, a positive number.
        case refund(Int64, of: RefundOf)
        case enrol
        /// Number among ``TransactionLog/rewards``.
        case redeem(reward: Int32)
        /// Points that pay a part of the customer's next purchase on the day.
        case pay(points: Int64)
    }

    package struct Row: Sendable, Hashable {
        package let event: Event
        /// Number among ``TransactionLog/customers``.
        package let customer: Int32
        /// Days since 1970-01-01.
        package let day: Int32
        /// Line of the file.
        package let line: Int32
        /// Number among ``TransactionLog/categories``.
        package let category: Int32
        package let id: Int32
        /// Number among ``TransactionLog/partners``.
        package let partner: Int32
    }

    /// As the user named it.
    public let path: String
    package let currency: Currency
    /// In the order of their first rows.
    package let customers: [String]
    /// Names of the categories, the first of which is none: an empty text.
    package let categories: [String]
    package let rewards: [String]
    package let ids: [String]
    /// Names of the partners at whose tills customers were, the first of which is the company itself: an empty text.
    package let partners: [String]
    /// Columns of the file that mean nothing here.
    public let unreadColumns: [String]
    /// Whether any row enrols a customer.
    package let hasEnrolments: Bool
    /// First and last date of a row.
    package let dates: ClosedRange<CalendarDate>
    package let rows: [Row]
    private let order: CustomerOrder
}

extension TransactionLog {
    /// What the rows of a file come to.
    struct Contents {
        var customers = NameNumbers()
        var categories = NameNumbers([""])
        var rewards = NameNumbers()
        var ids = NameNumbers([""])
        var partners = NameNumbers([""])
        var rows: [Row] = []
        var hasEnrolments = false
    }

    /// - Precondition: there is a row.
    init(_ contents: Contents, path: String, currency: Currency, unreadColumns: [String]) {
        self.path = path
        self.currency = currency
        self.unreadColumns = unreadColumns
        customers = contents.customers.names
        categories = contents.categories.names
        rewards = contents.rewards.names
        ids = contents.ids.names
        partners = contents.partners.names
        rows = contents.rows
        hasEnrolments = contents.hasEnrolments
        let days = rows.reduce((first: Int32.max, last: Int32.min)) { (min($0.first, $1.day), max($0.last, $1.day)) }
        dates = CalendarDate(daysSinceEpoch: Int(days.first))...CalendarDate(daysSinceEpoch: Int(days.last))
        order = CustomerOrder(rows, customers: customers.count, customer: \.customer, day: \.day)
    }

    /// A customer's rows by date, those of a day in the order of the file.
    package func rows(of customer: Int) -> some Sequence<Row> {
        order.rows(of: customer).lazy.map { rows[Int($0)] }
    }
}

/// Numbers names in the order in which they are met.
struct NameNumbers {
    private(set) var names: [String] = []
    private var numbers: [String: Int32] = [:]

    init(_ names: [String] = []) {
        for name in names { _ = number(of: name) }
    }

    mutating func number(of name: String) -> Int32 {
        if let number = numbers[name] { return number }
        let number = Int32(names.count)
        names.append(name)
        numbers[name] = number
        return number
    }
}
