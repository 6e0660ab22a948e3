import LoyaltyModel

/// Tables and document of a contract's fit.
enum ContractTables {
    static let tracking = TableDescription(
        file: "tracking.csv", meaning: "Renewals one after the other: who was due and who stayed.",
        key: ["model", "renewal"],
        columns: [
            .model, TableColumn("renewal", .integer, "Number of the renewal, from 1."),
            TableColumn("due", .integer, unit: "customers", "Customers whose renewal was due in calibration."),
            TableColumn("actual", .integer, unit: "customers", "Of these, who renewed."),
            TableColumn("expected", .number, unit: "customers", "Of these, who renew by the model."),
        ])

    static func customers(_ until: CalendarDate, _ options: CalibrationOptions) -> TableDescription {
        let dates = options.periods("renewal date")
        return TableDescription(
            file: "customers.csv", meaning: "Every customer of the log on \(until), seen with sbg.",
            key: ["customer_id"],
            columns: [
                .customerOfLog, TableColumn("renewals", .integer, "Renewals made."),
                TableColumn("left", .boolean, "Whether the next renewal was due and not made."),
                TableColumn("renewal_probability", .number, "Of the next renewal; 0 for those who left."),
            ]
                + TableColumn.outlook(
                    "expected_renewals", unit: "renewals", "Expected at \(dates).", options,
                    value: "Expected payments at \(dates), each the mean of the customer's own (of all, without one),"))
    }

    /// The mean payment above 0, minor units, and what is to be said where no document can hold it.
    static func amount(_ log: SalesLog, _ options: CalibrationOptions) -> (minor: Int64, note: String?) {
        let amounts = log.amounts.filter { $0 > 0 }
        let scale = Double(options.currency.minorPerMajor)
        let mean = amounts.isEmpty ? 0 : amounts.reduce(0, +) / Double(amounts.count)
        let placeholder = "the document's payment of 1 is a placeholder."
        if mean > SpendFit.largest {
            return (Int64(scale), "Payments are beyond the ten million that a document can hold: " + placeholder)
        }
        let minor = Int64((mean * scale).rounded())
        return minor > 0 ? (minor, nil) : (Int64(scale), "No payment has an amount to speak of: " + placeholder)
    }

    /// A population that pays each period like a clock, with the fitted renewals.
    static func population(
        _ model: ContractRenewal, _ estimates: Estimates, _ data: RenewalSummaries, _ log: SalesLog,
        _ options: CalibrationOptions
    ) -> String {
        let covariance = estimates.logCovariance.map {
            "\n    covariance: { timing: [\(PopulationText.lowerTriangle($0).map(PopulationText.number).joined(separator: ", "))] }"
        }
        let amount = ExactDecimal.text(amount(log, options).minor, decimals: options.currency.exponent)
        let margin = NumberText.text(options.margin ?? 0)
        let remark = options.margin == nil ? "        # no log tells it: put in yours" : ""
        // Where all leave with the same probability, the estimates are far beyond what a document takes.
        let (alpha, beta) = FittedSegment.inRange(model.alpha, model.beta)
        return """
            document: population
            title: Contracts of \(PopulationText.quoted(PopulationText.fileName(log.path))), fitted
            source: Maximum likelihood on \(data.customers.count) customers, model sbg; written by `loyalty fit`.
            description: >
              Renewals as fitted. Payments come as nearly a time unit apart as the simulator has it, 1000 phases a gap,
              and are all the log's mean.
            unit: \(options.unit.rawValue)
            currency: \(options.currency.code)
            customers: \(data.customers.count)
            segments:
              - name: customers
                share: 1
                purchase: { erlang-gamma: { k: 1000, r: 100000, alpha: 100 } }
                attrition: { contract: { alpha: \(PopulationText.number(alpha)), beta: \
            \(PopulationText.number(beta)), period: 1 } }
                basket: { fixed: { amount: \(amount) } }
                margin: \(margin)\(remark)\(covariance ?? "")

            """
    }
}

/// Tables of a fit to occasions.
enum OccasionTables {
    static let tracking = TableDescription(
        file: "tracking.csv", meaning: "Customers by the number of occasions at which they bought.",
        key: ["model", "purchases"],
        columns: [
            .model, TableColumn("purchases", .integer, "Occasions with a purchase in calibration."),
            TableColumn("actual", .integer, unit: "customers", "Customers with so many."),
            TableColumn("expected", .number, unit: "customers", "Customers with so many by the model."),
        ])

    static func customers(_ options: CalibrationOptions) -> TableDescription {
        let ahead = options.periods("occasion")
        return TableDescription(
            file: "customers.csv",
            meaning: "Every customer, or every row of a table of counts, at the end of calibration.",
            key: [],
            columns: [
                TableColumn("customer_id", .string, "The customer's id in the log; empty for a table of counts."),
                TableColumn("purchases", .integer, "x: occasions with a purchase after the first one."),
                TableColumn("last", .integer, "t_x: the last such occasion, 0 for none."),
                TableColumn("occasions", .integer, "n: occasions watched."),
                TableColumn("customers", .integer, "Customers of this row."),
                TableColumn("alive_probability", .number, "That the customer is still there at the next occasion."),
            ]
                + TableColumn.outlook(
                    "expected_purchases", unit: "occasions", "Expected at \(ahead); of one customer.", options,
                    value: "Expected spend of one customer at \(ahead), each counted at its end,"))
    }
}

extension SalesLog {
    /// What is no purchase of its own: reasons and counts, those that occur.
    var droppedRows: [(String, Int)] {
        [
            ("rows of the same customer and day, merged", dropped.merged),
            ("of these with the amount of another one", repeatedRows), ("rows of kind refund", dropped.refunds),
            ("purchases of a negative amount", dropped.negative), ("rows of kind enrol or redeem", dropped.otherKinds),
            ("purchases of nothing, for timing only", dropped.zero),
        ].filter { $0.1 > 0 }
    }
}
