import Foundation
import Testing

@Suite struct TuneCommandTests {
    static let small = "tune \(RunCommandTests.cdnow) --customers 200"
    static let vary = "--vary programs.near.rewards.certificate.points_price=50,200"

    @Test func `a tuning writes its table and names the best`() throws {
        let scratch = try Scratch()
        let tune = try Loyalty("\(Self.small) \(Self.vary) --maximise revenue --budget 200", in: scratch.path)
        #expect(tune.status == 0, "\(tune.errors)")
        #expect(tune.output.contains("The best is points_price"))
        #expect(try scratch.text("results/cdnow-tune/tuning.csv").contains("winner"))
    }

    @Test func `two measures give a frontier; without a feasible candidate the answer is no error`() throws {
        let scratch = try Scratch()
        let tune = try Loyalty(
            "\(Self.small) --vary programs.near.rewards.certificate.points_price=50,100,200 --maximise revenue "
                + "--minimise reward_cost --budget 200", in: scratch.path)
        #expect(tune.status == 0, "\(tune.errors)")
        #expect(tune.output.contains("large revenue and small reward_cost"))
        let header = try scratch.text("results/cdnow-tune/frontier.csv").prefix { $0 != "\n" }
        #expect(header.contains("status,dominated_by,first,first_standard_error,first_ci_low,first_ci_high,second,"))
        let none = try Loyalty(
            "\(Self.small) \(Self.vary) --maximise revenue --subject-to 'cost_share <= 0' --budget 200 --output none",
            in: scratch.path)
        #expect(none.status == 0, "\(none.errors)")
        #expect(none.output.contains("No candidate keeps the constraints; nearest is"))
        #expect(none.output.contains("at most 0.0% asked for"), "\(none.output)")
        let both = try Loyalty(
            "\(Self.small) \(Self.vary) --maximise revenue --minimise reward_cost --subject-to 'cost_share <= 0' "
                + "--subject-to 'p95:liability <= 1' --budget 200 --output both", in: scratch.path)
        #expect(both.status == 0, "\(both.errors)")
        let words = both.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("(by the largest breach, as a part of its limit): cost_share"), "\(words)")
    }

    @Test func `a measure without a value is named`() throws {
        let scratch = try Scratch()
        let tune = try Loyalty("\(Self.small) \(Self.vary) --maximise donations --budget 200", in: scratch.path)
        #expect(tune.status == 64 && tune.errors.contains("donations is undefined at 50"), "\(tune.errors)")
    }

    @Test(
        "wrong use is refused at once",
        arguments: [
            ("\(vary)", 64, "--maximise MEASURE or --minimise MEASURE"),
            ("--maximise revenue", 64, "--vary is needed"),
            ("\(vary) --maximise revenues", 64, "did you mean 'revenue'?"),
            ("\(vary) --maximise revenue --subject-to 'roi > 3'", 64, "--subject-to takes"),
            ("\(vary) --maximise revenue --replications 5", 64, "--budget caps all"),
            ("\(vary) --maximise revenue --maximise roi --minimise liability", 64, "two of them for a frontier"),
            ("\(vary) --maximise revenue --program nea", 64, "did you mean 'near'?"),
            ("\(vary) --maximise revenue --robust worse", 64, "--robust is mean or worst"),
            ("\(vary) --maximise revenue --indifference -5", 64, "--indifference is above zero"),
            ("--vary -1:2:1 --maximise revenue", 64, "found '-1:2:1'"),
            ("\(vary) --maximise revenue --confidence 1", 64, "--confidence"),
            ("\(vary) --maximise revenue --procedure kno", 64, "--procedure is kn or ocba"),
            ("--vary programs.near.costs.monthlyy=1,2 --maximise revenue", 65, "--vary: programs.near.costs.monthlyy"),
            ("--vary months=6,7 --maximise revenue", 64, "say with --program"),
            ("\(vary) --maximise revenue --program far", 64, "no path of --vary changes it"),
            ("\(vary) --maximise p95:revenue --robust worst", 64, "give revenue alone, or --robust mean"),
            ("\(vary) --maximise revenue --indifference 0,5", 64, "decimals are written with a point: 0.5"),
            ("\(vary) --maximise revenue --minimise revenue", 64, "revenue stands twice"),
            (
                "--vary programs.near.costs.monthly=20:60 --maximise revenue", 64,
                "a range has a step, A:B:STEP such as 20:60:1"
            ),
            (
                "--vary programs.near.costs.monthly=1:1000:1 --vary programs.near.costs.per_member_month=1:1000:1 "
                    + "--vary programs.near.rewards.certificate.points_price=1:1000:1 --maximise revenue", 64,
                "more than 100000 combinations"
            ),
            ("\(vary) --maximise purchases_pulled_foward", 64, "did you mean 'purchases_pulled_forward'?"),
        ])
    func refused(arguments: String, status: Int32, words: String) throws {
        let scratch = try Scratch()
        let tune = try Loyalty("\(Self.small) \(arguments)", in: scratch.path)
        #expect(tune.status == status)
        #expect(tune.errors.contains(words), "\(tune.errors)")
        #expect(try scratch.names == [".stderr", ".stdout"])
    }
}
