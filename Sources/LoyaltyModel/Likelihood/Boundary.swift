/// Where a likelihood is highest when that is at the end of its parameters: what the model becomes there.
public enum Boundary: String, Sendable, Hashable, CaseIterable {
    case nobodyLeaves = "attrition not identified: nobody is seen to leave"
    case sameChanceOfLeaving = "all customers leave with the same probability"
    case sameHazard = "all customers leave at the same rate"
    case sameLifetimeLaw = "all customers leave by the same law of age"
    case hazardWithoutAge = "the hazard of leaving does not grow with age: Pareto/NBD"
    case leavingAtOnceOrNever = "customers leave at once or never"
    case leavingFirstOrNever = "customers leave at the first renewal or never"
    case samePurchaseRate = "all customers buy at the same rate"
    case sameChanceOfBuying = "all customers buy with the same probability"
    case buyingAlwaysOrNever = "customers buy at every occasion or never"
    case sameMeanBasket = "all customers have the same mean basket"
    case basketsAlike = "a customer's baskets are all alike"

    /// What cannot be told from the data there, as a clause.
    public var meaning: String { rawValue }
}
