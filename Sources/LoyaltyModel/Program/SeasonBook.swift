/// What it takes to be among the best of a season: who has more than the score wins, and of those who have just it, whose
/// lot is lower.
struct WinningLine: Sendable, Hashable {
    var score: Int64
    /// Of ``SeasonBook/lots``; at 0 nobody with just the score wins.
    var lot: Int32

    /// Nobody wins.
    static let outOfReach = WinningLine(score: .max, lot: 0)
}

/// Scores of about the same size: those below 65,536 one by one, of greater ones all with the same sixteen leading binary
/// digits. So there are few of them however many members there are and whatever they score.
struct ScoreBand: Hashable, Comparable, Sendable {
    private static let digits = 16

    private let key: Int64

    init(_ score: Int64) {
        let shift = max(0, Int64.bitWidth - score.leadingZeroBitCount - Self.digits)
        key = Int64(shift) << Self.digits | score >> shift
    }

    /// The least score in it.
    var lowest: Int64 { (key & (1 << Self.digits - 1)) << (key >> Self.digits) }

    static func < (one: ScoreBand, other: ScoreBand) -> Bool { one.key < other.key }
}

/// Seasons that are won by rank, of all programs, while one replication is walked: what it takes to win each, and the
/// scores that members came to.
///
/// A member's score depends on the seasons before, of which the member won some or not, and on nobody else. So the line of
/// the first season is known after one walk, that of the second after a walk in which the first is won by who should, and
/// so on; as a rule all of them settle in three walks, because little of what members do depends on having won. Ties are
/// drawn by lot: the luck of a member and a season. The lots are counted of those only who stand on the line walked with, and
/// scores one by one of those only who are in its band: memory grows with the bands that are scored in and not with members.
///
/// Rows are seasons, in order of time, programs after programs.
struct SeasonBook: Sendable {
    /// Steps that lots lie on.
    static let lots = 1 << 16

    /// Walks, beside those for shared limits, after which the search ends: each season takes its band, its score, its lots,
    /// and a walk to see that all are right.
    static func mostPasses(seasons: Int) -> Int { 4 * seasons }

    private(set) var lines: [WinningLine]
    /// Members by the bands of their scores above 0, row by row.
    private var bands: [[ScoreBand: Int64]]
    /// Those in the line's band, by their scores.
    private var scores: [[Int64: Int64]]
    /// Those whose score is the line's, by their lots.
    private var tied: [[Int32: Int64]]

    init(rows: Int) {
        lines = Array(repeating: .outOfReach, count: rows)
        bands = Array(repeating: [:], count: rows)
        scores = Array(repeating: [:], count: rows)
        tied = Array(repeating: [:], count: rows)
    }

    /// Begins a walk with these lines: nobody has come to anything.
    mutating func begin(_ lines: [WinningLine]) {
        precondition(lines.count == self.lines.count)
        self = SeasonBook(rows: lines.count)
        self.lines = lines
    }

    mutating func set(_ lines: some Collection<WinningLine>, from row: Int) {
        self.lines.replaceSubrange(row..<row + lines.count, with: lines)
    }

    static func step(ofLot draw: Double) -> Int32 { Int32(draw * Double(lots)) }

    /// A member ends a season with a score. Returns whether it wins.
    mutating func enter(_ score: Int64, lot: Int32, row: Int) -> Bool {
        guard score > 0 else { return false }
        let (line, band) = (lines[row], ScoreBand(score))
        bands[row][band, default: 0] += 1
        if band == ScoreBand(line.score) { scores[row][score, default: 0] += 1 }
        if score == line.score { tied[row][lot, default: 0] += 1 }
        return score > line.score || (score == line.score && lot < line.lot)
    }

    /// Adds what members came to in another walk with the same lines.
    mutating func merge(_ other: borrowing SeasonBook) {
        precondition(lines == other.lines, "seasons with different lines do not add up")
        for row in lines.indices {
            bands[row].merge(other.bands[row], uniquingKeysWith: +)
            scores[row].merge(other.scores[row], uniquingKeysWith: +)
            tied[row].merge(other.tied[row], uniquingKeysWith: +)
        }
    }

    /// A season after a walk.
    struct Season: Sendable {
        /// Those who have scored, and how many of them can win.
        let players: Int64
        let places: Int64
        /// Those who won with the line walked with.
        let winners: Int64
        /// The line to walk with next; the one walked with where that is right.
        let next: WinningLine
    }

    /// What the scores of a walk say about a season: the line over which there are as many as can win.
    func appraise(row: Int, _ season: GameMechanic.Season) -> Season {
        let line = lines[row]
        let band = ScoreBand(line.score)
        let players = bands[row].values.reduce(0, +)
        let places = season.places(of: players) ?? players
        let above =
            bands[row].reduce(0) { $1.key > band ? $0 + $1.value : $0 }
            + scores[row].reduce(0) { $1.key > line.score ? $0 + $1.value : $0 }
        let drawn = tied[row].reduce(0) { $1.key < line.lot ? $0 + $1.value : $0 }
        return Season(players: players, places: places, winners: above + drawn, next: next(row, places: places))
    }

    private func next(_ row: Int, places: Int64) -> WinningLine {
        var left = places
        for (band, members) in bands[row].sorted(by: { $0.key > $1.key }) {
            if members <= left {
                left -= members
            } else if band == ScoreBand(lines[row].score) {
                return line(row, places: left)
            } else {
                // The score of one that holds several is known once it has been walked with.
                return WinningLine(score: band.lowest, lot: 0)
            }
        }
        return WinningLine(score: 0, lot: 0)
    }

    /// The line within the band of the one walked with.
    private func line(_ row: Int, places: Int64) -> WinningLine {
        var left = places
        for (score, members) in scores[row].sorted(by: { $0.key > $1.key }) {
            if members <= left {
                left -= members
            } else {
                // The lots of those who share the score are known once it has been walked with.
                return WinningLine(score: score, lot: score == lines[row].score ? lot(row, places: left) : 0)
            }
        }
        return WinningLine(score: 0, lot: 0)
    }

    /// The lot below which there are as many as the places left.
    private func lot(_ row: Int, places: Int64) -> Int32 {
        var left = places
        for (lot, members) in tied[row].sorted(by: { $0.key < $1.key }) {
            guard members <= left else { return lot }
            left -= members
        }
        return Int32(Self.lots)
    }
}
