/// How far a run has come.
public struct RunProgress: Sendable {
    /// Walks of customers through arms done and to do, over all replications asked for; how often shared limits need
    /// some of them walked again is a forecast until the last replication.
    public let done: Int
    public let total: Int
    /// Replications that are whole.
    public let replicationsDone: Int
}

extension Simulation {
    /// Simulates replications and returns those that are complete, in order.
    ///
    /// Workers take stretches of customers; each counts into integers of its own, which merge by addition, so the
    /// result does not depend on who walked whom. Memory does not grow with the number of customers. Programs with
    /// shared limits are walked again until the shares of members who get what there is not enough of are right.
    ///
    /// - Parameters:
    ///   - replications: numbers of the replications; replication 1 is the first.
    ///   - workers: how many run side by side; the result does not depend on it.
    ///   - proceed: told the progress now and then from any worker; false asks for an early stop, after which the
    ///     unbroken run of complete replications from the first on is returned.
    public func outcomes(
        replications: ClosedRange<Int>, workers: Int, proceed: @escaping @Sendable (RunProgress) -> Bool
    ) async -> [Outcome] {
        let board = WorkBoard(self, replications: replications)
        repeat {
            board.beginShift()
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<max(1, workers) {
                    group.addTask { self.work(board, proceed) }
                }
            }
        } while board.hasWork
        return board.complete
    }

    /// One worker: walks stretches until there are none left or a stop is asked for.
    private func work(_ board: WorkBoard, _ proceed: @Sendable (RunProgress) -> Bool) {
        guard var stretch = board.take() else { return }
        var walk = walk(through: stretch.pass)
        var customers = 0
        func tell() { if !proceed(board.progress) { board.stop() } }
        while true {
            stretch.pass.world.visit(stretch.range) { walk.walk($0, arrival: $1) }
            stretch.pass.world.visitBrought(stretch.range) { walk.walk($0, broughtByPartnerAt: $1, arm: $2) }
            customers += stretch.range.count
            board.count(stretch)
            tell()
            if let more = board.takeMore(of: stretch.pass) {
                stretch = more
                continue
            }
            board.hand(in: walk, customers: customers, of: stretch.pass)
            tell()
            guard let next = board.take() else { return }
            customers = 0
            if next.pass.study === walk.study {
                walk.recorder.clear()
                begin(next.pass, &walk)
            } else {
                walk = self.walk(through: next.pass)
            }
            stretch = next
        }
    }

    private func walk(through pass: WalkPass) -> CustomerWalk<Tally> {
        var walk = CustomerWalk(
            study: pass.study, luck: pass.world.luck, recorder: Tally(shape: shape, monthOfDay: calendar.monthOfDay))
        begin(pass, &walk)
        return walk
    }

    private func begin(_ pass: WalkPass, _ walk: inout CustomerWalk<Tally>) {
        walk.luck = pass.world.luck
        walk.arms = pass.arms
        walk.limits.begin(pass.terms.shares)
        walk.seasons.begin(pass.terms.lines)
    }
}
