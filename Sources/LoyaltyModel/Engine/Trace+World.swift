extension Simulation {
    /// Tells the lives of the first customers of a replication in one arm, one after the other: of those present at the
    /// start, then of those who arrive.
    ///
    /// - Parameters:
    ///   - arm: 0 for the baseline, k + 1 for program k.
    ///   - outcome: what became of shared limits and of seasons won by rank in the replication.
    public func visitLives(
        ofFirst customers: Int, arm: Int, replication: Int, in outcome: Outcome, _ body: (Life) -> Void
    ) {
        let world = World(self, replication: replication)
        var walk = tracingWalk(replication: replication)
        walk.take(outcome)
        walk.arms = arm > 0 ? [arm - 1] : []
        world.visit(0..<customers) { key, arrival in
            walk.recorder = Trace(arms: programs.count + 1)
            walk.walk(key, arrival: arrival)
            body(walk.recorder.lives[arm])
        }
    }

    /// Tells the lives of everybody in a replication one after the other, each in every arm, baseline first: the
    /// customers present at the start, then those who arrive.
    ///
    /// There is enough of everything: shared limits are not resolved. Customers whom partners bring are left out.
    public func visitLives(replication: Int, _ body: ([Life]) -> Void) {
        let world = World(self, replication: replication)
        var walk = tracingWalk(replication: replication)
        world.visit(0..<world.count) { key, arrival in
            walk.recorder = Trace(arms: programs.count + 1)
            walk.walk(key, arrival: arrival)
            body(walk.recorder.lives)
        }
    }
}
