import LoyaltyModel

/// `roi.csv`: what each program earns, measured truly and in two ways that mislead, and the test that would show it.
enum ReturnTable {
    static let description = TableDescription(
        file: "roi.csv",
        meaning:
            "Return of each program, all segments: basis true is the answer, against everybody's own twin; naive and "
            + "before-after are what a company without twins would book, for comparison. basis test is the test on real "
            + "customers that would show the effect. Money is management's: docs/FINANCE.md reconciles it to deferred "
            + "revenue. Figures undefined throughout have no row.",
        key: ["program", "basis", "item"],
        columns: [
            .program,
            TableColumn("basis", .string, "true, naive, before-after, or test."),
            TableColumn("item", .string, "Which figure; docs/FINANCE.md defines each."), .unit,
            .figure("mean", "Mean over the replications."),
            .figure("standard_error", "Standard error of the mean; empty with one replication, and for a test."),
            .figure("p05", "5 % quantile over the replications (type 7)."),
            .figure("p50", "Median over the replications."),
            .figure("p95", "95 % quantile over the replications (type 7)."),
            .replications,
        ])

    /// - Parameter sample: what customers differ by; nil without programs.
    static func write(_ result: RunResult, _ sample: HoldoutSample?, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        for arm in 1..<max(1, result.arms.count) {
            let views = result.outcomes.map { ArmView(scenario: result.scenario, outcome: $0, arm: arm) }
            let lacked = CashFlow.paybacks(
                lackedBy: views.map(\.cashFlow), yearlyRate: result.scenario.discountRate)
            for item in ReturnItem.all where !lacked.contains(item.name) {
                let values = views.compactMap(item.value)
                guard !values.isEmpty else { continue }
                let (estimate, spread) = (Estimate(values), Spread(values))
                try table.row([
                    .text(result.arms[arm]), .text(item.basis.rawValue), .text(item.name),
                    .text(item.unit.text(result.scenario.currency)), .real(estimate.mean),
                    .optional(estimate.standardError), .real(spread.p05), .real(spread.p50), .real(spread.p95),
                    .integer(Int64(values.count)),
                ])
            }
            for line in sample.map({ HoldoutLine.all(views, $0, arm: arm) }) ?? [] {
                try table.row([
                    .text(result.arms[arm]), .text("test"), .text(line.item),
                    .text(line.unit.text(result.scenario.currency)), .real(line.value), .empty, .empty, .empty, .empty,
                    .integer(Int64(views.count)),
                ])
            }
        }
        return try table.finish()
    }

    /// Of which programs no test of this length on these customers would see the effect: one sentence for each measure,
    /// or for all of them where they are the same programs.
    static func warnings(_ result: RunResult, _ sample: HoldoutSample?) -> [String] {
        guard let sample else { return [] }
        var unseen = HoldoutSample.Measure.allCases.map { (measures: [$0.rawValue], programs: [String]()) }
        for arm in 1..<result.arms.count {
            let views = result.outcomes.map { ArmView(scenario: result.scenario, outcome: $0, arm: arm) }
            let lines = HoldoutLine.all(views, sample, arm: arm)
            func value(_ item: String) -> Double? { lines.first { $0.item == item }?.value }
            for (place, measure) in HoldoutSample.Measure.allCases.enumerated() {
                guard let effect = value("\(measure.rawValue)_effect"), effect != 0,
                    let least = value("\(measure.rawValue)_detectable_with_half"), abs(effect) < least
                else { continue }
                unseen[place].programs.append(result.arms[arm])
            }
        }
        if unseen.allSatisfy({ $0.programs == unseen[0].programs }) {
            unseen = [(unseen.flatMap(\.measures), unseen[0].programs)]
        }
        return unseen.filter { !$0.programs.isEmpty }.map { measures, programs in
            let all = programs.count > 1 && programs.count == result.arms.count - 1
            return "no test with half of these customers held out would see the effect on "
                + measures.joined(separator: " and ") + " of "
                + (all ? "any program" : programs.joined(separator: ", ")) + " (roi.csv, basis test)"
        }
    }
}

/// One figure of the test on real customers that a program's effect would call for.
struct HoldoutLine {
    let item: String
    let unit: MetricUnit
    let value: Double

    /// Lines of one program: at 5 % significance on both sides and 80 % power, groups of equal size.
    static func all(_ views: [ArmView], _ sample: HoldoutSample, arm: Int) -> [HoldoutLine] {
        let test = HoldoutTest()
        return HoldoutSample.Measure.allCases.flatMap { measure -> [HoldoutLine] in
            let effects = views.compactMap { view -> Double? in
                guard view.baseline.customers > 0 else { return nil }
                let brought: Int64
                switch measure {
                case .purchases:
                    brought =
                        view.purchases - view.baseline.purchases - view.sum(.newcomerPurchases)
                        - view.sum(.newcomers)
                case .revenue: brought = view.revenue - view.baseline.revenue - view.newcomerRevenue
                }
                return Double(brought) / Double(view.baseline.customers)
            }
            guard let spread = sample.spread(measure, arm: arm), !effects.isEmpty else { return [] }
            let effect = Estimate(effects).mean
            let half = Double(views[0].baseline.customers) / 2
            let unit: MetricUnit = measure == .purchases ? .purchases : .moneyPerCustomer
            let sizes: [(String, MetricUnit, Double?)] = [
                ("effect", unit, effect), ("deviation", unit, spread.deviation),
                ("customers_per_group", .customers, test.customersPerGroup(toSee: effect, deviation: spread.deviation)),
                ("twin_pairs", .customers, test.pairs(toSee: effect, deviation: spread.pairedDeviation)),
                (
                    "detectable_with_half", unit,
                    test.detectable(deviation: spread.deviation, treated: half, heldOut: half)
                ),
            ]
            return sizes.compactMap { name, unit, value in
                value.map { HoldoutLine(item: "\(measure.rawValue)_\(name)", unit: unit, value: $0) }
            }
        }
    }
}
