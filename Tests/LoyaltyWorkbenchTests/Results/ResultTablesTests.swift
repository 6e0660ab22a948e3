import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct ResultTablesTests {
    /// Two replications of ``HandMade``; in the second, members of segment a buy twice more in March.
    private func paper() throws -> RunResult {
        var second = HandMade.outcome
        second.set(.memberPurchases, arm: 1, segment: 0, [0, 5, 9])
        return RunResult(scenario: try HandMade.scenario(), outcomes: [HandMade.outcome, second])
    }

    private func lines(_ scratch: Scratch, _ file: String, with start: String, _ part: String = ",") throws -> [String]
    {
        try scratch.text(file).split(separator: "\n").map(String.init).filter {
            $0.hasPrefix(start) && $0.contains(part)
        }
    }

    @Test func `the roll-forward is to the byte what the flows say`() throws {
        let scratch = try Scratch()
        try ResultTables.write(paper(), command: "loyalty run", to: scratch.path)
        #expect(
            try scratch.text("points_rollforward.csv") == """
                program,replication,month,opening,issued,redeemed,expired,reversed,reinstated,transferred,closing,\
                pending_activated
                near,1,2026-01,0,0,0,0,0,0,0,0,0
                near,1,2026-02,0,150,0,0,5,0,0,145,10
                near,1,2026-03,145,150,60,30,0,1,-2,204,0
                near,2,2026-01,0,0,0,0,0,0,0,0,0
                near,2,2026-02,0,150,0,0,5,0,0,145,10
                near,2,2026-03,145,150,60,30,0,1,-2,204,0

                """)
    }

    @Test func `the summary has mean, standard error and quantiles over the replications`() throws {
        let scratch = try Scratch()
        try ResultTables.write(paper(), command: "loyalty run", to: scratch.path)
        // 59 and 61: mean 60, standard error 1, type-7 quantiles a twentieth from either end.
        #expect(
            try lines(scratch, "summary.csv", with: "program,") == [
                "program,segment,metric,unit,mean,standard_error,p05,p50,p95,replications"
            ])
        #expect(
            try lines(scratch, "summary.csv", with: "", ",all,purchases,") == [
                "baseline,all,purchases,purchases,54,0,54,54,54,2",
                "near,all,purchases,purchases,60,1,59.1,60,60.9,2",
            ])
        #expect(
            try lines(scratch, "summary.csv", with: "near,b,revenue") == [
                "near,b,revenue,EUR minor,3100,0,3100,3100,3100,2"
            ])
        #expect(
            try lines(scratch, "summary.csv", with: "", "program_cost") == [
                "baseline,all,program_cost,EUR minor,0,0,0,0,0,2",
                "baseline,a,program_cost,EUR minor,0,0,0,0,0,2",
                "baseline,b,program_cost,EUR minor,0,0,0,0,0,2",
                "near,all,program_cost,EUR minor,2026,0,2026,2026,2026,2",
                "near,a,program_cost,EUR minor,1064,0,1064,1064,1064,2",
                "near,b,program_cost,EUR minor,962,0,962,962,962,2",
            ])
        #expect(try lines(scratch, "summary.csv", with: "", "payback_month") == [])
        #expect(try lines(scratch, "summary.csv", with: "baseline", "roi") == [])
    }

    @Test func `the timeline has its months and the replications their values`() throws {
        let scratch = try Scratch()
        try ResultTables.write(paper(), command: "loyalty run", to: scratch.path)
        #expect(
            try lines(scratch, "timeline.csv", with: "near", ",purchases,") == [
                "near,2026-01,purchases,purchases,22,22,22,22", "near,2026-02,purchases,purchases,19,19,19,19",
                "near,2026-03,purchases,purchases,19,18.1,19,19.9",
            ])
        #expect(
            try lines(scratch, "timeline.csv", with: "near", "program_cost") == [
                "near,2026-01,program_cost,EUR minor,0,0,0,0",
                "near,2026-02,program_cost,EUR minor,1722,1722,1722,1722",
                "near,2026-03,program_cost,EUR minor,304,304,304,304",
            ])
        #expect(
            try lines(scratch, "replications.csv", with: "near", ",purchases,") == [
                "near,1,all,purchases,59", "near,1,a,purchases,28", "near,1,b,purchases,31", "near,2,all,purchases,61",
                "near,2,a,purchases,30", "near,2,b,purchases,31",
            ])
    }

    @Test func `the timeline by segment leaves out what never happens, and its flows add up to all`() throws {
        let scratch = try Scratch()
        try ResultTables.write(paper(), command: "loyalty run", to: scratch.path)
        // Costs that no segment causes fall on them by their 10 customers each; see the hand figures of the metrics.
        #expect(
            try lines(scratch, "timeline_segments.csv", with: "near,b", ",purchases,") == [
                "near,b,2026-01,purchases,purchases,12,12,12,12", "near,b,2026-02,purchases,purchases,10,10,10,10",
                "near,b,2026-03,purchases,purchases,9,9,9,9",
            ])
        #expect(try lines(scratch, "timeline_segments.csv", with: "baseline", ",fee_income,") == [])
        #expect(try lines(scratch, "timeline_segments.csv", with: "near,b", ",points_redeemed,") == [])
        #expect(try lines(scratch, "timeline_segments.csv", with: "near,a", ",points_redeemed,").count == 3)
        func sums(_ file: String) throws -> [String: Double] {
            try lines(scratch, file, with: "near", ",program_cost,").reduce(into: [:]) { sums, line in
                let fields = line.split(separator: ",").map(String.init)
                let month = try #require(fields.first { $0.hasPrefix("2026-") })
                sums[month, default: 0] += try #require(Double(fields[fields.count - 4]))
            }
        }
        #expect(try sums("timeline_segments.csv") == (try sums("timeline.csv")))
    }

    @Test func `what has no better way is compared too, and nobody is best`() throws {
        let scratch = try Scratch()
        try ResultTables.write(paper(), command: "loyalty run", to: scratch.path)
        let rows = try lines(scratch, "comparison.csv", with: "near,baseline,all,points_issued")
        #expect(rows == ["near,baseline,all,points_issued,points,300,0,300,300,0,,,higher"])
    }

    @Test func `the comparison has a row for each pair, metric and segment`() throws {
        let scratch = try Scratch()
        try ResultTables.write(paper(), command: "loyalty run", to: scratch.path)
        #expect(
            try lines(scratch, "comparison.csv", with: "near,baseline,b,revenue") == [
                "near,baseline,b,revenue,EUR minor,100,0,100,100,0,1,1,higher"
            ])
        #expect(
            try lines(scratch, "comparison.csv", with: "near,baseline,all,incremental_profit") == [
                "near,baseline,all,incremental_profit,EUR minor,-1202,0,-1202,-1202,0,0,0,lower"
            ])
        let row = try #require(try lines(scratch, "comparison.csv", with: "near,baseline,all,purchases,").first)
        #expect(row.hasPrefix("near,baseline,all,purchases,purchases,6,1,-6.70620473"))
        #expect(row.hasSuffix(",1,1,cannot separate; about 1 more replication would"))
    }

    @Test func `the manifest tells what the tables were made from, and their digests`() throws {
        let scratch = try Scratch()
        try ResultTables.write(paper(), command: "loyalty run paper.yaml", to: scratch.path)
        let manifest = try JSONDecoder().decode(Manifest.self, from: Data(scratch.text("manifest.json").utf8))
        #expect(manifest.command == "loyalty run paper.yaml")
        #expect(manifest.scenarioSha256 == SHA256.hex(of: manifest.scenarioText))
        #expect(manifest.seed == 7)
        #expect(manifest.replications == 2)
        #expect(manifest.customers == 18)
        #expect(manifest.interrupted == false)
        #expect(manifest.gslVersion.hasPrefix("2."))
        let tables = try scratch.names.filter { $0.hasSuffix(".csv") }
        #expect(tables == manifest.tables.keys.sorted())
        for table in tables { #expect(SHA256.hex(of: try scratch.text(table)) == manifest.tables[table]) }
    }

    @Test func `the data dictionary describes every column of every table, in order`() throws {
        struct Package: Decodable {
            struct Resource: Decodable {
                struct Schema: Decodable {
                    struct Field: Decodable {
                        let name: String
                        let type: String
                        let description: String
                    }
                    let fields: [Field]
                    let primaryKey: [String]
                }
                let path: String
                let schema: Schema
            }
            let resources: [Resource]
        }
        let scratch = try Scratch()
        try ResultTables.write(paper(), command: "loyalty run", to: scratch.path)
        let package = try JSONDecoder().decode(Package.self, from: Data(scratch.text("datapackage.json").utf8))
        #expect(try package.resources.map(\.path).sorted() == scratch.names.filter { $0.hasSuffix(".csv") })
        for resource in package.resources {
            let rows = try scratch.text(resource.path).split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            #expect(resource.schema.fields.map(\.name) == rows[0])
            for (column, field) in resource.schema.fields.enumerated() {
                #expect(field.description.contains("."), "\(resource.path) \(field.name)")
                for row in rows.dropFirst() where !row[column].isEmpty {
                    switch field.type {
                    case "integer": #expect(Int64(row[column]) != nil, "\(resource.path) \(field.name) \(row[column])")
                    case "number": #expect(Double(row[column]) != nil, "\(resource.path) \(field.name) \(row[column])")
                    case "yearmonth": #expect(row[column].count == 7, "\(resource.path) \(row[column])")
                    default: break
                    }
                }
            }
            let key = resource.schema.primaryKey.compactMap { rows[0].firstIndex(of: $0) }
            #expect(Set(rows.map { row in key.map { row[$0] } }).count == rows.count, "\(resource.path)")
        }
    }

    @Test func `points that the ledgers do not hold are an internal error`() throws {
        let scratch = try Scratch()
        var outcome = HandMade.outcome
        outcome.set(.closingPoints, arm: 1, segment: 1, 55)
        let result = RunResult(scenario: try HandMade.scenario(), outcomes: [outcome])
        let error = #expect(throws: (any Error).self) {
            try ResultTables.write(result, command: "loyalty run", to: scratch.path)
        }
        #expect(
            error.map { "\($0)" }
                == "points of near, replication 1: the roll-forward closes at 204, the ledgers hold 205")
        #expect(!FileManager.default.fileExists(atPath: scratch["manifest.json"]))
    }

    @Test func `the number of workers moves no byte of any table`() async throws {
        var digests: [[String: String]] = []
        for workers in [1, 2, 3, 7] {
            let scratch = try Scratch()
            let result = await RunStudy(scenario: try SmallStudy.scenario()).result(workers: workers) { _ in true }
            try ResultTables.write(result, command: "loyalty run", to: scratch.path)
            let data = Data(try scratch.text("manifest.json").utf8)
            digests.append(try JSONDecoder().decode(Manifest.self, from: data).tables)
        }
        #expect(Set(digests).count == 1)
        #expect(digests[0].count == 9)
    }
}
