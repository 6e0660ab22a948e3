extension Parameter {
    /// What is written and within which bounds, for people: `a number from 0 to 1`.
    public var range: String {
        switch kind {
        case .estimate, .durationEstimate:
            kind.expected(currency: nil) + ", alone or with value, low, high, source and confidence"
        case .money: kind.expected(currency: nil) + ", with the currency's decimals"
        case .fineMoney: kind.expected(currency: nil) + ", with three decimals more than the currency's"
        default: kind.expected(currency: nil)
        }
    }

    /// The default in words: `default 20`, `required`, `optional`.
    public var defaultWords: String {
        switch defaultValue {
        case .required: "required"
        case .absent: "optional"
        case .value("[]"), .value("{}"), .value(""): "optional"
        case .value(let text): "default \(text)"
        case .derived(let text): "default \(text)"
        }
    }

    /// The source with how far it can be trusted; empty where there is none.
    public var sourceWords: String {
        source + (confidence.map { " (confidence: \($0.rawValue))" } ?? "")
    }
}
