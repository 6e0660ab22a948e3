import Foundation

/// What has been simulated, by trial and replication, in memory and, where there is a file, beyond the process's end.
///
/// A study asks for values and does not care whether they are remembered or simulated, so a study that was cut short
/// is resumed by doing it again. The file is appended to a line at a time; a line that was cut short is left out.
public final class TrialMemo {
    /// Its name in the folder of an unfinished study.
    public static let file = "trials.memo"

    private var known: [String: [[Double]]] = [:]
    private let handle: Int32
    private let path: String

    /// Remembers for the process's life only.
    public init() { (handle, path) = (-1, "") }

    /// Opens the memory of a folder; what another study, or another version, left there is forgotten.
    ///
    /// - Parameter stamp: names the study: scenario, seed, version and figures.
    /// - Throws: ``FileFailure``.
    public init(folder: String, stamp: String) throws(FileFailure) {
        path = folder + "/" + Self.file
        handle = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard handle >= 0 else { throw FileFailure(.create, path) }
        let old = try Self.contents(handle, path)
        // What follows the last line's end was cut short.
        let whole = old.prefix(old.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)
        let lines = whole.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        let isOurs = lines.first == stamp
        for line in lines.dropFirst() where isOurs { recall(line) }
        guard ftruncate(handle, off_t(isOurs ? whole.count : 0)) == 0, lseek(handle, 0, SEEK_END) >= 0 else {
            throw FileFailure(.write, path)
        }
        if !isOurs { try write(stamp + "\n") }
    }

    private static func contents(_ handle: Int32, _ path: String) throws(FileFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(handle, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileFailure(.read, path) }
            if count == 0 { return bytes }
            bytes += buffer.prefix(count)
        }
    }

    deinit { if handle >= 0 { close(handle) } }

    /// Replications that are known, over all trials.
    public var size: Int { known.values.reduce(0) { $0 + $1.count } }

    /// How many replications of a trial are known, from the first on.
    func count(_ key: String) -> Int { known[key]?.count ?? 0 }

    /// A trial's values by replication, then figure; NaN where undefined.
    func values(_ key: String) -> [[Double]] { known[key] ?? [] }

    /// Adds a trial's next replication.
    func add(_ key: String, _ values: [Double]) throws(FileFailure) {
        known[key, default: []].append(values)
        guard handle >= 0 else { return }
        let replication = count(key)
        let bits = values.map { String($0.bitPattern, radix: 16) }.joined(separator: " ")
        try write("\(key) \(replication) \(bits)\n")
    }

    /// Takes in a line; one that is none is left out, and what follows of its trial too, to be simulated again.
    private func recall(_ line: String) {
        let parts = line.split(separator: " ")
        guard parts.count > 2, let replication = Int(parts[1]), replication == count(String(parts[0])) + 1 else {
            return
        }
        let values = parts.dropFirst(2).compactMap { UInt64($0, radix: 16).map(Double.init(bitPattern:)) }
        guard values.count == parts.count - 2 else { return }
        known[String(parts[0]), default: []].append(values)
    }

    private func write(_ text: String) throws(FileFailure) {
        try ResultFile.write(Array(text.utf8), to: handle, path: path)
    }

    /// Has what was added so far survive that the machine is switched off.
    func keep() throws(FileFailure) {
        guard handle >= 0, fsync(handle) != 0 else { return }
        throw FileFailure(.write, path)
    }

    /// Deletes the file from the folder, wherever that is by now, once the study is whole and in its place.
    public static func forget(in folder: String) { unlink(folder + "/" + file) }
}
