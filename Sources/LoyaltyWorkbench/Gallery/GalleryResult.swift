package import LoyaltyModel

/// What the gallery found.
public struct GalleryResult: Sendable {
    package let findings: [FindingResult]
    package let claims: [ClaimResult]
    /// What was run, in order.
    let scenarios: [Scenario]

    /// - Parameter figures: by scenario, indexed [measure][replication], in the order of
    ///   ``GalleryStudy/measures(of:_:_:)``.
    init(study: GalleryStudy, figures: [String: [[Double?]]]) {
        scenarios = study.scenarios
        var next: [String: Int] = [:]
        func take(_ scenario: String) -> [Double?] {
            let place = next[scenario, default: 0]
            next[scenario] = place + 1
            return figures[scenario, default: []][place]
        }
        findings = study.findings.map { FindingResult(finding: $0, values: take($0.scenario)) }
        claims = study.claims.map { claim in
            let naive = take(claim.scenario)
            return ClaimResult(claim: claim, naive: naive, trueLift: take(claim.scenario))
        }
    }
}

/// A finding beside its simulated figure.
package struct FindingResult: Sendable {
    package let finding: Finding
    /// Over the worlds in which the figure is defined; nil where it is in none.
    package let simulated: Estimate?

    package init(finding: Finding, values: [Double?]) {
        self.finding = finding
        simulated = Estimate(defined: values)
    }

    package var verdict: FindingVerdict {
        FindingVerdict(
            interval: simulated?.interval(), published: finding.published, noEffect: finding.noEffect)
    }
}

/// A claim beside what the simulation shows naively, and what is true there.
package struct ClaimResult: Sendable {
    package let claim: Claim
    package let naive: Estimate?
    package let trueLift: Estimate?

    package init(claim: Claim, naive: [Double?], trueLift: [Double?]) {
        self.claim = claim
        self.naive = Estimate(defined: naive)
        self.trueLift = Estimate(defined: trueLift)
    }

    /// Share of the naive figure that is not the program's doing: 1 − true ÷ naive, of the means. Nil where the naive
    /// figure is not surely above zero, for then there is nothing to share out. Above 1 where the program does harm,
    /// below 0 where the naive figure is too low.
    package var notTheProgram: Double? {
        guard let naive, let trueLift, let least = naive.interval()?.lowerBound, least > 0 else { return nil }
        return 1 - trueLift.mean / naive.mean
    }
}

extension Estimate {
    /// Over the values that there are; nil if there is none.
    fileprivate init?(defined values: [Double?]) {
        let values = values.compactMap { $0 }
        guard !values.isEmpty else { return nil }
        self.init(values)
    }
}
