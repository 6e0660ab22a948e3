internal import Foundation

/// What opened messages do: they lift the purchase rate, until they are too many.
///
/// The stock of messages is raised by 1 for each that is opened, and halves every half-life. Effect on the logarithm
/// of the purchase rate: lift × min(stock, tolerance) − fatigue × max(0, stock − tolerance).
/// Source: Hillstrom's randomised mail experiment; that too many annoy, trade articles.
public struct MessageEffect: Sendable, Hashable {
    /// Effect on the logarithm of the purchase rate per message in stock.
    public var lift: Double
    /// Days in which the stock halves.
    public var halfLifeDays: Double
    /// Messages in stock that a customer bears gladly.
    public var tolerance: Double
    /// Loss on the logarithm of the purchase rate per message in stock above the tolerance.
    public var fatigue: Double

    public init(lift: Double = 0, halfLifeDays: Double = 14, tolerance: Double = 4, fatigue: Double = 0) {
        self.lift = lift
        self.halfLifeDays = halfLifeDays
        self.tolerance = tolerance
        self.fatigue = fatigue
    }

    /// The effect of a stock for a customer who bears `tolerance` messages.
    func effect(stock: Double, tolerance: Double) -> Double {
        lift * min(stock, tolerance) - fatigue * max(0, stock - tolerance)
    }
}

/// Whether a win-back message brings back those who have left for good.
public struct WinBackEffect: Sendable, Hashable {
    /// Probability that one who has left for good comes back after opening one.
    public var revival: Double

    public init(revival: Double = 0) { self.revival = revival }
}
