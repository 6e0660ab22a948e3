/// A statement sent to every member at a fixed interval after joining. It informs, and moves nothing else.
public struct StatementMechanic: Sendable, Hashable {
    /// Days between statements.
    public var everyDays: Int
    public var unitCost: FineMoney

    public init(everyDays: Int, unitCost: FineMoney = .zero) {
        self.everyDays = everyDays
        self.unitCost = unitCost
    }
}
