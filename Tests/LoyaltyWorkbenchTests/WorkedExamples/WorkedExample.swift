import LoyaltyModel
import LoyaltyWorkbench

/// One member's story under a program, with what a person worked out by hand for each day of it.
struct WorkedExample {
    let currency: Currency
    let program: Program
    /// Categories and their shares of every bill.
    let basket: [CategoryShare]
    let days: [Day]

    struct Day {
        let line: Int
        let date: CalendarDate
        let joins: Bool
        let leaves: Bool
        /// Whether fees are paid from this day on; nil where that stays as it was.
        let renews: Bool?
        /// Whether the member is among the best of seasons that end from this day on; nil where that stays as it was.
        let isAmongBest: Bool?
        /// The refund of an earlier day's purchase.
        let refund: Refund?
        /// 0 to 364; nil where the example does not say.
        let birthday: Int32?
        /// Whether a friend brought the member who joins.
        let referred: Bool
        /// Whether a friend of the member makes the purchase that releases a referral's rewards.
        let bringsFriend: Bool
        /// Nil on a day on which the member only looks.
        let visit: MemberReplay.Visit?
        let expected: [Expectation]
    }

    struct Refund {
        let amount: Int64
        let boughtOn: CalendarDate
    }

    /// `key: value` under `then`.
    struct Expectation {
        let line: Int
        let key: String
        let value: String
    }

    /// What is wrong with the example itself.
    struct Mistake: Error, CustomStringConvertible {
        let description: String

        init(_ node: DocumentNode, _ words: String) {
            description = "\(node.place.file):\(node.place.line ?? 0): \(words)"
        }
    }

    /// - Throws: ``Mistake``, or ``Problems`` of the program.
    init(_ text: String, file: String) throws {
        let root = try DocumentReader.read(text, file: file)
        try Self.allow(
            ["title", "source", "description", "currency", "basket", "program", "days"], in: root)
        for key in ["title", "source"] where try Self.text(key, of: root).isEmpty {
            throw Mistake(root, "\(key) says nothing")
        }
        guard let currency = Currency(code: try Self.text("currency", of: root)) else {
            throw Mistake(root, "currency is no code")
        }
        self.currency = currency
        program = try ProgramDecoder.program(try Self.node("program", of: root), currency: currency)
        basket = try (root["basket"]?.entries ?? []).map {
            guard let millionths = $0.value.text.flatMap({ ExactDecimal.scaled($0, decimals: 6) }) else {
                throw Mistake($0.value, "a share of the basket is no decimal")
            }
            return CategoryShare(name: $0.key, millionths: millionths)
        }
        let partners = program.coalition?.partners.map(\.name) ?? []
        days = try (Self.node("days", of: root).elements ?? []).map { try Self.day($0, currency, partners) }
        if days.isEmpty { throw Mistake(root, "nothing happens") }
    }

    private static func day(_ node: DocumentNode, _ currency: Currency, _ partners: [String]) throws -> Day {
        try allow(
            [
                "on", "joins", "born", "leaves", "renews", "best_of_season", "refunds", "referred", "brings_friend",
                "at", "buys",
                "redeems", "pays_with_points",
                "gives_points", "then",
            ], in: node)
        guard let date = CalendarDate(iso: try text("on", of: node)) else { throw Mistake(node, "on is no date") }
        let bill = try node["buys"].map {
            guard let minor = $0.text.flatMap({ ExactDecimal.scaled($0, decimals: currency.exponent) }) else {
                throw Mistake($0, "buys is no amount of \(currency.code)")
            }
            return Money(minor: minor)
        }
        let visit = MemberReplay.Visit(
            bill: bill, reward: node["redeems"]?.text, paysWithPoints: try flag("pays_with_points", of: node),
            givesPoints: try flag("gives_points", of: node),
            partner: try node["at"].map {
                guard let place = partners.firstIndex(of: $0.text ?? "") else { throw Mistake($0, "at is no partner") }
                return place
            })
        let visits = ["buys", "redeems", "pays_with_points", "gives_points"].contains { node[$0] != nil }
        let expected = try (node["then"]?.entries ?? []).map {
            guard let value = $0.value.text else { throw Mistake($0.value, "\($0.key) is no single value") }
            return Expectation(line: $0.keyPlace.line ?? 0, key: $0.key, value: value)
        }
        return Day(
            line: node.place.line ?? 0, date: date, joins: try flag("joins", of: node),
            leaves: try flag("leaves", of: node),
            renews: node["renews"].map { $0.text == "true" },
            isAmongBest: node["best_of_season"].map { $0.text == "true" },
            refund: try node["refunds"].map { try refund($0, currency) },
            birthday: try birthday(node), referred: try flag("referred", of: node),
            bringsFriend: try flag("brings_friend", of: node), visit: visits ? visit : nil, expected: expected)
    }

    /// `born: 1990-03-01` on the day of joining; the year does not matter, and nobody is born on a leap day.
    private static func birthday(_ node: DocumentNode) throws -> Int32? {
        guard let born = node["born"] else { return nil }
        guard let date = born.text.flatMap({ CalendarDate(iso: "2001" + $0.dropFirst(4)) }) else {
            throw Mistake(born, "born is no date, or a leap day")
        }
        return Int32(date.daysSinceEpoch - date.startOfYear.daysSinceEpoch)
    }

    private static func refund(_ node: DocumentNode, _ currency: Currency) throws -> Refund {
        try allow(["of", "amount"], in: node)
        let amount = ExactDecimal.scaled(try text("amount", of: node), decimals: currency.exponent)
        guard let date = CalendarDate(iso: try text("of", of: node)), let amount else {
            throw Mistake(node, "a refund names a date, of, and an amount")
        }
        return Refund(amount: amount, boughtOn: date)
    }

    private static func node(_ key: String, of node: DocumentNode) throws -> DocumentNode {
        guard let value = node[key] else { throw Mistake(node, "\(key) is missing") }
        return value
    }

    private static func text(_ key: String, of parent: DocumentNode) throws -> String {
        guard let text = try node(key, of: parent).text else { throw Mistake(parent, "\(key) is no text") }
        return text
    }

    private static func flag(_ key: String, of parent: DocumentNode) throws -> Bool {
        guard let value = parent[key] else { return false }
        guard value.text == "true" else { throw Mistake(value, "\(key) is true or left out") }
        return true
    }

    private static func allow(_ keys: [String], in node: DocumentNode) throws {
        for entry in node.entries ?? [] where !keys.contains(entry.key) {
            throw Mistake(entry.value, "an unknown key \(entry.key)")
        }
    }
}
