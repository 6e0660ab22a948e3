/// How much has been walked, in walks of a customer through an arm (the twin's among them), and how much will be.
struct WorkCount: Sendable {
    /// How often arms with shared limits are taken to be walked until a replication is whole and tells: a guess, which
    /// only the bar of the first replication shows.
    private static let passesForecast = 4

    private var done = 0
    private var begun = 0
    /// Walks of the replications begun, as forecast.
    private var begunForecast = 0
    private var whole = 0
    /// Walks of the replications that are whole: as forecast, and in truth.
    private var wholeForecast = 0
    private var wholeInTruth = 0

    mutating func walked(customers: Int, arms: Int) { done += Self.walks(customers, arms) }

    /// A replication is begun.
    mutating func begin(_ forecast: Int) {
        begun += 1
        begunForecast += forecast
    }

    /// A replication is whole.
    mutating func end(_ forecast: Int, inTruth walks: Int) {
        whole += 1
        wholeForecast += forecast
        wholeInTruth += walks
    }

    /// Walks of a pass.
    static func walks(_ customers: Int, _ arms: Int) -> Int { customers * (arms + 1) }

    /// Walks of a replication before any of them is done.
    ///
    /// - Parameter limited: how many of the arms have shared limits.
    static func forecast(customers: Int, arms: Int, limited: Int) -> Int {
        walks(customers, arms) + (limited > 0 ? (passesForecast - 1) * walks(customers, limited) : 0)
    }

    /// - Parameters:
    ///   - left: walks that the passes under way still need.
    ///   - replications: how many are asked for.
    func progress(left: Int, replications: Int) -> RunProgress {
        // Replications not yet begun are taken to be as large as the mean of those that are.
        let forecast = begunForecast * replications / max(1, begun)
        let told = wholeForecast > 0 ? Double(wholeInTruth) / Double(wholeForecast) : 1
        let total = whole == replications ? done : max(done + left, Int(Double(forecast) * told))
        return RunProgress(done: done, total: total, replicationsDone: whole)
    }
}
