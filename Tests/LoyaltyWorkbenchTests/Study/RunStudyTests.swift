import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Synchronization
import Testing

@Suite struct RunStudyTests {
    @Test func `a study has every replication asked for, and every metric of it can be reached`() async throws {
        let result = await RunStudy(scenario: try SmallStudy.scenario()).result(workers: 2) { _ in true }
        #expect(result.replications == 4)
        #expect(!result.interrupted)
        #expect(result.warnings == [])
        #expect(result.arms == ["baseline", "near", "far"])
        #expect(result.segments == ["all"])
        let purchases = try #require(Metric.index(of: "purchases"))
        for arm in result.arms.indices {
            let values = result.values(arm: arm, segment: 0, metric: purchases)
            #expect(
                values
                    == result.outcomes.map { outcome in
                        Double((0..<6).reduce(0) { $0 + outcome.purchases(arm: arm, segment: 0, month: $1) })
                    })
        }
    }

    @Test func `a stop leaves the replications that are complete`() async throws {
        let study = RunStudy(scenario: try SmallStudy.scenario(replications: 50))
        let result = await study.result(workers: 2) { $0.replicationsDone < 3 }
        #expect(result.interrupted)
        #expect((3..<50).contains(result.replications), "\(result.replications)")
        let whole = await RunStudy(scenario: try SmallStudy.scenario(replications: 3)).result(workers: 1) { _ in true }
        #expect(whole.outcomes.map(\.cells) == result.outcomes.prefix(3).map(\.cells))
    }

    @Test func `a stop before the first replication leaves none`() async throws {
        let result = await RunStudy(scenario: try SmallStudy.scenario()).result(workers: 1) { _ in false }
        #expect(result.interrupted || result.replications == 4)
        #expect(result.replications <= 1, "\(result.replications)")
    }

    @Test func `a rule adds whole batches until every arm is precise enough, whatever the workers`() async throws {
        let rule = try StopRule(parsing: "revenue:0.8%")
        let study = RunStudy(scenario: try SmallStudy.scenario(), until: rule)
        let result = await study.result(workers: 2) { _ in true }
        #expect(result.replications > 4 && (result.replications - 4).isMultiple(of: RunStudy.smallestBatch))
        func halfWidths(_ count: Int) -> [Double] {
            result.arms.indices.map { arm in
                let values = result.values(arm: arm, segment: 0, metric: Metric.index(of: "revenue") ?? 0)
                let estimate = Estimate(values.prefix(count).compactMap { $0 })
                guard let interval = estimate.interval() else { return .infinity }
                return (interval.upperBound - interval.lowerBound) / 2 / estimate.mean
            }
        }
        #expect(halfWidths(result.replications).allSatisfy { $0 <= 0.008 })
        #expect(halfWidths(result.replications - RunStudy.smallestBatch).contains { $0 > 0.008 })
        let alone = await study.result(workers: 1) { _ in true }
        #expect(alone.replications == result.replications)
    }

    @Test func `the manifest's saving is that against runs with other seeds`() async throws {
        let scenario = try SmallStudy.scenario(replications: 40)
        var other = scenario
        other.seed += 1
        let result = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
        let independent = await RunStudy(scenario: other).result(workers: 2) { _ in true }
        let records = VarianceRecord.all(result)
        #expect(records.map(\.program) == scenario.programs.map(\.name))
        func values(_ name: String, _ run: RunResult, _ arm: Int) throws -> [Double] {
            run.values(arm: arm, segment: 0, metric: try #require(Metric.index(of: name))).compactMap { $0 }
        }
        for (place, record) in records.enumerated() {
            let profit = try values("incremental_profit", result, place + 1)
            let margin = try values("gross_margin", result, 0)
            let elsewhere = try values("gross_margin", independent, 0)
            let apart = Estimate(profit.indices.map { profit[$0] + margin[$0] - elsewhere[$0] })
            let deviation = try #require(apart.standardDeviation)
            // The logarithm of a variance of 40 values has a standard error of √(2 / 39); of the ratio √2 times it.
            let ratio = log(record.independentVariance / (deviation * deviation))
            #expect(abs(ratio) < 4 * (4.0 / 39).squareRoot(), "\(record), \(deviation * deviation)")
            #expect(record.saved > 0 && record.saved <= 1, "\(record)")
        }
        let single = await RunStudy(scenario: try SmallStudy.scenario(replications: 1)).result(workers: 1) { _ in true }
        #expect(VarianceRecord.all(single).isEmpty)
    }

    @Test func `progress only grows and ends at the whole`() async throws {
        let seen = Mutex([(share: Double, done: Int)]())
        _ = await RunStudy(scenario: try SmallStudy.scenario()).result(workers: 1) { progress in
            seen.withLock { $0.append((progress.share, progress.replicationsDone)) }
            return true
        }
        let steps = seen.withLock { $0 }
        #expect(steps.last?.share == 1)
        #expect(steps.last?.done == 4)
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.done <= $1.done })
    }

    @Test(arguments: [
        ("revenue", "--until takes METRIC:PERCENT% or METRIC:WIDTH, like 'revenue:1%', found 'revenue'"),
        ("revenue:-1", "--until takes METRIC:PERCENT% or METRIC:WIDTH, like 'revenue:1%', found 'revenue:-1'"),
        ("revenue:0%", "--until takes METRIC:PERCENT% or METRIC:WIDTH, like 'revenue:1%', found 'revenue:0%'"),
        ("revenue:nan%", "--until takes METRIC:PERCENT% or METRIC:WIDTH, like 'revenue:1%', found 'revenue:nan%'"),
        (
            "p95:liability:1%",
            "--until p95:liability:1%: the interval is of a mean, quantiles are not taken; give liability:1%"
        ),
        ("revenu:1%", "--until: no metric is called 'revenu' (did you mean 'revenue'?); `loyalty explain` lists them"),
    ])
    func `a rule that cannot be read says why`(text: String, words: String) {
        #expect(throws: UsageProblem(words)) { _ = try StopRule(parsing: text) }
    }

    @Test func `a rule is met by width against the mean, and not by one value`() throws {
        let rule = try StopRule(parsing: "purchases:10%")
        // Mean 100, standard error 1, 12.706 standard errors at one degree of freedom: 12.7 % of the mean.
        #expect(!rule.isMet(by: [[99, 101]]))
        #expect(rule.isMet(by: [[99, 101, 99, 101]]))
        #expect(!rule.isMet(by: [[100]]))
        #expect(rule.isMet(by: [[100, 100], []]))
        #expect(rule.isMet(by: [[0, 0]]))
        // The same half-width of 12.706 in the metric's unit.
        #expect(try !StopRule(parsing: "purchases:12.7").isMet(by: [[99, 101]]))
        #expect(try StopRule(parsing: "purchases:12.71").isMet(by: [[99, 101]]))
    }
}
