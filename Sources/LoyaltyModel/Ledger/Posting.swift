/// One line of a points ledger: a flow of points, paired to the lot that it concerns.
public struct Posting: Sendable, Hashable {
    public enum Kind: String, CaseIterable, Sendable {
        case issued, redeemed, expired
        /// Points that a refund takes back.
        case reversed
        /// Points given back that were used in a purchase now refunded.
        case reinstated
        /// Points that come from another member or lot, or go there: then their number is negative.
        case transferred
        /// Points whose waiting time ends; a memo that moves no balance.
        case pendingActivated
    }

    public let kind: Kind
    /// Day of the study on which it happens.
    public let day: Int32
    /// Number of points. The kind gives the direction, and the number is positive, except that what is `transferred`
    /// out of a lot is negative.
    public let points: Int64
    /// Last day on which the lot's points can be used; `Lot.noExpiry` for none.
    public let lastDay: Int32
    /// Calendar month of the study in which the lot was issued.
    public let issueMonth: Int32

    public init(kind: Kind, day: Int32, points: Int64, lastDay: Int32, issueMonth: Int32) {
        self.kind = kind
        self.day = day
        self.points = points
        self.lastDay = lastDay
        self.issueMonth = issueMonth
    }
}

/// Where a ledger's postings go: counters in a run, a list in a replay.
public protocol PostingSink: ~Copyable {
    mutating func post(_ posting: Posting)
}

/// All postings, in order.
public struct PostingList: PostingSink, Sendable {
    public private(set) var postings: [Posting] = []

    public init() {}

    public mutating func post(_ posting: Posting) { postings.append(posting) }
}
