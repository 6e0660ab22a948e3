import LoyaltyModel

/// Reads a population document's block.
enum PopulationDecoder {
    static func decode(_ cursor: Cursor) -> (population: Population, facts: PresentFacts?) {
        _ = cursor.optionalChoice("document")
        for key in ["title", "source", "description"] { _ = cursor.text(key) }
        let unitDays = unitDays(cursor.optionalChoice("unit"))
        checkCurrency(cursor)
        let customers = cursor.optionalWhole("customers")
        let arrivals = cursor.block("arrivals").optionalNumber("per_month")
        if customers == 0, arrivals == 0 {
            cursor.report("customers", found: "0", expected: "customers at the start, or arrivals.per_month above 0")
        }
        let season = season(cursor)
        let growth = cursor.number("yearly_growth")
        let segments = cursor.named("segments").map { SegmentDecoder.decode($0, unitDays: unitDays) }
        checkShares(segments, cursor)
        let base = cursor.optionalBlock("present").map { PresentDecoder(cursor: $0, segments: segments).decode() }
        let population = Population(
            unitDays: unitDays, customers: customers ?? 0, segments: segments, arrivalsPerMonth: arrivals ?? 0,
            season: season,
            yearlyGrowth: growth, present: base?.customers)
        return (population, base?.facts)
    }

    /// Baskets are amounts of a currency: those of a log in dollars are no euros.
    private static func checkCurrency(_ cursor: Cursor) {
        guard cursor.isWritten("currency"), let own = cursor.currency("currency"),
            let currency = cursor.decoding.currency, own != currency
        else { return }
        cursor.report(
            "currency", found: own.code,
            expected: "\(currency.code) as in the scenario, or the scenario's currency: \(own.code)")
    }

    private static func unitDays(_ unit: String?) -> Double {
        switch unit {
        case "week": 7
        case "month": 30.4375
        case "year": 365.25
        default: 1
        }
    }

    private static func season(_ cursor: Cursor) -> [Double] {
        guard let season = cursor.numbers("season") else { return Array(repeating: 1, count: 12) }
        let mean = season.reduce(0, +) / 12
        if abs(mean - 1) > 1e-9 {
            cursor.report("season", found: "factors with the mean \(rounded(mean))", expected: "a mean of 1")
        }
        return season
    }

    private static func checkShares(_ segments: [Segment], _ cursor: Cursor) {
        let sum = segments.reduce(0) { $0 + $1.share }
        // A share that could not be read is reported already.
        guard cursor.node["segments"]?.elements != nil, segments.allSatisfy({ $0.share > 0 }) else { return }
        if abs(sum - 1) > 1e-9 {
            cursor.report("segments", found: "shares that sum to \(rounded(sum))", expected: "a sum of 1")
        }
    }

    /// A sum without the last digits that binary fractions leave: 0.95, not 0.9500000000000001.
    static func rounded(_ value: Double) -> String {
        abs(value) < 1e6 ? ExactDecimal.text((value * 1e9).rounded() / 1e9) : ExactDecimal.text(value)
    }
}
