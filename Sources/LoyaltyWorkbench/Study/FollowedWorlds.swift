public import LoyaltyModel

/// Worlds that were followed beyond the study's end, as books need them.
public struct FollowedWorlds: Sendable {
    /// One for each replication, replication 1 first.
    public let outcomes: [Outcome]
    /// The points of each by cohort; empty where the worlds were not followed.
    public let flows: [CohortFlows]

    public init(outcomes: [Outcome], flows: [CohortFlows]) {
        self.outcomes = outcomes
        self.flows = flows
    }
}
