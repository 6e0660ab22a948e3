import ArgumentParser
import LoyaltyModel
import LoyaltyWorkbench

/// `loyalty defer`: the schedule of deferred revenue of a company's own cohorts.
struct Defer: AsyncParsableCommand {
    enum Method: String, ExpressibleByArgument, CaseIterable {
        case proportional, remote
        case straightLine = "straight-line"
    }

    static let configuration = CommandConfiguration(
        abstract: "Schedule the deferred revenue of your own cohorts of points (IFRS 15, ASC 606).",
        discussion: """
            COHORTS has a row for each cohort, such as a month of issue, in major units of money:
              cohort,transaction_price,goods_ssp,points_ssp    stand-alone selling prices (ssp) share out the price
              cohort,allocated                                 or: what falls to the points, shared out already
              currency                                         optional; the same in every row, of REDEMPTIONS too
              partner_cost                                     optional; owed to a partner who supplies the points

            REDEMPTIONS has a row for each cohort and period, in whole points:
              cohort,period,redeemed,expected_total            redeemed in the period (from 1), and the estimate at its
                                                               end of all that will ever be redeemed

            Revenue so far is allocation × redeemed so far ÷ expected_total. The table goes to standard output; row 0 of
            a cohort has the allocations. docs/FINANCE.md says how each figure is computed and rounded.

            Example:
              loyalty defer scenarios/finance/cohorts.csv scenarios/finance/redemptions.csv
              loyalty defer cohorts.csv redemptions.csv --method remote --remote-from 24 --output schedule.csv
              loyalty defer levels.csv --method straight-line --over 12
            """)

    @Argument(help: ArgumentHelp("The cohorts.", valueName: "cohorts"))
    var cohorts: String

    @Argument(help: ArgumentHelp("What was redeemed of them; none for straight-line.", valueName: "redemptions"))
    var redemptions: String?

    @Option(
        help: ArgumentHelp(
            "Decimals of the currency (default: those of the column currency, else 2).", valueName: "decimals"))
    var minorUnits: Int?

    @Option(
        help: ArgumentHelp(
            "proportional: points that nobody will redeem are recognised along with redemptions. remote: when their "
                + "redemption has become remote, with --remote-from. straight-line: evenly over --over periods, for "
                + "rights that last, such as a level's benefits or a year's fee.", valueName: "method"))
    var method = Method.proportional

    @Option(help: ArgumentHelp("Period of a cohort in which what is left is recognised.", valueName: "period"))
    var remoteFrom: Int?

    @Option(help: ArgumentHelp("Periods that a right lasts, for straight-line.", valueName: "periods"))
    var over: Int64?

    @Option(
        help: ArgumentHelp(
            "For cohorts with a partner_cost. principal: revenue is the allocation, as points are redeemed. agent: "
                + "revenue is what is left of it, when they are granted (period 0).", valueName: "capacity"))
    var partners = DeferralOptions.Capacity.principal

    @Option(
        help: ArgumentHelp(
            "File for the table, instead of standard output; FILE.datapackage.json beside it has its columns, units and "
                + "rounding.", valueName: "file"))
    var output: String?

    @Flag(help: "Replace an existing file.")
    var force = false

    private static let longest: Int64 = 1200

    func validate() throws {
        if let minorUnits, !(0...4).contains(minorUnits) {
            throw ValidationError("--minor-units is 0 to 4, found \(minorUnits)")
        }
        if method == .remote, remoteFrom == nil { throw ValidationError("--method remote needs --remote-from") }
        if method != .remote, remoteFrom != nil {
            throw ValidationError("--remote-from belongs to --method remote")
        }
        if (method == .straightLine) != (over != nil) {
            throw ValidationError("--method straight-line and --over belong together")
        }
        if let over, !(1...Self.longest).contains(over) {
            throw ValidationError("--over is 1 to \(Self.longest) periods, found \(over)")
        }
        if (method == .straightLine) != (redemptions == nil) {
            throw ValidationError(
                method == .straightLine
                    ? "--method straight-line takes no redemptions" : "Missing expected argument '<redemptions>'")
        }
        if let remoteFrom, remoteFrom < 1 { throw ValidationError("--remote-from is at least 1, found \(remoteFrom)") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let extract = try CohortExtract.read(cohorts: cohorts, redemptions: redemptions, minorUnits: minorUnits)
            let release: DeferralOptions.Release =
                if let over { .straightLine(periods: over) } else {
                    .redemptions(remoteFrom.map { .remote(from: $0) } ?? .proportional)
                }
            if partners == .agent, !extract.namesPartners {
                throw CommandFailure(
                    "error: \(cohorts): --partners agent: found no column partner_cost, expected what is owed to the "
                        + "partner who supplies the points", status: ExitStatus.input)
            }
            let schedule = DeferralSchedule(extract, DeferralOptions(release, capacity: partners))
            if let output {
                let dictionary = (DeferralSchedule.dictionaryPath(of: output), try schedule.dictionary(file: output))
                try ResultFile.publish([(output, schedule.table), dictionary], force: force)
            } else {
                try Console.answer(schedule.table)
            }
            Console.warnings(schedule.warnings)
            Console.unread(extract.unreadColumns)
            Console.note(schedule.rounding)
        }
    }
}
