/// One line of a points ledger: a flow of points, paired to the lot that it concerns.
public struct Posting: Sendable, Hashable {
    public enum Kind: String, CaseIterable, Sendable {
        case issued, redeemed, expired, reversed, reinstated, transferred
        /// Points whose waiting time ends; a memo that moves no balance.
        case pendingActivated
    }

    public let kind: Kind
    /// Day of the study on which it happens.
    public let day: Int32
    /// Number of points; never negative, the kind gives the direction.
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
