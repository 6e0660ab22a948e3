import Foundation
import Testing

@Suite struct CompareCommandTests {
    static let coffee =
        "compare '" + Loyalty.packageFile("scenarios/coffee.yaml") + "' --customers 300 --replications 3"

    @Test func `programs at equal cost are a run with a table more`() throws {
        let scratch = try Scratch()
        let compare = try Loyalty("\(Self.coffee) --equal-cost 0.9 --output eq", in: scratch.path)
        #expect(compare.status == 0, "\(compare.errors)")
        #expect(compare.output.contains("incremental profit"))
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch["eq"])
        #expect(Set(files).isSuperset(of: ["equal_cost.csv", "summary.csv", "comparison.csv", "manifest.json"]))
    }

    /// With one replication no cost has a standard error: levers are found in more worlds.
    @Test func `one replication reaches the cost that two reach`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: EqualCostTests.files(["cash", "card"]))
        for replications in [1, 2] {
            let run = try Loyalty(
                "compare shop.yaml --equal-cost 0.05 --replications \(replications) --output r\(replications)",
                in: scratch.path)
            #expect(run.status == 0, "\(run.errors)")
            let rows = Loyalty.rows(try scratch.text("r\(replications)/equal_cost.csv"))
            #expect(!rows.isEmpty && rows.allSatisfy { $0["status"] != "unreachable" }, "\(rows)")
            #expect(try scratch.text("r\(replications)/manifest.json").contains("\"target\" : \"0.05\""))
        }
    }

    @Test func `break-even writes its table`() throws {
        let scratch = try Scratch()
        let compare = try Loyalty("\(Self.coffee) --break-even --output be", in: scratch.path)
        #expect(compare.status == 0, "\(compare.errors)")
        #expect(try scratch.text("be/break_even.csv").contains("near,pays,"))
        let manifest = try scratch.text("be/manifest.json")
        for fact in ["\"range\" : \"0 to 4\"", "\"near pays\" : ", "\"programs\" : ", "\"path\" : \"response.scale\""] {
            #expect(manifest.contains(fact), "\(fact): \(manifest)")
        }
    }

    @Test(
        "wrong use is refused at once",
        arguments: [
            ("", "compare takes --equal-cost SHARE or --break-even"),
            ("--equal-cost 0.1 --break-even", "one at a time"), ("--equal-cost 0,03", "a point: 0.03"),
            ("--equal-cost 2", "a share of sales"),
            ("--equal-cost lots", "equal-cost"),
        ])
    func refused(arguments: String, words: String) throws {
        let scratch = try Scratch()
        let compare = try Loyalty("\(Self.coffee) \(arguments)", in: scratch.path)
        #expect(compare.status == 64)
        #expect(compare.errors.contains(words), "\(compare.errors)")
        #expect(try scratch.names == [".stderr", ".stdout"])
    }
}
