import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// A fit's document in a run: its customers go on, and are held against what they really did.
@Suite("Present customers of a fit")
struct PresentDocumentTests {
    private static let fitted = "scenarios/populations/cdnow-fitted/"

    private static func scenario(_ population: String, _ more: String = "") -> String {
        """
        document: scenario
        title: Nothing is done
        source: illustration
        currency: USD
        start: 1997-10-01
        months: 9
        replications: 20
        population: \(population)
        response: none
        \(more)
        """
    }

    @Test("with no program they make the purchases that the model expects, and validation.csv holds both")
    func roundTrip() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["run.yaml": Self.scenario("r/population.yaml")])
        let fit = try Loyalty(
            "fit \(FitCommandTests.sample) --calibrate-until 1997-09-30 --currency USD --models bg-nbd --quiet --output r",
            in: scratch.path)
        #expect(fit.status == 0, "\(fit.errors)")
        let run = try Loyalty("run run.yaml --output o --quiet", in: scratch.path)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        let rows = try scratch.text("o/validation.csv").split(separator: "\n").map { $0.split(separator: ",") }
        let all = try #require(rows.first { $0[0] == "all" && $0[1] == "purchases" })
        // 1,882 purchase days in the holdout; the reference expects 1653.41 of BG/NBD.
        #expect(all[3] == "1882", "\(all)")
        let (mean, deviation) = (try #require(Double(all[4])), try #require(Double(all[5])))
        #expect(abs(mean - 1653.408698) < 4 * deviation / 20.0.squareRoot(), "\(mean) ± \(deviation)")
        let months = rows.filter { $0[1] == "purchases" && $0[0] != "all" }
        #expect(months.count == 9 && months.reduce(0) { $0 + (Int($1[3]) ?? 0) } == 1882)
        let present = try scratch.text("r/validation.csv").split(separator: "\n").filter { $0.hasPrefix("present,") }
        #expect(present.contains { $0.hasPrefix("present,holdout,repeat_purchases,purchases,1882,") }, "\(present)")
    }

    @Test("another start is told, new customers can be had instead, and a changed file is noticed")
    func switches() throws {
        let scratch = try Scratch()
        let path = Loyalty.packageFile(Self.fitted + "population.yaml")
        try scratch.make("", files: ["run.yaml": Self.scenario(path)])
        let later = try Loyalty(
            "run run.yaml --output a --quiet --set start=1998-01-01 --replications 2", in: scratch.path)
        #expect(later.status == 0 && later.errors.contains("customers as they were on 1997-09-30"), "\(later.errors)")
        #expect(try !FileManager.default.contentsOfDirectory(atPath: scratch["a"]).contains("validation.csv"))
        let newborn = try Loyalty(
            "run run.yaml --output b --quiet --set population.present.used=false --replications 2", in: scratch.path)
        #expect(newborn.status == 0, "\(newborn.errors)")
        func customers(_ folder: String) throws -> Double {
            let row = try scratch.text(folder + "/summary.csv").split(separator: "\n")
                .first { $0.hasPrefix("baseline,all,customers,") }
            return try #require(row.flatMap { Double($0.split(separator: ",")[4]) })
        }
        #expect(try customers("b") == 2357)
        // Those who are still there: well below all.
        let there = try customers("a")
        #expect(there > 900 && there < 1800, "\(there)")
        let changed = try Loyalty(
            "run run.yaml --output c --quiet --set population.present.digest=0000000000000000", in: scratch.path)
        #expect(changed.status == 65 && changed.errors.contains("present.digest"), "\(changed.errors)")
    }

    @Test("a file that is wrong is told with its line, all at once")
    func wrong() throws {
        let scratch = try Scratch()
        let head = "segment,repeats,recency,age,paid_repeats,mean_spend,customer_id\n"
        let rows = head + "customers,2,10,20,2,7.5,a\nothers,1,1,2,1,3,b\ncustomers,1,30,20,1,3,c\ncustomers,0,0,9\n"
        let document = """
            document: population
            unit: week
            customers: 3
            present: { file: who.csv, as_of: 1997-09-30 }
            segments:
              - name: customers
                share: 1
                purchase: { poisson-gamma: { r: 1, alpha: 5 } }
                attrition: { contract: { alpha: 1, beta: 5, period: 4 } }
                basket: { fixed: { amount: 10 } }
                margin: 0.3
                covariance: { timing: [1, 2, 1] }

            """
        try scratch.make("", files: ["who.csv": rows, "p.yaml": document])
        let check = try Loyalty("check p.yaml", in: scratch.path)
        #expect(check.status == 65)
        for part in [
            "who.csv:3: ", "found segment \"others\", expected \"customers\"", "who.csv:4: ", "0 ≤ recency ≤ age",
            "who.csv:5: ", "found 4 fields, expected 6 or more", "attrition contract", "used: false",
            "numbers that are no covariance",
        ] {
            #expect(check.errors.contains(part) || check.output.contains(part), "\(part) in \(check.errors)")
        }
    }

    @Test("drawing what is not known of the parameters widens what worlds differ by, and the manifest says so")
    func uncertainty() throws {
        let scratch = try Scratch()
        let path = Loyalty.packageFile(Self.fitted + "population.yaml")
        try scratch.make("", files: ["run.yaml": Self.scenario(path, "uncertainty: none")])
        var spreads: [Double] = []
        for uncertainty in ["none", "population"] {
            let run = try Loyalty(
                "run run.yaml --output \(uncertainty) --quiet --set uncertainty=\(uncertainty) --replications 60",
                in: scratch.path)
            #expect(run.status == 0, "\(run.errors)")
            let row = try #require(
                try scratch.text(uncertainty + "/validation.csv").split(separator: "\n")
                    .first { $0.hasPrefix("all,purchases,") })
            spreads.append(try #require(Double(row.split(separator: ",")[5])))
        }
        // The standard deviation of sixty worlds is known to a tenth; the parameters' error is larger than luck's.
        #expect(spreads[1] > 1.2 * spreads[0], "\(spreads)")
        let manifest = try scratch.text("population/manifest.json")
        #expect(manifest.contains("estimation error is included: the parameters of 1 of 1 segment are drawn anew"))
        #expect(manifest.contains("population.segments.customers.covariance.timing"))
        #expect(try scratch.text("none/manifest.json").contains("parameter uncertainty is not included"))
    }
}
