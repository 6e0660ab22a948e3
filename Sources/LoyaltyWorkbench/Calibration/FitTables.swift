import Foundation
import LoyaltyModel

/// `fit.csv`: every parameter of every model.
enum FitTable {
    static let description = TableDescription(
        file: "fit.csv", meaning: "Estimates of every model, letters as in the literature.",
        key: ["model", "parameter"],
        columns: [
            .model,
            TableColumn(
                "parameter", .string,
                "The literature's letter; alpha and beta are in time units, gamma of gamma-gamma in major units of money."
            ),
            TableColumn("estimate", .number, "Maximum-likelihood estimate."),
            TableColumn(
                "standard_error", .number,
                "From the observed information; empty for k, at a boundary, and where the information has no inverse."),
        ])

    static func rows(_ model: String, phases: Int?, _ estimates: Estimates) -> [[TableValue]] {
        let chosen: [[TableValue]] = phases.map { [[.text(model), .text("k"), .integer(Int64($0)), .empty]] } ?? []
        return chosen
            + estimates.names.indices.map {
                [
                    .text(model), .text(estimates.names[$0]), .real(estimates.values[$0]),
                    .optional(estimates.standardError($0).flatMap { $0.isFinite ? $0 : nil }),
                ]
            }
    }
}

/// `fit_summary.csv`: how well every model fits.
enum FitSummaryTable {
    static let description = TableDescription(
        file: "fit_summary.csv", meaning: "How well every model fits. Timing models are comparable with each other.",
        key: ["model"],
        columns: [
            .model,
            TableColumn(
                "log_likelihood", .number,
                "Sum of the log densities of the purchase timings in the chosen unit; for gamma-gamma of mean baskets."),
            TableColumn("parameters", .integer, "Estimated parameters, k among them where it was chosen."),
            TableColumn("aic", .number, "Akaike's criterion: less is better."),
            TableColumn("bic", .number, "Schwarz's criterion, customers as observations: less is better."),
            TableColumn(
                "converged", .boolean,
                "Whether the likelihood has its top there, inside or at a boundary; false on a flat ridge."),
            TableColumn(
                "at_boundary", .boolean,
                "Whether the top is where the model becomes a simpler one; manifest.json says which."),
            TableColumn("iterations", .integer, "Steps of the minimisations."),
            TableColumn(
                "gradient_norm", .number, "Largest derivative of the log-likelihood by a parameter's logarithm."),
            TableColumn(
                "holdout_actual", .integer, unit: "purchases", "Purchase days in the holdout; empty without one."),
            TableColumn(
                "holdout_expected", .number, unit: "purchases", "Expected for it, given each customer's history."),
            TableColumn("holdout_mae", .number, unit: "purchases", "Mean absolute error over customers."),
        ])

    static func row(
        _ model: String, parameters: Int, _ estimates: Estimates,
        holdout: (actual: Int, expected: Double, error: Double)? = nil
    ) -> [TableValue] {
        let isBoundary = if case .atBoundary = estimates.status { true } else { false }
        let count = Double(parameters)
        return [
            .text(model), .real(estimates.logLikelihood), .integer(Int64(parameters)),
            .real(2 * count - 2 * estimates.logLikelihood),
            .real(count * log(estimates.customers) - 2 * estimates.logLikelihood),
            .truth(estimates.status == .converged || isBoundary), .truth(isBoundary),
            .integer(Int64(estimates.iterations)), .real(estimates.gradientNorm),
            holdout.map { .integer(Int64($0.actual)) } ?? .empty, .optional(holdout?.expected),
            .optional(holdout?.error),
        ]
    }
}

/// `tracking.csv`: repeat purchases by period.
enum TrackingTable {
    static let description = TableDescription(
        file: "tracking.csv",
        meaning: "Repeat purchase days of all customers by whole period of one time unit from the log's first day on.",
        key: ["model", "period"],
        columns: [
            .model, TableColumn("period", .integer, "Number of the period, from 1."),
            TableColumn("end", .date, "Its last day."), .window,
            TableColumn("actual", .integer, unit: "purchases", "Made in the period."),
            TableColumn(
                "expected", .number, unit: "purchases", "Expected by the model for customers who began as these did."),
            TableColumn("actual_cumulative", .integer, unit: "purchases", "Made up to the period's end."),
            TableColumn("expected_cumulative", .number, unit: "purchases", "Expected up to the period's end."),
        ])
}

/// `frequency.csv`: how many customers bought how often.
enum FrequencyTable {
    static let description = TableDescription(
        file: "frequency.csv", meaning: "Customers by repeat purchase days in calibration.", key: ["model", "repeats"],
        columns: [
            .model, TableColumn("repeats", .string, "Repeat purchase days; the last row has so many or more."),
            TableColumn("actual", .integer, unit: "customers", "Customers of the log."),
            TableColumn("expected", .number, unit: "customers", "Customers expected by the model."),
        ])
}

/// `customers.csv`: the log's customers one by one.
enum CustomersTable {
    static func description(_ result: CalibrationResult) -> TableDescription {
        let (unit, currency) = (result.data.unit.rawValue + "s", result.options.currency.code)
        let horizon = "the \(result.options.horizonDays) days after \(result.data.until)"
        let share =
            result.options.margin.map { "times the margin of \(NumberText.text($0))" } ?? "(no margin was given)"
        return TableDescription(
            file: "customers.csv",
            meaning:
                "Every customer of the log on \(result.data.until), seen with \(result.chosen.fit.model.rawValue).",
            key: ["customer_id"],
            columns: [
                .customerOfLog,
                TableColumn("repeats", .integer, unit: "purchase days", "x: purchase days after the first."),
                TableColumn("recency", .number, unit: unit, "t_x: from the first purchase to the last."),
                TableColumn("age", .number, unit: unit, "T: from the first purchase to the end of calibration."),
                TableColumn(
                    "mean_spend", .number, unit: currency, "Mean of repeat purchase days with an amount above 0."),
                TableColumn("alive_probability", .number, "That the customer has not left for good."),
                TableColumn("expected_purchases", .number, unit: "purchase days", "Expected in \(horizon)."),
                TableColumn(
                    "expected_low", .number, unit: "purchase days",
                    "Lower end of a 95 % interval of this expectation, because the parameters are estimates; what the "
                        + "customer then buys varies more. Empty where the estimates have no covariance, as at a boundary; latent classes without one that make "
                        + "up less than a hundredth of the expectation are taken for known."
                ),
                TableColumn("expected_high", .number, unit: "purchase days", "Upper end."),
                TableColumn(
                    "expected_basket", .number, unit: currency,
                    "Mean basket, the customer's own weighed with everybody's."),
                TableColumn(
                    "value", .number, unit: currency,
                    "Expected spend in \(horizon) \(share), discounted at an effective "
                        + "\(NumberText.text(result.options.discountRate)) a year."),
            ])
    }
}

/// `validation.csv`: the document's customers simulated beside the real ones.
enum ValidationTable {
    static let description = TableDescription(
        file: "validation.csv",
        meaning: "The fitted population simulated with no program beside the log.",
        key: ["begins", "window", "measure"],
        columns: [
            TableColumn(
                "begins", .string,
                "first-purchase: each simulated customer is new on the date on which the real one was; present: each goes on "
                    + "from the state in which calibration leaves the real one."), .window,
            TableColumn(
                "measure", .string,
                "repeat_purchases: purchase days after the first, for each of which a simulated purchase stands; repeat_purchase_days: days with such a purchase, of which a simulated customer may make several on one; customers_with_repeats, customers_who_bought: customers with such a day in the window; repeat_spend: spent on them; mean_repeat_basket, median_repeat_basket: spent on one of them; renewals, customers_who_renewed: of contracts; purchases: occasions with one."
            ),
            TableColumn("unit", .string, "Unit of the row's figures; money is in major units."),
            .figure("actual", "Of the log."), .figure("simulated", "Mean over simulated worlds."),
            .figure(
                "standard_deviation",
                "Between simulated worlds: how far one world, or the log, may lie from the mean by luck alone."),
            TableColumn("worlds", .integer, "Simulated worlds."),
        ])
}

extension TableColumn {
    static let model = TableColumn("model", .string, "Id of the model.")
    static let window = TableColumn("window", .string, "calibration or holdout.")
    static let customerOfLog = TableColumn("customer_id", .string, "The customer's id in the log.")
}
