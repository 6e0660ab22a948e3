import ArgumentParser
import LoyaltyModel
import LoyaltyWorkbench

/// `loyalty defer`: the schedule of deferred revenue of a company's own cohorts.
struct Defer: AsyncParsableCommand {
    enum Method: String, ExpressibleByArgument, CaseIterable { case proportional, remote }

    static let configuration = CommandConfiguration(
        abstract: "Schedule the deferred revenue of your own cohorts of points (IFRS 15, ASC 606).",
        discussion: """
            COHORTS has a row for each cohort, such as a month of issue, in major units of money:
              cohort,transaction_price,goods_ssp,points_ssp    stand-alone selling prices (ssp) share out the price
              cohort,allocated                                 or: what falls to the points, shared out already
              currency                                         optional; the same in every row

            REDEMPTIONS has a row for each cohort and period, in whole points:
              cohort,period,redeemed,expected_total            redeemed in the period (from 1), and the estimate at its
                                                               end of all that will ever be redeemed

            Revenue so far is allocation × redeemed so far ÷ expected_total. The table goes to standard output; row 0 of
            a cohort has the allocations. docs/FINANCE.md says how each figure is computed and rounded.

            Example:
              loyalty defer scenarios/finance/cohorts.csv scenarios/finance/redemptions.csv
              loyalty defer cohorts.csv redemptions.csv --method remote --remote-from 24 --output schedule.csv
            """)

    @Argument(help: ArgumentHelp("The cohorts.", valueName: "cohorts"))
    var cohorts: String

    @Argument(help: ArgumentHelp("What was redeemed of them.", valueName: "redemptions"))
    var redemptions: String

    @Option(
        help: ArgumentHelp(
            "Decimals of the currency (default: those of the column currency, else 2).", valueName: "decimals"))
    var minorUnits: Int?

    @Option(
        help: ArgumentHelp(
            "proportional: points that nobody will redeem are recognised along with redemptions. remote: when their "
                + "redemption has become remote, with --remote-from.", valueName: "method"))
    var method = Method.proportional

    @Option(help: ArgumentHelp("Period of a cohort in which what is left is recognised.", valueName: "period"))
    var remoteFrom: Int?

    @Option(help: ArgumentHelp("File for the table, instead of standard output.", valueName: "file"))
    var output: String?

    @Flag(help: "Replace an existing file.")
    var force = false

    func validate() throws {
        if let minorUnits, !(0...4).contains(minorUnits) {
            throw ValidationError("--minor-units is 0 to 4, found \(minorUnits)")
        }
        if method == .remote, remoteFrom == nil { throw ValidationError("--method remote needs --remote-from") }
        if method == .proportional, remoteFrom != nil {
            throw ValidationError("--remote-from belongs to --method remote")
        }
        if let remoteFrom, remoteFrom < 1 { throw ValidationError("--remote-from is at least 1, found \(remoteFrom)") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let extract = try CohortExtract.read(cohorts: cohorts, redemptions: redemptions, minorUnits: minorUnits)
            let schedule = DeferralSchedule(
                extract, method: remoteFrom.map { .remote(from: $0) } ?? .proportional)
            if let output {
                try ResultFile.publish(schedule.table, to: output, force: force)
            } else {
                try Console.answer(schedule.table)
            }
            Console.warnings(schedule.warnings)
            Console.unread(extract.unreadColumns)
            Console.note(schedule.rounding)
        }
    }
}
