import LoyaltyModel

/// `present.csv`: the log's customers in the state in which it leaves them, for the document beside it.
enum PresentTable {
    static func description(_ result: CalibrationResult) -> TableDescription {
        let unit = result.data.unit.rawValue + "s"
        let season = result.season.factors == nil ? "" : ", each day counted as the season's factor of its month"
        return TableDescription(
            file: "present.csv",
            meaning: "The customers with whom a study on population.yaml begins: their histories up to "
                + "\(result.data.until).",
            key: ["customer_id"],
            columns: [
                TableColumn("segment", .string, "Segment of population.yaml that the customer is of."),
                TableColumn("repeats", .integer, unit: "purchase days", "x: purchase days after the first."),
                TableColumn("recency", .number, unit: unit, "t_x: from the first purchase to the last" + season + "."),
                TableColumn(
                    "age", .number, unit: unit, "T: from the first purchase to the end of calibration" + season + "."),
                TableColumn("paid_repeats", .integer, unit: "purchase days", "Repeats with an amount above 0."),
                TableColumn(
                    "mean_spend", .number, unit: result.options.currency.code, "Mean of these; 0 without any."),
                .customerOfLog,
            ])
    }

    static func rows(_ result: CalibrationResult) -> [[TableValue]] {
        let data = result.data
        var segment = Array(repeating: "", count: data.customers.count)
        for group in result.groups { for place in group.members { segment[place] = group.name } }
        return data.histories.indices.map { place in
            let (history, spend) = (data.histories[place], data.spend[place])
            return [
                .text(segment[place]), .integer(Int64(history.repeats)), .real(history.recency), .real(history.age),
                .integer(Int64(spend?.purchases ?? 0)), .real(spend?.average ?? 0),
                .text(data.log.customers[data.customers[place]]),
            ]
        }
    }
}

/// `holdout.csv`: what these customers did in the months after calibration, for the validation of a run.
enum HoldoutTable {
    static let description = TableDescription(
        file: "holdout.csv",
        meaning: "What the customers of present.csv did in the calendar months after calibration; the first month from "
            + "the day after it, a last broken one left out.",
        key: ["month"],
        columns: [
            .month, TableColumn("purchases", .integer, unit: "purchase days", "Purchase days of these customers."),
            TableColumn("buyers", .integer, unit: "customers", "Distinct customers who bought in the month."),
            TableColumn("spend", .number, unit: "major units of money", "What they spent."),
        ])

    static func rows(_ data: PurchaseSummaries, _ currency: Currency) -> [[TableValue]] {
        let scale = Double(currency.minorPerMajor)
        return data.heldOutMonths.map { month in
            [
                .text(String(month.first.description.prefix(7))), .integer(Int64(month.purchases)),
                .integer(Int64(month.buyers)), .real((month.spend * scale).rounded() / scale),
            ]
        }
    }
}

/// `segments.csv`: the models of each segment.
enum SegmentsTable {
    static let description = TableDescription(
        file: "segments.csv", meaning: "Segments of the document with the estimates of each.",
        key: ["segment", "model", "parameter"],
        columns: [
            TableColumn("segment", .string, "Name of the segment."),
            TableColumn("customers", .integer, "Customers of the log that make it up."),
            TableColumn("share", .number, "Its share of all customers, as the document has it."),
            TableColumn(
                "own", .boolean,
                "Whether the estimates are of the segment: from its customers, or from all by their chances of being of the class; "
                    + "else they are everybody's."),
            .model, TableColumn("parameter", .string, "The literature's letter."),
            TableColumn("estimate", .number, "Maximum-likelihood estimate."),
            TableColumn(
                "standard_error", .number,
                "From the observed information; empty for k, at a boundary, and where the information has no inverse."),
        ])

    static func rows(_ result: CalibrationResult) -> [[TableValue]] {
        result.groups.flatMap { group in
            let head: [TableValue] = [
                .text(group.name), .integer(Int64(group.members.count)), .real(group.share), .truth(group.isOwn),
            ]
            let phases = group.fit.model.choosesPhases ? group.fit.phases : nil
            let timing = FitTable.rows(group.fit.model.rawValue, phases: phases, group.fit.estimates)
            let spend = group.spend?.estimates.map { FitTable.rows("gamma-gamma", phases: nil, $0) } ?? []
            return (timing + spend).map { head + $0 }
        }
    }
}
