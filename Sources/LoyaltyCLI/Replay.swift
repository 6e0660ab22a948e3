import ArgumentParser
import LoyaltyModel
import LoyaltyWorkbench

/// `loyalty replay`: a program's rules on a real log.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Apply a program's rules to a log of purchases and refunds: postings, balances, roll-forward.",
        discussion: """
            No behaviour and no luck: what the program would have given for what the log says. Columns of the log:

              customer_id,date,amount    needed; dates as YYYY-MM-DD, amounts in major units (12.50)
              kind                       purchase (if empty), refund, enrol or redeem
              refund_of                  of a refund: the date of the customer's purchase, or its id
              id                         of a purchase, for refunds to name
              reward                     of a redeem: a reward of the program's catalogue; full-card for a full card
              points                     of a redeem: points that pay for the next purchase of the day
              category                   what was bought, for programs with multipliers
              partner                    of a coalition: whose till it was; empty or home for the company's own

            Rows of a day count in their order, customers may be mixed. With no enrol row in the log everybody is a
            member from the first purchase on; with any, only those enrolled are.

            Example:
              loyalty replay purchases.csv --program scenarios/programs/stars-near.yaml --until 2026-12-31
            """)

    @Argument(help: ArgumentHelp("The log.", valueName: "log"))
    var log: String

    @Option(help: ArgumentHelp("The program document, or a scenario that has the program.", valueName: "file"))
    var program: String

    @Option(help: ArgumentHelp("Which program of a scenario with several.", valueName: "name"))
    var named: String?

    @Option(help: ArgumentHelp("Currency of the log and the program, ISO 4217.", valueName: "code"))
    var currency = "EUR"

    @Option(help: ArgumentHelp("Last date, to see what expires after the log's last one.", valueName: "date"))
    var until: String?

    @OptionGroup var folder: FolderOptions

    func validate() throws {
        if Currency(listed: currency) == nil {
            throw ValidationError("--currency is a code of ISO 4217 such as EUR, found '\(currency)'")
        }
        if let until, CalendarDate(iso: until) == nil {
            throw ValidationError("--until is a date as YYYY-MM-DD, found '\(until)'")
        }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            guard let currency = Currency(code: currency) else { throw ExitStatus.usage }
            let program = try ProgramLoader.load(path: program, named: named, currency: currency)
            let log = try TransactionLog.read(path: log, currency: currency)
            // Read before a folder is made, used up in the filling of it.
            var replay: LogReplay? = try LogReplay(
                log, program: program, until: until.flatMap { CalendarDate(iso: $0) })
            let place = "results/replay-\(program.program.name)"
            Interrupt.watch()
            let result = try await folder.fill(place) { partial in
                guard let replay = replay.take() else { throw ExitStatus.internalError }
                let written = try ReplayFolder.write(
                    replay, command: CommandText.ofProcess, to: partial, goesOn: { !Interrupt.requested })
                guard let written else {
                    throw CommandFailure("interrupted; nothing written", status: ExitStatus.interrupted)
                }
                return written
            }
            Console.unread(log.unreadColumns)
            if !folder.quiet { try Console.answer(result.text(folder: folder.place(place))) }
        }
    }
}
