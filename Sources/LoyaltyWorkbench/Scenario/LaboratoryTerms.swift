/// In which states of a program reserving methods are tried.
public struct LaboratoryTerms: Sendable, Hashable {
    /// Customers who arrive each month in the state of growth, as a share of those present at the start.
    public var growth: Double
    /// Months before the valuation in which a program changes.
    public var months: Int
    /// What the propensity to redeem is multiplied by in a run on the bank.
    public var rush: Double

    public init(growth: Double = 0.05, months: Int = 6, rush: Double = 3) {
        self.growth = growth
        self.months = months
        self.rush = rush
    }
}
