/// Customers of a company as its log left them: who they are, and in what state a study finds them.
public struct PresentCustomers: Sendable, Hashable {
    /// One customer, seen at the end of the log.
    public struct Customer: Sendable, Hashable {
        /// Place of the customer's segment in the population.
        public var segment: Int
        /// In time units of the population.
        public var history: PurchaseHistory
        /// Repeat purchases with an amount above 0, and their mean in major units; 0 and 0 for none.
        public var paid: Int
        public var average: Double

        public init(segment: Int, history: PurchaseHistory, paid: Int, average: Double) {
            self.segment = segment
            self.history = history
            self.paid = paid
            self.average = average
        }
    }

    public let customers: [Customer]
    /// Step from one customer of the base to the next among `customers`: without a common divisor with their number.
    private let step: Int

    /// - Precondition: there is a customer.
    public init(_ customers: [Customer]) {
        precondition(!customers.isEmpty, "a base has a customer")
        self.customers = customers
        // Near the golden section, so that a few of them are spread over a log in order of first purchases.
        var step = max(1, Int(Double(customers.count) * 0.618_034))
        while Self.divisor(step, customers.count) > 1 { step += 1 }
        self.step = step
    }

    /// Place of base customer `index` in ``customers``: each is met once before any is met again, and who is met does
    /// not depend on how many there are to be.
    public func place(ofBase index: Int) -> Int {
        (index % customers.count).multipliedReportingOverflow(by: step).partialValue % customers.count
    }

    private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
}
