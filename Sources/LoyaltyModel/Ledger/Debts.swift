/// Points that a member owes: taken back by refunds after they had been used or given away.
///
/// A debt keeps the name of its lot, in whose cohort it stands until later points fill it. It never expires.
struct Debts: Sendable {
    private var lots: [Lot] = []

    /// The oldest debt.
    var first: Lot? { lots.first }

    mutating func owe(_ lot: Lot) { lots.append(lot) }

    /// Takes up to `points` off the oldest debt.
    ///
    /// - Precondition: there is a debt.
    mutating func fill(_ points: Int64) -> Int64 {
        let filled = lots[0].take(points).points
        if lots[0].points == 0 { lots.removeFirst() }
        return filled
    }
}
