/// What the rules did that a member may feel: collected while they are applied, handed to the response, then cleared.
struct MemberNews: Sendable {
    /// A reward of any form was had.
    var rewarded = false
    /// What ran out beside points: shares of a full card, or of the bonus held.
    var lost = 0.0

    init() {}

    /// Whether there is nothing to tell.
    var isEmpty: Bool { !rewarded && lost == 0 }
}
