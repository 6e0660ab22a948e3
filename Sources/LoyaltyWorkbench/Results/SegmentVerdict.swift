import LoyaltyModel

/// Which segments a program loses on, and of which that cannot be said.
struct SegmentVerdict {
    let sentence: String

    init(_ result: RunResult) {
        var losing: [String] = []
        var unclear: [String] = []
        let metric = Metric.place(of: "contribution_per_customer")
        for segment in result.segments.indices.dropFirst() {
            let rows = result.comparisons(metric: metric, segment: segment).filter { $0.reference == 0 }
            func named(_ belongs: (Verdict) -> Bool) -> [String] {
                let programs = rows.filter { belongs($0.verdict) }.map { result.arms[$0.program] }
                if programs.isEmpty { return [] }
                return ["\(result.segments[segment]) (\(programs.joined(separator: ", ")))"]
            }
            losing += named { $0 == .lower }
            unclear += named { verdict in
                switch verdict {
                case .cannotSeparate, .same, .oneReplication: true
                case .higher, .lower: false
                }
            }
        }
        let sentences = [
            losing.isEmpty ? nil : "Loses on: \(losing.joined(separator: ", ")).",
            unclear.isEmpty ? nil : "Cannot separate from zero: \(unclear.joined(separator: ", ")).",
        ].compactMap { $0 }
        sentence =
            sentences.isEmpty
            ? "Before set-up and monthly costs every program gains on every segment." : sentences.joined(separator: " ")
    }
}
