import LoyaltyModel

/// Reads a discount mechanic.
enum DiscountDecoder {
    static func decode(_ cursor: Cursor) -> DiscountMechanic {
        DiscountMechanic(
            brackets: cursor.shareOrBrackets(), window: cursor.window("window"),
            crossing: cursor.choice("crossing", .before), minimumBill: cursor.money("minimum_bill"),
            appeal: cursor.number("appeal"))
    }
}

extension Cursor {
    /// Over which time something adds up.
    func window(_ key: String) -> AccumulationWindow {
        guard let (choice, inside) = oneOf(key) else { return .lifetime }
        switch choice {
        case "calendar-year": return .calendarYear
        case "anniversary": return .anniversary
        case "rolling": return .rolling(months: inside.duration(choice))
        default: return .lifetime
        }
    }

    /// Reports thresholds of a list that do not rise from one to the next.
    func reportUnlessAscending<Threshold: Comparable>(_ thresholds: [Threshold], _ key: String) {
        for (place, pair) in zip(thresholds, thresholds.dropFirst()).enumerated() where pair.1 <= pair.0 {
            report(
                key, found: "a threshold not above the one before it (number \(place + 2))",
                expected: "thresholds that rise from one to the next")
        }
    }
}
