import LoyaltyModel

/// What a program's incremental revenue comes from, by Shapley: a cause's part is its mean contribution over all
/// orders in which the causes can be added to the twins' lives.
///
/// The three causes of members' revenue are when lives end (retention), when purchases are made (frequency) and how
/// large baskets are (basket). Revenue with any set of them in force is counted customer by customer, so who buys
/// much and who stays long is not mixed into the causes. Source: Shapley, A value for n-person games, 1953.
struct LiftSplit {
    /// Minor units; together exactly the members' revenue less their twins', before the division by six.
    let retention: Double
    let frequency: Double
    let basket: Double

    init(_ view: ArmView) {
        let none = view.sum(.twinRevenue)
        let all = view.sum(.memberRevenue) - view.sum(.newcomerRevenue)
        let (retained, faster, larger) = (
            view.total(.revenueIfRetained), view.total(.revenueIfFaster), view.total(.revenueIfLarger)
        )
        retention = Self.part(
            alone: retained - none, after: view.total(.revenueIfRetainedFaster) - faster,
            orAfter: view.total(.revenueIfRetainedLarger) - larger, last: all - view.total(.revenueIfFasterLarger))
        frequency = Self.part(
            alone: faster - none, after: view.total(.revenueIfRetainedFaster) - retained,
            orAfter: view.total(.revenueIfFasterLarger) - larger, last: all - view.total(.revenueIfRetainedLarger))
        basket = Self.part(
            alone: larger - none, after: view.total(.revenueIfRetainedLarger) - retained,
            orAfter: view.total(.revenueIfFasterLarger) - faster, last: all - view.total(.revenueIfRetainedFaster))
    }

    /// The mean over the six orders: a cause comes first in two, last in two, after each of the others in one.
    private static func part(alone: Int64, after: Int64, orAfter: Int64, last: Int64) -> Double {
        let sixfold: Int128 = 2 * (Int128(alone) + Int128(last)) + Int128(after) + Int128(orAfter)
        return Double(sixfold) / 6
    }
}

extension Metric {
    /// Where incremental revenue comes from.
    static let splitMetrics: [Metric] = [
        Metric(
            "lift_from_retention", .money, better: .higher,
            "The part of incremental_revenue that comes from members staying for longer or shorter than their twins "
                + "(Shapley; the five parts add up to incremental_revenue)."
        ) { LiftSplit($0).retention },
        Metric(
            "lift_from_frequency", .money, better: .higher,
            "The part of incremental_revenue that comes from members buying at another pace (Shapley)."
        ) { LiftSplit($0).frequency },
        Metric(
            "lift_from_basket", .money, better: .higher,
            "The part of incremental_revenue that comes from members' baskets being larger or smaller (Shapley)."
        ) { LiftSplit($0).basket },
        Metric(
            "lift_from_acquisition", .money, better: .higher,
            "Revenue of customers who met the company at a coalition's partner: they have no twin, so all of it is "
                + "incremental."
        ) { number($0.newcomerRevenue - $0.total(.referredRevenue)) },
        Metric(
            "lift_from_referral", .money, better: .higher,
            "Revenue of customers whom members brought: they have no twin, so all of it is incremental."
        ) { number($0.total(.referredRevenue)) },
    ]
}
