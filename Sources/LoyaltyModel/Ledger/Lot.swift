/// Points that were issued in the same month and expire on the same day.
public struct Lot: Sendable, Hashable {
    /// The `lastDay` of points that never expire.
    public static let noExpiry = Int32.max

    public var points: Int64
    /// How many of the points were earned on purchases that the twin makes too, at most `points`.
    public var twinPoints: Int64
    /// First day of the study on which they can be used.
    public var firstDay: Int32
    /// Last day on which they can be used; they expire at its end.
    public var lastDay: Int32
    /// Calendar month of the study in which they were issued.
    public var issueMonth: Int32

    public init(points: Int64, twinPoints: Int64, firstDay: Int32, lastDay: Int32, issueMonth: Int32) {
        self.points = points
        self.twinPoints = twinPoints
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.issueMonth = issueMonth
    }

    /// Whether the two are one lot in the books: issued in the same month, expiring on the same day.
    @inline(__always)
    func isAkin(to other: Lot) -> Bool { (lastDay ^ other.lastDay) | (issueMonth ^ other.issueMonth) == 0 }

    /// Whether this lot is used before the other one.
    @inline(__always)
    func goesBefore(_ other: Lot) -> Bool { (lastDay, issueMonth) < (other.lastDay, other.issueMonth) }

    /// Takes in another lot that is one with this in the books.
    @inline(__always)
    mutating func add(_ other: Lot) {
        points += other.points
        twinPoints += other.twinPoints
    }

    /// The same lot with other numbers of points.
    func holding(points: Int64, twinPoints: Int64) -> Lot {
        Lot(points: points, twinPoints: twinPoints, firstDay: firstDay, lastDay: lastDay, issueMonth: issueMonth)
    }

    /// The points taken from this lot, and their part that the twin earned too; the rest stays, to the point.
    @inline(__always)
    mutating func take(_ wanted: Int64) -> (points: Int64, twinPoints: Int64) {
        if wanted >= points {
            let all = (points, twinPoints)
            points = 0
            twinPoints = 0
            return all
        }
        let part = twinPoints == points ? wanted : Int64(Int128(twinPoints) * Int128(wanted) / Int128(points))
        points -= wanted
        twinPoints -= part
        return (wanted, part)
    }
}
