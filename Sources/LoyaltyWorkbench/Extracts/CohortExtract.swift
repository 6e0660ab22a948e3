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
        /// In order of their periods.
        var redemptions: [Redemption] = []
    }

    /// In the order of the file.
    var cohorts: [Cohort] = []
    /// Decimals of the currency.
    public let minorUnits: Int
    /// The file of redemptions, for warnings.
    let redemptionsPath: String
    /// What is odd and is not wrong, in the order of the file.
    public internal(set) var warnings: [String] = []
    /// Columns of the files that are not known.
    public internal(set) var unreadColumns: [String] = []

    /// Reads both files.
    ///
    /// - Parameter minorUnits: decimals of the currency; nil takes those of the column `currency`, else 2.
    /// - Throws: ``Problems`` with everything wrong in both of them, ``FileFailure`` where one cannot be read.
    public static func read(cohorts: String, redemptions: String, minorUnits: Int? = nil) throws -> CohortExtract {
        var problems: [Problem] = []
        var more = 0
        func trying(_ work: () throws -> Void) throws {
            do { try work() } catch let found as Problems {
                problems += found.problems
                more += found.more
            }
        }
        var extract = CohortExtract(minorUnits: minorUnits ?? 2, redemptionsPath: redemptions)
        var names: [String]?
        try trying {
            var reader = try CohortReader(path: cohorts, minorUnits: minorUnits)
            defer { names = reader.names.isEmpty ? nil : reader.names }
            let read = try reader.read()
            extract = CohortExtract(
                cohorts: read.cohorts, minorUnits: read.minorUnits, redemptionsPath: redemptions,
                unreadColumns: read.unread)
        }
        try trying {
            var reader = try RedemptionReader(path: redemptions, cohorts: names)
            let read = try reader.read()
            for place in extract.cohorts.indices {
                extract.cohorts[place].redemptions = read.redemptions[extract.cohorts[place].name] ?? []
            }
            extract.warnings = read.warnings
            extract.unreadColumns += read.unread
        }
        if !problems.isEmpty { throw Problems(problems, more: more) }
        return extract
    }
}

/// One pass over a file of cohorts.
private struct CohortReader: ~Copyable {
    private enum Column: Int, CaseIterable {
        case cohort, price, goods, points, allocated, currency

        var name: String {
            switch self {
            case .price: "transaction_price"
            case .goods: "goods_ssp"
            case .points: "points_ssp"
            default: "\(self)"
            }
        }
    }

    private var reader: CSVReader
    private var problems: ProblemList
    private let header: CSVHeader
    private let minorUnits: Int?
    private let isAllocated: Bool
    private var currency: (code: String, line: Int)?
    /// Of the cohorts met so far, in order.
    private(set) var names: [String] = []
    private var lines: [String: Int] = [:]

    init(path: String, minorUnits: Int?) throws {
        var problems = ProblemList(file: path)
        var reader = try CSVReader(path: path)
        header = try reader.header(
            required: [Column.cohort.name], optional: Column.allCases.dropFirst().map(\.name), &problems)
        let places = header.places
        isAllocated = places[Column.allocated.rawValue] != nil
        self.minorUnits = minorUnits
        self.problems = problems
        self.reader = reader
    }

    /// Decimals of the currency, which the first row names where nobody else does.
    private var decimals: Int {
        minorUnits ?? currency.flatMap { Currency(code: $0.code) }?.exponent ?? 2
    }

    /// Reads all rows; those with problems keep their places, as what is redeemed of them is not another problem.
    mutating func read() throws -> (cohorts: [CohortExtract.Cohort], minorUnits: Int, unread: [String]) {
        checkHeader()
        try problems.throwProblems()
        var cohorts: [CohortExtract.Cohort] = []
        while try reader.nextRow(header, &problems) {
            guard let name = name() else { continue }
            if let first = lines.updateValue(reader.recordLine, forKey: name) {
                report(.cohort, "cohort \"\(name)\" again", "each cohort once; it stands on line \(first)")
                continue
            }
            names.append(name)
            checkCurrency()
            if let cohort = isAllocated ? allocated(name) : priced(name) { cohorts.append(cohort) }
        }
        if names.isEmpty, problems.isEmpty {
            problems.report(line: 1, found: "no rows", expected: "a row for each cohort")
        }
        try problems.throwProblems()
        return (cohorts, decimals, header.unread)
    }

    private mutating func checkHeader() {
        let priced = [Column.price, .goods, .points].filter { header.places[$0.rawValue] != nil }
        if isAllocated ? !priced.isEmpty : priced.count < 3 {
            problems.report(
                line: 1,
                found: isAllocated ? "columns allocated and \(priced[0].name)" : "no allocation and no prices",
                expected: "the columns transaction_price, goods_ssp and points_ssp, or allocated instead of them")
        }
    }

    private func field(_ column: Column) -> Int? { header.places[column.rawValue] }

    private mutating func name() -> String? {
        guard let field = field(.cohort), !reader.isEmpty(field) else {
            report(.cohort, "nothing", "the cohort's name, such as its month of issue")
            return nil
        }
        return reader.text(field)
    }

    private mutating func priced(_ name: String) -> CohortExtract.Cohort? {
        let price = amount(.price, decimals: 0)
        let goods = amount(.goods, decimals: ExactMoney.decimals)
        let points = amount(.points, decimals: ExactMoney.decimals)
        guard let price, let goods, let points else { return nil }
        guard goods + points > 0 else {
            report(.points, "stand-alone selling prices of 0 for goods and points", "at least one above 0")
            return nil
        }
        let money = Money(minor: Int64(price))
        return CohortExtract.Cohort(name: name, price: money, allocation: ExactMoney(money, own: points, other: goods))
    }

    private mutating func allocated(_ name: String) -> CohortExtract.Cohort? {
        amount(.allocated, decimals: ExactMoney.decimals).map {
            CohortExtract.Cohort(name: name, price: nil, allocation: ExactMoney(scaled: $0))
        }
    }

    /// An amount in minor units × 10^`decimals`.
    private mutating func amount(_ column: Column, decimals: Int) -> Int128? {
        guard let field = field(column) else { return nil }
        let places = self.decimals + decimals
        let largest = (0..<decimals).reduce(Int128(ExactMoney.largest)) { product, _ in product * 10 }
        if let amount = reader.longDecimal(field, decimals: places), amount >= 0, amount <= largest { return amount }
        let most = ExactDecimal.text(ExactMoney.largest, decimals: self.decimals)
        report(
            column, reader.isEmpty(field) ? "nothing" : "\"\(reader.text(field))\"",
            "an amount from 0 to \(most) in major units with "
                + (places == 0 ? "no decimals" : "at most \(places) decimals"))
        return nil
    }

    private mutating func checkCurrency() {
        guard let field = field(.currency) else { return }
        let code = reader.text(field)
        if let currency, currency.code != code {
            report(.currency, "\"\(code)\"", "one currency, \"\(currency.code)\" as on line \(currency.line)")
        }
        if currency == nil { currency = (code, reader.recordLine) }
    }

    private mutating func report(_ column: Column, _ found: String, _ expected: String) {
        let place = field(column).map { reader.place($0) }
        problems.report(
            line: place?.line ?? reader.recordLine, column: place?.column, path: column.name, found: found,
            expected: expected)
    }
}
