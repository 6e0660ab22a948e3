/// What the rules did that a member may feel: collected while they are applied, handed to the response, then cleared.
struct MemberNews: Sendable {
    /// Whether a reward of any form was had, and how much the largest of them moves a member.
    private(set) var rewarded = false
    private(set) var rewardWeight = 0.0
    /// A gift to the cause, the first of its month.
    var donated = false
    /// Spins that are due, and the part of them that stands for what the twin does too.
    var spins = 0
    var spinsOnTwinThousandths: Int64 = 0
    /// Gifts that came as a surprise, and samples, by their weights.
    var surprises = 0.0
    var samples = 0.0
    /// What ran out beside points: shares of a full card, or of the bonus held, by their weights.
    var lost = 0.0
    /// Gifts for reaching a level.
    var gifts: [(kind: Reward.Kind, weight: Double)] = []
    /// Goods that are given if the budget has their cost.
    var asked: [GoodsGiven] = []
    /// The level risen to and the level fallen from; 0 for neither.
    var promotedTo = 0
    var demotedFrom = 0

    init() {}

    /// A reward was had that moves a member by `weight` of what a large one does.
    mutating func reward(_ weight: Double) {
        rewarded = true
        rewardWeight = max(rewardWeight, weight)
    }

    /// Whether there is nothing to tell.
    var isEmpty: Bool {
        !rewarded && lost == 0 && !donated && spins == 0 && surprises == 0 && samples == 0
            && asked.isEmpty && !levelChanged
    }

    var levelChanged: Bool { promotedTo > 0 || demotedFrom > 0 }
}
