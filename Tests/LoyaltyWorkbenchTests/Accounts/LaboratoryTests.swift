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

    /// What changes in the last half year shows in the latest figures of every cohort, and in the factors hardly at all:
    /// the chain ladder carries on as if the change were the cohorts' own. Points that no longer expire are redeemed later
    /// than any factor knows; a run has brought redemptions forward that the factors promise once more.
    @Test func `a change misleads the triangle, and not who knows how people behave`() throws {
        let laboratory = try Self.laboratory()
        let lifted = try Self.trial(laboratory, .expiryLifted, .chainLadder)
        #expect(try Self.distance(lifted) < -4, "\(lifted.bias) of \(lifted.truth)")
        let run = try Self.trial(laboratory, .bankRun, .chainLadder)
        #expect(try Self.distance(run) > 4, "\(run.bias) of \(run.truth)")
        // Where nearly all is redeemed E is cut off at what was issued, and falls short a little.
        let cut = try Self.trial(laboratory, .expiryLifted, .otherWorlds)
        #expect(abs(cut.bias.mean) < 0.25 * abs(lifted.bias.mean), "\(cut.bias) beside \(lifted.bias)")
        for state in ReservingLaboratory.State.allCases where state != .expiryLifted {
            let knowing = try Self.trial(laboratory, state, .otherWorlds)
            #expect(abs(try Self.distance(knowing)) <= 4, "\(state): \(knowing.bias) of \(knowing.truth)")
        }
    }
}
