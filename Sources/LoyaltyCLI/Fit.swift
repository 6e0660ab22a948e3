import ArgumentParser
import LoyaltyModel
import LoyaltyWorkbench

/// `loyalty fit`: from a company's log to a population.
struct Fit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Calibrate: fit the customer-base models to a log, and write a population that behaves like it.",
        discussion: """
            The log has a header row with customer_id, date, amount; --columns and --date-format read others. Fields are
            separated by commas, semicolons, tabs or bars. Same-day rows of a customer are one purchase; refunds and
            negative amounts are none. docs/CALIBRATION.md tells the models and the rules.

            Example:
              loyalty fit scenarios/data/cdnow-sample.csv --calibrate-until 1997-09-30 --currency USD
              loyalty fit kassa.csv --columns customer=Kunde,date=Datum,amount=Betrag --date-format dd.mm.yyyy
            """)

    @Argument(help: ArgumentHelp("The log.", valueName: "log"))
    var log: String

    @Option(
        help: ArgumentHelp(
            "What a purchase is: purchases (bought when it suits), contract (renews for a time unit; sBG), occasions "
                + "(once a time unit or not; BG/BB).", valueName: "kind"))
    var kind = "purchases"

    @Option(
        help: ArgumentHelp(
            "Time unit of the estimates: day, week, month; with --kind contract or occasions year, too, the length of a term "
                + "or an occasion (default: week).",
            valueName: "unit"))
    var unit: String?

    @Option(help: ArgumentHelp("Last date that the models see; what comes after tests them.", valueName: "date"))
    var calibrateUntil: String?

    @Option(
        help: ArgumentHelp(
            "Models, separated by commas: \(CalibrationOptions.modelNames.joined(separator: ", ")) (default: all).",
            valueName: "list"))
    var models: String?

    @Option(help: ArgumentHelp("Names of the log's columns: customer=…,date=…,amount=…,kind=…", valueName: "list"))
    var columns: String?

    @Option(
        help: ArgumentHelp("How the log writes dates, such as dd.mm.yyyy (default: ISO 8601).", valueName: "pattern"))
    var dateFormat: String?

    @Option(
        help: ArgumentHelp(
            "What stands before decimals: point or comma (default: what the amounts show).", valueName: "mark"))
    var decimalMark: String?

    @Option(help: ArgumentHelp("Currency of the log, ISO 4217.", valueName: "code"))
    var currency = "EUR"

    @Option(
        help: ArgumentHelp(
            "Gross margin as a share of the basket, for the document and customers.csv.", valueName: "share"))
    var margin: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Days ahead of per-customer expectations.", valueName: "days"))
    var horizon = 365

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Effective discount rate a year, for customers.csv.", valueName: "rate"))
    var discountRate = 0.1

    @Option(
        help: ArgumentHelp(
            "Segments of the document: rfm:3 (by recency, frequency, money), column:NAME (of the log), latent (classes "
                + "that nobody names, as many as fit best).", valueName: "choice"))
    var segments: String?

    @Option(
        help: ArgumentHelp(
            "Resamples of the customers for bootstrap intervals of the chosen models.", valueName: "count"))
    var bootstrap = 0

    @OptionGroup var folder: FolderOptions

    func validate() throws {
        let kind = try words().kind
        if let calibrateUntil, CalendarDate(iso: calibrateUntil) == nil {
            throw ValidationError("--calibrate-until is a date as YYYY-MM-DD, found '\(calibrateUntil)'")
        }
        if kind != .purchases, models != nil {
            throw ValidationError("--models is for --kind purchases; contract has sbg, occasions has bg-bb")
        }
        if kind != .purchases, segments != nil || bootstrap != 0 {
            throw ValidationError("--segments and --bootstrap are for --kind purchases")
        }
        guard bootstrap == 0 || (2...10_000).contains(bootstrap) else {
            throw ValidationError("--bootstrap is from 2 to 10000 resamples, found \(bootstrap)")
        }
        if let margin, !(0...1).contains(margin) { throw ValidationError("--margin is from 0 to 1, found \(margin)") }
        guard (1...36_525).contains(horizon) else {
            throw ValidationError("--horizon is from 1 to 36525 days, found \(horizon)")
        }
        guard (0...10).contains(discountRate) else {
            throw ValidationError("--discount-rate is from 0 to 10, found \(discountRate)")
        }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let options = try options()
            var layout = try SalesLog.Layout(columns: columns, dateFormat: dateFormat, decimalMark: decimalMark)
            layout.read(options.segments)
            let standard = "results/fit-\(Self.name(of: log))"
            try folder.check(standard)
            // Nothing is on the disk before all is known: what is wrong with a log leaves no folder, nor does Ctrl-C.
            guard options.kind == .purchases else {
                let result = try Interrupt.ending {
                    try PeriodicStudy.result(path: log, layout: layout, options)
                }
                let text = result.text(folder: folder.place(standard))
                return try await fill(standard, unread: result.unreadColumns, text) {
                    try FitFolder.write(result, command: CommandText.ofProcess, to: $0)
                }
            }
            let (result, unread) = try Interrupt.ending {
                let sales = try PeriodicStudy.purchases(path: log, layout: layout)
                return (try CalibrationStudy.result(sales, options), sales.unreadColumns)
            }
            try await fill(standard, unread: unread, result.text(folder: folder.place(standard))) {
                try FitFolder.write(result, command: CommandText.ofProcess, to: $0)
            }
        }
    }

    /// Has the folder filled, then prints the answer.
    private func fill(
        _ standard: String, unread: [String], _ answer: String, by write: (String) throws -> Void
    ) async throws {
        try await folder.fill(standard) { partial in
            try write(partial)
            if Interrupt.requested { throw CommandFailure.interrupted }
        }
        Console.unread(unread)
        if !folder.quiet { try Console.answer(answer) }
    }

    private func options() throws -> CalibrationOptions {
        var options = try words()
        options.until = calibrateUntil.flatMap { CalendarDate(iso: $0) }
        if let models { try options.setModels(models) }
        options.margin = margin
        if let segments { options.segments = try SegmentChoice(segments) }
        options.bootstrap = bootstrap
        options.horizonDays = horizon
        options.discountRate = discountRate
        return options
    }

    /// Options that are one of a few words.
    private func words() throws(ValidationError) -> CalibrationOptions {
        guard let currency = Currency(listed: currency) else {
            throw ValidationError("--currency is a code of ISO 4217 such as EUR, found '\(currency)'")
        }
        guard let kind = SalesKind(rawValue: kind) else {
            throw ValidationError("--kind is purchases, contract or occasions, found '\(kind)'")
        }
        guard let unit = TimeUnit(rawValue: unit ?? "week"), unit != .year || kind != .purchases else {
            throw ValidationError("--unit is day, week or month, found '\(unit ?? "")'")
        }
        var options = CalibrationOptions(currency: currency)
        (options.kind, options.unit, options.isUnitGiven) = (kind, unit, self.unit != nil)
        return options
    }

    /// The file's name without folder and ending, of letters that a folder's name may have.
    private static func name(of path: String) -> String {
        let file = path.split(separator: "/").last ?? "log"
        let stem = file.split(separator: ".").first.map(String.init) ?? "log"
        let letters = stem.lowercased().map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" }
        return letters.isEmpty ? "log" : String(letters)
    }
}
