import LoyaltyModel

/// A company's cohorts of points and what was redeemed of them, as two files tell it (docs/FINANCE.md).
public struct CohortExtract: Sendable {
    /// What was redeemed of a cohort in one period.
    struct Redemption: Sendable {
        let period: Int
        let redeemed: Int64
        let expectedTotal: Int64
        /// Of its row.
        let line: Int
    }

    struct Cohort: Sendable {
        let name: String
        /// Nil where the file gives the allocation itself.
        let price: Money?
        let allocation: ExactMoney
        /// What a partner is owed for supplying the points; nil where the company supplies them itself.
        let partnerCost: Money?
        /// Of its row.
        let line: Int
        /// In order of their periods.
        var redemptions: [Redemption] = []
    }

    /// In the order of the file.
    var cohorts: [Cohort] = []

    /// Whether any cohort's points are supplied by a partner.
    package var namesPartners: Bool { cohorts.contains { $0.partnerCost != nil } }
    /// Decimals of the currency.
    public let minorUnits: Int
    /// Nil where neither file names one.
    var currency: Currency?
    /// The files, for warnings; nil where there are no redemptions.
    let cohortsPath: String
    let redemptionsPath: String?
    /// What is odd and is not wrong, in the order of the file, whose name is said.
    public internal(set) var warnings: [String] = []
    /// Columns of the files that are not known.
    public internal(set) var unreadColumns: [String] = []

    /// Reads both files.
    ///
    /// - Parameters:
    ///   - redemptions: nil where nothing is released by redemption.
    ///   - minorUnits: decimals of the currency; nil takes those of the column `currency` of either file, else 2.
    /// - Throws: ``Problems`` with everything wrong in both of them, ``FileFailure`` where one cannot be read.
    public static func read(
        cohorts: String, redemptions: String?, minorUnits: Int? = nil
    ) throws -> CohortExtract {
        var problems: [Problem] = []
        var more = 0
        func trying(_ work: () throws -> Void) throws {
            do { try work() } catch let found as Problems {
                problems += found.problems
                more += found.more
            }
        }
        var extract = CohortExtract(
            minorUnits: minorUnits ?? 2, cohortsPath: cohorts, redemptionsPath: redemptions)
        var (names, currency): ([String]?, (code: String, place: String)?)
        var later: String?
        try trying {
            var reader = try CohortReader(path: cohorts, minorUnits: minorUnits)
            defer {
                names = reader.names.isEmpty ? nil : reader.names
                currency = reader.currency.map { ($0.code, "in \(cohorts)") }
            }
            let read = try reader.read()
            extract = CohortExtract(
                cohorts: read.cohorts, minorUnits: read.minorUnits, cohortsPath: cohorts,
                redemptionsPath: redemptions, unreadColumns: read.unread)
        }
        if let redemptions {
            try trying {
                var reader = try RedemptionReader(
                    path: redemptions, cohorts: names, currency: currency, decimals: minorUnits)
                defer { later = reader.currency?.code }
                let read = try reader.read()
                for place in extract.cohorts.indices {
                    extract.cohorts[place].redemptions = read.redemptions[extract.cohorts[place].name] ?? []
                }
                extract.warnings = read.warnings
                extract.unreadColumns += read.unread
            }
        }
        // Named by the redemptions alone, a currency tells how the cohorts' amounts are to be read, too.
        if minorUnits == nil, currency == nil, let own = later.flatMap({ Currency(code: $0) }), own.exponent != 2 {
            return try read(cohorts: cohorts, redemptions: redemptions, minorUnits: own.exponent)
        }
        if !problems.isEmpty { throw Problems(problems, more: more) }
        extract.currency = (currency?.code ?? later).flatMap { Currency(code: $0) }
        extract.warnings = extract.missingMonths + extract.warnings
        return extract
    }
}

extension CohortExtract {
    /// What is expected of a currency whose decimals nobody gives.
    static let listedCurrency = "an ISO 4217 code, or its decimals by --minor-units"

    /// Months without a cohort, where all cohorts are named by months.
    private var missingMonths: [String] {
        let issues = cohorts.compactMap { IssuePeriod($0.name) }
        guard issues.count == cohorts.count, issues.allSatisfy(\.isMonth) else { return [] }
        let steps = IssueSteps(issues, ages: cohorts.map { $0.redemptions.last?.period ?? 0 })
        return steps.oddities(what: "no cohort").map { "\(cohortsPath): \($0)" }
    }
}

/// One pass over a file of cohorts.
private struct CohortReader: ~Copyable {
    private enum Column: Int, NamedColumn {
        case cohort, price, goods, points, allocated, currency, partner

        static let required = 1

        var name: String {
            switch self {
            case .price: "transaction_price"
            case .goods: "goods_ssp"
            case .points: "points_ssp"
            case .partner: "partner_cost"
            default: "\(self)"
            }
        }
    }

    private var reader: ColumnReader<Column>
    private let minorUnits: Int?
    private(set) var currency: (code: String, place: String)?
    /// Of the cohorts met so far, in order.
    private(set) var names: [String] = []
    private var lines: [String: Int] = [:]

    init(path: String, minorUnits: Int?) throws {
        reader = try ColumnReader(path: path)
        self.minorUnits = minorUnits
    }

    /// Decimals of the currency, which the first row names where nobody else does.
    private var decimals: Int {
        minorUnits ?? currency.flatMap { Currency(code: $0.code) }?.exponent ?? 2
    }

    /// Reads all rows; those with problems keep their places, as what is redeemed of them is not another problem.
    mutating func read() throws -> (cohorts: [CohortExtract.Cohort], minorUnits: Int, unread: [String]) {
        checkHeader()
        try reader.problems.throwProblems()
        var cohorts: [CohortExtract.Cohort] = []
        while try reader.nextRow() {
            guard let name = reader.text(.cohort, expected: "the cohort's name, such as its month of issue") else {
                continue
            }
            if let first = lines.updateValue(reader.line, forKey: name) {
                reader.report(.cohort, "cohort \"\(name)\" again", "each cohort once; it stands on line \(first)")
                continue
            }
            names.append(name)
            checkCurrency()
            if let cohort = reader.has(.allocated) ? allocated(name) : priced(name) { cohorts.append(cohort) }
        }
        if names.isEmpty, reader.problems.isEmpty {
            reader.problems.report(line: 1, found: "no rows", expected: "a row for each cohort")
        }
        try reader.problems.throwProblems()
        return (cohorts, decimals, reader.unread)
    }

    private mutating func checkHeader() {
        let isAllocated = reader.has(.allocated)
        var priced: [Column] = []
        for column in [Column.price, .goods, .points] where reader.has(column) { priced.append(column) }
        if isAllocated ? !priced.isEmpty : priced.count < 3 {
            reader.problems.report(
                line: 1,
                found: isAllocated ? "columns allocated and \(priced[0].name)" : "no allocation and no prices",
                expected: "the columns transaction_price, goods_ssp and points_ssp, or allocated instead of them")
        }
    }

    private mutating func priced(_ name: String) -> CohortExtract.Cohort? {
        let price = amount(.price, decimals: 0)
        let goods = amount(.goods, decimals: ExactMoney.decimals)
        let points = amount(.points, decimals: ExactMoney.decimals)
        let partner = partnerCost()
        guard let price, let goods, let points, let partner else { return nil }
        guard goods + points > 0 else {
            reader.report(.points, "stand-alone selling prices of 0 for goods and points", "at least one above 0")
            return nil
        }
        let money = Money(minor: Int64(price))
        return CohortExtract.Cohort(
            name: name, price: money, allocation: ExactMoney(money, own: points, other: goods),
            partnerCost: partner.cost, line: reader.line)
    }

    private mutating func allocated(_ name: String) -> CohortExtract.Cohort? {
        let amount = amount(.allocated, decimals: ExactMoney.decimals)
        let partner = partnerCost()
        guard let amount, let partner else { return nil }
        return CohortExtract.Cohort(
            name: name, price: nil, allocation: ExactMoney(scaled: amount), partnerCost: partner.cost,
            line: reader.line)
    }

    /// Nil with a problem reported.
    private mutating func partnerCost() -> (cost: Money?, Void)? {
        guard reader.text(.partner) != nil else { return (nil, ()) }
        return amount(.partner, decimals: 0).map { (Money(minor: Int64($0)), ()) }
    }

    /// An amount in minor units × 10^`decimals`.
    private mutating func amount(_ column: Column, decimals: Int) -> Int128? {
        let places = self.decimals + decimals
        let scale = decimals == 0 ? 1 : ExactMoney.perMinor
        let most = ExactDecimal.text(ExactMoney.largest, decimals: self.decimals)
        return reader.number(
            column, decimals: places, from: 0, to: Int128(ExactMoney.largest) * scale,
            "an amount from 0 to \(most) in major units with "
                + (places == 0 ? "no decimals" : "at most \(places) decimals"))
    }

    /// Where nobody says how many decimals an amount has, the code does, and one that is not known must not pass for two.
    private mutating func checkCurrency() {
        guard reader.has(.currency), reader.text(.currency, expected: "an ISO 4217 code such as EUR") != nil else {
            return
        }
        let listed = minorUnits == nil ? CohortExtract.listedCurrency : nil
        reader.checkCurrency(.currency, listed: listed, &currency)
    }
}
