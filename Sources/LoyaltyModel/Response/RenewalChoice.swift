internal import Foundation

/// Whether a member pays again when a fee is due: a logistic choice for a year of membership.
///
/// utility = intercept + balance × (12 × reward sensitivity × v − fees of a year ÷ mean spending a month); a member
/// renews with probability logistic(utility)^years, so that a monthly and a yearly fee that leave the same balance keep
/// as many members over a year. The end of a free trial is asked as a whole year's choice.
public struct RenewalChoice: Sendable, Hashable {
    /// Utility with no balance: 0 means that half of the members stay for another year.
    public var intercept: Double
    /// Utility per month of the customer's own mean spending that the year's value exceeds the year's fees by.
    public var balance: Double
    /// Share of the noise (its variance as a normal number) that is the customer's own and the same at each renewal.
    public var persistence: Double

    public init(intercept: Double = 0, balance: Double = 0, persistence: Double = 0) {
        self.intercept = intercept
        self.balance = balance
        self.persistence = persistence
    }

    /// The probability of renewing.
    ///
    /// - Parameters:
    ///   - value: reward sensitivity × v, per unit of money spent.
    ///   - yearlyFees: minor units.
    ///   - monthlySpend: the customer's mean spending a month, minor units.
    ///   - years: what the fee pays for.
    func probability(value: Double, yearlyFees: Double, monthlySpend: Double, years: Double) -> Double {
        var utility = intercept
        if balance != 0 { utility += balance * (12 * value - yearlyFees / monthlySpend) }
        return pow(1 / (1 + exp(-utility)), years)
    }

    /// How firmly a member says yes, as a uniform number: the member renews where it is below the probability.
    ///
    /// - Parameters:
    ///   - taste: the customer's own normal number; more is keener.
    ///   - draw: this renewal's normal number.
    func reluctance(taste: Double, draw: Double) -> Double {
        let noise = persistence.squareRoot() * taste + (1 - persistence).squareRoot() * draw
        return erfc(noise / 2.0.squareRoot()) / 2
    }
}
