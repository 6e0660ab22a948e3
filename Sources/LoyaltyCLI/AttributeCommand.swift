import ArgumentParser
import LoyaltyModel
import LoyaltyWorkbench

/// `loyalty attribute`: a triangle from monthly totals, where no ledger tells which points were used.
struct AttributeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attribute",
        abstract: "Attribute points used to their months of issue, where only monthly totals are known.",
        discussion: """
            A roll-forward has a row for each month from the program's first on, with a header row:

              month                              YYYY-MM, without holes
              issued,redeemed                    points in the month
              expired,reversed,reinstated,transferred   optional; as in points_rollforward.csv
              program                            where there are several, with --program

            The triangle goes to standard output, as `loyalty reserve` reads it. Where a ledger of lots exists use that:
            `loyalty replay` writes its triangle, in which points that run out soonest are used first.

            Example:
              loyalty attribute scenarios/finance/rollforward.csv --rule lifo
              loyalty attribute results/coffee/points_rollforward.csv --program near --rule average --output triangle.csv
            """)

    @Argument(help: ArgumentHelp("The roll-forward.", valueName: "rollforward"))
    var rollforward: String

    @Option(
        help: ArgumentHelp(
            "fifo: the oldest points first; lifo: the youngest; average: of all in proportion, whole points by the "
                + "largest remainders (default: fifo).", valueName: "rule"))
    var rule = Attribution.fifo

    @Option(help: ArgumentHelp("Which program, where the file has several.", valueName: "name"))
    var program: String?

    @Option(help: ArgumentHelp("File for the table, instead of standard output.", valueName: "file"))
    var output: String?

    @Flag(help: "Replace an existing file.")
    var force = false

    func run() async throws {
        try await CommandFailure.reporting {
            let triangle = try AttributedTriangle(path: rollforward, program: program, rule)
            if let output {
                try ResultFile.publish(triangle.table, to: output, force: force)
            } else {
                try Console.answer(triangle.table)
            }
            Console.unread(triangle.unreadColumns)
        }
    }
}
