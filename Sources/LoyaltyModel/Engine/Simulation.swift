/// A study ready to run: a population, the baseline, programs, and a response, over a calendar.
public struct Simulation: Sendable {
    public let population: Population
    /// Programs beside the baseline; arm k + 1 is `programs[k]`.
    public let programs: [Program]
    public let response: Response
    public let calendar: StudyCalendar
    public let currency: Currency
    public let seed: UInt64

    /// Purchases of one customer in one arm after which the walk stops and counts the customer as cut off.
    public static let purchaseLimit = 100_000

    public init(
        population: Population, programs: [Program], response: Response, calendar: StudyCalendar,
        currency: Currency, seed: UInt64
    ) {
        self.population = population
        self.programs = programs
        self.response = response
        self.calendar = calendar
        self.currency = currency
        self.seed = seed
    }

    public var shape: Outcome.Shape {
        Outcome.Shape(
            arms: programs.count + 1, segments: population.segments.count, months: calendar.months,
            days: calendar.days)
    }
}

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
    /// - Parameters:
    ///   - replications: numbers of the replications; replication 1 is the first.
    ///   - workers: how many run side by side; the result does not depend on it.
    ///   - proceed: told the progress now and then from any worker; false asks for an early stop, after which the
    ///     unbroken run of complete replications from the first on is returned.
    public func outcomes(
        replications: ClosedRange<Int>, workers: Int, proceed: @escaping @Sendable (RunProgress) -> Bool
    ) async -> [Outcome] {
        preconditionFailure("not written yet")
    }
}
