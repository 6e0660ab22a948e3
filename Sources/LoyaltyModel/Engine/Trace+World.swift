extension Simulation {
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
