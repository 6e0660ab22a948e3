/// Who says what will be redeemed of a cohort of points in the end, from what is known at a month's end.
public enum RedemptionEstimator: Sendable, Hashable {
    /// What the same cohort redeemed in all other worlds.
    case otherWorlds
    /// A reserving method on the world's own triangle.
    ///
    /// - Parameter tail: factor from the triangle's last age to the end; nil to fit one while points may outlive it.
    case ownTriangle(Method, tail: Double?)
    case curve(RedemptionCurve)
    /// What the world redeems in truth: no estimate, but what one is to be held to.
    case truth

    public enum Method: Sendable, Hashable {
        case chainLadder
        /// - Parameter priorRate: redeemed in the end of what is issued, known beforehand; nil for that of the other
        ///   worlds.
        case bornhuetterFerguson(priorRate: Double?)
        case capeCod
    }

    /// The tail that is given for the own triangle.
    var tail: Double? { if case .ownTriangle(_, let tail) = self { tail } else { nil } }

    /// Names that a scenario may give, in the order of the manual.
    static let names = [
        "other-worlds", "chain-ladder", "bornhuetter-ferguson", "cape-cod", "curve", "truth",
    ]

    public var name: String {
        switch self {
        case .otherWorlds: "other-worlds"
        case .ownTriangle(.chainLadder, _): "chain-ladder"
        case .ownTriangle(.bornhuetterFerguson, _): "bornhuetter-ferguson"
        case .ownTriangle(.capeCod, _): "cape-cod"
        case .curve: "curve"
        case .truth: "truth"
        }
    }
}

/// A redemption curve of a user's own: the share of a cohort's points redeemed by the end of each age.
///
/// Straight between its points, from 0 before age 1; after the last point nothing more is redeemed.
public struct RedemptionCurve: Sendable, Hashable {
    public struct Point: Sendable, Hashable {
        /// Months, 1 being the month of issue.
        public let age: Int
        /// Of what was issued.
        public let share: Double

        public init(age: Int, share: Double) {
            self.age = age
            self.share = share
        }
    }

    public let points: [Point]

    /// - Precondition: at least one point, ages from 1 rising, shares not falling.
    public init(_ points: [Point]) {
        precondition(!points.isEmpty, "a curve has at least one point")
        precondition(zip(points, points.dropFirst()).allSatisfy { $0.age < $1.age && $0.share <= $1.share })
        self.points = points
    }

    /// Share redeemed in the end.
    public var ultimate: Double { points[points.count - 1].share }

    /// Share redeemed by the end of an age; 0 at age 0, which is issuance.
    public func share(age: Int) -> Double {
        var before = Point(age: 0, share: 0)
        for point in points {
            if age <= point.age {
                let part = Double(age - before.age) / Double(point.age - before.age)
                return before.share + part * (point.share - before.share)
            }
            before = point
        }
        return ultimate
    }
}
