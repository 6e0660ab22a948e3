import LoyaltyModel

extension Outcome {
    /// The first thing that is counted of one arm otherwise than of an arm of another outcome; nil if nothing is.
    func difference(of arm: Int, _ other: Outcome, _ otherArm: Int, without left: Set<Total> = []) -> String? {
        func place(_ values: KeyPath<Outcome, [Int64]>) -> (Int, Int64, Int64)? {
            let mine = part(of: [arm], self[keyPath: values])
            let others = part(of: [otherArm], other[keyPath: values])
            guard
                let place = zip(mine, others).enumerated().first(where: { place, pair in
                    pair.0 != pair.1
                        && !(values == \.totals && left.contains(Total.allCases[place % Total.count]))
                })?.offset
            else { return nil }
            return (place, mine[place], others[place])
        }
        if let (place, mine, its) = place(\.cells) {
            let month = place / Cell.count % shape.months
            return "\(Cell.allCases[place % Cell.count]) of month \(month): \(mine) and \(its)"
        }
        if let (place, mine, its) = place(\.totals) {
            return "\(Total.allCases[place % Total.count]): \(mine) and \(its)"
        }
        if let (place, mine, its) = place(\.firstRewardDays) { return "first rewards, \(place): \(mine) and \(its)" }
        if let (place, mine, its) = place(\.partners) { return "partners, \(place): \(mine) and \(its)" }
        return nil
    }

    /// The part of some arms of numbers that are indexed by arm first.
    func part(of arms: [Int], _ values: [Int64]) -> [Int64] {
        let size = values.count / shape.arms
        return arms.flatMap { values[$0 * size..<($0 + 1) * size] }
    }
}

extension Mechanic {
    /// Which of the mechanics it is.
    var kind: String {
        let label = "\(self)"
        return String(label[..<(label.firstIndex(of: "(") ?? label.endIndex)])
    }
}
