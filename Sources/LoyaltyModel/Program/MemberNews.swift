/// What the rules did that a member may feel: collected while they are applied, handed to the response, then cleared.
struct MemberNews: Sendable {
    /// A reward of any form was had.
    var rewarded = false
    /// A gift to the cause, the first of its month.
    var donated = false
    /// Spins that are due, and the part of them that stands for what the twin does too.
    var spins = 0
    var spinsOnTwinThousandths: Int64 = 0
    /// Gifts that came as a surprise, and samples.
    var surprises = 0
    var samples = 0
    /// What ran out beside points: shares of a full card, or of the bonus held.
    var lost = 0.0
    /// Gifts for reaching a level, as their kinds.
    var gifts: [Reward.Kind] = []
    /// The level risen to and the level fallen from; 0 for neither.
    var promotedTo = 0
    var demotedFrom = 0

    init() {}

    /// Whether there is nothing to tell.
    var isEmpty: Bool {
        !rewarded && lost == 0 && !donated && spins == 0 && surprises == 0 && samples == 0
            && !levelChanged
    }

    var levelChanged: Bool { promotedTo > 0 || demotedFrom > 0 }
}
