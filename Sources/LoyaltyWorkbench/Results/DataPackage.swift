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
    let resources: [Resource]
    let metrics: [MetricEntry]?
    let timelineMetrics: [MetricEntry]?

    /// Tables without metrics.
    init(name: String, title: String, tables: [TableDescription]) {
        self.name = name
        self.title = title
        resources = tables.map(Self.resource)
        (metrics, timelineMetrics) = (nil, nil)
    }

    init(scenario: Scenario, tables: [TableDescription]) {
        name = scenario.name
        title = scenario.title
        resources = tables.map(Self.resource)
        metrics = Metric.all.map {
            MetricEntry(name: $0.name, unit: $0.unit.text(scenario.currency), description: $0.meaning)
        }
        timelineMetrics = MonthlyMetric.all.map {
            MetricEntry(name: $0.name, unit: $0.unit.text(scenario.currency), description: $0.meaning)
        }
    }

    private static func resource(_ table: TableDescription) -> Resource {
        let fields = table.columns.map { column in
            Field(
                name: column.name, type: column.kind.rawValue, unit: column.unit,
                description: column.meaning + (column.unit.map { " Unit: \($0)." } ?? ""))
        }
        return Resource(
            name: String(table.file.dropLast(".csv".count)).replacing("_", with: "-"), path: table.file,
            profile: "tabular-data-resource", format: "csv", mediatype: "text/csv", encoding: "utf-8",
            description: table.meaning, dialect: Dialect(delimiter: ",", lineTerminator: "\n", doubleQuote: true),
            schema: Schema(fields: fields, missingValues: [""], primaryKey: table.key.isEmpty ? nil : table.key))
    }
}
