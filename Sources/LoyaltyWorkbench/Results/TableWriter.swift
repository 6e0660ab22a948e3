import Foundation

/// Writes one table, row by row, as CSV (RFC 4180 quoting, UTF-8, lines ended by LF) with a header row.
///
/// Rows go through a buffer of fixed size, so a table of any length needs little memory. Every write is checked;
/// the digest is taken of the bytes on their way.
public struct TableWriter: ~Copyable {
    private static let bufferSize = 1 << 16

    private let path: String
    private let columns: Int
    private let file: Int32
    private var buffer: [UInt8] = []
    private var digest = SHA256()

    /// Creates the table in a folder and writes its header.
    public init(_ table: TableDescription, folder: String) throws(FileFailure) {
        path = folder + "/" + table.file
        columns = table.columns.count
        file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw FileFailure(.create, path) }
        buffer.reserveCapacity(Self.bufferSize + 4096)
        try row(table.columns.map { .text($0.name) })
    }

    deinit { if file >= 0 { close(file) } }

    public mutating func row(_ values: [TableValue]) throws(FileFailure) {
        precondition(values.count == columns, "a row of \(path) has \(columns) values")
        TableText.append(values, to: &buffer)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Writes what is left and returns the SHA-256 of the whole table.
    public mutating func finish() throws(FileFailure) -> String {
        try flush()
        return digest.hex()
    }

    private mutating func flush() throws(FileFailure) {
        digest.update(buffer)
        try ResultFile.write(buffer, to: file, path: path)
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Rows of a table as text.
package enum TableText {
    /// Adds a row, ended by LF.
    package static func append(_ values: [TableValue], to buffer: inout [UInt8]) {
        for (index, value) in values.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            switch value {
            case .text(let text): append(text, to: &buffer)
            case .integer(let number): buffer.append(contentsOf: String(number).utf8)
            case .real(let number): buffer.append(contentsOf: NumberText.text(number).utf8)
            case .truth(let isTrue): buffer.append(contentsOf: (isTrue ? "true" : "false").utf8)
            case .empty: break
            }
        }
        buffer.append(UInt8(ascii: "\n"))
    }

    private static func append(_ text: String, to buffer: inout [UInt8]) {
        let quoted = text.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13].contains($0) }
        guard quoted else { return buffer.append(contentsOf: text.utf8) }
        buffer.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { buffer.append(byte) }
            buffer.append(byte)
        }
        buffer.append(UInt8(ascii: "\""))
    }
}

/// Writing to the operating system with every answer looked at.
public enum ResultFile {
    /// Writes all bytes to an open file.
    public static func write(_ bytes: [UInt8], to file: Int32, path: String) throws(FileFailure) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure(.write, path)
            }
            done += count
        }
    }

    /// Creates a file with a text.
    public static func create(_ path: String, text: String) throws(FileFailure) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw FileFailure(.create, path) }
        defer { close(file) }
        try write(Array(text.utf8), to: file, path: path)
    }

    /// Puts a file in its place whole or not at all: written beside it under a hidden name, then renamed.
    ///
    /// - Throws: ``FileFailure``; an existing file is one (`EEXIST`) without `force`.
    public static func publish(_ bytes: [UInt8], to path: String, force: Bool) throws(FileFailure) {
        try publish([(path, bytes)], force: force)
    }

    /// Puts files that belong together in their places: renamed when all of them are written.
    ///
    /// - Throws: ``FileFailure``; an existing file is one (`EEXIST`) without `force`.
    public static func publish(_ files: [(path: String, bytes: [UInt8])], force: Bool) throws(FileFailure) {
        for (path, _) in files {
            var about = stat()
            if lstat(path, &about) == 0 {
                guard force, about.st_mode & S_IFMT == S_IFREG else { throw FileFailure(.create, path, code: EEXIST) }
            }
        }
        do throws(FileFailure) {
            for (path, bytes) in files {
                let file = open(partial(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
                guard file >= 0 else { throw FileFailure(.create, path) }
                defer { close(file) }
                try write(bytes, to: file, path: path)
            }
            for (path, _) in files {
                guard Foundation.rename(partial(path), path) == 0 else { throw FileFailure(.rename, path) }
            }
        } catch {
            for (path, _) in files { unlink(partial(path)) }
            throw error
        }
    }

    /// The hidden name that a file is written under.
    private static func partial(_ path: String) -> String {
        let url = URL(fileURLWithPath: path)
        return url.deletingLastPathComponent().path + "/." + url.lastPathComponent + ".loyalty-partial"
    }
}
