/// A stock of good feeling that decays with time and lowers attrition.
///
/// It is raised by rewards that are more than money: surprises, experiences, gifts to a cause. Source: trade
/// articles; direction only.
public struct Delight: Sendable, Hashable {
    /// Effect on the logarithm of the attrition hazard per unit of stock (positive lowers it).
    public var attritionLoss: Double
    /// Days in which the stock halves.
    public var halfLifeDays: Double
    /// Stock added by each delight.
    public var perSurprise: Double
    public var perExperience: Double
    public var perDonation: Double
    public var perSample: Double

    public init(
        attritionLoss: Double = 0, halfLifeDays: Double = 90, perSurprise: Double = 0, perExperience: Double = 0,
        perDonation: Double = 0, perSample: Double = 0
    ) {
        self.attritionLoss = attritionLoss
        self.halfLifeDays = halfLifeDays
        self.perSurprise = perSurprise
        self.perExperience = perExperience
        self.perDonation = perDonation
        self.perSample = perSample
    }

    /// Stock added by a reward of this kind.
    func stock(of kind: Reward.Kind) -> Double {
        switch kind {
        case .surprise: perSurprise
        case .experience: perExperience
        case .donation: perDonation
        case .freeSample: perSample
        default: 0
        }
    }
}
