import Foundation
import LoyaltyModel
import Testing

/// Estimated parameters that every replication draws anew.
@Suite("Estimation error of a population")
struct PopulationUncertaintyTests {
    private static func simulation(_ covariance: ParameterCovariance?, draws: Bool, customers: Int = 400) -> Simulation
    {
        var segment = Fixtures.segment(
            timing: .poissonGamma(PoissonGamma(r: 1, alpha: 4)), attrition: .none,
            basket: .fixed(FixedBasket(amount: 10)))
        segment.timingCovariance = covariance
        var simulation = Simulation(
            population: Population(unitDays: 7, customers: customers, segments: [segment]), programs: [],
            response: .none, calendar: StudyCalendar(start: Fixtures.newYear, days: 364), currency: Fixtures.euro,
            seed: 3)
        simulation.drawsPopulation = draws
        return simulation
    }

    private static func purchases(_ simulation: Simulation, workers: Int = 2) async -> [Double] {
        await simulation.outcomes(replications: 1...200, workers: workers) { _ in true }
            .map { Double($0.sum(.purchases, arm: 0, segment: 0)) }
    }

    @Test("a covariance of nothing changes nothing, and without the wish none is drawn")
    func nothing() async throws {
        let zero = try #require(ParameterCovariance(lowerTriangle: [0, 0, 0]))
        let wide = try #require(ParameterCovariance(lowerTriangle: [0.04, 0, 0.01]))
        let sure = await Self.purchases(Self.simulation(nil, draws: false, customers: 60))
        #expect(await Self.purchases(Self.simulation(zero, draws: true, customers: 60)) == sure)
        #expect(await Self.purchases(Self.simulation(wide, draws: false, customers: 60)) == sure)
    }

    @Test("replications differ as the parameters do, whatever the workers")
    func widens() async throws {
        // ln r varies with variance 0.04 and ln alpha with 0.01: 52 r / alpha × 400 with the variance of a lognormal.
        let covariance = try #require(ParameterCovariance(lowerTriangle: [0.04, 0, 0.01]))
        let drawn = await Self.purchases(Self.simulation(covariance, draws: true))
        #expect(await Self.purchases(Self.simulation(covariance, draws: true), workers: 3) == drawn)
        let sure = await Self.purchases(Self.simulation(covariance, draws: false))
        func variance(_ values: [Double]) -> Double { Estimate(values).standardDeviation.map { $0 * $0 } ?? .nan }
        let mean = 400 * (52.0 / 4)
        let own = variance(sure)
        let expected = own + mean * mean * exp(0.05) * expm1(0.05)
        // A variance of 200 near-lognormal numbers is known to about a tenth, a little more for its longer tail.
        #expect(
            abs(variance(drawn) / expected - 1) < 4 * (2.0 / 199).squareRoot() * 1.3, "\(variance(drawn)), \(expected)")
        #expect(standardErrors(drawn.map { $0 - 400 }, from: mean * exp(0.025)) < 4)
    }

    @Test("what is no covariance is refused")
    func refused() {
        #expect(ParameterCovariance(lowerTriangle: [1, 2]) == nil)
        #expect(ParameterCovariance(lowerTriangle: [1, 2, 1]) == nil)
        #expect(ParameterCovariance(lowerTriangle: [-1]) == nil)
        #expect(ParameterCovariance(lowerTriangle: [1, 0.5, 1])?.count == 2)
    }

    @Test("a scale of millions is drawn to either side, like any other")
    func largeScale() async throws {
        // With p and q of a million every basket is the scale to a thousandth, three million here.
        var segment = Fixtures.segment(
            attrition: .none, basket: .gammaGamma(GammaGamma(p: 1e6, q: 1e6, gamma: 3e6)))
        segment.basketCovariance = try #require(ParameterCovariance(lowerTriangle: [0, 0, 0, 0, 0, 0.04]))
        var simulation = Simulation(
            population: Population(unitDays: 7, customers: 5, segments: [segment]), programs: [], response: .none,
            calendar: StudyCalendar(start: Fixtures.newYear, days: 30), currency: Fixtures.euro, seed: 3)
        simulation.drawsPopulation = true
        let outcomes = await simulation.outcomes(replications: 1...40, workers: 2) { _ in true }
        let above: Int = outcomes.count { (outcome: Outcome) -> Bool in
            let revenue = Double(outcome.sum(.revenue, arm: 0, segment: 0))
            return revenue > 1.02 * 3e8 * Double(outcome.sum(.purchases, arm: 0, segment: 0))
        }
        // ln 1.02 is a tenth of the standard deviation: 0.46 of 40 draws, 4 standard errors either way.
        let (expected, deviation) = (40 * 0.46, (40 * 0.46 * 0.54).squareRoot())
        #expect(abs(Double(above) - expected) < 4 * deviation, "\(above)")
    }

    @Test("mean baskets stay finite however badly q is known")
    func spend() async throws {
        var segment = Fixtures.segment(attrition: .none, basket: .gammaGamma(GammaGamma(p: 6, q: 1.5, gamma: 15)))
        segment.basketCovariance = try #require(ParameterCovariance(lowerTriangle: [0.01, 0, 0.5, 0, 0, 0.01]))
        var simulation = Simulation(
            population: Population(unitDays: 7, customers: 5, segments: [segment]), programs: [], response: .none,
            calendar: StudyCalendar(start: Fixtures.newYear, days: 100), currency: Fixtures.euro, seed: 3)
        simulation.drawsPopulation = true
        let outcomes = await simulation.outcomes(replications: 1...40, workers: 2) { _ in true }
        #expect(outcomes.count == 40)
        #expect(outcomes.allSatisfy { $0.sum(.revenue, arm: 0, segment: 0) > 0 })
    }
}
