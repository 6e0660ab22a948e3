/// What reaches a member from outside at instants of its own: friends, rewards for them, visits to partners.
///
/// Kept apart from the member, whose own clocks every purchase reads: of all this a purchase sees one instant.
struct SocialClock {
    /// A member's visits to one partner.
    struct Visits {
        /// Whose luck they are.
        let key: CustomerKey
        /// Number of the next visit, from 1.
        var number: Int
        /// Its instant; infinite where there are no more.
        var instant: Double
    }

    /// The soonest of all that is to come.
    private(set) var nextInstant = Double.infinity
    /// The arm that the member is in.
    var arm = 0
    var friendsPerDay = 0.0
    /// How many friends have come, and when the next one does.
    var friends = 0
    var nextFriend = Double.infinity
    /// What was left of the wait for the next friend, days, when the member left.
    private var restOfWait = Double.infinity
    /// When the member is rewarded for friends who have come, in order of time.
    private(set) var rewards: [Double] = []
    var visits: [Visits] = []
    /// When a newcomer made the second purchase; infinite before.
    var secondPurchase = Double.infinity

    /// Empties it for another member.
    mutating func begin(arm: Int) {
        (nextInstant, friendsPerDay, friends, nextFriend) = (.infinity, 0, 0, .infinity)
        (secondPurchase, restOfWait) = (.infinity, .infinity)
        self.arm = arm
        rewards.removeAll(keepingCapacity: true)
        visits.removeAll(keepingCapacity: true)
    }

    /// The member has left and brings no more friends; partners are visited all the same.
    mutating func stopFriends(at instant: Double) {
        (restOfWait, nextFriend) = (nextFriend - instant, .infinity)
        refresh()
    }

    /// The member is back, and brings friends as before.
    mutating func resumeFriends(at instant: Double, horizon: Double) {
        if instant + restOfWait < horizon { nextFriend = instant + restOfWait }
        refresh()
    }

    /// The membership is over, or means nothing any more: nobody is brought, and the card is shown at no till.
    ///
    /// - Parameter keepsRewards: whether the member is still given what friends who came before bring.
    mutating func end(keepsRewards: Bool) {
        (nextFriend, restOfWait) = (.infinity, .infinity)
        visits.removeAll(keepingCapacity: true)
        if !keepsRewards { rewards.removeAll(keepingCapacity: true) }
        refresh()
    }

    mutating func addReward(at instant: Double) {
        var place = rewards.count
        while place > 0, rewards[place - 1] > instant { place -= 1 }
        rewards.insert(instant, at: place)
    }

    mutating func takeReward() { rewards.removeFirst() }

    /// The partner who is visited next; nil if none is.
    var nextPartner: Int? {
        visits.indices.min { visits[$0].instant < visits[$1].instant }
    }

    /// Looks again at what comes next.
    mutating func refresh() {
        nextInstant = min(nextFriend, rewards.first ?? .infinity)
        for visit in visits { nextInstant = min(nextInstant, visit.instant) }
    }
}
