/// A study ready to run: a population, the baseline, programs, and a response, over a calendar.
public struct Simulation: Sendable {
    public internal(set) var population: Population
    /// Programs beside the baseline; arm k + 1 is `programs[k]`.
    public let programs: [Program]
    /// The response where nothing is uncertain.
    public internal(set) var response: Response
    /// Numbers of the response that every replication draws anew; nil where the response is taken as known.
    public var uncertainty: ResponseUncertainty?
    /// Whether every replication draws the population's estimated parameters anew.
    public var drawsPopulation = false
    public let calendar: StudyCalendar
    public let currency: Currency
    public let seed: UInt64
    /// What the first words of every address of luck are; only tests use other than real ones.
    public var opening = Luck.Opening.real

    /// Purchases of one customer in one arm after which the walk stops and counts the customer as cut off: eleven a day
    /// for five years, which is nobody's. It bounds memory and time where a rate or its unit is mistaken.
    public static let purchaseLimit = 20_000
    /// Friends and friends' friends of one customer in one arm after which no more come; members whose further friends
    /// are left out are counted. A family that large grows without end: it bounds time where each member brings more than
    /// one friend.
    public static let descendantLimit = 100
    /// How far a chain of friends goes. Each link is a walk within a walk on the stack, so it has to end somewhere; the
    /// tenth is reached in no study of a year or two with friends as rare as people have them.
    public static let generationLimit = 10

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
            days: calendar.days,
            partners: programs.map { ($0.coalition?.partners.count ?? -1) + 1 }.max() ?? 0)
    }

    /// The luck of one of this study's worlds.
    func luck(replication: Int) -> Luck { Luck(seed: seed, replication: replication, opening: opening) }
}
