import LoyaltyModel

/// The obvious ledger: every point on its own, looked for one by one.
struct SlowLedger {
    struct Point: Hashable {
        let firstDay: Int32
        let lastDay: Int32
        let issueMonth: Int32
        /// Place in the order of issue.
        let number: Int
        /// Day on which it came back to the member; 0 if it never was away.
        var backDay: Int32 = 0

        func isOf(_ lot: Lot) -> Bool { lastDay == lot.lastDay && issueMonth == lot.issueMonth }
    }

    private(set) var points: [Point] = []
    /// Points that are owed, each as it was issued, the oldest debt first.
    private(set) var owed: [Point] = []
    private var expired: [Point] = []
    var commonLastDay = Lot.noExpiry
    private var issued = 0

    var balance: Int64 { Int64(points.count - owed.count) }

    func usable(on day: Int32) -> Int64 { Int64(points.count { $0.firstDay <= day }) }

    var nextExpiryDay: Int32 { points.map(end).min() ?? Lot.noExpiry }

    /// The day at whose end a point expires.
    private func end(_ point: Point) -> Int32 { max(point.backDay, min(point.lastDay, commonLastDay)) }

    mutating func issue(_ lot: Lot) { add(lot, firstDay: lot.firstDay, backDay: 0) }

    mutating func putBack(_ lot: Lot, on day: Int32) { add(lot, firstDay: day, backDay: day) }

    private mutating func add(_ lot: Lot, firstDay: Int32, backDay: Int32) {
        for point in named(lot, firstDay: firstDay, backDay: backDay) {
            if owed.isEmpty { points.append(point) } else { owed.removeFirst() }
        }
    }

    private mutating func named(_ lot: Lot, firstDay: Int32, backDay: Int32) -> [Point] {
        (0..<lot.points).map { _ in
            issued += 1
            return Point(
                firstDay: firstDay, lastDay: lot.lastDay, issueMonth: lot.issueMonth, number: issued, backDay: backDay)
        }
    }

    /// Those that go first; of those that go together, those that came first. Returns what was used.
    mutating func redeem(_ count: Int64, on day: Int32) -> [Point] {
        let used = Array(usableInOrder(on: day).prefix(Int(count)))
        points.removeAll(where: Set(used).contains)
        return used
    }

    /// One point after the other: the first of those that the rule names first.
    mutating func reverse(_ lot: Lot, on day: Int32) -> [Point] {
        var reversed: [Point] = []
        for claim in named(lot, firstDay: lot.firstDay, backDay: 0) {
            let waiting = points.filter { $0.firstDay > day }.sorted {
                ($0.firstDay, $0.number) < ($1.firstDay, $1.number)
            }
            let usable = usableInOrder(on: day)
            if let own = waiting.first(where: { $0.isOf(lot) && $0.firstDay == lot.firstDay })
                ?? usable.first(where: { $0.isOf(lot) })
            {
                points.removeAll { $0 == own }
                reversed.append(own)
            } else if let gone = expired.firstIndex(where: { $0.isOf(lot) }) {
                expired.remove(at: gone)
            } else if let other = usable.first ?? waiting.first {
                points.removeAll { $0 == other }
                reversed.append(other)
            } else {
                owed.append(claim)
                reversed.append(claim)
            }
        }
        return reversed
    }

    mutating func expire(endOf day: Int32) -> Int64 {
        let gone = points.filter { end($0) <= day }
        points.removeAll(where: Set(gone).contains)
        expired += gone
        return Int64(gone.count)
    }

    private func usableInOrder(on day: Int32) -> [Point] {
        points.filter { $0.firstDay <= day }
            .sorted { ($0.lastDay, $0.issueMonth, $0.number) < ($1.lastDay, $1.issueMonth, $1.number) }
    }
}
