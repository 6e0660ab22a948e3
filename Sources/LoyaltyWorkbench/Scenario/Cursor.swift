import LoyaltyModel
internal import Synchronization

/// A block of a document being read: hands out its values through the catalogue's rows, and notes every problem.
///
/// A value that cannot be read is reported and stands for a harmless one, so that reading goes on and all problems
/// come at once; nothing read beside a problem is ever used.
struct Cursor {
    let decoding: Decoding
    let node: DocumentNode
    /// Path inside the document, empty at its top.
    let path: String
    /// Path of the catalogue's row.
    let rowPath: String
    let resolved: ResolvedBlock
    /// Known keys that unknown ones were taken for: that they are missing need not be said again.
    private var misspelt: Set<String> = []

    /// Starts on a block, reporting keys that the catalogue does not have.
    init(_ node: DocumentNode, path: String, row: String, in decoding: Decoding, into resolved: ResolvedBlock) {
        self.decoding = decoding
        self.node = node
        self.path = path
        self.rowPath = row
        self.resolved = resolved
        reportUnknownKeys()
    }

    /// The same block with another node in its place, its keys judged already.
    init(_ node: DocumentNode, continuing cursor: Cursor) {
        self.decoding = cursor.decoding
        self.node = node
        self.path = cursor.path
        self.rowPath = cursor.rowPath
        self.resolved = cursor.resolved
    }

    // MARK: Places

    func pathOf(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

    func rowOf(_ key: String) -> Parameter { decoding.row(rowPath.isEmpty ? key : rowPath + "." + key) }

    /// Reports a problem at the value of a key, or at the block where the key is missing.
    func report(_ key: String, found: String, expected: String, suggestion: String? = nil) {
        decoding.report(
            node[key]?.place ?? node.place, path: pathOf(key), found: found, expected: expected,
            suggestion: suggestion)
    }

    private mutating func reportUnknownKeys() {
        guard let entries = node.entries else {
            let expected = decoding.catalogue[rowPath]?.kind.expected(currency: nil) ?? "a block of keys"
            return decoding.report(node.place, path: path, found: node.found, expected: expected)
        }
        let known = decoding.catalogue.keys(below: rowPath)
        for entry in entries where !known.contains(entry.key) {
            let renamed = decoding.catalogue.renamed(entry.key, below: rowPath)
            let missing = known.filter { key in !entries.contains { $0.key == key } }
            let suggestion = renamed == nil ? NearestName.of(entry.key, among: missing) : nil
            if let meant = renamed ?? suggestion { misspelt.insert(meant) }
            decoding.report(
                entry.keyPlace, path: pathOf(entry.key), found: "an unknown key",
                expected: renamed.map { "\"\($0)\": \(entry.key) was renamed to it" } ?? NearestName.oneOf(known),
                suggestion: suggestion)
        }
    }

    // MARK: Scalars

    /// The node of a key, or its default as a node; nil, reported where the key is required, if there is none.
    func value(_ key: String) -> DocumentNode? {
        if let value = node[key] { return value }
        let row = rowOf(key)
        switch row.defaultValue {
        case .value(let text): return DefaultNode.of(text, at: node.place)
        case .absent, .derived: return nil
        case .required:
            if node.entries != nil, !misspelt.contains(key) {
                report(key, found: "nothing", expected: row.kind.expected(currency: decoding.currency))
            }
            return nil
        }
    }

    func isWritten(_ key: String) -> Bool { node[key] != nil }

    private func scalar<Value>(_ key: String, _ read: (Parameter, DocumentNode) -> Reading<Value>) -> Value? {
        let row = rowOf(key)
        guard let value = value(key) else { return nil }
        switch read(row, value) {
        case .value(let result, let written):
            resolved.add(key, .scalar(written))
            return result
        case .mistake:
            report(key, found: value.found, expected: row.kind.expected(currency: decoding.currency))
            return nil
        }
    }

    func number(_ key: String) -> Double { optionalNumber(key) ?? 0 }
    func optionalNumber(_ key: String) -> Double? { scalar(key) { $0.kind.readNumber($1) } }

    private func integer(_ key: String) -> Int64? {
        scalar(key) { $0.kind.readInteger($1, currency: decoding.currency) }
    }

    func whole(_ key: String) -> Int { optionalWhole(key) ?? 0 }
    func optionalWhole(_ key: String) -> Int? { integer(key).map { Int($0) } }
    func points(_ key: String) -> Points { Points(integer(key) ?? 0) }
    func millionths(_ key: String) -> Int64 { integer(key) ?? 0 }
    func optionalMillionths(_ key: String) -> Int64? { integer(key) }
    func money(_ key: String) -> Money { Money(minor: integer(key) ?? 0) }
    func optionalMoney(_ key: String) -> Money? { integer(key).map { Money(minor: $0) } }
    func fineMoney(_ key: String) -> FineMoney { FineMoney(thousandths: integer(key) ?? 0) }
    func duration(_ key: String) -> Int { optionalDuration(key) ?? 0 }
    func optionalDuration(_ key: String) -> Int? { integer(key).map { Int($0) } }

    func text(_ key: String) -> String {
        scalar(key) { _, node in
            guard let text = node.text else { return .mistake }
            return .value(text, written: ResolvedBlock.quoted(text))
        } ?? ""
    }

    func name(_ key: String) -> String {
        scalar(key) { _, node in
            guard let text = node.text, Self.isName(text) else { return .mistake }
            return .value(text, written: ResolvedBlock.quoted(text))
        } ?? ""
    }

    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 100
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    func flag(_ key: String) -> Bool {
        scalar(key) { _, node in
            switch node.plainText {
            case "true": .value(true, written: "true")
            case "false": .value(false, written: "false")
            default: .mistake
            }
        } ?? false
    }

    func optionalDate(_ key: String) -> CalendarDate? {
        if let text = node[key]?.text, CalendarDate(iso: text) == nil, let last = Self.lastDay(ofMonthIn: text) {
            report(key, found: "\"\(text)\"", expected: "a day of the calendar: that month ends on \(last)")
            return nil
        }
        return scalar(key) { _, node in
            guard let date = node.text.flatMap({ CalendarDate(iso: $0) }), (1900...2999).contains(date.year)
            else { return .mistake }
            return .value(date, written: ResolvedBlock.quoted(date.description))
        }
    }

    /// The last day of the month that a text in the form of a date names; nil for anything else.
    private static func lastDay(ofMonthIn text: String) -> CalendarDate? {
        guard text.utf8.count == 10, Int(text.suffix(2)) != nil else { return nil }
        return (28...31).reversed().lazy.compactMap { CalendarDate(iso: text.prefix(8) + String($0)) }.first
    }

    func currency(_ key: String) -> Currency? {
        scalar(key) { _, node in
            guard let currency = node.text.flatMap({ Currency(listed: $0) }) else { return .mistake }
            return .value(currency, written: ResolvedBlock.quoted(currency.code))
        }
    }

    func optionalChoice(_ key: String) -> String? {
        let row = rowOf(key)
        guard case .choice(let choices) = row.kind, let value = value(key) else { return nil }
        guard let text = value.text, choices.contains(text) else {
            report(
                key, found: value.found, expected: row.kind.expected(currency: nil),
                suggestion: value.text.flatMap { NearestName.of($0, among: choices) })
            return nil
        }
        resolved.add(key, .scalar(ResolvedBlock.quoted(text)))
        return text
    }

    /// A choice that is the raw value of an enumeration.
    func choice<Value: RawRepresentable>(_ key: String, _ otherwise: Value) -> Value
    where Value.RawValue == String { optionalChoice(key).flatMap { Value(rawValue: $0) } ?? otherwise }

    /// Some of the row's words; none, reported, where they cannot be read.
    func choices(_ key: String) -> [String] {
        let row = rowOf(key)
        guard case .choices(let choices) = row.kind, let value = value(key) else { return [] }
        let written = value.elements?.compactMap(\.text) ?? []
        guard let elements = value.elements, !elements.isEmpty, written.count == elements.count,
            Set(written).isSubset(of: choices), Set(written).count == written.count
        else {
            let wrong = value.elements?.first { !choices.contains($0.text ?? "") }
            decoding.report(
                (wrong ?? value).place, path: pathOf(key),
                found: wrong?.found ?? (value.elements == nil || written.isEmpty ? value.found : "a word twice"),
                expected: row.kind.expected(currency: nil),
                suggestion: wrong?.text.flatMap { NearestName.of($0, among: choices) })
            return []
        }
        resolved.add(key, .list(written.map { .scalar(ResolvedBlock.quoted($0)) }))
        return written
    }

    /// A list of names that stand elsewhere.
    func names(_ key: String) -> [String] {
        let row = rowOf(key)
        guard let value = value(key) else { return [] }
        guard let elements = value.elements else {
            report(key, found: value.found, expected: row.kind.expected(currency: nil))
            return []
        }
        let names = elements.enumerated().compactMap { index, element -> String? in
            guard let text = element.text, Self.isName(text) else {
                decoding.report(
                    element.place, path: "\(pathOf(key)).\(index + 1)", found: element.found,
                    expected: Parameter.Kind.name.expected(currency: nil))
                return nil
            }
            return text
        }
        resolved.add(key, .list(names.map { .scalar(ResolvedBlock.quoted($0)) }))
        return names
    }

    /// A list of as many numbers as the row takes.
    func numbers(_ key: String) -> [Double]? {
        let row = rowOf(key)
        guard case .numbers(let count, let bounds) = row.kind, let value = value(key) else { return nil }
        guard let elements = value.elements, count.contains(elements.count) else {
            let found = value.elements.map { "\($0.count) values" } ?? value.found
            report(key, found: found, expected: row.kind.expected(currency: nil))
            return nil
        }
        var numbers: [Double] = []
        for (index, element) in elements.enumerated() {
            guard case .value(let number, _) = Parameter.Kind.number(bounds).readNumber(element) else {
                decoding.report(
                    element.place, path: "\(pathOf(key)).\(index + 1)", found: element.found,
                    expected: "a number \(bounds.words)")
                continue
            }
            numbers.append(number)
        }
        resolved.add(key, .list(numbers.map { .scalar(ExactDecimal.text($0)) }))
        return numbers.count == elements.count ? numbers : nil
    }
}

/// Defaults are written in the catalogue as a document would write them.
enum DefaultNode {
    /// Blocks and lists among them, parsed once.
    private static let parsed = Mutex<[String: DocumentNode]>([:])

    static func of(_ text: String, at place: DocumentNode.Place) -> DocumentNode {
        guard text.first == "{" || text.first == "[" else {
            return DocumentNode(.scalar(text: text, quoted: false), at: place)
        }
        var node = parsed.withLock { known in
            if let node = known[text] { return node }
            guard let node = try? DocumentReader.read(text, file: "") else {
                preconditionFailure("the default \(text) is no document")
            }
            known[text] = node
            return node
        }
        node.moveAll(to: place)
        return node
    }
}

extension DocumentNode {
    /// Gives this node and all below one place: a default stands where the block stands that leaves it out.
    mutating func moveAll(to place: Place) {
        self.place = place
        switch content {
        case .scalar: break
        case .list(var elements):
            for index in elements.indices { elements[index].moveAll(to: place) }
            content = .list(elements)
        case .mapping(var entries):
            for index in entries.indices {
                entries[index].keyPlace = place
                entries[index].value.moveAll(to: place)
            }
            content = .mapping(entries)
        }
    }
}
