/// Which programs' shared limits a pass has settled, and the shares to walk the others with.
///
/// A month's requests depend on the shares of that month and those before, so each pass sets at least one month more
/// right for good, and as a rule all of them nearly: all months are corrected at once. Several limits of one program may
/// chase each other without end; after some passes shares therefore only fall where a month grants more than there is,
/// in one month more with each pass, while those after it are still corrected both ways. Seasons that are won by rank settle in
/// the same passes (see ``SeasonBook``).
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
        for arm in pass.arms where pass.study.arms[arm].pointee.isShared {
            let months = months(of: pass.study.arms[arm], known: known, pass)
            let ranked = ranked(of: pass.study.arms[arm])
            if isOver(pass.study.arms[arm], months, ranked, pass) {
                settle(arm, months, ranked, pass)
            } else {
                unsettled.append(arm)
                for (row, months) in zip(pass.study.arms[arm].pointee.limits, months) {
                    self.book.setShares(months.map(\.next), row: row)
                }
                self.seasons.set(ranked.map(\.next), from: pass.study.arms[arm].pointee.firstSeason)
            }
        }
    }

    /// Each of an arm's limits, month by month.
    private func months(
        of arm: UnsafePointer<PreparedArm>, known: borrowing LimitBook, _ pass: WalkPass
    ) -> [[LimitBook.Month]] {
        var months: [[LimitBook.Month]] = []
        for (place, row) in arm.pointee.limits.enumerated() {
            months.append(
                book.appraise(
                    row: row, arm.pointee.rules.pointee.limits[place], known: known,
                    lowered: max(0, pass.number - Outcome.Limit.freePasses)))
        }
        return months
    }

    /// An arm's seasons that are won by rank.
    private func ranked(of arm: UnsafePointer<PreparedArm>) -> [SeasonBook.Season] {
        arm.pointee.seasons.compactMap { row in
            arm.pointee.rules.pointee.game.season.map { seasons.appraise(row: row, $0) }
        }
    }

    /// Whether an arm is done with: settled, or at its last pass.
    private func isOver(
        _ arm: UnsafePointer<PreparedArm>, _ months: [[LimitBook.Month]], _ ranked: [SeasonBook.Season],
        _ pass: WalkPass
    ) -> Bool {
        let most =
            Outcome.Limit.mostPasses(months: book.months) + SeasonBook.mostPasses(seasons: ranked.count)
        return pass.number >= most
            || months.joined().allSatisfy { $0.stays || $0.residual <= Outcome.Limit.tolerance }
                && ranked.map(\.next) == Array(seasons.lines[arm.pointee.seasons])
    }

    private mutating func settle(
        _ place: Int, _ months: [[LimitBook.Month]], _ ranked: [SeasonBook.Season], _ pass: WalkPass
    ) {
        let arm = pass.study.arms[place]
        if !ranked.isEmpty {
            leaderboards.append(
                Outcome.Leaderboard(
                    arm: place + 1, passes: pass.number, lines: seasons.lines[arm.pointee.seasons], ranked))
        }
        let launchMonth = Int(pass.study.month(ofDay: arm.pointee.rules.pointee.launchDay))
        settled += zip(arm.pointee.limits, months).enumerated().map { number, found in
            Outcome.Limit(
                arm: place + 1, arm.pointee.rules.pointee.limits[number], launchMonth: launchMonth,
                passes: pass.number, steps: book.steps(row: found.0), found.1)
        }
    }
}
