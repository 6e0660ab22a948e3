public import LoyaltyModel

/// A scenario as it is run: every document read, checked and resolved.
public struct Scenario: Sendable {
    /// The file's name without its extension; also the default name of its result folder.
    public var name: String
    public var title: String
    public var source: String
    public var description: String
    public var currency: Currency
    public var calendar: StudyCalendar
    /// Number of independent worlds to simulate.
    public var replications: Int
    public var seed: UInt64
    /// Effective, a year.
    public var discountRate: Double
    public var population: Population
    public var programs: [Program]
    public var response: Response
    /// Whether the response's numbers are drawn within their ranges.
    public var uncertainty: Uncertainty
    /// The books asked for; nil for none.
    public var finance: FinanceTerms?
    /// Of the customers at the start, where they are known; nil where they are new.
    public var present: PresentFacts?
    /// Everything above as one self-contained canonical document, for the manifest and its hash.
    public var resolvedText: String
    /// What the documents tell about `programs`, in the same order.
    public var programDocuments: [ProgramDocument]
    /// The numbers behind `response` with their ranges and sources; nil where it was made without a document.
    public var responseDocument: ResponseDocument?
    /// Rules that can never act, or give nothing: a sentence each.
    public var remarks: [String] = []

    public init(
        name: String, title: String, source: String, description: String, currency: Currency,
        calendar: StudyCalendar, replications: Int, seed: UInt64, discountRate: Double, population: Population,
        programs: [Program], response: Response, uncertainty: Uncertainty = .none,
        finance: FinanceTerms? = nil, present: PresentFacts? = nil, resolvedText: String,
        programDocuments: [ProgramDocument] = [],
        responseDocument: ResponseDocument? = nil
    ) {
        self.name = name
        self.title = title
        self.source = source
        self.description = description
        self.currency = currency
        self.calendar = calendar
        self.replications = replications
        self.seed = seed
        self.discountRate = discountRate
        self.population = population
        self.programs = programs
        self.response = response
        self.uncertainty = uncertainty
        self.finance = finance
        self.present = present
        self.resolvedText = resolvedText
        self.programDocuments = programDocuments
        self.responseDocument = responseDocument
    }

    /// The study that the engine runs.
    public var simulation: Simulation {
        var simulation = Simulation(
            population: population, programs: programs, response: response, calendar: calendar, currency: currency,
            seed: seed)
        if uncertainty.drawsResponse { simulation.uncertainty = responseDocument?.uncertainty }
        simulation.drawsPopulation = uncertainty.drawsPopulation && population.isEstimated
        return simulation
    }
}

/// What a scenario does with numbers about people that are not known exactly.
public enum Uncertainty: String, CaseIterable, Sendable {
    /// Each is taken to be its value.
    case none
    /// Each of the response's is drawn between its low and high once a replication.
    case parameters
    /// The population's estimated parameters are drawn once a replication.
    case population
    /// Both.
    case all

    var drawsResponse: Bool { self == .parameters || self == .all }
    var drawsPopulation: Bool { self == .population || self == .all }
}
