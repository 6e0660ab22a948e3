import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct LaboratoryTests {
    private static func laboratory(replications: Int = 40) throws -> ReservingLaboratory {
        let scenario = try ScenarioOverrides(customers: 300, replications: replications)
            .load(path: Shipped.path("scenarios/finance/laboratory.yaml"))
        let finance = try #require(scenario.finance)
        return ReservingLaboratory(scenario, try #require(finance.laboratory), runOff: finance.runOff)
    }

    private static func trial(
        _ laboratory: ReservingLaboratory, _ state: ReservingLaboratory.State, _ method: ReservingLaboratory.Method
    ) throws -> ReservingLaboratory.Trial {
        try #require(laboratory.trials.first { $0.state == state && $0.method == method })
    }

    /// Standard errors that the bias lies from 0.
    private static func distance(_ trial: ReservingLaboratory.Trial) throws -> Double {
        trial.bias.mean / (try #require(trial.bias.standardError))
    }

    /// Every cohort develops alike, which is all that the methods ask for.
    @Test func `in a steady state no method is off on average`() throws {
        let laboratory = try Self.laboratory()
        for method in ReservingLaboratory.Method.allCases {
            let trial = try Self.trial(laboratory, .asIs, method)
            #expect(abs(try Self.distance(trial)) <= 4, "\(method): \(trial.bias) of \(trial.truth)")
            // 0.9 less four standard errors of a share over 40 worlds.
            #expect(trial.coverage >= 0.71, "\(method)")
        }
        let members = try Self.trial(laboratory, .asIs, .customerBase)
        let best = try Self.trial(laboratory, .asIs, .bornhuetterFerguson)
        #expect(members.rootMeanSquare < best.rootMeanSquare, "who knows the members knows more than a triangle")
    }
}
