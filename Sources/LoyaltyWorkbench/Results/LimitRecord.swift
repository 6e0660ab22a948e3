import LoyaltyModel

/// A shared limit as the manifest tells of it, over all replications.
public struct LimitRecord: Codable, Hashable, Sendable {
    public var program: String
    /// `budget`, or `rewards.NAME` for the stock of a reward.
    public var limit: String
    /// Pieces, or minor units of money.
    public var amount: Int64
    public var every: String
    /// The most walks of the program's members that the search for its shares took in a replication.
    public var passes: Int
    /// Months, counted over the replications, whose share is wrong by more than 1/1024 of the limit's amount.
    public var unsettledMonths: Int
    /// The largest part of the amount by which a month's share is wrong.
    public var residual: Double
    /// What was granted beyond the limit ÷ what it allows: mean and largest of the replications.
    public var overshoot: Double
    public var largestOvershoot: Double
    /// Month by month, the mean share of members whom it grants what they ask for.
    public var shares: [Double]

    enum CodingKeys: String, CodingKey {
        case program, limit, amount, every, passes, residual, overshoot, shares
        case unsettledMonths = "unsettled_months"
        case largestOvershoot = "largest_overshoot"
    }
}

extension LimitRecord {
    /// The limits of all programs; none where nothing was simulated.
    static func all(_ result: RunResult) -> [LimitRecord] {
        guard let first = result.outcomes.first else { return [] }
        return first.limits.indices.map { place in
            LimitRecord(result.outcomes.map { $0.limits[place] }, program: result.arms[first.limits[place].arm])
        }
    }

    /// - Parameter worlds: the same limit in every replication.
    private init(_ worlds: [Outcome.Limit], program: String) {
        let count = Double(worlds.count)
        let overshoots = worlds.map(\.overshoot)
        let shares = worlds.map(\.shares)
        self.init(
            program: program, limit: worlds[0].name, amount: worlds[0].limit.amount,
            every: worlds[0].limit.every.rawValue, passes: worlds.map(\.passes).max() ?? 0,
            unsettledMonths: worlds.reduce(0) { $0 + $1.unsettledMonths },
            residual: worlds.flatMap(\.residuals).max() ?? 0, overshoot: overshoots.reduce(0, +) / count,
            largestOvershoot: overshoots.max() ?? 0,
            shares: shares[0].indices.map { month in shares.reduce(0) { $0 + $1[month] } / count })
    }
}
