import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Synchronization
import Testing

/// Sweeps of 200 CDNOW customers, five replications.
@Suite("Sweeps")
struct SweepTests {
    static let price = "programs.near.rewards.certificate.points_price"

    static func sweep(_ vary: [String], replications: Int = 5) throws -> Sweep {
        let source = try TrialSource(
            path: Loyalty.packageFile("scenarios/cdnow.yaml"),
            overrides: ScenarioOverrides(customers: 200, replications: replications))
        let space = try DesignSpace(vary.map { try Variation(parsing: $0) })
        return try Sweep(source, space, layout: .grid, points: nil, shown: [Metric.named("revenue", option: "")])
    }

    static func table(_ sweep: Sweep, memo: TrialMemo = TrialMemo(), workers: Int = 2) async throws -> String {
        let result = try await sweep.result(memo: memo, workers: workers) { _ in true }
        let scratch = try Scratch()
        try result.write(command: "loyalty sweep", to: scratch.path)
        return try scratch.text("sweep.csv")
    }

    @Test("a point of a sweep is the run with the same setting, figure by figure, whether arms or walks of their own")
    func sameAsRun() async throws {
        for path in [Self.price, "response.effects.points_pressure.strength", "months"] {
            let sweep = try Self.sweep(["\(path)=1,6,12"])
            let result = try await sweep.result(memo: TrialMemo(), workers: 2) { _ in true }
            for (point, value) in ["1", "6", "12"].enumerated() {
                let run = await RunStudy(scenario: try sweep.source.scenario(["\(path)=\(value)"]))
                    .result(workers: 1) { _ in true }
                for (place, program) in sweep.programs.enumerated() {
                    for metric in Metric.all.indices {
                        #expect(
                            result.estimate(point + 1, program: place, metric: metric)
                                == run.estimate(Metric.all[metric].name, arm: program + 1),
                            "\(path) \(value), \(Metric.all[metric].name)")
                    }
                }
            }
        }
    }

    @Test("common luck: on launch.yaml neighbouring thresholds differ with at most a fifth of the independent error")
    func commonLuck() async throws {
        let source = try TrialSource(
            path: Loyalty.packageFile("scenarios/launch.yaml"),
            overrides: ScenarioOverrides(customers: 1000, replications: 20))
        let profit = try Metric.named("incremental_profit", option: "")
        for vary in [
            "programs.points.rewards.voucher.points_price=480:520:10",
            "programs.points.rewards.treat.points_price=145:155:5",
        ] {
            let space = try DesignSpace([try Variation(parsing: vary)])
            let sweep = try Sweep(source, space, layout: .grid, points: nil, shown: [profit])
            let result = try await sweep.result(memo: TrialMemo(), workers: 2) { _ in true }
            let metric = try #require(Metric.index(of: profit.name))
            let ratio = try #require(result.commonLuck(program: 0, metric: metric))
            // An estimate itself: with 19 degrees of freedom a standard deviation is known to a sixth.
            #expect(ratio <= 0.2, "\(vary): \(ratio)")
            #expect(result.text(folder: "").contains("Common luck: the difference between neighbours"))
        }
    }

    @Test("paths of one program sweep that program; others sweep all")
    func programs() throws {
        #expect(try Self.sweep(["\(Self.price)=1,2"]).programs == [0])
        #expect(try Self.sweep(["\(Self.price)=1,2", "programs.far.costs.monthly=1,2"]).programs == [0, 1])
        #expect(try Self.sweep(["\(Self.price)=1,2", "months=6,7"]).programs == [0, 1, 2, 3])
    }

    @Test("the same bytes with any number of workers")
    func workers() async throws {
        let sweep = try Self.sweep(["\(Self.price)=50:150:50", "months=6,12"])
        let one = try await Self.table(sweep, workers: 1)
        #expect(try await Self.table(sweep, workers: 3) == one)
        // Seven points of one program.
        #expect(one.split(separator: "\n").count > 7 * 40)
    }

    @Test("stopped at any moment and taken up again, or killed in the midst of a line: the same bytes")
    func resumed() async throws {
        let sweep = try Self.sweep(["\(Self.price)=50:150:50", "months=6,12"])
        let whole = try await Self.table(sweep)
        let scratch = try Scratch()
        let file = scratch[TrialMemo.file]
        for stop in 1...40 {
            let memo = try TrialMemo(folder: scratch.path, stamp: sweep.stamp)
            let calls = Mutex(0)
            let isWhole = try? await sweep.result(memo: memo, workers: 2) { _ in
                calls.withLock {
                    $0 += 1; return $0 < stop
                }
            }
            if isWhole != nil { break }
            // What a kill may leave behind: half a line.
            let text = try scratch.text(TrialMemo.file)
            try (text + "0123 1 3ff").write(toFile: file, atomically: false, encoding: .utf8)
        }
        let size = try scratch.text(TrialMemo.file).utf8.count
        let memo = try TrialMemo(folder: scratch.path, stamp: sweep.stamp)
        #expect(try await Self.table(sweep, memo: memo) == whole)
        // All of it was remembered: nothing was added.
        #expect(try scratch.text(TrialMemo.file).utf8.count <= size)
    }

    @Test("what another study remembered is forgotten")
    func otherStudy() async throws {
        let scratch = try Scratch()
        let first = try Self.sweep(["\(Self.price)=50,100"])
        _ = try await Self.table(first, memo: try TrialMemo(folder: scratch.path, stamp: first.stamp))
        let second = try Self.sweep(["\(Self.price)=50,100"], replications: 3)
        #expect(first.stamp != second.stamp)
        _ = try TrialMemo(folder: scratch.path, stamp: second.stamp)
        #expect(try scratch.text(TrialMemo.file) == second.stamp + "\n")
    }

    @Test("a memory with a spoilt line keeps all others")
    func spoiltMemory() async throws {
        let sweep = try Self.sweep(["\(Self.price)=50,100"])
        let scratch = try Scratch()
        let whole = try await Self.table(sweep, memo: try TrialMemo(folder: scratch.path, stamp: sweep.stamp))
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch[TrialMemo.file])))
        let lines = bytes.split(separator: 10)
        // The study's name, and five worlds of each price, one of which is the scenario's own.
        try #require(lines.count == 1 + 2 * 5)
        // No text in any encoding, in the line before the last.
        bytes[bytes.count - 2 - lines[10].count] = 0xFF
        try Data(bytes).write(to: URL(fileURLWithPath: scratch[TrialMemo.file]))
        let memo = try TrialMemo(folder: scratch.path, stamp: sweep.stamp)
        #expect(memo.size >= 8, "\(memo.size)")
        #expect(try await Self.table(sweep, memo: memo) == whole)
    }

    @Test("luck is shared: differences between neighbouring prices are known far better than unpaired ones")
    func paired() async throws {
        let sweep = try Self.sweep(["\(Self.price)=100,105"], replications: 20)
        let result = try await sweep.result(memo: TrialMemo(), workers: 2) { _ in true }
        let metric = try #require(Metric.index(of: "incremental_profit"))
        let both = try (1...2).map {
            try #require(result.estimate($0, program: 0, metric: metric)?.standardError)
        }
        let unpaired = (both[0] * both[0] + both[1] * both[1]).squareRoot()
        let paired = try #require(result.difference(1, from: 2, program: 0, metric: metric)?.standardError)
        #expect(paired < unpaired / 3, "paired \(paired), unpaired \(unpaired)")
    }

    @Test("a best point that loses money is told so, and whether there are values beyond the edge")
    func losing() async throws {
        let source = try TrialSource(
            path: Loyalty.packageFile("scenarios/cdnow.yaml"),
            overrides: ScenarioOverrides(customers: 200, replications: 5))
        func text(_ vary: String, metric: String) async throws -> String {
            let space = try DesignSpace([try Variation(parsing: vary)])
            let sweep = try Sweep(
                source, space, layout: .grid, points: nil, shown: [try Metric.named(metric, option: "")])
            return try await sweep.result(memo: TrialMemo(), workers: 2) { _ in true }.text(folder: "")
                .replacing("\n", with: " ")
        }
        // Members who give 90 % back lose more than they bring, and buy most of all.
        let all = try await text("programs.near.rewards.certificate.points_price=1,5", metric: "revenue")
        #expect(all.contains("Even there the program loses money: incremental_profit -"), "\(all)")
        // The smallest price that there is, among numbers in any order.
        #expect(all.contains("Highest at 1;") && all.contains("It is the last value that the path takes."), "\(all)")
        let open = try await text(
            "programs.near.rewards.certificate.points_price=20,5,40", metric: "ever_rewarded_share")
        #expect(open.contains("Highest at 5;") && open.contains("It lies at the edge of what was tried."), "\(open)")
    }

    @Test("points are of the documents as they were when the study began, whatever becomes of the files")
    func documentsKept() throws {
        let scratch = try Scratch()
        try scratch.make("shop", files: EqualCostTests.files(["cash", "card"]))
        let source = try TrialSource(
            path: scratch["shop/shop.yaml"], overrides: ScenarioOverrides(customers: 100))
        let setting = "programs.card.punch-card.stamps=7"
        let before = try source.scenario([setting])
        try FileManager.default.removeItem(atPath: scratch["shop"])
        #expect(try source.scenario([setting]).resolvedText == before.resolvedText)
        #expect(before.population.customers == 100)
    }

    @Test("the best point leaves open those that it cannot be told from")
    func best() async throws {
        let sweep = try Self.sweep(["\(Self.price)=100,101,2000"], replications: 10)
        let result = try await sweep.result(memo: TrialMemo(), workers: 2) { _ in true }
        let metric = try #require(Metric.index(of: "points_redeemed"))
        // Neither way is better.
        #expect(Metric.all[metric].better == nil)
        #expect(result.best(program: 0, metric: metric) == nil)
        let rate = try #require(Metric.index(of: "ever_rewarded_share"))
        let best = try #require(result.best(program: 0, metric: rate))
        #expect(best.point <= 2)
        #expect(!best.notSeparated.contains(3))
    }
}
