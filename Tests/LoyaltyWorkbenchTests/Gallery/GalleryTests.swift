import Foundation
import LoyaltyWorkbench
import Testing

/// The gallery as shipped, with few customers and few worlds: whether it runs, not whether it is met.
@Suite struct GalleryTests {
    static let folder = Shipped.path("scenarios/gallery")

    static func small(_ customers: Int = 60) throws -> GalleryStudy {
        try GalleryStudy(
            folder: folder, replications: 2, customers: customers, findings: Finding.all, claims: Claim.all)
    }

    @Test func `every entry has a name, a source, a range and a scenario of its own words`() {
        let ids = Finding.all.map(\.id) + Claim.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for finding in Finding.all {
            #expect(!finding.source.isEmpty && !finding.found.isEmpty, "\(finding.id)")
            #expect(!finding.published.rangeSource.isEmpty, "\(finding.id)")
            #expect(finding.published.low != nil || finding.published.high != nil, "\(finding.id)")
            if let value = finding.published.value { #expect(finding.published.contains(value), "\(finding.id)") }
        }
        let used = Set(Finding.all.map(\.scenario) + Claim.all.map(\.scenario))
        let shipped = Shipped.files(in: "scenarios/gallery").map {
            URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
        }
        #expect(used.sorted() == shipped.sorted())
    }

    @Test func `what is imposed names a number of the response, or the population`() throws {
        let response = try #require(
            try ScenarioLoader.load(path: Self.folder + "/cafe-card.yaml").responseDocument)
        for parameter in Finding.all.compactMap(\.standing.parameter) where parameter != "population" {
            #expect(response.estimates["effects." + parameter] != nil, "\(parameter)")
        }
    }

    @Test func `every page row is an entry and every entry has a row`() throws {
        let page = try String(contentsOfFile: Shipped.path("docs/GALLERY.md"), encoding: .utf8)
        for id in Finding.all.map(\.id) + Claim.all.map(\.id) { #expect(page.contains("`\(id)`"), "\(id)") }
    }

    @Test func `the whole gallery runs, whatever the workers, and its tables say what was computed`() async throws {
        let study = try Self.small()
        let result = try #require(await study.result(workers: 1) { _ in true })
        let again = try #require(await study.result(workers: 3) { _ in true })
        let scratch = try Scratch()
        try scratch.make("one", files: [:])
        try scratch.make("three", files: [:])
        try GalleryFolder.write(result, command: "loyalty gallery", to: scratch["one"])
        try GalleryFolder.write(again, command: "loyalty gallery", to: scratch["three"])
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch["one"]).sorted()
        #expect(names == ["claims.csv", "datapackage.json", "gallery.csv", "manifest.json"])
        for name in names { #expect(try scratch.text("one/" + name) == scratch.text("three/" + name), "\(name)") }

        let rows = try scratch.text("one/gallery.csv").split(separator: "\n")
        #expect(rows.count == Finding.all.count + 1)
        for (row, finding) in zip(rows.dropFirst(), result.findings) {
            #expect(row.hasPrefix(finding.finding.id + ","))
            #expect(row.hasSuffix("," + finding.verdict.rawValue))
        }
        let claims = try scratch.text("one/claims.csv").split(separator: "\n")
        #expect(claims.count == Claim.all.count + 1)
        #expect(claims[0].hasPrefix("claim,said_by,said,claimed,comparison,naive,"))

        let manifest = try JSONDecoder().decode(
            GalleryManifest.self, from: Data(try scratch.text("one/manifest.json").utf8))
        for (file, digest) in manifest.tables { #expect(SHA256.hex(of: try scratch.text("one/" + file)) == digest) }
        #expect(manifest.scenarios.allSatisfy { SHA256.hex(of: $0.scenarioText) == $0.scenarioSha256 })
        #expect(Set(manifest.scenarios.map(\.scenario)) == Set(Finding.all.map(\.scenario) + Claim.all.map(\.scenario)))
    }

    @Test func `the answer fits a terminal of 120 columns`() async throws {
        let result = try #require(await Self.small().result(workers: 2) { _ in true })
        let text = result.text(folder: "results/gallery")
        for line in text.split(separator: "\n") { #expect(line.count <= 120, "\(line)") }
        for id in Finding.all.map(\.id) + Claim.all.map(\.id) { #expect(text.contains("  \(id)  "), "\(id)") }
    }

    @Test func `a stop leaves nothing`() async throws {
        let result = try await Self.small().result(workers: 2) { $0.share < 0.3 }
        #expect(result == nil)
    }

    @Test func `a folder that is not there, and a scenario without its program, are told`() throws {
        let scratch = try Scratch()
        #expect(throws: Problems.self) { try GalleryStudy(folder: scratch["nowhere"]) }
        let text = try String(contentsOfFile: Self.folder + "/golf.yaml", encoding: .utf8)
            .replacing("name: ten-rounds", with: "name: eleven-rounds")
            .replacing("../responses/literature.yaml", with: Shipped.path("scenarios/responses/literature.yaml"))
        try scratch.make("gallery", files: ["golf.yaml": text])
        let findings = Finding.all.filter { $0.scenario == "golf" }
        do {
            _ = try GalleryStudy(folder: scratch["gallery"], findings: findings, claims: [])
            Issue.record("a scenario without its program is accepted")
        } catch let problems as Problems {
            #expect(problems.problems.map(\.expected) == ["one named ten-rounds"])
            #expect(problems.problems.map(\.found) == ["eleven-rounds"])
        }
    }
}
