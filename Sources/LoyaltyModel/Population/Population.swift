/// Who the customers are and what they would do with no program at all.
public struct Population: Sendable, Hashable {
    /// Days in the time unit of the models' rates: 7 for weeks.
    public var unitDays: Double
    /// Customers present at the start, each making a first purchase on the start date unless ``present`` says who they
    /// are.
    public var customers: Int
    /// Mean number of new customers a calendar month, Poisson; each makes a first purchase on arrival.
    public var arrivalsPerMonth: Double
    public var segments: [Segment]
    /// Twelve factors on the purchase rate, January first, mean 1.
    public var season: [Double]
    /// Growth of the purchase rate a year, from the start: 0.05 is 5 %; held constant within a calendar month.
    public var yearlyGrowth: Double
    /// Whom the customers at the start are, if known: they then go on from the state in which their histories leave
    /// them. Nil where they are new.
    public var present: PresentCustomers?

    public init(
        unitDays: Double, customers: Int, segments: [Segment], arrivalsPerMonth: Double = 0,
        season: [Double] = Array(repeating: 1, count: 12), yearlyGrowth: Double = 0,
        present: PresentCustomers? = nil
    ) {
        self.unitDays = unitDays
        self.customers = customers
        self.segments = segments
        self.arrivalsPerMonth = arrivalsPerMonth
        self.season = season
        self.yearlyGrowth = yearlyGrowth
        self.present = present
    }
}

/// A named part of the population with its own models.
public struct Segment: Sendable, Hashable {
    public var name: String
    /// Share of the population; the shares of all segments sum to 1.
    public var share: Double
    public var purchase: PurchaseTiming
    public var attrition: Attrition
    public var basket: Basket
    /// Gross margin as a share of the basket, in millionths: 680 000 for 0.68.
    public var marginMillionths: Int64
    /// Lines of a basket: each category's share of it. Empty where the scenario has no categories.
    public var categories: [CategoryShare]
    /// How strongly a customer reacts to rewards.
    public var rewardSensitivity: Multiplier
    /// How else customers differ in what programs do to them.
    public var responseTraits: ResponseTraits
    /// Gaussian copula over purchase rate, attrition, basket and reward sensitivity; nil for independent traits.
    public var dependence: Dependence?
    /// How well ``timingParameters`` and ``basketParameters`` are known; nil where they are taken as they are.
    public var timingCovariance: ParameterCovariance?
    public var basketCovariance: ParameterCovariance?
    /// Name of the estimate that the covariances are of: segments with the same one have the same draw. The segment's own
    /// name if nil.
    public var estimate: String?

    public init(
        name: String, share: Double, purchase: PurchaseTiming, attrition: Attrition, basket: Basket,
        marginMillionths: Int64, categories: [CategoryShare] = [],
        rewardSensitivity: Multiplier = .fixed(1), responseTraits: ResponseTraits = ResponseTraits(),
        dependence: Dependence? = nil, timingCovariance: ParameterCovariance? = nil,
        basketCovariance: ParameterCovariance? = nil
    ) {
        self.name = name
        self.share = share
        self.purchase = purchase
        self.attrition = attrition
        self.basket = basket
        self.marginMillionths = marginMillionths
        self.categories = categories
        self.rewardSensitivity = rewardSensitivity
        self.responseTraits = responseTraits
        self.dependence = dependence
        self.timingCovariance = timingCovariance
        self.basketCovariance = basketCovariance
    }
}

extension Population {
    /// Whether parameters of any segment are known with an error.
    public var isEstimated: Bool { segments.contains { $0.timingCovariance != nil || $0.basketCovariance != nil } }

    /// The population with the parameters of one replication, the same for all arms.
    func drawn(_ luck: Luck) -> Population {
        var population = self
        let sampler = Sampler()
        for place in segments.indices { population.segments[place] = segments[place].drawn(luck, sampler) }
        return population
    }
}

/// A category's share of every basket of a segment, in millionths.
public struct CategoryShare: Sendable, Hashable {
    public var name: String
    public var millionths: Int64

    public init(name: String, millionths: Int64) {
        self.name = name
        self.millionths = millionths
    }
}
