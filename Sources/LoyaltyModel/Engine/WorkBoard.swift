internal import Synchronization

/// A walk of all customers of one replication through some arms: all of them first, then, as often as need be, those
/// whose shared limits do not yet grant what there is.
struct WalkPass: Sendable {
    /// Which replication, counted from the first one asked for.
    let place: Int
    /// 1 is the first.
    let number: Int
    let world: World
    let study: PreparedStudy
    let arms: [Int]
    let terms: WalkTerms

    var walks: Int { WorkCount.walks(world.count, arms.count) }
}

/// What a walk takes for granted of all members together.
struct WalkTerms: Sendable {
    /// What the shared limits grant (see ``LimitBook``).
    let shares: [Int32]
    /// What it takes to win seasons by rank (see ``SeasonBook``).
    let lines: [WinningLine]
}

/// What is still to be walked, what has been, and the outcomes so far.
final class WorkBoard: Sendable {
    struct Stretch {
        let pass: WalkPass
        let range: Range<Int>
    }

    /// A pass under way.
    private struct Walking {
        let pass: WalkPass
        var outcome: Outcome
        var limits: LimitBook
        var seasons: SeasonBook
        /// What the passes before granted.
        var known: LimitBook
        /// The arms as the passes before left them; nil in the first.
        let earlier: Outcome?
        /// Walks of this pass and those before.
        let walks: Int
        var nextCustomer = 0
        var walked = 0
        var handedIn = 0

        init(_ pass: WalkPass, shape: Outcome.Shape, known: LimitBook, earlier: Outcome?, walks: Int = 0) {
            self.pass = pass
            self.earlier = earlier
            self.known = known
            self.walks = walks + pass.walks
            outcome = Outcome(shape: shape)
            limits = LimitBook(rows: pass.study.arms.limits, months: shape.months)
            limits.begin(pass.terms.shares)
            seasons = SeasonBook(rows: pass.study.arms.seasons)
            seasons.begin(pass.terms.lines)
        }

        /// The next customers to walk; an empty world is one empty stretch, so that its replication is handed in too.
        mutating func take() -> Stretch? {
            let count = pass.world.count
            guard nextCustomer < max(1, count) else { return nil }
            let range = nextCustomer..<min(count, nextCustomer + WorkBoard.stretch)
            nextCustomer = max(range.upperBound, 1)
            return Stretch(pass: pass, range: range)
        }

        var isWalked: Bool { handedIn == pass.world.count && nextCustomer > 0 }
    }

    private struct State {
        /// Passes under way, earlier replications first.
        var walking: [Walking] = []
        /// Replications begun.
        var begun = 0
        /// Ready for the replication begun last; the same for all of them where the response is known.
        var study: PreparedStudy
        var outcomes: [Outcome?]
        var work = WorkCount()
        /// Whether a worker has left for want of work: what comes up then waits for all of them.
        var isShiftOver = false
        var isStopped = false

        /// Where a pass stands among those under way.
        func place(of pass: WalkPass) -> Int? { walking.firstIndex { $0.pass.place == pass.place } }
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
                outcomes: Array(repeating: nil, count: replications.count)))
    }

    func beginShift() { state.withLock { $0.isShiftOver = false } }

    /// Customers of the earliest pass that has any left; a worker who gets none leaves.
    func take() -> Stretch? {
        state.withLock { state in
            guard !state.isStopped, !state.isShiftOver else { return nil }
            for place in state.walking.indices {
                if let stretch = state.walking[place].take() { return stretch }
            }
            guard state.begun < state.outcomes.count else {
                state.isShiftOver = true
                return nil
            }
            begin(&state)
            return state.walking[state.walking.count - 1].take()
        }
    }

    /// More customers of the same pass.
    func takeMore(of pass: WalkPass) -> Stretch? {
        state.withLock { state in
            guard !state.isStopped, let place = state.place(of: pass) else { return nil }
            return state.walking[place].take()
        }
    }

    /// Begins a replication.
    private func begin(_ state: inout State) {
        let replication = first + state.begun
        if simulation.isUncertain, state.begun > 0 {
            state.study = PreparedStudy(
                simulation.known(inReplication: replication), like: simulation.drawsPopulation ? nil : state.study)
        }
        let limits = LimitBook(rows: state.study.arms.limits, months: simulation.calendar.months)
        let pass = WalkPass(
            place: state.begun, number: 1, world: World(simulation, replication: replication), study: state.study,
            arms: Array(state.study.arms.indices),
            terms: WalkTerms(shares: limits.shares, lines: SeasonBook(rows: state.study.arms.seasons).lines))
        state.begun += 1
        state.work.begin(forecast(pass))
        state.walking.append(Walking(pass, shape: simulation.shape, known: limits, earlier: nil))
    }

    private func forecast(_ pass: WalkPass) -> Int {
        let arms = pass.study.arms.indices
        return WorkCount.forecast(
            customers: pass.world.count, arms: arms.count,
            limited: arms.count { pass.study.arms[$0].pointee.isShared })
    }

    /// A stretch has been walked.
    func count(_ stretch: Stretch) {
        state.withLock { state in
            state.work.walked(customers: stretch.range.count, arms: stretch.pass.arms.count)
            if let place = state.place(of: stretch.pass) { state.walking[place].walked += stretch.range.count }
        }
    }

    var progress: RunProgress {
        state.withLock { state in
            let left = state.walking.reduce(0) { sum, walking in
                sum + WorkCount.walks(walking.pass.world.count - walking.walked, walking.pass.arms.count)
            }
            return state.work.progress(left: left, replications: state.outcomes.count)
        }
    }

    /// A worker has nothing more to do in a pass.
    func hand(in walk: borrowing CustomerWalk<Tally>, customers: Int, of pass: WalkPass) {
        state.withLock { state in
            guard let place = state.place(of: pass) else { return }
            walk.recorder.pour(into: &state.walking[place].outcome)
            state.walking[place].limits.merge(walk.limits)
            state.walking[place].seasons.merge(walk.seasons)
            state.walking[place].handedIn += customers
            if state.walking[place].isWalked { end(state.walking.remove(at: place), at: place, &state) }
        }
    }

    /// A pass is walked: the replication is whole, or the arms whose limits have not settled are walked again.
    private func end(_ walking: consuming Walking, at place: Int, _ state: inout State) {
        let pass = walking.pass
        var outcome = walking.earlier ?? walking.outcome
        if walking.earlier != nil {
            for arm in pass.arms { outcome.replace(arm: arm + 1, with: walking.outcome) }
        }
        let verdict = LimitVerdict(walking.limits, known: walking.known, walking.seasons, pass)
        // Programs after programs; within one, as they are: sorting alone promises no order of equals.
        outcome.limits = (outcome.limits + verdict.settled).enumerated()
            .sorted { ($0.element.arm, $0.offset) < ($1.element.arm, $1.offset) }.map(\.element)
        outcome.leaderboards = (outcome.leaderboards + verdict.leaderboards).sorted { $0.arm < $1.arm }
        guard !verdict.unsettled.isEmpty else {
            state.outcomes[pass.place] = outcome
            return state.work.end(forecast(pass), inTruth: walking.walks)
        }
        var known = walking.known
        known.learn(from: walking.limits)
        let next = WalkPass(
            place: pass.place, number: pass.number + 1, world: pass.world, study: pass.study, arms: verdict.unsettled,
            terms: verdict.terms)
        state.walking.insert(
            Walking(next, shape: simulation.shape, known: known, earlier: outcome, walks: walking.walks), at: place)
    }

    func stop() { state.withLock { $0.isStopped = true } }

    /// Whether passes came up after a worker had left.
    var hasWork: Bool { state.withLock { !$0.isStopped && !$0.walking.isEmpty } }

    /// Outcomes of the replications walked to the end, up to the first that was not.
    var complete: [Outcome] {
        state.withLock { Array($0.outcomes.prefix { $0 != nil }.compactMap { $0 }) }
    }
}
