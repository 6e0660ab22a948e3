import Foundation
import LoyaltyWorkbench
import Testing

@Suite struct ParameterCatalogueTests {
    private let rows = ParameterCatalogue.standard.rows

    @Test func everyRowIsReadByCode() {
        // Code that reads a value without a row stops the process, so this one document shows both directions.
        let read = DocumentChecker.rowsRead(paths: [ScenarioLoaderTests.everything, ScenarioLoaderTests.mechanics])
        let unread = rows.map(\.path).filter { !read.contains($0) }
        #expect(unread == [])
    }

    @Test func everyRowSaysWhatItMeans() {
        for row in rows {
            #expect(row.meaning.count >= 8 && row.meaning.hasSuffix("."), "\(row.path): \(row.meaning)")
        }
    }

    @Test func everyNumberAboutPeopleNamesItsSource() {
        for row in rows {
            switch row.kind {
            case .estimate, .durationEstimate: #expect(!row.source.isEmpty, "\(row.path)")
            default: break
            }
        }
    }

    @Test func aFormerNameIsAnsweredWithItsNewOne() {
        let renamed = rows.map { row in
            row.path != "population.customers"
                ? row
                : Parameter(
                    row.path, row.kind, unit: row.unit, row.defaultValue, row.meaning, formerNames: ["customer_count"])
        }
        let path = Shipped.path("Tests/LoyaltyWorkbenchTests/Scenario/Documents/former-name.yaml")
        let problems = DocumentChecker.check(path: path, catalogue: ParameterCatalogue(rows: renamed))
        #expect(
            problems.map { $0.description.replacingOccurrences(of: Shipped.root + "/", with: "") } == [
                """
                Tests/LoyaltyWorkbenchTests/Scenario/Documents/former-name.yaml:3:1: customer_count: found an unknown \
                key, expected "customers": customer_count was renamed to it
                """
            ])
    }

    @Test(arguments: DocumentKind.allCases)
    func theSchemaForEditorsIsTheCatalogues(kind: DocumentKind) throws {
        let path = Shipped.path("scenarios/schema/\(kind.rawValue).schema.json")
        let written = try String(contentsOfFile: path, encoding: .utf8)
        #expect(
            written == JSONSchema.text(kind: kind), "loyalty explain --schema \(kind.rawValue) prints the right one")
        #expect(try JSONSerialization.jsonObject(with: Data(written.utf8)) is [String: Any])
    }

    @Test func theReferencePageHasEveryRow() {
        // Below its heading a path goes without the document's root.
        let roots = DocumentKind.allCases.map { $0.root + "." } + ["estimate."]
        let missing = rows.map(\.path).filter { path in
            let root = roots.first { path.hasPrefix($0) } ?? ""
            return !ReferencePage.text.contains("| `\(path.dropFirst(root.count))` |")
        }
        #expect(missing == [])
    }

    @Test func theReferencePageIsTheCatalogues() throws {
        let written = try String(contentsOfFile: Shipped.path("docs/REFERENCE.md"), encoding: .utf8)
        #expect(written == ReferencePage.text, "loyalty explain --markdown prints the right one")
    }
}

@Suite struct ExplainTests {
    private let metrics = [(name: "roi", unit: "ratio", meaning: "Incremental profit over program cost.")]

    @Test(arguments: [
        "points_price", "rewards.drink.points_price", "programs.near.rewards.drink.points_price",
        "programs.near.mechanics.points.rewards.drink.points_price", "points.rewards.NAME.points_price",
    ])
    func aParameterIsFoundByAnyPartOfItsPath(path: String) throws {
        #expect(
            try Explain.text(path: path) == """
                programs.NAME.mechanics.points.rewards.NAME.points_price
                    Its price in points.
                    a whole number from 1 to 1000000000; unit: points; required

                """)
    }

    @Test func aBlockListsEverythingBelowIt() throws {
        let text = try Explain.text(path: "response.effects.points_pressure")
        let paths = text.split(separator: "\n").filter { $0.hasPrefix("response.") }
        #expect(
            paths == [
                "response.effects.points_pressure", "response.effects.points_pressure.strength",
                "response.effects.points_pressure.shape", "response.effects.points_pressure.carry_over",
            ])
    }

    @Test func metricsAreExplainedToo() throws {
        let expected = "metric roi\n    Incremental profit over program cost.\n    unit: ratio\n"
        #expect(try Explain.text(path: "roi", metrics: metrics) == expected)
        #expect(try Explain.text(path: nil, metrics: metrics).hasSuffix(expected))
    }

    @Test func aWordLeadsToWhateverSpeaksOfIt() throws {
        let text = try Explain.text(path: "stamp", metrics: metrics)
        #expect(text.hasPrefix("Nothing is called \"stamp\". These speak of it:\n"))
        #expect(text.contains("\n  programs.NAME.mechanics.punch-card.stamps: Stamps on a full card.\n"))
        let expiry = try Explain.text(path: "expiry", metrics: metrics)
        #expect(expiry.contains("\nprograms.NAME.mechanics.points.expiry\n"))
        let seeAlso = try #require(expiry.firstRange(of: "\nSee also:\n"))
        #expect(
            expiry[seeAlso.upperBound...].contains(
                "  programs.NAME.mechanics.campaign.messages.NAME.when.before-expiry: "))
        // Several words have to come together.
        #expect(try Explain.text(path: "stamps full card").contains("  programs.NAME.mechanics.punch-card.stamps: "))
    }

    @Test func aBlockWithMuchBelowItIsAnOverview() throws {
        let text = try Explain.text(path: "mechanics", metrics: metrics)
        #expect(text.hasPrefix("programs.NAME.mechanics\n"))
        for line in [
            "  punch-card: A card stamped once a visit and given in for a reward when full: buy N, get one.",
            "  referral: ",
        ] { #expect(text.contains("\n" + line), "\(text)") }
        #expect(!text.contains("programs.NAME.mechanics.punch-card.stamps"))
    }

    @Test func anUnknownPathNamesTheNearest() {
        let problems = #expect(throws: Problems.self) { try Explain.text(path: "strenght", metrics: metrics) }
        #expect(
            problems?.description == """
                explain: found the unknown path "strenght", expected a path of a parameter, a part of one, or a metric \
                (did you mean "strength"?)
                """)
    }
}
