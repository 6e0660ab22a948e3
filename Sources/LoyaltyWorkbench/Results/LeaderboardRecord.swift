import LoyaltyModel

/// Seasons of a program that are won by rank, as the manifest tells of them, over all replications.
public struct LeaderboardRecord: Codable, Hashable, Sendable {
    public var program: String
    /// The most walks of the program's members that the search for the winners took in a replication.
    public var passes: Int
    /// Seasons, counted over the replications, in which it was not found who wins.
    public var unsettledSeasons: Int
    /// Season by season, means over the replications: members who have scored, how many of them could win, who did.
    public var players: [Double]
    public var places: [Double]
    public var winners: [Double]
    /// Season by season, the mean of the highest score that not all who had it won with.
    public var scores: [Double]

    enum CodingKeys: String, CodingKey {
        case program, passes, players, places, winners, scores
        case unsettledSeasons = "unsettled_seasons"
    }
}

extension LeaderboardRecord {
    /// Those of all programs; none where nothing was simulated.
    static func all(_ result: RunResult) -> [LeaderboardRecord] {
        guard let first = result.outcomes.first else { return [] }
        return first.leaderboards.indices.map { place in
            LeaderboardRecord(
                result.outcomes.map { $0.leaderboards[place] }, program: result.arms[first.leaderboards[place].arm])
        }
    }

    /// - Parameter worlds: the same program's in every replication.
    private init(_ worlds: [Outcome.Leaderboard], program: String) {
        func mean(_ values: (Outcome.Leaderboard) -> [Int64]) -> [Double] {
            worlds[0].players.indices.map { season in
                worlds.reduce(0) { $0 + Double(values($1)[season]) } / Double(worlds.count)
            }
        }
        self.init(
            program: program, passes: worlds.map(\.passes).max() ?? 0,
            unsettledSeasons: worlds.reduce(0) { $0 + $1.unsettled }, players: mean(\.players), places: mean(\.places),
            winners: mean(\.winners), scores: mean(\.scores))
    }
}
