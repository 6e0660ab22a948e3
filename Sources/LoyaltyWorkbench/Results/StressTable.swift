import LoyaltyModel

/// `stress.csv`: what becomes of the points outstanding at the study's end if something happens to them.
enum StressTable {
    static let table = BooksTables.Table(description: description, rows: write)

    private static let description = TableDescription(
        file: "stress.csv",
        meaning:
            "Points outstanding at the study's end, and what they cost afterwards as far as the worlds are followed, under "
            + "each stress of the scenario; none is what happens without. Later points are other cohorts and not in it. "
            + "Means are over the replications; a month's cash is what the points redeemed in it cost.",
        key: ["program", "stress"],
        columns: [
            .program, TableColumn("stress", .string, "Name of the stress; none for no stress."),
            TableColumn("outstanding", .number, unit: "points", "Outstanding at the study's end, mean."),
            TableColumn("redeemed", .number, unit: "points", "Redeemed of them later, mean."),
            TableColumn("redeemed_share", .number, "redeemed ÷ outstanding."),
        ]
            + [
                ("cost", "What that costs, mean."), ("cost_p95", "95 % quantile of that (type 7)."),
                ("change", "cost less that without stress."),
                ("change_standard_error", "Standard error of the change, world against world."),
            ].map { TableColumn($0.0, .number, unit: "minor units", $0.1) } + [
                TableColumn("peak_month", .yearmonth, "The month that costs most on average; empty where none does.")
            ]
            + [
                ("peak_cash", "Each world's dearest month, mean."),
                ("peak_cash_p95", "95 % quantile of that (type 7)."),
                ("deferred_revenue", "Deferred revenue at the study's end if this had been known then, mean."),
            ].map { TableColumn($0.0, .number, unit: "minor units", $0.1) } + [.replications])

    private static func write(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.pointPrograms {
            let cases = Books.stressed(program, result)
            let base = cases[0].worlds.map(\.cost.total)
            for stressed in cases {
                let worlds = stressed.worlds
                let costs = worlds.map(\.cost.total)
                let (outstanding, redeemed) = (
                    Estimate(worlds.map { Double($0.outstanding) }).mean,
                    Estimate(worlds.map { Double($0.allRedeemed) }).mean
                )
                let change = Estimate(paired: costs, minus: base)
                let peaks = worlds.map(\.cost.peak)
                try row([
                    .text(result.arms[program.arm]), .text(stressed.name), .real(outstanding), .real(redeemed),
                    outstanding > 0 ? .real(redeemed / outstanding) : .empty, .real(Estimate(costs).mean),
                    .real(SortedSample(costs).quantile(0.95)), .real(change.mean), .optional(change.standardError),
                    stressed.peakMonth.map { .text(month($0, result)) } ?? .empty, .real(Estimate(peaks).mean),
                    .real(SortedSample(peaks).quantile(0.95)), .real(Estimate(worlds.map { Double($0.deferred) }).mean),
                    .integer(Int64(worlds.count)),
                ])
            }
        }
    }

    /// A month after the study, counted from 0.
    private static func month(_ place: Int, _ result: RunResult) -> String {
        let calendar = result.scenario.calendar
        return calendar.date(ofDay: calendar.days).adding(months: place).monthLabel
    }
}
