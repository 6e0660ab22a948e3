internal import Synchronization

extension Simulation {
    /// Walks replications again, on beyond the study's end, and counts points by cohort.
    ///
    /// Luck is addressed, so the months of the study are those that ``outcomes(replications:workers:proceed:)`` counts,
    /// to the point. A stock or a budget grants what it granted there, and later what it granted a year before; a season won
    /// by rank takes what it took there, and later what the last one took.
    ///
    /// - Parameters:
    ///   - worlds: what the study found, replication 1 first; which shares of shared limits hold.
    ///   - runOff: calendar months after the study.
    ///   - later: the programs with what changes after the study; nil where nothing does.
    ///   - proceed: told the share of the work done now and then from any worker; false asks for an early stop.
    /// - Precondition: the study ends with a calendar month, and nothing changes within it.
    /// - Returns: the replications that are complete, in order; all of them unless stopped.
    public func cohortFlows(
        of worlds: [Outcome], runOff: Int, programs later: [Program]? = nil, workers: Int,
        proceed: @escaping @Sendable (Double) -> Bool
    ) async -> [CohortFlows] {
        let board = CohortBoard(
            self, longer: longer(byMonths: runOff, programs: later ?? programs), worlds: worlds)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, workers) {
                group.addTask {
                    while let stretch = board.take() {
                        board.walk(stretch)
                        if !proceed(board.share) { board.stop() }
                    }
                }
            }
        }
        return board.complete
    }

    /// The same study with months added.
    private func longer(byMonths months: Int, programs: [Program]) -> Simulation {
        let last = calendar.date(ofDay: calendar.days - 1)
        precondition(last == last.endOfMonth, "books close at the end of a month")
        let end = calendar.date(ofDay: calendar.days).adding(months: months)
        var programs = programs
        for place in programs.indices { programs[place].closingDay = calendar.days - 1 }
        var longer = Simulation(
            population: population, programs: programs, response: response,
            calendar: StudyCalendar(start: calendar.start, days: calendar.day(of: end)), currency: currency,
            seed: seed)
        (longer.uncertainty, longer.opening) = (uncertainty, opening)
        longer.drawsPopulation = drawsPopulation
        return longer
    }
}

/// What is still to be walked for cohorts, and what has been.
private final class CohortBoard: Sendable {
    struct Stretch {
        let place: Int
        let world: World
        let study: PreparedStudy
        let range: Range<Int>
    }

    private struct State {
        var current: Stretch?
        var begun = 0
        var flows: [CohortFlows]
        var left: [Int]
        var work = (done: 0, total: 0)
        var isStopped = false
    }

    /// Customers in a stretch: its counters are added up once, which is nothing beside walking so many.
    private static let stretch = 4096

    private let simulation: Simulation
    private let worlds: [Outcome]
    private let shape: CohortFlows.Shape
    private let known: PreparedStudy?
    private let state: Mutex<State>

    init(_ study: Simulation, longer: Simulation, worlds: [Outcome]) {
        simulation = longer
        self.worlds = worlds
        shape = CohortFlows.Shape(
            arms: longer.programs.count + 1, cohorts: study.calendar.months, months: longer.calendar.months,
            rewards: longer.programs.map(\.catalogue.count).max() ?? 0)
        known = !longer.isUncertain ? PreparedStudy(longer) : nil
        state = Mutex(
            State(
                flows: Array(repeating: CohortFlows(shape: shape), count: worlds.count),
                left: Array(repeating: 1, count: worlds.count)))
    }

    func take() -> Stretch? {
        state.withLock { state in
            guard !state.isStopped else { return nil }
            if state.current == nil {
                guard state.begun < worlds.count else { return nil }
                let world = World(simulation, replication: state.begun + 1)
                let study = known ?? PreparedStudy(simulation.known(inReplication: state.begun + 1))
                state.current = Stretch(place: state.begun, world: world, study: study, range: 0..<world.count)
                state.left[state.begun] = world.count
                state.begun += 1
                state.work.total = max(state.work.total, world.count * worlds.count)
            }
            guard let current = state.current else { return nil }
            let (first, end) = (current.range.lowerBound, current.range.upperBound)
            let part = first..<min(end, first + Self.stretch)
            state.current =
                part.upperBound == end
                ? nil
                : Stretch(
                    place: current.place, world: current.world, study: current.study, range: part.upperBound..<end)
            return Stretch(place: current.place, world: current.world, study: current.study, range: part)
        }
    }

    func walk(_ stretch: Stretch) {
        var walk = CustomerWalk(
            study: stretch.study, luck: stretch.world.luck, recorder: CohortTally(shape: shape))
        for (row, limit) in worlds[stretch.place].limits.enumerated() {
            walk.limits.setShares(Self.continued(limit.steps, to: shape.months), row: row)
        }
        for board in worlds[stretch.place].leaderboards {
            let rows = stretch.study.arms[board.arm - 1].pointee.seasons
            walk.seasons.set(Self.continued(board.lines, to: rows.count), from: rows.lowerBound)
        }
        stretch.world.visit(stretch.range) { walk.walk($0, arrival: $1) }
        stretch.world.visitBrought(stretch.range) { walk.walk($0, broughtByPartnerAt: $1, arm: $2) }
        state.withLock { state in
            state.flows[stretch.place].merge(walk.recorder.flows)
            state.left[stretch.place] -= stretch.range.count
            state.work.done += stretch.range.count
        }
    }

    /// What it takes to win seasons, each later one as the last.
    private static func continued(_ lines: [WinningLine], to seasons: Int) -> [WinningLine] {
        let last = lines.last ?? .outOfReach
        return lines + Array(repeating: last, count: max(0, seasons - lines.count))
    }

    /// Shares by month, each later one that of a year before, or the last where there is none.
    private static func continued(_ steps: [Int32], to months: Int) -> [Int32] {
        var continued = steps
        while continued.count < months {
            continued.append(continued.count >= 12 ? continued[continued.count - 12] : continued[continued.count - 1])
        }
        return continued
    }

    var share: Double {
        state.withLock { Double($0.work.done) / Double(max(1, $0.work.total)) }
    }

    func stop() { state.withLock { $0.isStopped = true } }

    /// Replications walked to the end, up to the first that was not.
    var complete: [CohortFlows] {
        state.withLock { state in Array(zip(state.flows, state.left).prefix { $0.1 == 0 }.map(\.0)) }
    }
}
