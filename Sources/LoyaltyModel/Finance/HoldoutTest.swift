/// A test of a program on real customers, some with it and some held out: what it could see.
///
/// Normal quantiles, as such tests have hundreds of customers and more.
///
/// Source: S.-C. Chow, J. Shao, H. Wang, "Sample Size Calculations in Clinical Research" (2nd ed., 2008), chapter 3.
public struct HoldoutTest: Hashable, Sendable {
    /// Probability of seeing an effect where there is none, both sides together.
    public let significance: Double
    /// Probability of seeing an effect of the size asked for.
    public let power: Double

    /// - Precondition: both within 0 and 1.
    public init(significance: Double = 0.05, power: Double = 0.8) {
        precondition((0...1).contains(significance) && (0...1).contains(power), "probabilities lie in 0...1")
        self.significance = significance
        self.power = power
    }

    /// Standard errors between no effect and the smallest one seen with the power asked for.
    private var reach: Double {
        Distribution.normalQuantile(1 - significance / 2) + Distribution.normalQuantile(power)
    }

    /// Standard error of a difference of means between two groups of customers.
    public static func standardError(deviation: Double, treated: Double, heldOut: Double) -> Double {
        deviation * (1 / treated + 1 / heldOut).squareRoot()
    }

    /// The smallest true difference of means that two groups show with the power asked for.
    public func detectable(deviation: Double, treated: Double, heldOut: Double) -> Double {
        reach * Self.standardError(deviation: deviation, treated: treated, heldOut: heldOut)
    }

    /// Customers in each of two equal groups that it takes to see a difference of means; nil where there is none.
    public func customersPerGroup(toSee difference: Double, deviation: Double) -> Double? {
        guard difference != 0 else { return nil }
        let ratio = reach * deviation / difference
        return max(1, (2 * ratio * ratio).rounded(.up))
    }

    /// Customers that it takes where each can be compared with the own twin, as only a simulation can.
    ///
    /// - Parameter deviation: of the differences customer − twin.
    public func pairs(toSee difference: Double, deviation: Double) -> Double? {
        guard difference != 0 else { return nil }
        let ratio = reach * deviation / difference
        return max(1, (ratio * ratio).rounded(.up))
    }
}
