internal import Foundation

/// Whether a customer who is asked joins: a logistic choice with one taste draw per customer.
///
/// A customer joins when utility + logistic noise > 0; the noise is the customer's own and is the same at every
/// invitation and in every arm, so a better program never loses a member and a fee rise never gains one.
public struct EnrolmentChoice: Sendable, Hashable {
    /// Utility with no perceived value and no effort: 0 means that half of those asked join.
    public var intercept: Double
    /// Utility per unit of ln(1 + v), v the perceived value per money, times the customer's reward sensitivity.
    public var value: Double
    /// Loss of utility for each field of the form.
    public var perFormField: Double
    /// Loss of utility for having to carry a card.
    public var card: Double
    /// Loss of utility for having to install an app.
    public var app: Double
    /// Loss of utility for a joining fee, per month of the customer's own mean spending that it equals.
    public var feePerMonthOfSpend: Double

    public init(
        intercept: Double = 0, value: Double = 0, perFormField: Double = 0, card: Double = 0, app: Double = 0,
        feePerMonthOfSpend: Double = 0
    ) {
        self.intercept = intercept
        self.value = value
        self.perFormField = perFormField
        self.card = card
        self.app = app
        self.feePerMonthOfSpend = feePerMonthOfSpend
    }

    /// Whether a customer joins when asked.
    ///
    /// - Parameters:
    ///   - engagement: reward sensitivity × ln(1 + v).
    ///   - effortAversion: the customer's factor on losses by effort.
    ///   - channel: where the customer meets the company; whoever comes by card or app has made that effort already.
    ///   - monthlySpend: the customer's mean spending a month, minor units.
    ///   - taste: the customer's own uniform number; more is keener.
    func accepts(
        _ terms: EnrolmentTerms, engagement: Double, effortAversion: Double, channel: Channel, monthlySpend: Double,
        taste: Double
    ) -> Bool {
        var utility = intercept + value * engagement - effort(terms, aversion: effortAversion, channel: channel)
        if terms.fee > .zero, feePerMonthOfSpend > 0 {
            utility -= feePerMonthOfSpend * Double(terms.fee.minor) / monthlySpend
        }
        return utility + log(taste / (1 - taste)) > 0
    }

    /// What joining takes from this customer's will to join by its effort.
    func effort(_ terms: EnrolmentTerms, aversion: Double, channel: Channel) -> Double {
        var effort = perFormField * Double(terms.formFields)
        if terms.card, channel != .card { effort += card }
        if terms.app, channel != .app { effort += app }
        return aversion * effort
    }
}
