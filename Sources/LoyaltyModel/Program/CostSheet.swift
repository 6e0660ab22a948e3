/// What running a program costs, rewards apart.
public struct CostSheet: Sendable, Hashable {
    /// Paid once, at the launch.
    public var setUp: Money
    /// Paid once, at the launch.
    public var staffTraining: Money
    /// Paid for every study month with the program in force, the month of launch included.
    public var monthly: Money
    /// Paid for each person who is a member at a month's end.
    public var perMemberMonth: FineMoney
    /// Paid for each person who joins (card, welcome pack).
    public var perEnrolment: FineMoney

    public init(
        setUp: Money = .zero, staffTraining: Money = .zero, monthly: Money = .zero,
        perMemberMonth: FineMoney = .zero, perEnrolment: FineMoney = .zero
    ) {
        self.setUp = setUp
        self.staffTraining = staffTraining
        self.monthly = monthly
        self.perMemberMonth = perMemberMonth
        self.perEnrolment = perEnrolment
    }
}
