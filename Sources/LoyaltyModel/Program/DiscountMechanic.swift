/// A discount on every bill: standing, or accumulating with what the member has spent.
///
/// Brackets of cumulative or rolling spending are what retailers' discount cards use.
public struct DiscountMechanic: Sendable, Hashable {
    /// What a basket is given that passes a threshold.
    public enum Crossing: String, CaseIterable, Sendable {
        /// The rate of the spending before it.
        case before
        /// The rate of the spending with it.
        case after
        /// Each part of it the rate of its own bracket.
        case split
    }

    /// A rate from a threshold of spending on.
    public struct Bracket: Sendable, Hashable {
        public var from: Money
        /// Of the price, in millionths.
        public var shareMillionths: Int64

        public init(from: Money, shareMillionths: Int64) {
            self.from = from
            self.shareMillionths = shareMillionths
        }
    }

    /// Ascending thresholds; a standing discount is one bracket from 0 on.
    public var brackets: [Bracket]
    /// Which spending, at prices before any discount, counts towards a bracket.
    public var window: AccumulationWindow
    public var crossing: Crossing
    /// Bills below this have no discount.
    public var minimumBill: Money
    /// Share of customers who care for money off.
    public var appeal: Double

    public init(
        brackets: [Bracket], window: AccumulationWindow = .lifetime, crossing: Crossing = .before,
        minimumBill: Money = .zero, appeal: Double = 0.75
    ) {
        self.brackets = brackets
        self.window = window
        self.crossing = crossing
        self.minimumBill = minimumBill
        self.appeal = appeal
    }
}

/// A discount made ready for a study.
struct DiscountRules: ~Copyable, Sendable {
    let mechanic: DiscountMechanic
    let window: WindowRules
    private let shares: BracketShares

    init(_ mechanic: DiscountMechanic, calendar: StudyCalendar) {
        self.mechanic = mechanic
        window = WindowRules(mechanic.window, calendar: calendar)
        shares = BracketShares(brackets: mechanic.brackets, crossing: mechanic.crossing)
    }

    /// What a bill is discounted by after `spent` within the window, rounded down to the minor unit.
    func discount(on bill: Int64, spent: Int64) -> Int64 {
        bill >= mechanic.minimumBill.minor ? Int64(shares.share(of: bill, spent: spent) / 1_000_000) : 0
    }
}

extension MemberAccount {
    /// Takes the standing or accumulated discount off a bill.
    mutating func discount<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: inout Bill, _ sink: inout Sink)
    {
        spending.turn(to: bill.day, rules.pointee.discount.window)
        let off = min(bill.rest, rules.pointee.discount.discount(on: bill.gross, spent: spending.amount))
        spending.add(bill.gross, twin: 0, on: bill.day, rules.pointee.discount.window)
        guard off > 0 else { return }
        bill.discounts += off
        sink.add(.discounts, off)
        sink.add(.rewardCost, off)
        sink.add(.rewardCostOnTwin, bill.twinThousandths(of: off))
    }
}
