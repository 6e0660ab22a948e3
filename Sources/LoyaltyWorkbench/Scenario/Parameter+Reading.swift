import LoyaltyModel

/// A value read from a scalar, with its canonical text as JSON; or what was found in its place.
enum Reading<Value> {
    case value(Value, written: String)
    case mistake
}

extension Parameter.Kind {
    /// What a document should have here, in words.
    func expected(currency: Currency?) -> String {
        func ranged(_ noun: String, _ bounds: Bounds) -> String {
            bounds.words.isEmpty ? noun : "\(noun) \(bounds.words)"
        }
        func amount(_ bounds: Bounds, finer: Int) -> String {
            guard let currency else { return ranged("an amount of money", bounds) }
            let decimals = currency.exponent + finer
            let limit = decimals == 0 ? "without decimals" : "with at most \(decimals) decimals"
            return "\(ranged("an amount", bounds)), \(limit) (\(currency.code))"
        }
        func words(_ words: [String]) -> String { words.joined(separator: ", ") }
        switch self {
        case .text: return "text"
        case .name: return "a name of small letters, digits and hyphens"
        case .flag: return "true or false"
        case .whole(let bounds): return ranged("a whole number", bounds)
        case .number(let bounds), .estimate(let bounds): return ranged("a number", bounds)
        case .factor(let bounds): return ranged("a number", bounds) + ", with at most 6 decimals"
        case .money(let bounds): return amount(bounds, finer: 0)
        case .fineMoney(let bounds): return amount(bounds, finer: 3)
        case .currency: return "an ISO 4217 code of three capital letters, for example EUR"
        case .date: return "a date from 1900 to 2999, as YYYY-MM-DD"
        case .duration(let unit, let bounds):
            return "a duration in \(unit.accepted), \(bounds.words) \(unit.rawValue), for example \"\(unit.example)\""
        case .durationEstimate(let bounds):
            let days = Parameter.TimeUnit.days
            return "a duration in \(days.accepted), \(bounds.words) days, for example \"\(days.example)\""
        case .choice(let choices): return NearestName.oneOf(choices)
        case .choices(let choices): return "a list of some of " + words(choices)
        case .names: return "a list of names"
        case .numbers(let count, let bounds):
            let words = count.count == 1 ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
            return "a list of \(words) numbers \(bounds.words)"
        case .block, .entries: return "a block of keys"
        case .settings: return "a block of paths with their values"
        case .namedList, .plainList, .oneKeyList: return "a list"
        case .oneOf(let choices) where choices.isEmpty: return "a block with one key"
        case .oneOf(let choices): return "\(words(choices)), or a block with one key"
        case .wordOrBlock(let choices): return "\(words(choices)), or a block of keys"
        case .document(let kind): return "the path of a \(kind.rawValue) document, or its contents"
        case .file: return "the path of a file"
        }
    }

    /// The bounds of a number about people, in its unit.
    var estimateBounds: Bounds {
        switch self {
        case .estimate(let bounds), .durationEstimate(let bounds): return bounds
        default: preconditionFailure("no number about people: \(self)")
        }
    }

    func readNumber(_ node: DocumentNode) -> Reading<Double> {
        switch self {
        case .number(let bounds), .estimate(let bounds):
            guard let text = node.plainText, let value = ExactDecimal.number(text), bounds.contains(value)
            else { return .mistake }
            return .value(value, written: ExactDecimal.text(value))
        case .durationEstimate(let bounds):
            guard let (count, days) = Parameter.TimeUnit.days.split(node), let number = ExactDecimal.number(count),
                bounds.contains(number * Double(days))
            else { return .mistake }
            let value = number * Double(days)
            return .value(value, written: ResolvedBlock.quoted("\(ExactDecimal.text(value)) days"))
        default: preconditionFailure("no number: \(self)")
        }
    }

    /// An integer: a whole number, millionths of a factor, minor units of money, thousandths of these, or a
    /// duration's count.
    func readInteger(_ node: DocumentNode, currency: Currency?) -> Reading<Int64> {
        switch self {
        case .whole(let bounds): return Self.exact(node, decimals: 0, bounds)
        case .factor(let bounds): return Self.exact(node, decimals: 6, bounds)
        // Without a scenario the currency is not known: the most decimals that any has.
        case .money(let bounds): return Self.exact(node, decimals: currency?.exponent ?? 4, bounds)
        case .fineMoney(let bounds): return Self.exact(node, decimals: (currency?.exponent ?? 4) + 3, bounds)
        case .duration(let unit, let bounds):
            guard let (count, worth) = unit.split(node), let number = Int64(count), number < 1_000_000,
                bounds.contains(Double(number * Int64(worth)))
            else { return .mistake }
            let value = number * Int64(worth)
            return .value(value, written: ResolvedBlock.quoted("\(value) \(unit.rawValue)"))
        default: preconditionFailure("no integer: \(self)")
        }
    }

    private static func exact(_ node: DocumentNode, decimals: Int, _ bounds: Bounds) -> Reading<Int64> {
        guard let text = node.plainText, let value = ExactDecimal.scaled(text, decimals: decimals),
            let number = ExactDecimal.number(text), bounds.contains(number)
        else { return .mistake }
        return .value(value, written: ExactDecimal.text(value, decimals: decimals))
    }
}

extension Parameter.TimeUnit {
    /// The words accepted: `days or weeks`.
    var accepted: String { words.map { $0.singular + "s" }.joined(separator: " or ") }

    /// The count as written and the worth of its unit word in this unit.
    func split(_ node: DocumentNode) -> (count: String, worth: Int)? {
        guard let parts = node.text?.split(separator: " "), parts.count == 2,
            let word = words.first(where: { parts[1] == $0.singular || parts[1] == $0.singular + "s" })
        else { return nil }
        return (String(parts[0]), word.worth)
    }
}
