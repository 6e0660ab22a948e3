/// Seasons that are won by rank in a log: it holds all members, so who is among the best can be found, by replaying them
/// as often as a run walks them (see ``SeasonBook``).
extension MemberReplay {
    /// Whether the program has such seasons, and one of them ends within the replay.
    package var hasRankedSeasons: Bool { rules.pointee.game.rankedSeasons > 0 }

    /// Begins to compare members. Their scores count from here on.
    package mutating func beginRanking() { seasons = SeasonBook(rows: rules.pointee.game.rankedSeasons) }

    /// All members have been replayed. Returns whether those who won are those who should; otherwise all are to be replayed
    /// again.
    package mutating func settleRanking() -> Bool {
        guard let book = seasons, let season = rules.pointee.game.season else { return true }
        let next = book.lines.indices.map { book.appraise(row: $0, season).next }
        if next == book.lines { return true }
        seasons?.begin(next)
        return false
    }

    /// Replays after which all seasons have settled: what is won moves no score but by what it makes of later points.
    package var mostRankings: Int { 1 + SeasonBook.mostPasses(seasons: rules.pointee.game.rankedSeasons) }

    /// The end of a day: whether the member is among the best of a season that ends with it.
    mutating func rank(endOf day: Int32) {
        guard seasons != nil, account.game.seasonEnd <= day, !account.hasEnded else { return }
        let season = rules.pointee.game.seasonNumber(month: rules.pointee.monthOfDay[Int(day)])
        account.game.isAmongBest = seasons?.enter(account.game.score, lot: lot, row: season) == true
    }

    /// Says whose replay begins: ties are drawn by lots that are made of names.
    package mutating func setLot(ofMember name: String) {
        lot = Int32(truncatingIfNeeded: name.nameHash % UInt64(SeasonBook.lots))
    }
}
