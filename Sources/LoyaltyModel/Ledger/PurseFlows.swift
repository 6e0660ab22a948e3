/// What a purse beside the points ledger posts, summed: its flows are counted apart from points.
struct PurseFlows: PostingSink, Sendable {
    private(set) var issued: Int64 = 0
    private(set) var redeemed: Int64 = 0

    init() {}

    mutating func post(_ posting: Posting) {
        switch posting.kind {
        case .issued: issued += posting.points
        case .redeemed: redeemed += posting.points
        default: break
        }
    }
}
