/// The counters of a worker: an ``Outcome`` being filled.
///
/// Unsafe, measured: a purchase adds to three or four counters; through an array each addition checks uniqueness and
/// bounds (about 2 ns), through the pointer to the month's row it costs 0.5 ns. Every offset is made from an arm and
/// a segment that `begin` checks, and from the months of days (``PreparedStudy/month(ofDay:)``). A row starts on a line of memory and fills whole lines, so that what a purchase
/// touches is one line.
struct Tally: WalkRecorder, ~Copyable {
    /// Counters in a row: the number of cells, filled up to whole lines of 64 bytes.
    private static var stride: Int { (Outcome.Cell.count + 7) / 8 * 8 }

    private let shape: Outcome.Shape
    private let monthOfDay: [Int32]
    private let cells: UnsafeMutableBufferPointer<Int64>
    private let totals: UnsafeMutableBufferPointer<Int64>
    private var firstRewardDays: [Int64]
    private var partners: [Int64]
    private var armRow: UnsafeMutablePointer<Int64>
    private var row: UnsafeMutablePointer<Int64>
    private var totalRow: UnsafeMutablePointer<Int64>
    private var stratum = 0
    private var month: Int32 = 0

    init(shape: Outcome.Shape, monthOfDay: [Int32]) {
        self.shape = shape
        self.monthOfDay = monthOfDay
        let strata = shape.arms * shape.segments
        let bytes = strata * shape.months * Self.stride * MemoryLayout<Int64>.stride
        cells = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 64).bindMemory(to: Int64.self)
        totals = .allocate(capacity: strata * Outcome.Total.count)
        cells.initialize(repeating: 0)
        totals.initialize(repeating: 0)
        firstRewardDays = Array(repeating: 0, count: strata * (shape.days + 1))
        partners = Array(repeating: 0, count: shape.arms * shape.partners * shape.months * PartnerFlow.count)
        armRow = cells.baseAddress!
        row = armRow
        totalRow = totals.baseAddress!
    }

    deinit {
        cells.deallocate()
        totals.deallocate()
    }

    @inline(__always)
    mutating func begin(arm: Int, segment: Int) {
        precondition(arm < shape.arms && segment < shape.segments)
        stratum = arm * shape.segments + segment
        armRow = cells.baseAddress! + stratum * shape.months * Self.stride
        totalRow = totals.baseAddress! + stratum * Outcome.Total.count
        row = armRow + Int(month) * Self.stride
    }

    @inline(__always)
    mutating func turn(toMonth month: Int32) {
        assert(month >= 0 && month < Int32(truncatingIfNeeded: shape.months), "a month that a day of the study lies in")
        self.month = month
        row = armRow + Int(month) * Self.stride
    }

    @inline(__always)
    mutating func add(_ cell: Outcome.Cell, _ amount: Int64) { row[cell.rawValue].gain(amount) }

    @inline(__always)
    mutating func add(_ total: Outcome.Total, _ amount: Int64) { totalRow[total.rawValue].gain(amount) }

    /// Of its own, measured: nothing but the counters is written, so the row is found once.
    @inline(__always)
    mutating func addTwin(month: Int32, purchases: Int64, revenue: Int64, buyers: Int64) {
        let row = armRow + Int(month) * Self.stride
        row[Outcome.Cell.twinPurchases.rawValue].gain(purchases)
        row[Outcome.Cell.twinRevenue.rawValue].gain(revenue)
        row[Outcome.Cell.twinBuyers.rawValue].gain(buyers)
    }

    @inline(__always)
    mutating func post(_ posting: Posting) {
        if posting.kind == .pendingActivated {
            // A waiting time ends on its own day, which may lie in an earlier month than the visit that notices.
            let here = month
            turn(toMonth: monthOfDay[Int(posting.day)])
            count(posting)
            turn(toMonth: here)
        } else {
            count(posting)
        }
    }

    mutating func add(_ flow: PartnerFlow, partner: Int, _ amount: Int64) {
        let place = (stratum / shape.segments * shape.partners + partner) * shape.months + Int(month)
        partners[place * PartnerFlow.count + flow.rawValue].gain(amount)
    }

    mutating func beginNewcomer(_ key: CustomerKey, arm: Int, segment: Int, day: Int32) {
        begin(arm: arm, segment: segment)
    }

    mutating func endNewcomer() {}

    mutating func firstReward(daysAfterJoining days: Int) {
        firstRewardDays[stratum * (shape.days + 1) + days] += 1
    }

    @inline(__always)
    mutating func purchased(number: Int, instant: Double, amount: Int64) {}

    @inline(__always)
    mutating func redeemed(at number: Int, reward: Int?, points: Int64) {}

    @inline(__always)
    mutating func visited(_ visit: Life.PartnerVisit) {}

    @inline(__always)
    mutating func joined(after number: Int, day: Int32) {}

    @inline(__always)
    mutating func neverJoined() {}

    @inline(__always)
    mutating func left(instant: Double) {}

    @inline(__always)
    mutating func returned(instant: Double) {}

    /// Adds all counters to `outcome`.
    func pour(into outcome: inout Outcome) {
        precondition(outcome.shape == shape)
        for row in 0..<(cells.count / Self.stride) {
            for cell in 0..<Outcome.Cell.count {
                outcome.cells[row * Outcome.Cell.count + cell].gain(cells[row * Self.stride + cell])
            }
        }
        for i in totals.indices { outcome.totals[i].gain(totals[i]) }
        for i in firstRewardDays.indices { outcome.firstRewardDays[i] += firstRewardDays[i] }
        for i in partners.indices { outcome.partners[i].gain(partners[i]) }
    }

    /// Sets all counters to zero.
    mutating func clear() {
        cells.update(repeating: 0)
        totals.update(repeating: 0)
        for i in firstRewardDays.indices { firstRewardDays[i] = 0 }
        for i in partners.indices { partners[i] = 0 }
    }
}
