/// What a purse beside the points ledger posts, summed: its flows are counted apart from points.
struct PurseFlows: PostingSink, Sendable {
    private(set) var issued: Int64 = 0
    private(set) var redeemed: Int64 = 0
    /// The last day of the lot that was used last.
    private(set) var lastDayRedeemed = Lot.noExpiry

    init() {}

    mutating func post(_ posting: Posting) {
        switch posting.kind {
        case .issued: issued += posting.points
        case .redeemed: (redeemed, lastDayRedeemed) = (redeemed + posting.points, posting.lastDay)
        default: break
        }
    }
}
