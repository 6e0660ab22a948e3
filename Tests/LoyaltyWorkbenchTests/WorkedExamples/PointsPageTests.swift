import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// docs/POINTS.md promises; these tests hold the reader of documents to it.
@Suite struct PointsPageTests {
    let page: String

    init() throws { page = try Repository.text(of: "docs/POINTS.md") }

    /// The texts of the page's blocks in one language.
    private func blocks(_ language: String) -> [String] {
        page.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
    }

    @Test func everyBlockOnThePageIsAPointsMechanic() throws {
        let euro = try #require(Currency(code: "EUR"))
        let blocks = blocks("yaml")
        #expect(blocks.count >= 6)
        for block in blocks {
            let lines = block.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n")
            let node = try DocumentReader.read("name: page\nmechanics:\n  - points:\n\(lines)\n", file: "POINTS.md")
            #expect(throws: Never.self, "\(block)") { try ProgramDecoder.program(node, currency: euro) }
        }
    }

    @Test func everyExpiryOnThePageIsOne() throws {
        let euro = try #require(Currency(code: "EUR"))
        let written = page.matches(of: /\| `(expiry: [^`]+)`/).map { String($0.output.1) }
        #expect(written.count == 6)
        let programs = try written.map {
            let node = try DocumentReader.read("name: page\nmechanics:\n  - points: { \($0) }\n", file: "POINTS.md")
            return try ProgramDecoder.program(node, currency: euro)
        }
        #expect(Set(programs.map(\.mechanics)).count == 6)
    }

    @Test func everyKeyOfTheMechanicIsOnThePage() throws {
        let root = "programs.NAME.mechanics.points."
        let rows = ParameterCatalogue.standard.rows.map(\.path).filter { $0.hasPrefix(root) }
        #expect(rows.count > 30)
        for row in rows {
            let key = try #require(row.split(separator: ".").last { $0 != "NAME" && $0 != "N" })
            #expect(page.contains("\(key):") || page.contains("`\(key)`"), "\(row)")
        }
    }

    @Test func theWorkedExampleOnThePageIsTheOneInItsFile() throws {
        let file = try #require(page.firstMatch(of: /`(Tests\/WorkedExamples\/[a-z0-9-]+\.yaml)`/)?.output.1)
        #expect(blocks("example") == [String(try Repository.text(of: String(file)).dropLast())])
    }
}
