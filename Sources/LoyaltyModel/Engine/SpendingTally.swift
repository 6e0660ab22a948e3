/// What one customer buys from a program's launch on, with the program and with none.
public struct SpendingPair: Sendable, Hashable {
    /// Number of purchases, and what they come to in minor units.
    public struct Sum: Sendable, Hashable {
        public internal(set) var purchases = 0
        public internal(set) var revenue: Int64 = 0
    }

    public internal(set) var with = Sum()
    public internal(set) var without = Sum()
}

/// A recorder that sums what each customer buys, arm by arm, and keeps no story: measured, it takes two fifths
/// of a ``Trace``'s time.
struct SpendingTally: WalkRecorder, ~Copyable {
    private struct Purchase {
        let instant: Double
        let amount: Int64
    }

    /// The customer being walked, program by program.
    private(set) var pairs: [SpendingPair]
    private let launches: [Double]
    private var twin = GrowingRow<Purchase>(capacity: 64)
    /// Place of the program, −1 in the baseline.
    private var program = -1
    /// How many customers whom the program brought are being told of; they have no twin.
    private var newcomers = 0
    private var countsLast = false

    init(launches: [Int]) {
        self.launches = launches.map { Double($0) }
        pairs = Array(repeating: SpendingPair(), count: launches.count)
    }

    mutating func begin(arm: Int, segment: Int) {
        program = arm - 1
        if arm == 0 { twin.removeAll() }
    }

    mutating func purchased(number: Int, instant: Double, amount: Int64) {
        guard newcomers == 0 else { return }
        guard program >= 0 else { return twin.append(Purchase(instant: instant, amount: amount)) }
        countsLast = instant >= launches[program]
        if countsLast { pairs[program].with.add(amount) }
    }

    mutating func replaced(_ amount: Int64) {
        if newcomers == 0, countsLast { pairs[program].with.revenue -= amount }
    }

    mutating func joined(after number: Int, day: Int32) {
        guard newcomers == 0 else { return }
        pairs[program] = SpendingPair(with: sum(through: number), without: sum(through: twin.count - 1))
    }

    mutating func neverJoined() {
        let all = sum(through: twin.count - 1)
        pairs[program] = SpendingPair(with: all, without: all)
    }

    /// The twin's purchases from the program's launch on, as far as to one of them.
    private func sum(through last: Int) -> SpendingPair.Sum {
        var sum = SpendingPair.Sum()
        var place = last
        while place >= 0, twin[place].instant >= launches[program] {
            sum.add(twin[place].amount)
            place -= 1
        }
        return sum
    }

    mutating func beginNewcomer(_ key: CustomerKey, arm: Int, segment: Int, day: Int32) { newcomers += 1 }
    mutating func endNewcomer() { newcomers -= 1 }

    mutating func turn(toMonth month: Int32) {}
    mutating func add(_ cell: Outcome.Cell, _ amount: Int64) {}
    mutating func add(_ total: Outcome.Total, _ amount: Int64) {}
    mutating func firstReward(daysAfterJoining days: Int) {}
    mutating func post(_ posting: Posting) {}
    mutating func redeemed(at number: Int, reward: Int?, points: Int64) {}
    mutating func visited(_ visit: Life.PartnerVisit) {}
    mutating func left(instant: Double) {}
    mutating func returned(instant: Double) {}
}

extension SpendingPair.Sum {
    fileprivate mutating func add(_ amount: Int64) {
        purchases += 1
        revenue += amount
    }
}

extension Simulation {
    /// Tells what customers present at the start buy from each program's launch on, one customer after the other.
    ///
    /// - Parameters:
    ///   - customers: which of them.
    ///   - outcome: what became of shared limits and of seasons won by rank in the replication; without, there is enough
    ///     of everything, and nobody wins.
    ///   - body: told a customer's sums, program by program.
    public func visitSpending(
        ofBase customers: Range<Int>, replication: Int, in outcome: Outcome? = nil,
        _ body: ([SpendingPair]) -> Void
    ) {
        var walk = CustomerWalk(
            study: PreparedStudy(known(inReplication: replication)), luck: luck(replication: replication),
            recorder: SpendingTally(launches: programs.map(\.launchDay)))
        if let outcome { walk.take(outcome) }
        for customer in customers {
            walk.walk(.base(customer), arrival: 0)
            body(walk.recorder.pairs)
        }
    }
}
