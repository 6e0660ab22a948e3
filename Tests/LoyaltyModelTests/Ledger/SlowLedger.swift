import LoyaltyModel

/// The obvious ledger: every point on its own, looked for one by one.
struct SlowLedger {
    struct Point: Hashable {
        let firstDay: Int32
        let lastDay: Int32
        let issueMonth: Int32
        /// Place in the order of issue.
        let number: Int
    }

    private(set) var points: [Point] = []
    var commonLastDay = Lot.noExpiry
    private var issued = 0

    var balance: Int64 { Int64(points.count) }

    func usable(on day: Int32) -> Int64 { Int64(points.count { $0.firstDay <= day }) }

    var nextExpiryDay: Int32 { points.map { min($0.lastDay, commonLastDay) }.min() ?? Lot.noExpiry }

    mutating func issue(_ lot: Lot) {
        for _ in 0..<lot.points {
            points.append(
                Point(firstDay: lot.firstDay, lastDay: lot.lastDay, issueMonth: lot.issueMonth, number: issued))
            issued += 1
        }
    }

    /// Those that go first; of those that go together, those that came first. Returns what was used.
    mutating func redeem(_ count: Int64, on day: Int32) -> [Point] {
        let order = points.filter { $0.firstDay <= day }.sorted { ($0.lastDay, $0.number) < ($1.lastDay, $1.number) }
        let used = Array(order.prefix(Int(count)))
        points.removeAll(where: Set(used).contains)
        return used
    }

    mutating func expire(endOf day: Int32) -> Int64 {
        let before = points.count
        points.removeAll { min($0.lastDay, commonLastDay) <= day }
        return Int64(before - points.count)
    }
}
