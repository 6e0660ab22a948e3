public import LoyaltyModel

/// How `loyalty reserve` is to work.
public struct ReserveOptions: Sendable {
    /// What becomes of points beyond the last age of the triangle.
    public enum Tail: Hashable, Sendable {
        case given(Double)
        /// Continued from the triangle's factors.
        case fitted
    }

    public var method: Reserve.Method
    public var lastSigma: ChainLadder.LastSigma
    /// Nil where nobody says it: then 1, where there is more than one age.
    public var tail: Tail?
    /// Major units of money; reserves are in points without.
    public var costPerPoint: Double?

    public init(
        method: Reserve.Method, lastSigma: ChainLadder.LastSigma = .mack, tail: Tail? = nil,
        costPerPoint: Double? = nil
    ) {
        self.method = method
        self.lastSigma = lastSigma
        self.tail = tail
        self.costPerPoint = costPerPoint
    }
}

/// The table of reserves that `loyalty reserve` prints.
public struct ReserveTable: Sendable {
    /// The table as CSV.
    public let table: [UInt8]
    /// What is odd and is not wrong, and what the table takes for granted.
    public let warnings: [String]

    private static let columns = [
        "issue_month", "method", "issued", "latest", "ldf_to_ultimate", "ultimate", "urr", "reserve",
        "standard_error",
    ]

    /// - Throws: ``Problems`` where the method has no answer for this triangle.
    public init(_ extract: TriangleExtract, path: String, _ options: ReserveOptions) throws {
        let triangle = extract.triangle
        var remarks = extract.warnings
        let tail = try Self.tail(triangle, path: path, options.tail, &remarks)
        let ladder = ChainLadder(triangle, lastSigma: options.lastSigma, tail: tail)
        let reserve: Reserve
        do { reserve = try Reserve(triangle, ladder, options.method) } catch {
            throw Problems([Self.problem(error, path: path)])
        }
        let unit = options.costPerPoint ?? 1
        var table: [UInt8] = []
        TableText.append(Self.columns.map { .text($0) }, to: &table)
        for row in reserve.rows + [reserve.total] {
            TableText.append(
                [
                    .text(row.name), .text(options.method.name), .optional(row.issued), .real(row.latest),
                    .optional(row.factorToUltimate), .real(row.ultimate), .optional(row.redemptionRate),
                    .real(row.reserve * unit), .optional(row.standardError.map { $0 * unit }),
                ], to: &table)
        }
        let capped = zip(reserve.rows, triangle.cohorts).count { $0.ultimate == $1.most && $0.latest < $0.ultimate }
        if capped > 0 {
            let most = triangle.cohorts.contains { $0.expired > 0 } ? " and has not expired" : ""
            remarks.append(
                "\(path): \(capped) of \(reserve.rows.count) ultimates are held at 100 % of what was issued\(most)")
        }
        if options.method == .chainLadder, reserve.total.standardError == nil {
            remarks.append("\(path): too few cohorts at some age to tell the scatter; standard_error is empty there")
        }
        self.table = table
        warnings = remarks
    }

    private static func tail(
        _ triangle: RedemptionTriangle, path: String, _ tail: ReserveOptions.Tail?, _ remarks: inout [String]
    ) throws(Problems) -> Double {
        switch tail {
        case nil where triangle.ages < 2:
            throw Problems([
                Problem(
                    file: path, path: "age", found: "no age but 1",
                    expected: "at least two, to see how redemption goes on; or give --tail what comes after age 1")
            ])
        case nil:
            if triangle.cohorts.count == 1 {
                remarks.append(
                    "\(path): one cohort only: nothing says what comes after age \(triangle.ages), and nothing is taken "
                        + "to; --tail says otherwise")
            }
            return 1
        case .given(let factor): return factor
        case .fitted:
            guard let factor = ChainLadder.fittedTail(of: triangle) else {
                throw Problems([
                    Problem(
                        file: path, path: "", found: "factors from age to age that do not fall towards 1",
                        expected: "two above 1 that fall, to continue them; or give --tail a number")
                ])
            }
            remarks.append(
                "\(path): the fitted tail factor is \(NumberText.text(factor)); standard errors take it as known")
            return factor
        }
    }

    private static func problem(_ refusal: Reserve.Refusal, path: String) -> Problem {
        let (found, expected) =
            switch refusal {
            case .issuedUnknown: ("cohorts without issued", "points issued, which the method starts from")
            case .nothingToGrowFrom(let age):
                (
                    "a cohort of age \(age), by which nothing has been redeemed of any cohort",
                    "redemptions to grow from; bornhuetter-ferguson and cape-cod need none"
                )
            case .nothingRedeemed:
                (
                    "nothing redeemed at any age of any cohort",
                    "redemptions to learn from; bornhuetter-ferguson needs none"
                )
            case .nothingDeveloped:
                ("no cohort of which anything is to have come", "an older cohort; or bornhuetter-ferguson")
            case .allGivenBack(let age):
                (
                    "all that is redeemed by age \(age) given back later, so that no part of the whole has come by then",
                    "redemptions that stay; or chain-ladder"
                )
            case .beyondNumbers(let age):
                (
                    "factors from age \(age) on that multiply to more than a number holds",
                    "redemptions that grow less from age to age, and a smaller tail"
                )
            }
        return Problem(file: path, path: "cum_redeemed", found: found, expected: expected)
    }
}
