/// Mean baskets of customers who bought again: all that the gamma-gamma likelihood needs.
public struct SpendSummary: Sendable, Hashable {
    /// One customer's repeat purchases with a positive amount.
    public struct Customer: Sendable, Hashable {
        public var purchases: Int
        /// Their mean, major units, above 0.
        public var average: Double

        public init(purchases: Int, average: Double) {
            self.purchases = purchases
            self.average = average
        }
    }

    /// Ordered by purchases.
    public let customers: [Customer]

    public init(_ customers: some Sequence<Customer>) {
        self.customers = customers.filter { $0.purchases > 0 && $0.average > 0 }
            .sorted { ($0.purchases, $0.average) < ($1.purchases, $1.average) }
    }
}
