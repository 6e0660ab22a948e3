import LoyaltyModel

/// The answer in words: which program is best, which cannot be told from it, and what a naive comparison would say.
struct AnswerVerdict {
    let sentences: [String]

    init(_ result: RunResult) {
        let profits = result.arms.indices.dropFirst().filter { !result.unranked.contains($0) }.compactMap { arm in
            result.estimate("incremental_profit", arm: arm).map { (arm, $0) }
        }
        guard let best = profits.max(by: { $0.1.mean < $1.1.mean }) else {
            sentences = [
                result.unranked.isEmpty ? "There is no program to judge." : "No program is left to be called best."
            ]
            return
        }
        sentences = [
            Self.profit(result, best: best.0, best.1), Self.lift(result, arm: best.0), Self.split(result, arm: best.0),
            Self.pulledForward(result, arm: best.0),
        ].compactMap { $0 }
    }

    private static func profit(_ result: RunResult, best: Int, _ estimate: Estimate) -> String {
        let currency = result.scenario.currency
        let name = result.arms[best]
        let amount = Humanised.money(estimate.mean, currency)
        // The only program is not the highest of anything.
        let subject =
            result.arms.count - result.unranked.count == 2
            ? "The incremental profit of \(name) is" : "\(name) has the highest incremental profit,"
        guard let interval = estimate.interval(), let metric = Metric.index(of: "incremental_profit") else {
            return "\(subject) \(amount) \(currency.code). With one replication there "
                + "is no interval, so chance may have made it: ask for more with --replications."
        }
        let comparisons = result.comparisons(metric: metric, segment: 0)
        let known = "\(amount) ± \(Humanised.money(interval.halfWidth, currency)) \(currency.code)"
        var text = "\(subject) \(known)"
        if let alone = comparisons.first(where: { $0.program == best && $0.reference == 0 }) {
            text += ": " + againstNone(alone.verdict) + "."
        }
        let rivals = comparisons.filter { $0.reference > 0 && ($0.program == best || $0.reference == best) }
        return rivals.isEmpty ? text : text + " " + againstRivals(result, name, best: best, rivals)
    }

    private static func againstNone(_ verdict: Verdict) -> String {
        switch verdict {
        case .higher: "it earns more than it costs"
        case .lower: "it costs more than it earns, so life without a program would be better"
        case .same: "exactly what life without a program earns"
        case .cannotSeparate(let more):
            "not to be told from life without a program" + (more.map { "; \(Verdict.about($0))" } ?? "")
        case .oneReplication: "one replication tells no interval"
        }
    }

    private static func againstRivals(
        _ result: RunResult, _ name: String, best: Int, _ rivals: [Comparison]
    ) -> String {
        let close = rivals.compactMap { rival -> String? in
            let other = result.arms[rival.program == best ? rival.reference : rival.program]
            switch rival.verdict {
            case .cannotSeparate(let more?): return "\(other) (\(Verdict.about(more)))"
            case .cannotSeparate(nil), .same: return other
            case .higher, .lower, .oneReplication: return nil
            }
        }
        if close.isEmpty { return "Every other program is clearly behind it." }
        return "It cannot be separated from \(close.joined(separator: ", "))."
    }

    private static func lift(_ result: RunResult, arm: Int) -> String? {
        guard let estimate = result.estimate("members_true_lift", arm: arm) else { return nil }
        let lift = estimate.mean
        let more =
            "Members of \(result.arms[arm]) buy "
            + (lift == 0
                ? "as much as their own twins without a program"
                : "\(known(estimate)) \(lift < 0 ? "less" : "more") than their own twins without a program")
        guard let naive = result.estimate("naive_lift", arm: arm) else {
            return more + "; everybody joins, so there are no non-members to compare them with."
        }
        return more + "; comparing members with non-members would show \(known(naive)) "
            + "\(naive.mean < 0 ? "less" : "more")\(naive.mean > lift ? ": those who join buy more anyway" : "")."
    }

    /// The size of a share with its interval, where there is one: 15.2% ± 0.4%.
    private static func known(_ share: Estimate) -> String {
        let size = Humanised.percent(abs(share.mean))
        return share.interval().map { "\(size) ± \(Humanised.percent($0.halfWidth))" } ?? size
    }

    /// Where the program's incremental revenue comes from; sources that bring nothing are left out.
    private static func split(_ result: RunResult, arm: Int) -> String? {
        let currency = result.scenario.currency
        let parts = ["retention", "frequency", "basket", "acquisition", "referral"].compactMap { source -> String? in
            guard let part = result.estimate("lift_from_" + source, arm: arm)?.mean, part != 0 else { return nil }
            return "\(source) \(Humanised.money(part, currency))"
        }
        guard !parts.isEmpty, let revenue = result.estimate("incremental_revenue", arm: arm)?.mean else { return nil }
        return "Its incremental revenue of \(Humanised.money(revenue, currency)) \(currency.code) comes from "
            + parts.joined(separator: ", ") + "."
    }

    /// Purchases that the twins make too, only later: the profit counts them, and who plans beyond the study should not.
    private static func pulledForward(_ result: RunResult, arm: Int) -> String? {
        guard let pulled = result.estimate("purchases_pulled_forward", arm: arm)?.mean,
            let made = result.estimate("purchases", arm: arm)?.mean,
            let anyway = result.estimate("purchases", arm: 0)?.mean
        else { return nil }
        let extra = made - anyway
        // Of a program that adds nothing there is nothing to take off.
        guard extra > 0, pulled >= leastPulledForward * extra, pulled > 0 else { return nil }
        let which =
            pulled < extra
            ? "\(Humanised.count(pulled)) of its \(Humanised.count(extra)) extra purchases (\(Humanised.percent(pulled / extra)))"
            : "\(Humanised.count(pulled)) of its purchases, as many as it adds or more"
        return
            "Only pulled forward: \(which). Without the program the same customers make them after the study's end; the "
            + "profit counts them."
    }

    /// The share of extra purchases from which on it is said that they are only pulled forward.
    private static let leastPulledForward = 0.01
}
