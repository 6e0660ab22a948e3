/// Which programs' shared limits a pass has settled, and the shares to walk the others with.
///
/// A month's requests depend on the shares of that month and those before, so each pass sets at least one month more
/// right for good, and as a rule all of them nearly: all months are corrected at once. Several limits of one program may
/// chase each other without end; after some passes shares therefore only fall where a month grants more than there is,
/// in one month more with each pass, while those after it are still corrected both ways.
struct LimitVerdict: Sendable {
    /// What became of the limits that are done with: those settled, and at the last pass all of them.
    private(set) var settled: [Outcome.Limit] = []
    /// The arms to walk again.
    private(set) var unsettled: [Int] = []
    /// What became of the seasons won by rank of programs that are done with.
    private(set) var leaderboards: [Outcome.Leaderboard] = []
    /// The shares and lines to walk them with.
    var terms: WalkTerms { WalkTerms(shares: book.shares, lines: seasons.lines) }

    private var book: LimitBook
    private var seasons: SeasonBook

    /// - Parameters:
    ///   - book: the requests of the whole pass.
    ///   - known: what earlier passes granted.
    ///   - seasons: what members' scores came to.
    init(_ book: LimitBook, known: borrowing LimitBook, _ seasons: SeasonBook, _ pass: WalkPass) {
        self.book = book
        self.seasons = seasons
        let lowered = max(0, pass.number - Outcome.Limit.freePasses)
        for arm in pass.arms where pass.study.arms[arm].pointee.isShared {
            let rows = pass.study.arms[arm].pointee.limits
            let seasonRows = pass.study.arms[arm].pointee.seasons
            let isLast =
                pass.number >= Outcome.Limit.mostPasses(months: book.months)
                + Outcome.Leaderboard.mostPasses(seasons: seasonRows.count)
            let ranked = seasonRows.compactMap { row in
                pass.study.arms[arm].pointee.rules.pointee.game.season.map { seasons.appraise(row: row, $0) }
            }
            let launchMonth = Int(pass.study.month(ofDay: pass.study.arms[arm].pointee.rules.pointee.launchDay))
            var months: [[LimitBook.Month]] = []
            for (place, row) in rows.enumerated() {
                let rules = pass.study.arms[arm].pointee.rules.pointee.limits[place]
                months.append(book.appraise(row: row, rules, known: known, lowered: lowered))
            }
            let isSettled =
                months.joined().allSatisfy { $0.stays || $0.residual <= Outcome.Limit.tolerance }
                && ranked.map(\.next) == Array(seasons.lines[seasonRows])
            if isLast || isSettled {
                if !ranked.isEmpty {
                    leaderboards.append(
                        Outcome.Leaderboard(
                            arm: arm + 1, passes: pass.number, lines: seasons.lines[seasonRows], ranked))
                }
                settled += zip(rows, months).enumerated().map { place, found in
                    Outcome.Limit(
                        arm: arm + 1, pass.study.arms[arm].pointee.rules.pointee.limits[place],
                        launchMonth: launchMonth, passes: pass.number,
                        steps: book.steps(row: found.0), found.1)
                }
            } else {
                unsettled.append(arm)
                for (row, months) in zip(rows, months) { self.book.setShares(months.map(\.next), row: row) }
                self.seasons.set(ranked.map(\.next), from: seasonRows.lowerBound)
            }
        }
    }
}
