import LoyaltyModel

/// `obligations.csv`: what is owed to members beside points, rolled forward.
enum ObligationTable {
    static let table = BooksTables.Table(description: description, rows: write)

    private static let description = TableDescription(
        file: "obligations.csv",
        meaning:
            "What is owed to members beside points, by program, replication and month: closing = opening + added − "
            + "released − withdrawn. A program has rows for what it ever owes.",
        key: ["program", "replication", "month", "obligation"],
        columns: [
            .program, .replication, .month,
            TableColumn(
                "obligation", .string,
                "membership_fees, paid on joining and for memberships and not yet earned; level_benefits of later months; "
                    + "cashback, earned by customers and neither had nor run out; vouchers that points became, neither used "
                    + "nor run out; sold_points, paid for by partners and not redeemed."),
        ]
            + [
                ("opening", "At the month's begin."),
                (
                    "added",
                    "Fees paid; allocated to levels' benefits; cashback earned; carried by points that became vouchers, with what changed estimates make of it; billed to partners for points."
                ),
                (
                    "released",
                    "Fees and benefits earned by the company; cashback paid out, or used on bills; vouchers used; sold points redeemed. Of vouchers and sold points it may be negative where an estimate rises, and so may what is added of vouchers."
                ),
                ("withdrawn", "Fees given back before they were earned; cashback and vouchers that ran out."),
                ("closing", "At the month's end."),
            ].map { TableColumn($0.0, .integer, unit: "minor units", $0.1) })

    private static func write(
        _ result: RunResult, _ books: Books, _ row: ([TableValue]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        for program in books.programs {
            for obligation in Obligation.allCases where program.owes(obligation, months: books.months) {
                for world in program.worlds.indices {
                    var balance: Int64 = 0
                    for month in 0..<books.months {
                        let movement = program.movement(of: obligation, world: world, month: month)
                        let opening = balance
                        balance += movement.change
                        try row(
                            [
                                .text(result.arms[program.arm]), .integer(Int64(world + 1)),
                                BooksTables.month(result, month), .text(obligation.rawValue),
                            ]
                                + [opening, movement.added, movement.released, movement.withdrawn, balance].map {
                                    .integer($0)
                                })
                    }
                }
            }
        }
    }
}

extension Books.Program {
    fileprivate func owes(_ obligation: Obligation, months: Int) -> Bool {
        worlds.indices.contains { world in
            (0..<months).contains { movement(of: obligation, world: world, month: $0) != Obligation.Movement() }
        }
    }
}
