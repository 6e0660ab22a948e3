public import LoyaltyModel

/// Reserving methods tried on worlds whose end is known: how far off each is, in which state of a program.
public struct ReservingLaboratory: Sendable {
    /// What a program goes through before its points are valued.
    public enum State: String, CaseIterable, Sendable {
        /// The scenario's programs as they are.
        case asIs = "as-is"
        /// More customers arrive every month.
        case growth
        /// Some months before, expiry is lifted, for points held too.
        case expiryLifted = "expiry-lifted"
        /// In the months before, members redeem more readily.
        case bankRun = "bank-run"
    }

    public enum Method: String, CaseIterable, Sendable {
        case chainLadder = "chain-ladder"
        /// Its rate known beforehand is that of the other worlds as they are.
        case bornhuetterFerguson = "bornhuetter-ferguson"
        case capeCod = "cape-cod"
        /// ``RecencyForecast``, from the members themselves.
        case customerBase = "customer-base"
        /// What the other worlds of the same state redeemed later.
        case otherWorlds = "other-worlds"
    }

    /// What a method says in one world, points.
    public struct Answer: Sendable, Hashable {
        /// Points still to be redeemed.
        public let estimate: Double
        public let truth: Double
        /// Mack's, of the chain ladder.
        public let standardError: Double?

        public var error: Double { estimate - truth }
    }

    /// A method's answers about one program in one state, one for each world.
    public struct Trial: Sendable {
        public let arm: Int
        public let state: State
        public let method: Method
        public let answers: [Answer]
        /// Share of worlds whose truth lies in the 90 % interval that the method's errors in the worlds as they are
        /// give about its estimate.
        public let coverage: Double
        /// The same for ± 1.645 of Mack's standard errors; nil for methods without one.
        public let mackCoverage: Double?

        /// Mean of estimate − truth.
        public var bias: Estimate { Estimate(answers.map(\.error)) }
        public var truth: Double { Estimate(answers.map(\.truth)).mean }
        public var rootMeanSquare: Double {
            Estimate(answers.map { $0.error * $0.error }).mean.squareRoot()
        }
    }

    public let trials: [Trial]

    /// - Precondition: at least two replications, and a study that ends with a calendar month.
    public init(_ scenario: Scenario, _ terms: LaboratoryTerms, runOff: Int) {
        var trials: [Trial] = []
        // Indexed [arm]: what was redeemed of what was issued in all other worlds but the one in question, and every
        // method's answers, in the worlds as they are.
        var rates: [[Double]] = []
        var usual: [[Method: [Answer]]] = []
        for state in State.allCases {
            let simulation = Self.simulation(scenario, state, terms, runOff: runOff)
            let worlds = (1...scenario.replications).map {
                LaboratoryWorld.all(simulation, months: scenario.calendar.months, replication: $0)
            }
            for place in scenario.programs.indices {
                let own = worlds.map { $0[place] }
                if state == .asIs { rates.append(Self.ratesOfOthers(own)) }
                guard own.allSatisfy({ $0.issued > 0 }) else {
                    if state == .asIs { usual.append([:]) }
                    continue
                }
                let answers = Self.answers(own, priorRates: rates[place])
                if state == .asIs { usual.append(answers) }
                trials += Method.allCases.map {
                    Self.trial($0, place, state, answers[$0] ?? [], usual: usual[place][$0] ?? [])
                }
            }
        }
        self.trials = trials
    }

    private static func simulation(
        _ scenario: Scenario, _ state: State, _ terms: LaboratoryTerms, runOff: Int
    ) -> Simulation {
        let calendar = scenario.calendar
        let end = calendar.date(ofDay: calendar.days).adding(months: runOff)
        let change = Int(calendar.monthStart[max(0, calendar.months - terms.months)])
        var changed = scenario
        changed.calendar = StudyCalendar(start: calendar.start, days: calendar.day(of: end))
        switch state {
        case .asIs: break
        case .growth:
            changed.population.arrivalsPerMonth += terms.growth * Double(changed.population.customers)
        case .expiryLifted: changed.change([ProgramChange(day: change, expires: false)])
        case .bankRun:
            changed.change([
                ProgramChange(day: change, redemption: terms.rush), ProgramChange(day: calendar.days),
            ])
        }
        return changed.simulation
    }

    /// A world of another state has the luck of the world as it is with its number, so that one is left out there too.
    private static func ratesOfOthers(_ worlds: [LaboratoryWorld]) -> [Double] {
        let pattern = RedemptionPattern(worlds.map(\.cohorts))
        return worlds.map { pattern.without($0.cohorts).rate }
    }

    private static func answers(_ worlds: [LaboratoryWorld], priorRates: [Double]) -> [Method: [Answer]] {
        let pattern = RedemptionPattern(worlds.map(\.cohorts))
        var answers: [Method: [Answer]] = [:]
        for (world, priorRate) in zip(worlds, priorRates) {
            let month = world.cohorts.cohorts.count - 1
            for method in Method.allCases {
                let ultimates: [Double]
                var error: Double?
                switch method {
                case .chainLadder:
                    ultimates = own(world, .chainLadder)
                    let triangle = OwnTriangle.triangle(world.cohorts, month: month)
                    error = ChainLadder(triangle).project(triangle.cohorts)?.standardError
                case .bornhuetterFerguson: ultimates = own(world, .bornhuetterFerguson(priorRate: priorRate))
                case .capeCod: ultimates = own(world, .capeCod)
                case .customerBase: ultimates = world.forecast
                case .otherWorlds:
                    let others = pattern.without(world.cohorts)
                    ultimates = world.cohorts.cohorts.map {
                        Double(others.expected($0, place: $0.month, age: month - $0.month))
                    }
                }
                answers[method, default: []].append(
                    Answer(
                        estimate: ultimates.reduce(0, +) - world.latest, truth: world.truth, standardError: error))
            }
        }
        return answers
    }

    private static func own(_ world: LaboratoryWorld, _ method: RedemptionEstimator.Method) -> [Double] {
        OwnTriangle(
            world.cohorts, month: world.cohorts.cohorts.count - 1, method, tail: 1, life: nil, otherRate: 0
        ).ultimates
    }

    private static func trial(
        _ method: Method, _ place: Int, _ state: State, _ answers: [Answer], usual: [Answer]
    ) -> Trial {
        // Errors as parts of the estimate, so that they can be carried over to a program of another size.
        let errors = usual.map { $0.estimate > 0 ? $0.error / $0.estimate : 0 }
        let covered = answers.enumerated().count { world, answer in
            var known = errors
            // A world's own error is not known before its end.
            if state == .asIs { known.remove(at: world) }
            let sample = SortedSample(known)
            let (low, high) = (1 - sample.quantile(0.95), 1 - sample.quantile(0.05))
            return (answer.estimate * low...answer.estimate * max(low, high)).contains(answer.truth)
        }
        let reach = Distribution.normalQuantile(0.95)
        let mack = answers.compactMap { answer in
            answer.standardError.map { abs(answer.error) <= reach * $0 ? 1.0 : 0.0 }
        }
        return Trial(
            arm: place + 1, state: state, method: method, answers: answers,
            coverage: Double(covered) / Double(max(answers.count, 1)),
            mackCoverage: mack.isEmpty ? nil : Estimate(mack).mean)
    }
}

extension Scenario {
    fileprivate mutating func change(_ changes: [ProgramChange]) {
        for place in programs.indices { programs[place].changes = changes }
    }
}
