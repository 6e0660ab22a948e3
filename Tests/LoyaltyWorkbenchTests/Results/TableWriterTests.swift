import Foundation
import LoyaltyWorkbench
import Testing

@Suite struct TableWriterTests {
    static let table = TableDescription(
        file: "t.csv", meaning: "A test.", key: ["name"],
        columns: [TableColumn("name", .string, "A name."), TableColumn("value", .number, "A value.")])

    @Test func `values are quoted where CSV needs it and only there`() throws {
        let scratch = try Scratch()
        var writer = try TableWriter(Self.table, folder: scratch.path)
        try writer.row([.text("plain; text"), .integer(-3)])
        try writer.row([.text("a,b \"c\"\nd"), .real(0.5)])
        try writer.row([.text(""), .empty])
        let digest = try writer.finish()
        let text = "name,value\nplain; text,-3\n\"a,b \"\"c\"\"\nd\",0.5\n,\n"
        #expect(try scratch.text("t.csv") == text)
        #expect(digest == SHA256.hex(of: text))
    }

    @Test func `a table longer than the buffer is whole, and its digest is that of the file`() throws {
        let scratch = try Scratch()
        var writer = try TableWriter(Self.table, folder: scratch.path)
        for row in 0..<50_000 { try writer.row([.text("row"), .integer(Int64(row))]) }
        let digest = try writer.finish()
        let lines = try scratch.text("t.csv").split(separator: "\n")
        #expect(lines.count == 50_001)
        #expect(lines.last == "row,49999")
        #expect(digest == SHA256.hex(of: try scratch.text("t.csv")))
    }

    @Test func `a table is never written over a file`() throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["t.csv": "mine"])
        #expect(throws: FileFailure(.create, scratch["/t.csv"].replacing("//", with: "/"), code: EEXIST)) {
            _ = try TableWriter(Self.table, folder: scratch.path)
        }
        #expect(try scratch.text("t.csv") == "mine")
    }

    @Test func `a disk that fills up is an error, not a short table`() async {
        await #expect(processExitsWith: .success) {
            let scratch = try Scratch()
            // A file may grow to 100 kB; beyond, the system sends a signal, and with that ignored the write fails.
            var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
            signal(SIGXFSZ, SIG_IGN)
            #if os(Linux)
                let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
            #else
                let resource = RLIMIT_FSIZE
            #endif
            guard setrlimit(resource, &limit) == 0 else { exit(3) }
            var failure: FileFailure?
            var writer = try TableWriter(TableWriterTests.table, folder: scratch.path)
            do {
                for row in 0..<50_000 { try writer.row([.text("row"), .integer(Int64(row))]) }
                _ = try writer.finish()
            } catch let error as FileFailure { failure = error }
            guard failure == FileFailure(.write, scratch["t.csv"], code: EFBIG) else { exit(2) }
            exit(0)
        }
    }
}
