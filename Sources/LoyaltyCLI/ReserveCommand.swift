import ArgumentParser
import LoyaltyModel
import LoyaltyWorkbench

/// `loyalty reserve`: how much of what was issued will be redeemed, from a company's own triangle.
struct ReserveCommand: AsyncParsableCommand {
    enum Method: String, ExpressibleByArgument, CaseIterable {
        case chainLadder = "chain-ladder"
        case bornhuetterFerguson = "bornhuetter-ferguson"
        case capeCod = "cape-cod"
    }

    static let configuration = CommandConfiguration(
        commandName: "reserve",
        abstract: "Forecast the redemption of your own points by month of issue, with its standard error.",
        discussion: """
            TRIANGLE has a row for each month of issue and age, in whole points:
              issue_month,age,issued,cum_redeemed    age 1 is the month of issue; issued may be left out for the chain
                                                     ladder; program, cum_expired and currency are accepted

            The table goes to standard output, months in the order of the file and a total. docs/FINANCE.md has the
            formulas.

            Example:
              loyalty reserve scenarios/finance/triangle.csv
              loyalty reserve scenarios/finance/triangle.csv --method cape-cod --cost-per-point 0.008
              loyalty reserve scenarios/finance/triangle.csv --survival
              loyalty reserve results/coffee/cohort_triangle.csv --program near --tail fitted
            """)

    @Argument(help: ArgumentHelp("The triangle.", valueName: "triangle"))
    var triangle: String

    @Option(
        name: .customLong("method"),
        help: ArgumentHelp(
            "chain-ladder, bornhuetter-ferguson or cape-cod (default: chain-ladder).", valueName: "method"))
    var chosenMethod: Method?

    @Option(
        help: ArgumentHelp(
            "Share of what is issued that is redeemed in the end, known beforehand; for bornhuetter-ferguson.",
            valueName: "share"))
    var priorUrr: Double?

    @Option(
        help: ArgumentHelp(
            "The scatter at an age that one cohort has reached: mack or log-linear (default: mack).",
            valueName: "rule"))
    var sigmaTail: ChainLadder.LastSigma?

    @Option(
        help: ArgumentHelp(
            "Factor from the last age to the end, 1 or more, or 'fitted' to continue the triangle's own (default: 1, "
                + "right where points expire by the last age).", valueName: "factor"))
    var tail: String?

    @Option(
        help: ArgumentHelp(
            "Money that a redeemed point costs; reserve and standard_error are in money then.", valueName: "money"))
    var costPerPoint: Double?

    @Flag(
        help: ArgumentHelp(
            "Prints instead the share of points not yet redeemed by age (Kaplan-Meier); cum_expired is read for it. Takes "
                + "--program beside it, and no method."))
    var survival = false

    @Option(help: ArgumentHelp("Which program, where the file has several.", valueName: "name"))
    var program: String?

    /// Beyond this a tail is a slip: a thousand times as much would be redeemed after the triangle as within it.
    private static let largestTail = 1000.0

    private var method: Method { chosenMethod ?? .chainLadder }

    /// Nil where it is none.
    private func tailOption(_ tail: String) -> ReserveOptions.Tail? {
        if tail == "fitted" { return .fitted }
        return Double(tail).flatMap { (1...Self.largestTail).contains($0) ? .given($0) : nil }
    }

    func validate() throws {
        switch (method, priorUrr) {
        case (.bornhuetterFerguson, nil): throw ValidationError("--method bornhuetter-ferguson needs --prior-urr")
        case (.bornhuetterFerguson, let prior?) where !(0...1).contains(prior):
            throw ValidationError("--prior-urr is a share from 0 to 1, found \(prior)")
        case (.chainLadder, _?), (.capeCod, _?):
            throw ValidationError("--prior-urr belongs to --method bornhuetter-ferguson")
        default: break
        }
        if let tail, tailOption(tail) == nil {
            throw ValidationError("--tail is 'fitted' or a number from 1 to 1000, found '\(tail)'")
        }
        let others = [
            ("--method", chosenMethod != nil), ("--prior-urr", priorUrr != nil), ("--sigma-tail", sigmaTail != nil),
            ("--tail", tail != nil), ("--cost-per-point", costPerPoint != nil),
        ]
        if survival, let other = others.first(where: \.1) {
            throw ValidationError("--survival takes no \(other.0)")
        }
        if let costPerPoint, !(costPerPoint >= 0 && costPerPoint.isFinite) {
            throw ValidationError("--cost-per-point is 0 or more, found \(costPerPoint)")
        }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let chosen: Reserve.Method =
                switch method {
                case .chainLadder: .chainLadder
                case .bornhuetterFerguson: .bornhuetterFerguson(priorRate: priorUrr ?? 0)
                case .capeCod: .capeCod
                }
            let extract = try TriangleExtract.read(
                path: triangle, program: program, needsIssued: survival || chosen != .chainLadder)
            if survival {
                try Console.answer(SurvivalTable(extract).table)
                Console.warnings(extract.warnings)
                return Console.unread(extract.unreadColumns)
            }
            let table = try ReserveTable(
                extract, path: triangle,
                ReserveOptions(
                    method: chosen, lastSigma: sigmaTail ?? .mack, tail: tail.flatMap(tailOption),
                    costPerPoint: costPerPoint))
            try Console.answer(table.table)
            Console.warnings(table.warnings)
            Console.unread(extract.unreadColumns)
        }
    }
}
