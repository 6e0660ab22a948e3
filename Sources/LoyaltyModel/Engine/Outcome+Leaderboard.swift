extension Outcome {
    /// A program's seasons that are won by rank, in a replication.
    public struct Leaderboard: Sendable, Hashable {
        /// The arm of the program.
        public let arm: Int
        /// For each season that ends within the study: members who have scored, how many of them can win, and who did.
        public let players: [Int64]
        public let places: [Int64]
        public let winners: [Int64]
        /// How often the program's members were walked to find who wins.
        public let passes: Int
        /// Seasons in which that was not found.
        public let unsettled: Int
        let lines: [WinningLine]

        init(arm: Int, passes: Int, lines: some Collection<WinningLine>, _ seasons: [SeasonBook.Season]) {
            self.arm = arm
            self.passes = passes
            self.lines = Array(lines)
            players = seasons.map(\.players)
            places = seasons.map(\.places)
            winners = seasons.map(\.winners)
            unsettled = zip(seasons, lines).count { $0.next != $1 }
        }

        /// For each season the highest score that not all who had it won with; 0 where everybody won.
        public var scores: [Int64] { lines.map(\.score) }
    }
}
