import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Two mechanics of one kind in a program.
@Suite struct RepeatedMechanicTests {
    private static func mechanics(_ yaml: String, settings: [String] = []) throws -> [Mechanic] {
        let path = Shipped.path("scenarios/cdnow.yaml")
        let program = "programs=[{document: program, name: a, mechanics: [\(yaml)]}]"
        return try ScenarioLoader.load(path: path, settings: [program] + settings).programs[0].mechanics
    }

    private static func gift(_ name: String, _ value: Int) -> String {
        "{name: \(name), gift: {face_value: \(value), unit_cost: 1}}"
    }

    @Test func `two mechanics of offers, or of messages, are one with all of them`() throws {
        let mail = "{campaign: {messages: [{name: news, when: month-end}]}}"
        let more = "{campaign: {messages: [{name: hello, when: birthday}]}}"
        let apart = try Self.mechanics(
            "{offer: {offers: [\(Self.gift("jam", 3))]}}, \(mail), {offer: {offers: [\(Self.gift("tea", 4))]}}, \(more)"
        )
        let together = try Self.mechanics(
            "{offer: {offers: [\(Self.gift("jam", 3)), \(Self.gift("tea", 4))]}}, "
                + "{campaign: {messages: [{name: news, when: month-end}, {name: hello, when: birthday}]}}")
        #expect(apart == together && apart.count == 2)
    }

    @Test func `a setting finds an offer in either of two mechanics`() throws {
        let yaml = "{offer: {offers: [\(Self.gift("jam", 3))]}}, {offer: {offers: [\(Self.gift("tea", 4))]}}"
        let set = try Self.mechanics(yaml, settings: ["programs.a.offer.offers.tea.gift.face_value=9"])
        let written = try Self.mechanics(
            "{offer: {offers: [\(Self.gift("jam", 3)), \(Self.gift("tea", 9))]}}")
        #expect(set == written)
    }
}
