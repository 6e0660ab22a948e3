internal import Synchronization

/// How far a run has come.
public struct RunProgress: Sendable {
    /// Customer walks done and to do, over all replications asked for.
    public let done: Int
    public let total: Int
    /// Replications that are whole.
    public let replicationsDone: Int
}

extension Simulation {
    /// Simulates replications and returns those that are complete, in order.
    ///
    /// Workers take stretches of customers; each counts into integers of its own, which merge by addition, so the
    /// result does not depend on who walked whom. Memory does not grow with the number of customers.
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
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, workers) {
                group.addTask { self.work(board, proceed) }
            }
        }
        return board.complete
    }

    /// One worker: walks stretches until there are none left or a stop is asked for.
    private func work(_ board: WorkBoard, _ proceed: @Sendable (RunProgress) -> Bool) {
        guard var stretch = board.take() else { return }
        var walk = walk(through: stretch)
        while true {
            stretch.world.visit(stretch.range) { walk.walk($0, arrival: $1) }
            if !proceed(board.progress(adding: stretch.range.count, to: stretch.place)) { board.stop() }
            guard let next = board.take() else { break }
            if next.place != stretch.place {
                board.hand(in: walk.recorder, stretch.place)
                if next.study === walk.study {
                    walk.recorder.clear()
                    walk.luck = next.world.luck
                } else {
                    walk = self.walk(through: next)
                }
            }
            stretch = next
        }
        board.hand(in: walk.recorder, stretch.place)
    }

    private func walk(through stretch: WorkBoard.Stretch) -> CustomerWalk<Tally> {
        CustomerWalk(
            study: stretch.study, luck: stretch.world.luck,
            recorder: Tally(shape: shape, monthOfDay: calendar.monthOfDay))
    }
}

/// What is still to be walked, what has been, and the outcomes so far.
private final class WorkBoard: Sendable {
    struct Stretch {
        /// Which replication, counted from the first one asked for.
        let place: Int
        let world: World
        let study: PreparedStudy
        let range: Range<Int>
    }

    private struct State {
        var place = 0
        var nextCustomer = 0
        var world: World?
        /// Ready for the world being walked; the same for all of them where the response is known.
        var study: PreparedStudy
        var outcomes: [Outcome?]
        /// Customers of each replication, and those walked and handed in.
        var count: [Int]
        var walked: [Int]
        var done = 0
        var replicationsDone = 0
        /// How many worlds have been made, and their customers in all.
        var knownWorlds = 0
        var knownCustomers = 0
        var stopped = false
    }

    /// Customers in a stretch: large enough that taking it costs nothing, small enough to share the end of the work.
    private static let stretch = 1024

    private let simulation: Simulation
    private let first: Int
    private let state: Mutex<State>

    init(_ simulation: Simulation, replications: ClosedRange<Int>) {
        self.simulation = simulation
        first = replications.lowerBound
        state = Mutex(
            State(
                study: PreparedStudy(simulation.known(inReplication: replications.lowerBound)),
                outcomes: Array(repeating: nil, count: replications.count),
                count: Array(repeating: -1, count: replications.count),
                walked: Array(repeating: 0, count: replications.count)))
    }

    func take() -> Stretch? {
        state.withLock { state in
            while !state.stopped, state.place < state.outcomes.count {
                let world = world(&state)
                let range = state.nextCustomer..<min(world.count, state.nextCustomer + Self.stretch)
                // An empty world is one empty stretch, so that its replication is handed in too.
                if !range.isEmpty || (world.count == 0 && state.nextCustomer == 0) {
                    state.nextCustomer = max(range.upperBound, 1)
                    return Stretch(place: state.place, world: world, study: state.study, range: range)
                }
                state.place += 1
                state.nextCustomer = 0
                state.world = nil
            }
            return nil
        }
    }

    /// The world being walked; made when its first stretch is taken.
    private func world(_ state: inout State) -> World {
        if let world = state.world { return world }
        let replication = first + state.place
        let world = World(simulation, replication: replication)
        if simulation.uncertainty != nil, state.place > 0 {
            state.study = PreparedStudy(simulation.known(inReplication: replication), like: state.study)
        }
        state.world = world
        state.count[state.place] = world.count
        state.knownWorlds += 1
        state.knownCustomers += world.count
        return world
    }

    func progress(adding walks: Int, to place: Int) -> RunProgress {
        state.withLock { state in
            state.walked[place] += walks
            state.done += walks
            if state.walked[place] == state.count[place] { state.replicationsDone += 1 }
            // Replications not yet begun are taken to be as large as the mean of those that are.
            let total = state.knownCustomers * state.count.count / max(1, state.knownWorlds)
            return RunProgress(done: state.done, total: total, replicationsDone: state.replicationsDone)
        }
    }

    func hand(in tally: borrowing Tally, _ place: Int) {
        state.withLock { state in
            var outcome = state.outcomes[place] ?? Outcome(shape: simulation.shape)
            state.outcomes[place] = nil
            tally.pour(into: &outcome)
            state.outcomes[place] = outcome
        }
    }

    func stop() { state.withLock { $0.stopped = true } }

    /// Outcomes of the replications walked to the end, up to the first that was not.
    var complete: [Outcome] {
        state.withLock { state in
            var outcomes: [Outcome] = []
            for place in state.outcomes.indices {
                guard state.walked[place] == state.count[place], let outcome = state.outcomes[place] else { break }
                outcomes.append(outcome)
            }
            return outcomes
        }
    }
}
