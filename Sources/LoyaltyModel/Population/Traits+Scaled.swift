extension AttritionTrait {
    /// The same customer with a hazard that is `factor` times as high all life long.
    func scaled(by factor: Double) -> AttritionTrait {
        guard factor != 1 else { return self }
        return switch self {
        case .never: .never
        case .coin(let hazard, let afterFirst): .coin(hazard: hazard * factor, afterFirst: afterFirst)
        case .exponential(let rate): .exponential(rate: rate * factor)
        case .gompertz(let scale, let growth): .gompertz(scale: scale * factor, growth: growth)
        case .contract(let hazard, let period): .contract(hazard: hazard * factor, period: period)
        }
    }
}
