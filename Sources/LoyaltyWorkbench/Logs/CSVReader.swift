import Foundation

/// Reads a CSV file record by record, in memory that does not grow with the file.
///
/// RFC 4180 in UTF-8: fields in quotes may hold commas, line ends and doubled quotes. Lines end with LF or CRLF, the last
/// one may lack its end, and a byte order mark is passed over, as are blank lines. What is no such file is a problem
/// with its line and column; a record with one is reported and left out, and reading goes on behind it.
package struct CSVReader: ~Copyable {
    /// Longest record in bytes: a quote that is never closed would otherwise take in the rest of the file.
    package static let recordLimit = 1_000_000

    /// Where a field's bytes end in the record, and where the field begins in the file.
    private struct Field {
        let end: Int
        let line: Int
        let column: Int
    }

    /// What stands between two fields.
    package enum Separator: Sendable {
        case comma
        /// The one of comma, semicolon, tab and bar that the header has most of.
        case found
    }

    private enum State { case fieldStart, plain, quoted, closingQuote, carriageReturn }

    private let path: String
    private let file: Int32
    /// The byte between two fields.
    package private(set) var separator = UInt8(ascii: ",")
    private var chunk: [UInt8]
    private var position = 0
    private var filled = 0
    private var ended = false
    /// Line of the next byte.
    private var line = 1
    /// Bytes that this line has before the chunk, less those that continue a character.
    private var columnShift = 0

    /// The record's fields one after the other, quotes taken off.
    private var bytes: [UInt8] = []
    private var fields: [Field] = []
    private var fieldLine = 1
    private var fieldColumn = 1
    private var isSound = true
    private var isPlainASCII = true
    private var hasQuotes = false

    /// - Parameter chunkSize: bytes held at a time, 3 at least.
    /// - Throws: ``Problems`` where there is no such file, ``FileFailure`` where it cannot be opened.
    package init(path: String, separator: Separator = .comma, chunkSize: Int = 1 << 16) throws {
        precondition(chunkSize >= 3, "a byte order mark fits into a chunk")
        self.path = path
        file = open(path, O_RDONLY | O_CLOEXEC)
        chunk = Array(repeating: 0, count: chunkSize)
        if file < 0 {
            guard errno == ENOENT else { throw FileFailure(.read, path) }
            throw Problems([Problem(file: path, path: "", found: "no such file", expected: "a CSV file")])
        }
        try fill()
        if chunk.prefix(filled).starts(with: [0xEF, 0xBB, 0xBF]) { (position, columnShift) = (3, -3) }
        if case .found = separator { self.separator = statedSeparator() ?? headerSeparator() }
    }

    /// What a first line such as `sep=;` says, by which spreadsheets tell each other; reading goes on behind it.
    private mutating func statedSeparator() -> UInt8? {
        let rest = chunk[position..<filled]
        let words = Array("sep=".utf8)
        guard rest.count > words.count, rest.prefix(words.count).elementsEqual(words) else { return nil }
        let found = rest[rest.startIndex + words.count]
        var next = rest.startIndex + words.count + 1
        if next < filled, chunk[next] == carriageReturn { next += 1 }
        guard next < filled, chunk[next] == lineFeed else { return nil }
        position = next + 1
        beginLine()
        return found
    }

    private func headerSeparator() -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in chunk[position..<filled] {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == lineFeed { break }
            counts[byte, default: 0] += 1
        }
        let candidates = [comma, UInt8(ascii: ";"), 9, UInt8(ascii: "|")]
        // The first of equals: a header of one column has none of them.
        return candidates.reduce(comma) { counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0 }
    }

    deinit { if file >= 0 { close(file) } }

    /// Number of fields of the record.
    package var count: Int { fields.count }

    /// Line on which the record begins.
    package var recordLine: Int { fields.first?.line ?? line }

    /// Line and column on which a field begins.
    package func place(_ field: Int) -> (line: Int, column: Int) { (fields[field].line, fields[field].column) }

    /// Where a field's bytes stand in ``bytes``.
    @inline(__always)
    private func range(_ field: Int) -> Range<Int> { (field == 0 ? 0 : fields[field - 1].end)..<fields[field].end }

    package func isEmpty(_ field: Int) -> Bool { range(field).isEmpty }

    package func text(_ field: Int) -> String { String(decoding: bytes[range(field)], as: UTF8.self) }

    /// What `body` makes of a field's bytes.
    @inline(__always)
    package func parse<Value>(_ field: Int, _ body: (ArraySlice<UInt8>) -> Value) -> Value { body(bytes[range(field)]) }

    /// Goes to the next sound record. Returns false at the end of the file.
    package mutating func next(_ problems: inout ProblemList) throws(FileFailure) -> Bool {
        while !ended {
            bytes.removeAll(keepingCapacity: true)
            fields.removeAll(keepingCapacity: true)
            (isSound, isPlainASCII, hasQuotes) = (true, true, false)
            let isRecord = try readRecord(&problems)
            guard isRecord, !isBlank else { continue }
            if !isPlainASCII { checkEncoding(&problems) }
            if isSound { return true }
        }
        return false
    }

    private var isBlank: Bool { fields.count == 1 && bytes.isEmpty && !hasQuotes }

    /// Reads up to the end of a record. Returns false if the file ends before one.
    private mutating func readRecord(_ problems: inout ProblemList) throws(FileFailure) -> Bool {
        var state = State.fieldStart
        beginField()
        while true {
            if position == filled, try !refill(state, &problems) { return endOfFile(state, &problems) }
            let byte = chunk[position]
            position += 1
            if byte >= 0x80 { sawHigh(byte) }
            if byte == 0 { flaw("a NUL byte", "text", &problems) }
            let isOver: Bool
            switch state {
            case .fieldStart where byte == quote:
                (hasQuotes, state, isOver) = (true, .quoted, false)
            case .fieldStart, .plain: isOver = readPlain(byte, &state, &problems)
            case .quoted:
                readQuoted(byte, &state)
                isOver = false
            case .closingQuote: isOver = readAfterQuote(byte, &state, &problems)
            case .carriageReturn: isOver = readAfterReturn(byte, &state, &problems)
            }
            if isOver { return true }
        }
    }

    // What a byte means in each state; true where it ends the record. They are written in place, for speed.

    @inline(__always)
    private mutating func readPlain(_ byte: UInt8, _ state: inout State, _ problems: inout ProblemList) -> Bool {
        switch byte {
        case separator, lineFeed, carriageReturn: return readEnd(byte, &state)
        case quote:
            flaw("a quote inside a field", "the whole field in quotes, and quotes in it doubled", &problems)
        default:
            bytes.append(byte)
            state = .plain
        }
        return false
    }

    /// What may stand behind a field.
    @inline(__always)
    private mutating func readEnd(_ byte: UInt8, _ state: inout State) -> Bool {
        switch byte {
        case separator:
            endField()
            state = .fieldStart
        case lineFeed:
            endRecord()
            return true
        default: state = .carriageReturn
        }
        return false
    }

    @inline(__always)
    private mutating func readQuoted(_ byte: UInt8, _ state: inout State) {
        if byte == quote {
            state = .closingQuote
        } else {
            bytes.append(byte)
            if byte == lineFeed { beginLine() }
        }
    }

    @inline(__always)
    private mutating func readAfterQuote(_ byte: UInt8, _ state: inout State, _ problems: inout ProblemList) -> Bool {
        switch byte {
        case separator, lineFeed, carriageReturn: return readEnd(byte, &state)
        case quote:
            bytes.append(byte)
            state = .quoted
        default:
            flaw("text after a closing quote", "a comma or the end of the line", &problems)
            state = .plain
        }
        return false
    }

    private mutating func readAfterReturn(_ byte: UInt8, _ state: inout State, _ problems: inout ProblemList) -> Bool {
        if byte == lineFeed {
            endRecord()
            return true
        }
        flaw("a carriage return alone", "lines that end with LF or CRLF", &problems)
        position -= 1
        state = .plain
        return false
    }

    /// Reads the next chunk; false at the end of the file, or where a record is too long to be one.
    private mutating func refill(_ state: State, _ problems: inout ProblemList) throws(FileFailure) -> Bool {
        guard bytes.count + fields.count <= Self.recordLimit else {
            if state != .quoted {
                problems.report(
                    line: fields.first?.line ?? fieldLine,
                    found: "a line of more than \(Self.recordLimit) bytes", expected: "a row of a table")
                isSound = false
            }
            return false
        }
        columnShift += filled
        try fill()
        return filled > 0
    }

    /// Whole chunks, because a pipe may give less, and the mark at the beginning is looked for in one piece.
    private mutating func fill() throws(FileFailure) {
        (position, filled) = (0, 0)
        while filled < chunk.count {
            let count = chunk.withUnsafeMutableBytes { read(file, $0.baseAddress! + filled, $0.count - filled) }
            if count == 0 { return }
            if count > 0 { filled += count } else if errno != EINTR { throw FileFailure(.read, path) }
        }
    }

    private mutating func endOfFile(_ state: State, _ problems: inout ProblemList) -> Bool {
        ended = true
        switch state {
        case .fieldStart where fields.isEmpty: return false
        case .quoted:
            problems.report(
                line: fieldLine, column: fieldColumn, found: "a quote that is not closed",
                expected: "a closing quote before the next field")
            return false
        case .carriageReturn: flaw("a carriage return alone", "lines that end with LF or CRLF", &problems)
        default: break
        }
        endField()
        return true
    }

    private var column: Int { columnShift + position + 1 }

    private mutating func beginField() { (fieldLine, fieldColumn) = (line, column) }

    private mutating func endField() {
        fields.append(Field(end: bytes.count, line: fieldLine, column: fieldColumn))
        beginField()
    }

    private mutating func endRecord() {
        endField()
        beginLine()
    }

    private mutating func beginLine() {
        line += 1
        columnShift = -position
    }

    /// Bytes that continue a character take up no column.
    private mutating func sawHigh(_ byte: UInt8) {
        isPlainASCII = false
        if byte & 0xC0 == 0x80 { columnShift -= 1 }
    }

    /// Reports the first flaw of a record at the byte just read.
    private mutating func flaw(_ found: String, _ expected: String, _ problems: inout ProblemList) {
        if isSound { problems.report(line: line, column: column - 1, found: found, expected: expected) }
        isSound = false
    }

    private mutating func checkEncoding(_ problems: inout ProblemList) {
        guard isSound else { return }
        for field in fields.indices where String(validating: bytes[range(field)], as: UTF8.self) == nil {
            isSound = false
            let (line, column) = place(field)
            problems.report(line: line, column: column, found: "bytes that are no text", expected: "UTF-8 text")
            return
        }
    }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let lineFeed: UInt8 = 10
private let carriageReturn: UInt8 = 13
