import Foundation
public import LoyaltyModel

/// Reads who the customers at the start are: a population's `present` block and the file that it names.
struct PresentDecoder {
    /// Columns of the file; whatever stands further to the right is not read.
    static let columns = ["segment", "repeats", "recency", "age", "paid_repeats", "mean_spend"]

    let cursor: Cursor
    let segments: [Segment]

    /// What a population knows of its customers besides their number.
    struct Base {
        var customers: PresentCustomers?
        var facts: PresentFacts?
    }

    /// - Parameter cursor: of the block.
    func decode() -> Base {
        let isUsed = cursor.flag("used")
        let file = resolved(cursor.text("file"), "file")
        let date = cursor.optionalDate("as_of")
        let holdout = cursor.isWritten("holdout") ? resolved(cursor.text("holdout"), "holdout") : nil
        let digest = cursor.isWritten("digest") ? cursor.text("digest") : nil
        guard isUsed, let date else { return Base() }
        for segment in segments {
            guard let reason = segment.noPosterior else { continue }
            cursor.report(
                "file", found: "segment \(segment.name) with \(reason.models)",
                expected: "models whose traits given a history can be drawn: purchase poisson-gamma, erlang-gamma or "
                    + "fixed; attrition none, beta-geometric, modified-beta-geometric or (but for erlang-gamma) "
                    + "exponential-gamma, gompertz-gamma; or used: false")
        }
        guard let text = contents(file, "file") else { return Base() }
        let found = Self.digest(text)
        if let digest, digest != found {
            cursor.report("digest", found: "\"\(digest)\"", expected: "\"\(found)\", what the file has")
        } else if digest == nil {
            cursor.resolved.add("digest", .scalar(ResolvedBlock.quoted(found)))
        }
        let customers = customers(text, file: file)
        let months = holdout.flatMap { path in contents(path, "holdout").map { self.months($0, file: path) } } ?? []
        guard let customers else { return Base() }
        return Base(
            customers: PresentCustomers(customers),
            facts: PresentFacts(asOf: date, customers: customers.count, months: months))
    }

    /// Paths are relative to the document that writes them.
    private func resolved(_ path: String, _ key: String) -> String {
        guard let node = cursor.node[key] else { return path }
        return DocumentLoader.Include(node: node, path: "", stack: []).resolve(path)
    }

    private func contents(_ file: String, _ key: String) -> String? {
        if file.isEmpty { return nil }
        if let data = FileManager.default.contents(atPath: file), let text = String(data: data, encoding: .utf8) {
            return text
        }
        cursor.report(
            key, found: "no file that can be read at \(file)",
            expected: "a file beside this one, as loyalty fit writes it"
        )
        return nil
    }

    /// 64 bits of FNV-1a in hexadecimal: tells one file from another, and a changed one from what it was.
    private static func digest(_ text: String) -> String {
        let digits = String(text.nameHash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    // MARK: Rows

    private func customers(_ text: String, file: String) -> [PresentCustomers.Customer]? {
        var places: [Substring: Int] = [:]
        for (place, segment) in segments.enumerated() { places[Substring(segment.name)] = place }
        var customers: [PresentCustomers.Customer] = []
        let isWhole = rows(text, file: file, Self.columns) { fields, report in
            guard let segment = places[fields[0]] else {
                return report("segment \"\(fields[0])\"", NearestName.oneOf(segments.map(\.name)))
            }
            guard let repeats = Int(fields[1]), repeats >= 0, let recency = Double(fields[2]), recency >= 0,
                let age = Double(fields[3]), age >= recency, age < 1e7, repeats > 0 || recency == 0
            else {
                return report(
                    "\(fields[1]),\(fields[2]),\(fields[3])",
                    "repeats, recency and age: 0 ≤ recency ≤ age, recency 0 without a repeat")
            }
            guard let paid = Int(fields[4]), (0...repeats).contains(paid), let average = Double(fields[5]),
                paid == 0 ? average == 0 : average > 0 && average < 1e15
            else {
                return report(
                    "\(fields[4]),\(fields[5])", "repeats with an amount and their mean above 0, or 0 and 0")
            }
            customers.append(
                .init(
                    segment: segment, history: PurchaseHistory(repeats: repeats, recency: recency, age: age),
                    paid: paid, average: average))
        }
        if isWhole, customers.isEmpty {
            cursor.decoding.report(
                .init(file: file), path: "", found: "no customers", expected: "a row for each customer")
            return nil
        }
        return isWhole ? customers : nil
    }

    private func months(_ text: String, file: String) -> [PresentFacts.Month] {
        var months: [PresentFacts.Month] = []
        _ = rows(text, file: file, PresentFacts.columns) { fields, report in
            let parts = fields[0].split(separator: "-")
            guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
                let first = CalendarDate(year: year, month: month, day: 1)
            else { return report("\"\(fields[0])\"", "a month as YYYY-MM") }
            guard let purchases = Int(fields[1]), let buyers = Int(fields[2]), let spend = Double(fields[3]),
                purchases >= buyers, buyers >= 0
            else { return report(fields[1...3].joined(separator: ","), "purchase days, buyers and spend") }
            months.append(.init(first: first, purchases: purchases, buyers: buyers, spend: spend))
        }
        return months
    }

    /// Hands out the fields of each row; false, with what is wrong reported, where one cannot be read.
    private func rows(
        _ text: String, file: String, _ columns: [String],
        _ body: ([Substring], _ report: (_ found: String, _ expected: String) -> Void) -> Void
    ) -> Bool {
        var (isWhole, line) = (true, 0)
        func report(_ found: String, _ expected: String) {
            isWhole = false
            cursor.decoding.report(.init(file: file, line: line), path: "", found: found, expected: expected)
        }
        for bytes in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            line += 1
            let row = bytes.last == 13 ? bytes.dropLast() : bytes
            if row.isEmpty { continue }
            let fields = row.split(separator: 44, maxSplits: columns.count, omittingEmptySubsequences: false)
                .map { Substring($0) }
            if line == 1 {
                guard fields.prefix(columns.count).map(String.init) == columns else {
                    report("another header", columns.joined(separator: ","))
                    return false
                }
            } else if fields.count < columns.count {
                report("\(fields.count) fields", "\(columns.count) or more")
            } else {
                body(fields, report)
            }
        }
        return isWhole
    }
}

/// What is known of a base besides its customers: when it was seen, and what they really did afterwards.
public struct PresentFacts: Sendable, Hashable {
    /// A calendar month after the last day of the histories.
    public struct Month: Sendable, Hashable {
        public let first: CalendarDate
        /// Purchase days of these customers, how many of them bought, and for how much in major units.
        public let purchases: Int
        public let buyers: Int
        public let spend: Double

        package init(first: CalendarDate, purchases: Int, buyers: Int, spend: Double) {
            (self.first, self.purchases, self.buyers, self.spend) = (first, purchases, buyers, spend)
        }
    }

    package static let columns = ["month", "purchases", "buyers", "spend"]

    /// Last day of the histories.
    public let asOf: CalendarDate
    /// Customers in the file.
    public let customers: Int
    /// Whole months that were watched later; empty where nothing was held out.
    public let months: [Month]
}
