import Foundation
import LoyaltyModel
import Testing

@Suite("Maximum likelihood")
struct FitTests {
    /// Three digits of a parameter, two per cent of its standard error, a hundredth of the log-likelihood.
    private func check(_ fit: TimingFit, _ reference: FitReference, _ log: String) {
        let estimates = fit.estimates
        let story = "\(reference.model) k = \(reference.phases), \(log): \(estimates)"
        #expect(abs(estimates.logLikelihood - reference.logLikelihood) < 0.01, "\(story)")
        for (i, expected) in reference.values.enumerated() {
            #expect(abs(estimates.values[i] - expected) < 5e-4 * expected, "\(story), expected \(expected)")
            let error = estimates.standardError(i) ?? 0
            #expect(abs(error - reference.errors[i]) < 0.02 * reference.errors[i], "\(story): \(error)")
        }
        #expect(estimates.status == .converged, "\(story)")
    }

    @Test("finds the reference's estimates on CDNOW's sample", arguments: FitReference.sample)
    func sample(reference: FitReference) throws {
        check(try fit(HistoryData.sample, reference), reference, "sample")
    }

    @Test("finds the reference's estimates on all of CDNOW", arguments: FitReference.full)
    func full(reference: FitReference) throws {
        check(try fit(HistoryData.full, reference), reference, "full")
    }

    private func fit(_ summary: TimingSummary, _ reference: FitReference) throws -> TimingFit {
        reference.model.choosesPhases
            ? try reference.model.fit(summary, phases: reference.phases) : try reference.model.fit(summary)
    }

    @Test("finds irregular gaps at CDNOW, k = 1")
    func phasesAreChosen() throws {
        let found = try (
            TimingModel.betaGeometricErlang.fit(HistoryData.sample).phases,
            TimingModel.modifiedBetaGeometricErlang.fit(HistoryData.sample).phases
        )
        #expect(found == (1, 1), "\(found)")
    }

    @Test("reaches the ridge of G/G/NBD on CDNOW's sample and says what it is")
    func gompertzRidge() throws {
        let estimates = try TimingModel.gompertz.fit(HistoryData.sample).estimates
        // Bemmaor and Glady's model is there as likely as Pareto/NBD, its limit: −9594.98.
        #expect(abs(estimates.logLikelihood + 9594.98) < 0.01, "\(estimates)")
        guard case .atBoundary(let ends, let letters) = estimates.status else {
            Issue.record("\(estimates)")
            return
        }
        #expect(ends == [.hazardWithoutAge] && letters == ["b", "beta"], "\(ends) \(letters)")
    }

    @Test("finds the published estimates of donations, BG/BB")
    func donations() throws {
        let found = try BetaGeometricBetaBernoulli.fit(HistoryData.donations)
        // Fader, Hardie, Shang 2010, and standard errors of the reference.
        let expected = [1.203522351, 0.7497163581, 0.6567182088, 2.783442235]
        let errors = [0.06939137585, 0.02944771358, 0.0510099643, 0.3208196883]
        #expect(abs(found.logLikelihood + 33225.58127) < 0.01, "\(found)")
        for i in 0..<4 {
            #expect(abs(found.values[i] - expected[i]) < 5e-4 * expected[i], "\(found)")
            #expect(abs((found.standardError(i) ?? 0) - errors[i]) < 0.02 * errors[i], "\(found)")
        }
    }

    @Test("finds the published estimates of a contract's survival, sBG")
    func contract() throws {
        // Fader, Hardie 2007: per cent of "regular" customers left after 0, 1, …, 7 years; α = 0.704, β = 1.182.
        let survival = [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1]
        var cells = (0..<7).map {
            RenewalSummary.Cell(renewals: $0, left: true, customers: 10 * (survival[$0] - survival[$0 + 1]))
        }
        cells.append(.init(renewals: 7, left: false, customers: 241))
        let found = try ContractRenewal.fit(RenewalSummary(cells))
        #expect(abs(found.values[0] - 0.704) < 0.0006 && abs(found.values[1] - 1.182) < 0.0006, "\(found)")
    }
}
