package import LoyaltyModel

/// Who is on the front of two objectives, round by round: candidates that are surely dominated are looked at no more,
/// unless the one that dominated them turns out to break a constraint.
package struct FrontRounds {
    /// Candidates that are looked at in the next round.
    package private(set) var open: [Int]
    package private(set) var standings: [Int: ParetoFront.Standing] = [:]
    /// Who dominates whom.
    package private(set) var dominators: [Int: Int] = [:]
    /// The number of the next round, from 1.
    package private(set) var count = 1

    package init(_ candidates: [Int]) { open = candidates }

    /// Whether there is one left whose place is not sure.
    package var isContested: Bool { open.contains { standings[$0] != .front } }

    /// Takes in a comparison of all that are open, in their order.
    package mutating func learn(_ front: ParetoFront) {
        for (candidate, (standing, other)) in zip(open, zip(front.standings, front.dominators)) {
            standings[candidate] = standing
            dominators[candidate] = other.map { open[$0] }
        }
        open.removeAll { standings[$0] == .dominated }
        count += 1
    }

    /// Leaves out candidates that break a constraint; whom only such a one dominated is looked at again.
    package mutating func drop(_ out: [Int]) {
        for candidate in out { standings[candidate] = nil }
        let again = dominators.filter { out.contains($0.value) && standings[$0.key] == .dominated }.keys
        open = (open.filter { !out.contains($0) } + again).sorted()
    }
}
