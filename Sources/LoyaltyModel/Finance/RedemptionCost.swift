/// What points cost as they are redeemed, month by month, where prices in points may rise on the way.
public struct RedemptionCost: Hashable, Sendable {
    /// One for each month; in the unit of the cost per point.
    public let months: [Double]

    /// - Parameters:
    ///   - redeemed: points of each month.
    ///   - pointsPrice: factor on every price in points from a month on, so that a point then costs so much less.
    ///   - month: the first month with those prices, from 0.
    public init(redeemed: [Int64], costPerPoint: Double, pointsPrice: Double = 1, fromMonth month: Int = 0) {
        precondition(pointsPrice > 0, "a price in points is positive")
        months = redeemed.enumerated().map { place, points in
            Double(points) * costPerPoint / (place >= month ? pointsPrice : 1)
        }
    }

    public var total: Double { months.reduce(0, +) }
    /// Of the dearest month.
    public var peak: Double { months.max() ?? 0 }
}
