import Foundation
import LoyaltyModel

/// The data dictionary of a result folder, `datapackage.json`: a Frictionless Data Package with a Table Schema for
/// every table, and with the meaning of every metric.
struct DataPackage: Encodable {
    struct Field: Encodable {
        let name: String
        let type: String
        let unit: String?
        let description: String
    }

    struct Schema: Encodable {
        let fields: [Field]
        let missingValues: [String]
        let primaryKey: [String]?
    }

    struct Dialect: Encodable {
        let delimiter: String
        let lineTerminator: String
        let doubleQuote: Bool
    }

    struct Resource: Encodable {
        let name: String
        let path: String
        let profile: String
        let format: String
        let mediatype: String
        let encoding: String
        let description: String
        let dialect: Dialect
        let schema: Schema
    }

    struct MetricEntry: Encodable {
        let name: String
        let unit: String
        let description: String
    }

    let profile = "tabular-data-package"
    let name: String
    let title: String
    /// How money is rounded; nil where there is none.
    let rounding: String?
    let resources: [Resource]
    let metrics: [MetricEntry]?
    let timelineMetrics: [MetricEntry]?

    /// Tables without metrics.
    ///
    /// - Parameters:
    ///   - currency: of the money in them; nil where there is none, or nobody says which.
    ///   - rounding: how it is rounded, where that is not the policy of a run.
    init(
        name: String, title: String, tables: [TableDescription], currency: Currency? = nil, rounding: String? = nil
    ) {
        self.name = name
        self.title = title
        self.rounding = rounding ?? currency.map(Self.rounding)
        resources = tables.map { Self.resource($0, currency) }
        (metrics, timelineMetrics) = (nil, nil)
    }

    /// The policy of docs/FINANCE.md.
    private static func rounding(_ currency: Currency) -> String {
        "Points and money are whole: points, and minor units of \(currency.code), of which \(currency.minorPerMajor) are "
            + "one \(currency.code). Allocations are kept exact; cumulative revenue, and what is earned evenly with time, is "
            + "rounded once, half-even, to minor units, and a month's is the difference of two such figures. Points earned "
            + "are rounded as the program says. Means and estimates are not rounded."
    }

    init(scenario: Scenario, tables: [TableDescription]) {
        name = scenario.name
        title = scenario.title
        rounding = Self.rounding(scenario.currency)
        resources = tables.map { Self.resource($0, scenario.currency) }
        metrics = Metric.all.map {
            MetricEntry(name: $0.name, unit: $0.unit.text(scenario.currency), description: $0.meaning)
        }
        timelineMetrics = MonthlyMetric.all.map {
            MetricEntry(name: $0.name, unit: $0.unit.text(scenario.currency), description: $0.meaning)
        }
    }

    private static func resource(_ table: TableDescription, _ currency: Currency?) -> Resource {
        let fields = table.columns.map { column in
            // As the tables of metrics have it: EUR minor.
            let unit = column.unit.map { unit in
                currency.map {
                    unit.replacing("minor units", with: $0.code + " minor").replacing("major units", with: $0.code)
                } ?? unit
            }
            return Field(
                name: column.name, type: column.kind.rawValue, unit: unit,
                description: column.meaning + (unit.map { " Unit: \($0)." } ?? ""))
        }
        return Resource(
            name: table.file.replacing(".csv", with: "").lowercased().replacing("_", with: "-"), path: table.file,
            profile: "tabular-data-resource", format: "csv", mediatype: "text/csv", encoding: "utf-8",
            description: table.meaning, dialect: Dialect(delimiter: ",", lineTerminator: "\n", doubleQuote: true),
            schema: Schema(fields: fields, missingValues: [""], primaryKey: table.key.isEmpty ? nil : table.key))
    }
}
