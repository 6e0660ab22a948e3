internal import Foundation

/// A response made ready for a study: what decays, by whole days.
struct ResponseTables: Sendable {
    let response: Response
    /// Effect of a redemption by days since; the last entry is 0 and holds for all later days.
    let rewarded: [Double]
    /// Share of the frustration stock left, by days.
    let decay: [Double]
    /// Probability of redeeming by number of affordable rewards.
    let redemption: [Double]
    private let least: Double
    private let most: Double

    init(_ response: Response, days: Int) {
        self.response = response
        rewarded = response.rewardedBehaviour.table()
        decay = response.frustration.decay(days: days)
        redemption = response.redemption.table()
        least = log(response.floor)
        most = log(response.ceiling)
    }

    /// A sum of effects held between the logarithms of floor and ceiling.
    @inline(__always)
    func held(_ sum: Double) -> Double { min(max(sum, least), most) }
}
