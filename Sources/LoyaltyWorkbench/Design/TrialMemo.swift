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
        let old = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        handle = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard handle >= 0 else { throw FileFailure(.create, path) }
        var lines = old.split(separator: "\n", omittingEmptySubsequences: false)
        // The last part is what follows the last line's end: nothing, or a line cut short.
        let rest = lines.popLast() ?? ""
        if lines.first.map(String.init) == stamp {
            for line in lines.dropFirst() { recall(line) }
            _ = ftruncate(handle, off_t(old.utf8.count - rest.utf8.count))
            lseek(handle, 0, SEEK_END)
        } else {
            _ = ftruncate(handle, 0)
            try write(stamp + "\n")
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

    private func recall(_ line: Substring) {
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

    /// Deletes the file, once the study is whole.
    public func forget() { if handle >= 0 { unlink(path) } }
}
