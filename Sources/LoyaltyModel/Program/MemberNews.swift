/// What the rules did that a member may feel: collected while they are applied, handed to the response, then cleared.
struct MemberNews: Sendable {
    /// A reward of any form was had.
    var rewarded = false
    /// Points that expired.
    var expired: Int64 = 0

    /// Gifts that were had, as their kinds.
    var gifts: [Reward.Kind] = []
    /// The level risen to and the level fallen from; 0 for neither.
    var promotedTo = 0
    var demotedFrom = 0

    init() {}

    /// Whether there is nothing to tell.
    var isEmpty: Bool { !rewarded && expired == 0 && !levelChanged }

    var levelChanged: Bool { promotedTo > 0 || demotedFrom > 0 }
}
