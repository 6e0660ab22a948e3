/// Something that a trade article or a company says, held beside what a simulation gives.
///
/// A claim compares what can be seen: members with others, this year with last. The same comparison is made in a
/// simulation (naive), and beside it stands what the program does there (true: members against their own twins).
package struct Claim: Sendable {
    /// A name for tables, small letters and hyphens.
    package let id: String
    /// Who says it.
    package let saidBy: String
    /// What is said, in words.
    package let said: String
    /// As a lift: 0.37 for 37 % more.
    package let claimed: Double
    /// What the naive figure compares, in words.
    package let naiveComparison: String
    package let scenario: String
    package let naive: Measure
    package let trueLift: Measure

    package init(
        id: String, saidBy: String, said: String, claimed: Double, naiveComparison: String, scenario: String,
        naive: Measure, trueLift: Measure
    ) {
        self.id = id
        self.saidBy = saidBy
        self.said = said
        self.claimed = claimed
        self.naiveComparison = naiveComparison
        self.scenario = scenario
        self.naive = naive
        self.trueLift = trueLift
    }
}
