internal import Foundation

/// A response made ready for a study: what decays, by whole days.
struct ResponseTables: ~Copyable, Sendable {
    let response: Response
    let exponential = Exponential.shared
    /// Whether the stock of frustration, and that of delight, changes anything that is looked at.
    let frustrationMatters: Bool
    let delightMatters: Bool
    /// Effect of a redemption by days since, for as many as the study has.
    let rewarded: FixedTable<Double>
    /// Share of the frustration stock left, by days.
    let decay: FixedTable<Double>
    /// Whether frustration moves attrition exactly twice as much as the rate.
    let doubleHazard: Bool
    /// Probability of redeeming by number of affordable rewards, for a member whose stockpiling is 1.
    private let redemption: FixedTable<Double>
    /// Factor on the attrition hazard of those whom a friend brought; 1 where they stay no longer than others.
    let referredHazard: Double

    init(_ response: Response, days: Int) {
        self.response = response
        frustrationMatters = response.frustration.matters || response.satisfaction.perFrustration != 0
        delightMatters = response.delight.attritionLoss != 0 || response.satisfaction.perDelight != 0
        rewarded = FixedTable((0...days).map { response.rewardedBehaviour.effect(days: $0) })
        decay = FixedTable(response.frustration.decay(days: days))
        doubleHazard = response.frustration.attritionGain == 2 * response.frustration.rateLoss
        redemption = FixedTable(response.redemption.table())
        referredHazard = exp(-response.referral.attritionLoss)
    }

    /// Probability that a member takes a reward on a visit on which `affordable` are.
    func redemption(affordable: Int64, stockpiling: Double) -> Double {
        guard stockpiling == 1, affordable < redemption.count else {
            return response.redemption.probability(affordable: affordable, stockpiling: stockpiling)
        }
        return redemption[Int(affordable)]
    }
}
