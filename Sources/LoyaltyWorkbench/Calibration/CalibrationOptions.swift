public import LoyaltyModel

/// The time unit of estimates.
public enum TimeUnit: String, CaseIterable, Sendable {
    case day, week, month, year

    public var days: Double {
        switch self {
        case .day: 1
        case .week: 7
        case .month: CalendarDate.meanDaysPerMonth
        case .year: CalendarDate.meanDaysPerYear
        }
    }
}

/// What a customer's purchases stand for.
public enum SalesKind: String, CaseIterable, Sendable {
    /// A customer buys when it suits, and leaves without a word.
    case purchases
    /// Each purchase renews a contract for a time unit.
    case contract
    /// A customer buys or does not at each of equally spaced occasions.
    case occasions
}

/// How a log is calibrated.
public struct CalibrationOptions: Sendable {
    public var kind = SalesKind.purchases
    public var unit = TimeUnit.week
    /// Whether the unit is the user's choice, not the default.
    public var isUnitGiven = true
    /// Last date whose purchases the models see; the log's last date if nil, and then nothing is held out.
    public var until: CalendarDate?
    public var models = TimingModel.allCases
    public var fitsSpend = true
    public var currency: Currency
    /// Gross margin as a share of the basket, as the user gives it; a log does not know it.
    public var margin: Double?
    /// Days ahead of per-customer expectations.
    public var horizonDays = 365
    /// Effective, a year.
    public var discountRate = 0.1
    /// Worlds of the validation.
    public var worlds = 20
    public var segments = SegmentChoice.one
    /// Resamples of the customers for bootstrap intervals; 0 for none.
    public var bootstrap = 0

    /// The same with other segments.
    func with(_ segments: SegmentChoice) -> CalibrationOptions {
        var options = self
        options.segments = segments
        return options
    }

    public init(currency: Currency) { self.currency = currency }

    /// Ids of all models that a log of purchases can be fitted with.
    public static let modelNames = TimingModel.allCases.map(\.rawValue) + ["gamma-gamma"]

    /// Sets the models from their ids, separated by commas.
    public mutating func setModels(_ text: String) throws(UsageProblem) {
        (models, fitsSpend) = ([], false)
        for name in text.split(separator: ",").map({ String($0.filter { $0 != " " }) }) {
            if name == "gamma-gamma" {
                fitsSpend = true
            } else if let model = TimingModel(rawValue: name) {
                if !models.contains(model) { models.append(model) }
            } else {
                let nearest = NearestName.of(name, among: Self.modelNames).map { "; did you mean \($0)?" } ?? ""
                throw UsageProblem("--models takes \(NearestName.oneOf(Self.modelNames)), found '\(name)'\(nearest)")
            }
        }
        if models.isEmpty { throw UsageProblem("--models needs a model of purchase timing, found '\(text)'") }
    }
}

extension SalesLog.Layout {
    /// Has the column read that tells segments apart, if one does.
    public mutating func read(_ segments: SegmentChoice) {
        if case .column(let name) = segments { segmentColumn = name }
    }

    /// - Parameters:
    ///   - columns: `customer=Client,date=Day`; nil for the usual names.
    ///   - dateFormat: `dd.mm.yyyy`; nil for ISO 8601.
    ///   - decimalMark: `point` or `comma`; nil to find it in the log.
    /// - Throws: ``UsageProblem`` for texts that say no such thing.
    public init(columns: String?, dateFormat: String?, decimalMark: String? = nil) throws(UsageProblem) {
        self.init()
        if let decimalMark {
            guard let mark = AmountText.Mark(rawValue: decimalMark) else {
                throw UsageProblem("--decimal-mark is point or comma, found '\(decimalMark)'")
            }
            self.decimalMark = mark
        }
        for part in columns?.split(separator: ",") ?? [] {
            let sides = part.split(separator: "=", maxSplits: 1).map { String($0) }
            guard sides.count == 2, let column = Column(rawValue: sides[0]) else {
                throw Self.refusal(of: String(part), sides)
            }
            names[column] = sides[1]
        }
        if let dateFormat {
            guard let format = DateFormat(dateFormat) else {
                throw UsageProblem("--date-format is a pattern such as dd.mm.yyyy or m/d/yyyy, found '\(dateFormat)'")
            }
            self.format = format
        }
    }

    /// What is wrong with one of the columns, and what was probably meant: sides swapped, or a slip.
    private static func refusal(of part: String, _ sides: [String]) -> UsageProblem {
        let known = Column.allCases.map(\.rawValue)
        let isBare = sides.count == 1 && known.contains(part)
        let meant =
            sides.count == 2 && known.contains(sides[1])
            ? "\(sides[1])=\(sides[0])"
            : isBare ? "\(part)=NAME" : NearestName.of(sides.first ?? "", among: known)
        return UsageProblem(
            "--columns takes \(NearestName.oneOf(known)), each with = and the name in the file, found '\(part)'"
                + (meant.map { "; did you mean \($0)?" } ?? ""))
    }
}
