import Foundation
import LoyaltyWorkbench
import Testing

/// Tests/WorkedExamples/*.yaml: rules worked out by hand, and held to the rules that a run uses.
@Suite struct WorkedExampleTests {
    static let folder = "Tests/WorkedExamples"
    static let names = Shipped.files(in: folder).map { URL(fileURLWithPath: $0).lastPathComponent }

    private static func disagreements(_ text: String, file: String) -> [String] {
        do {
            return try WorkedExample(text, file: file).disagreements()
        } catch let problems as Problems {
            return problems.problems.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test(arguments: names) func theRulesGiveWhatWasWorkedOutByHand(name: String) throws {
        let text = try String(contentsOfFile: Shipped.path("\(Self.folder)/\(name)"), encoding: .utf8)
        #expect(Self.disagreements(text, file: name) == [], "\(name)")
        #expect(text.contains("\n# "), "\(name) shows no arithmetic")
        #expect(text.contains("then:"), "\(name) expects nothing")
    }

    @Test func thereAreExamplesOfEveryRule() { #expect(Self.names.count >= 20) }

    @Test func anExampleThatIsWrongIsFound() {
        let text = """
            title: One point a euro
            source: made up for this test
            currency: EUR
            program: { name: p, mechanics: [{ points: { earn: { per_money: 1 } } }] }
            days:
              - { on: 2026-01-01, joins: true, buys: 12.50, then: { earns: 13, balance: 12, pays: 12.5, joy: 1 } }
              - { on: 2026-01-02, redeems: cup }
            """
        #expect(
            Self.disagreements(text, file: "wrong.yaml") == [
                "line 6: earns is 12, the example says 13", "line 6: joy is nothing that can be looked at",
                "line 7: the member is refused what is asked for",
            ])
    }

    @Test func aMisspeltKeyIsFound() {
        let text = "title: a\nsource: b\ncurrency: EUR\nprogramme: {}\n"
        #expect(Self.disagreements(text, file: "wrong.yaml") == ["wrong.yaml:4: an unknown key programme"])
    }
}
