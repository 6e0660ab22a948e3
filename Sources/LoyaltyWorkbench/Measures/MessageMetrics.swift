import LoyaltyModel

extension Metric {
    /// Messages, and what they and offers give.
    static let messageMetrics: [Metric] = [
        Metric("messages_sent", .messages, "Messages sent to members, those who have left for good included.") {
            number($0.sum(.messages))
        },
        Metric("message_open_rate", .share, "Messages opened ÷ messages sent.") {
            ratio($0.total(.messagesOpened), $0.sum(.messages))
        },
        Metric("message_click_rate", .share, "Messages clicked ÷ messages sent.") {
            ratio($0.total(.messagesClicked), $0.sum(.messages))
        },
        Metric("message_cost", .money, better: .lower, "What sending the messages cost, gifts and coupons apart.") {
            number($0.total(.messageCost)) / 1000
        },
        Metric(
            "members_won_back", .customers, better: .higher,
            "Times that a member who had left for good came back after a win-back message. churn_rate and "
                + "retention_rate count them as not having left."
        ) { number($0.sum(.revived)) },
        Metric("gifts_given", .rewards, "Gifts with messages and with several items.") { number($0.total(.gifts)) },
        Metric("samples_given", .rewards, "Samples given on visits.") { number($0.total(.samples)) },
        Metric("coupons_issued", .coupons, "Coupons handed out by offers and messages.") {
            number($0.total(.couponsIssued))
        },
        Metric("coupons_used", .coupons, "Coupons used on bills.") { number($0.total(.couponsUsed)) },
        Metric("coupon_redemption_rate", .share, "Coupons used ÷ coupons handed out.") {
            ratio($0.total(.couponsUsed), $0.total(.couponsIssued))
        },
        Metric("coupon_value", .money, "What coupons took off bills.") { number($0.total(.couponValue)) },
    ]
}
