/// Something that research found, with its figure, and how the workbench looks for it in a simulation.
package struct Finding: Sendable {
    /// A name for tables, small letters and hyphens.
    package let id: String
    /// Who found it, and when.
    package let source: String
    /// What was found, in words.
    package let found: String
    package let unit: FigureUnit
    package let published: PublishedFigure
    /// The value of the measure if there were no such effect; nil where the finding is that there is none.
    package let noEffect: Double?
    package let standing: Standing
    /// Name of the document in the gallery's folder, without its extension.
    package let scenario: String
    package let measure: Measure

    package init(
        id: String, source: String, found: String, unit: FigureUnit, published: PublishedFigure, noEffect: Double?,
        standing: Standing, scenario: String, measure: Measure
    ) {
        self.id = id
        self.source = source
        self.found = found
        self.unit = unit
        self.published = published
        self.noEffect = noEffect
        self.standing = standing
        self.scenario = scenario
        self.measure = measure
    }
}

/// Whether a figure was put into the model or comes out of it.
package enum Standing: Sendable, Hashable {
    /// A parameter was sized after the finding itself, so meeting it is no merit.
    case imposed(by: String)
    /// Nothing was sized after it.
    case emerging

    package var word: String {
        switch self {
        case .imposed: "imposed"
        case .emerging: "emerging"
        }
    }

    package var parameter: String? {
        if case .imposed(let parameter) = self { parameter } else { nil }
    }
}

/// What a figure counts.
package enum FigureUnit: String, Sendable, Hashable {
    case share
    case days
    case ratio

    /// For people.
    package func text(_ value: Double) -> String {
        switch self {
        case .share: Humanised.percent(value)
        case .days, .ratio: Humanised.short(value)
        }
    }
}

/// A figure as published: what was printed, and the range of values that agree with it.
package struct PublishedFigure: Sendable, Hashable {
    /// The figure itself; nil where a range or only a direction was published.
    package let value: Double?
    /// Least and most that agree with it; nil for no bound.
    package let low: Double?
    package let high: Double?
    /// Where the range comes from.
    package let rangeSource: String

    package init(_ value: Double? = nil, low: Double? = nil, high: Double? = nil, range rangeSource: String) {
        (self.value, self.low, self.high, self.rangeSource) = (value, low, high, rangeSource)
    }

    package func contains(_ value: Double) -> Bool {
        value >= low ?? -.infinity && value <= high ?? .infinity
    }

    /// For people: `20% (5.0% to 35.0%)`, `19.0% to 30.0%`, `over 80.0%`.
    package func text(_ unit: FigureUnit) -> String {
        let range: String? =
            switch (low, high) {
            case (let low?, let high?): low == high ? nil : "\(unit.text(low)) to \(unit.text(high))"
            case (let low?, nil): "over \(unit.text(low))"
            case (nil, let high?): "under \(unit.text(high))"
            case (nil, nil): nil
            }
        switch (value.map(unit.text), range) {
        case (let value?, let range?): return "\(value) (\(range))"
        case (let value?, nil): return value
        case (nil, let range?): return range
        case (nil, nil): return "any"
        }
    }
}
