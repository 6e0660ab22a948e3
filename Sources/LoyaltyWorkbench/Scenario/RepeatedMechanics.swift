import LoyaltyModel

/// Two mechanics of one kind in a program's list.
///
/// Those that are lists themselves are one list: two mechanics of offers are all their offers. Of the others there is one
/// in a program, as two would ask for rules that nobody has written: which of two cards a visit stamps.
enum RepeatedMechanics {
    /// Kinds that are lists, with the key of the list.
    private static let lists = ["offer": "offers", "campaign": "messages"]

    /// A program's block in which mechanics that are lists stand once.
    static func merged(_ program: DocumentNode) -> DocumentNode {
        guard var mechanics = program["mechanics"], let elements = mechanics.elements else { return program }
        var kept: [DocumentNode] = []
        var firsts: [String: Int] = [:]
        for element in elements {
            guard let kind = element.entries?.first?.key, element.entries?.count == 1, let list = lists[kind],
                let more = element[kind]?[list]?.elements, element[kind]?.entries?.count == 1
            else {
                kept.append(element)
                continue
            }
            guard let first = firsts[kind], var block = kept[first][kind], var joined = block[list],
                let known = joined.elements
            else {
                firsts[kind] = kept.count
                kept.append(element)
                continue
            }
            joined.content = .list(known + more)
            block.set(list, to: joined)
            kept[first].set(kind, to: block)
        }
        guard kept.count < elements.count else { return program }
        var result = program
        mechanics.content = .list(kept)
        result.set("mechanics", to: mechanics)
        return result
    }

    /// What a second mechanic of a kind can be written as; nil where nothing else is meant by it.
    static func advice(_ kind: String) -> String? {
        switch kind {
        case "points": "categories, visits and bonus days earn apart, and rewards hold a whole catalogue"
        case "discount": "brackets hold several shares, and those of levels and memberships add to it"
        case "cashback", "annual": "brackets hold several shares"
        case "tiers": "levels make one ladder"
        case "cause": "share, per_visit and points add up"
        case "game": "missions, streaks, prizes and events are lists"
        case "punch-card": "a second card is a mission of a game (purchases, gives), or a reward for points"
        case "coalition": "partners are a list"
        default: nil
        }
    }
}
