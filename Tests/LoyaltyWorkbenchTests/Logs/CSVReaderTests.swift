import Foundation
import LoyaltyWorkbench
import Testing

@Suite struct CSVReaderTests {
    /// The sound records of a file, and its problems.
    static func read(_ bytes: [UInt8], chunkSize: Int = 1 << 16) throws -> (records: [[String]], problems: [String]) {
        let scratch = try Scratch()
        // Not through Foundation, which waits for the disk.
        let file = try #require(fopen(scratch["t.csv"], "w"))
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
        fclose(file)
        var reader = try CSVReader(path: scratch["t.csv"], chunkSize: chunkSize)
        var problems = ProblemList(file: "t.csv")
        var records: [[String]] = []
        while try reader.next(&problems) { records.append((0..<reader.count).map { reader.text($0) }) }
        return (records, lines(problems))
    }

    static func lines(_ problems: ProblemList) -> [String] {
        do {
            try problems.throwProblems()
            return []
        } catch { return error.lines }
    }

    private func records(_ text: String) throws -> [[String]] {
        let (records, problems) = try Self.read(Array(text.utf8))
        #expect(problems == [])
        return records
    }

    private func problems(_ text: String) throws -> [String] { try Self.read(Array(text.utf8)).problems }

    @Test func `plain fields, empty ones among them`() throws {
        #expect(try records("a,b,c\n1,,3\n,,\n") == [["a", "b", "c"], ["1", "", "3"], ["", "", ""]])
    }

    @Test func `quoted fields hold commas, line ends and doubled quotes`() throws {
        #expect(
            try records("a,b\n\"x,y\",\"1\n2\"\n\"say \"\"hi\"\"\",\"\"\n") == [
                ["a", "b"], ["x,y", "1\n2"], ["say \"hi\"", ""],
            ])
    }

    @Test func `carriage returns, a byte order mark, blank lines and a last line without an end`() throws {
        #expect(try records("\u{FEFF}a,b\r\n\r\n1,\"2\"\r\n\n3,4") == [["a", "b"], ["1", "2"], ["3", "4"]])
        #expect(try records("a,") == [["a", ""]])
        #expect(try records("\"a\"") == [["a"]])
        #expect(try records("") == [])
        #expect(try records("\u{FEFF}") == [])
        #expect(try records("\u{FEFF}\"a\"\n\u{FEFF}b\n") == [["a"], ["\u{FEFF}b"]])
    }

    @Test func `a field that is empty in quotes is a record, a blank line is none`() throws {
        #expect(try records("\"\"\n\na\n") == [[""], ["a"]])
    }

    @Test func `letters of every alphabet`() throws {
        #expect(try records("é,日本,🎁\n") == [["é", "日本", "🎁"]])
    }

    @Test func `what is no CSV is told with its place, and the rows behind it are read`() throws {
        let (records, problems) = try Self.read(
            Array("a,b\nx\"y,1\n\"z\" ,2\n\u{0},3\nw\rv,4\né\"é\",5\nfine,6\n".utf8))
        #expect(records == [["a", "b"], ["fine", "6"]])
        #expect(
            problems == [
                "t.csv:2:2: found a quote inside a field, expected the whole field in quotes, and quotes in it doubled",
                "t.csv:3:4: found text after a closing quote, expected a comma or the end of the line",
                "t.csv:4:1: found a NUL byte, expected text",
                "t.csv:5:3: found a carriage return alone, expected lines that end with LF or CRLF",
                "t.csv:6:2: found a quote inside a field, expected the whole field in quotes, and quotes in it doubled",
            ])
    }

    @Test func `an open quote is told where it was opened`() throws {
        #expect(
            try problems("a,b\n1,\"2\n3,4\n5,6\n") == [
                "t.csv:2:3: found a quote that is not closed, expected a closing quote before the next field"
            ])
    }

    @Test func `bytes that are no text are told with their field, behind letters of more than one byte too`() throws {
        let (records, problems) = try Self.read(Array("é,b\nüü,".utf8) + [0xE9, 10] + Array("1,2\n".utf8))
        #expect(records == [["é", "b"], ["1", "2"]])
        #expect(problems == ["t.csv:2:4: found bytes that are no text, expected UTF-8 text"])
    }

    @Test func `an open quote does not take in a large file`() throws {
        let row = Array("1,2,3,4,5,6,7,8\n".utf8)
        let bytes = Array("a,\"b\n".utf8) + (0..<200_000).flatMap { _ in row }
        let (records, problems) = try Self.read(bytes)
        #expect(records == [])
        #expect(
            problems == ["t.csv:1:3: found a quote that is not closed, expected a closing quote before the next field"])
        let long = try Self.read(Array("a,b\n".utf8) + Array(repeating: 120, count: 2_000_000))
        #expect(long.records == [["a", "b"]])
        #expect(long.problems == ["t.csv:2: found a line of more than 1000000 bytes, expected a row of a table"])
    }

    @Test func `after twenty problems the others are counted`() throws {
        let problems = try problems("a\n" + String(repeating: "x\"\n", count: 25))
        #expect(problems.count == 21)
        #expect(problems.last == "and 5 more")
    }

    /// Random bytes of the letters that matter, in chunks of three bytes and more, against ``SlowCSV``.
    @Test(arguments: [3, 4, 5, 7, 4096])
    func `any bytes are read as the slow reader reads them`(chunkSize: Int) throws {
        var dice = CSVDice(seed: UInt64(chunkSize))
        let letters = Array("\"\",,\r\n\n\na1 ".utf8) + [0xC3, 0xA9, 0xEF, 0xBB, 0xBF, 0]
        var sound = 0
        for _ in 0..<1500 {
            let bytes = (0..<dice.roll(24)).map { _ in letters[dice.roll(letters.count)] }
            let fast = try Self.read(bytes, chunkSize: chunkSize)
            let slow = SlowCSV(bytes)
            #expect(fast.records == slow.records, "\(bytes)")
            #expect(fast.problems.isEmpty == slow.isSound, "\(bytes): \(fast.problems)")
            sound += slow.isSound ? 1 : 0
        }
        #expect((100..<1400).contains(sound), "\(sound) of 1500 sound")
    }
}

/// Small random numbers, the same on every machine.
struct CSVDice {
    var seed: UInt64

    mutating func roll(_ sides: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((seed >> 33) % UInt64(sides))
    }
}

/// CSV by the book and slowly: lines are put together until their quotes are even, then split into fields, and each
/// field is judged whole.
struct SlowCSV {
    private(set) var records: [[String]] = []
    private(set) var isSound = true

    init(_ bytes: [UInt8]) {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        var rest = body[...]
        while !rest.isEmpty {
            guard let (fields, after) = Self.record(rest) else {
                isSound = false
                return
            }
            rest = after
            let values = fields.map(Self.value)
            if fields.count == 1, fields[0].isEmpty { continue }
            if values.contains(nil) { isSound = false } else { records.append(values.compactMap { $0 }) }
        }
    }

    /// The raw fields up to the first line end outside quotes, and what follows; nil where a quote stays open.
    private static func record(_ bytes: ArraySlice<UInt8>) -> (fields: [[UInt8]], rest: ArraySlice<UInt8>)? {
        var fields: [[UInt8]] = [[]]
        /// In a quoted field, before its closing quote.
        var isOpen = false
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if isOpen {
                fields[fields.count - 1].append(byte)
                if byte == 34 {
                    if index < bytes.endIndex, bytes[index] == 34 {
                        fields[fields.count - 1].append(34)
                        index += 1
                    } else {
                        isOpen = false
                    }
                }
            } else if byte == 44 {
                fields.append([])
            } else if byte == 10 {
                if fields[fields.count - 1].last == 13 { fields[fields.count - 1].removeLast() }
                return (fields, bytes[index...])
            } else {
                if byte == 34, fields[fields.count - 1].isEmpty { isOpen = true }
                fields[fields.count - 1].append(byte)
            }
        }
        return isOpen ? nil : (fields, [])
    }

    private static func value(_ raw: [UInt8]) -> String? {
        var inner = raw
        if raw.first == 34 {
            guard raw.count > 1, raw.last == 34 else { return nil }
            inner = Array(raw[1..<(raw.count - 1)])
            let text = String(decoding: inner, as: UTF8.self)
            if text.replacing("\"\"", with: "").contains("\"") { return nil }
            inner = Array(text.replacing("\"\"", with: "\"").utf8)
            guard String(validating: raw, as: UTF8.self) != nil else { return nil }
        } else if raw.contains(where: { $0 == 34 || $0 == 13 }) {
            return nil
        }
        return inner.contains(0) ? nil : String(validating: inner, as: UTF8.self)
    }
}
