/// New customers who learn of the company at a coalition's partners.
///
/// A partner brings Poisson many a month, with the mean customers per visit × customers at the start × the yearly
/// visits of a member ÷ 12, while both the program and the partner are there. Evidence: none that gives a size.
public struct PartnerReach: Sendable, Hashable {
    /// New customers for each visit that a customer of the start would pay the partner as a member.
    public var newCustomersPerVisit: Double

    public init(newCustomersPerVisit: Double = 0) { self.newCustomersPerVisit = newCustomersPerVisit }

    /// Mean number in a whole month.
    func newCustomersPerMonth(customers: Int, visitsPerYear: Double) -> Double {
        newCustomersPerVisit * Double(customers) * visitsPerYear / 12
    }
}
