internal import Foundation

/// A response made ready for a study: what decays, by whole days.
struct ResponseTables: ~Copyable, Sendable {
    let response: Response
    /// Effect of a redemption by days since; the last entry is 0 and holds for all later days.
    let rewarded: [Double]
    /// Share of the frustration stock left, by days.
    let decay: [Double]
    /// Probability of redeeming by number of affordable rewards.
    let redemption: [Double]
    /// Logarithms of floor and ceiling.
    let least: Double
    let most: Double

    init(_ response: Response, days: Int) {
        self.response = response
        rewarded = response.rewardedBehaviour.table()
        decay = response.frustration.decay(days: days)
        redemption = response.redemption.table()
        least = log(response.floor)
        most = log(response.ceiling)
    }
}
