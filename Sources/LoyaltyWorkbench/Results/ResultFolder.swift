import Foundation

/// A result folder in the making: written beside its place under a hidden name, and put there when whole.
///
/// Reader and writer never meet: the target is either absent, the old folder, or the whole new one. Names beside a
/// target `run`: `.run.loyalty-partial` (being written; locked by its process), `.run.loyalty-old` (a replaced folder
/// on its way out). A process that dies leaves them behind; the next one for the same target tidies them up.
public final class ResultFolder {
    /// Why a folder cannot be made.
    public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case exists(String)
        /// `--force` replaces result folders and empty ones only, lest it delete somebody's photographs.
        case notAResultFolder(String)
        case busy(String)

        public var description: String {
            switch self {
            case .exists(let path): "\(path) exists already; give another --output, or --force to replace it"
            case .notAResultFolder(let path):
                "\(path) exists already and is no result folder (it has no manifest.json): it is left alone, "
                    + "with --force too; give another --output"
            case .busy(let path): "another run is writing \(path) at this moment"
            }
        }
    }

    /// The file whose presence says that a folder is a whole result; it is written last.
    public static let lastFile = "manifest.json"

    public let target: String
    /// Where files are written until ``publish()``.
    public let partial: String
    private let old: String
    private let lock: Int32
    private var published = false

    /// Makes the hidden folder, after putting right what an earlier process left half done.
    ///
    /// - Parameter keeping: a file of the hidden folder that is left there from an earlier process, if there is one.
    /// - Throws: ``Refusal``, or ``FileFailure`` where the system does not let a folder be made there.
    public init(target path: String, force: Bool, keeping: String? = nil) throws {
        target = Self.resolved(path)
        let name = (target as NSString).lastPathComponent
        let parent = (target as NSString).deletingLastPathComponent
        partial = parent + "/." + name + ".loyalty-partial"
        old = parent + "/." + name + ".loyalty-old"
        try Self.makeFolders(parent)
        var lock = try Self.lockedFolder(partial, target: path)
        do {
            if try Self.repair(target: target, partial: partial, old: old) {
                close(lock)
                lock = try Self.lockedFolder(partial, target: path)
            }
            if Self.exists(target) {
                try Self.refuse(path, at: target, force: force)
            }
            try Self.removeContents(of: partial, keeping: keeping)
        } catch {
            rmdir(partial)
            close(lock)
            throw error
        }
        self.lock = lock
    }

    deinit { close(lock) }

    /// Says at once what ``init(target:force:keeping:)`` would only find once much has been prepared.
    ///
    /// - Throws: ``Refusal`` where there is a folder already that must not be replaced.
    public static func check(target path: String, force: Bool) throws(Refusal) {
        let target = resolved(path)
        guard exists(target) else { return }
        try refuse(path, at: target, force: force)
    }

    /// - Throws: why what is there is not replaced.
    private static func refuse(_ path: String, at target: String, force: Bool) throws(Refusal) {
        guard isResult(target) || isEmptyFolder(target) else { throw .notAResultFolder(path) }
        guard force else { throw .exists(path) }
    }

    /// Puts the folder in its place; with a folder there already, that one is set aside first and deleted last.
    public func publish() throws(FileFailure) {
        precondition(!published, "a folder is published once")
        let replaces = Self.exists(target)
        if replaces { try Self.rename(target, old) }
        try Self.rename(partial, target)
        published = true
        if replaces { try Self.remove(old) }
    }

    /// Deletes what was written; for a run that failed or was stopped before it had anything to publish.
    ///
    /// - Throws: ``FileFailure`` where something of it is left; the next one for the same target tidies it up.
    public func discard() throws(FileFailure) {
        if !published { try Self.remove(partial) }
    }
}

extension ResultFolder {
    /// Finishes or undoes a swap that was cut short. Returns true if the partial folder went to its place.
    private static func repair(target: String, partial: String, old: String) throws(FileFailure) -> Bool {
        guard exists(old) else { return false }
        if exists(target) {
            try remove(old)
            return false
        }
        // The old folder is set aside only once the new one is whole, and then the new one is what was asked for.
        guard isResult(partial) else {
            try rename(old, target)
            return false
        }
        try rename(partial, target)
        try remove(old)
        return true
    }

    /// Opens the folder, made if need be, and holds its lock, which ends with the process at the latest.
    private static func lockedFolder(_ path: String, target: String) throws -> Int32 {
        while true {
            if mkdir(path, 0o777) != 0, errno != EEXIST { throw FileFailure(.create, target) }
            let file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard file >= 0 else { throw FileFailure(.create, path) }
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
                close(file)
                throw Refusal.busy(target)
            }
            // Another process may have published the folder between the opening and the locking.
            var locked = stat()
            var present = stat()
            if fstat(file, &locked) == 0, stat(path, &present) == 0, locked.st_ino == present.st_ino { return file }
            close(file)
        }
    }
}

extension ResultFolder {
    /// The path without links and trailing slashes, absolute, so that hidden folders stand on the same file system.
    private static func resolved(_ path: String) -> String {
        if let real = realpath(path, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        return URL(fileURLWithPath: path).standardizedFileURL.path
    }

    private static func makeFolders(_ path: String) throws(FileFailure) {
        if path.isEmpty || path == "/" { return }
        var about = stat()
        if stat(path, &about) == 0 {
            guard about.st_mode & S_IFMT == S_IFDIR else { throw FileFailure(.create, path, code: ENOTDIR) }
            return
        }
        try makeFolders((path as NSString).deletingLastPathComponent)
        if mkdir(path, 0o777) != 0, errno != EEXIST { throw FileFailure(.create, path) }
    }

    private static func exists(_ path: String) -> Bool {
        var about = stat()
        return lstat(path, &about) == 0
    }

    private static func isEmptyFolder(_ path: String) -> Bool {
        (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
    }

    private static func isResult(_ path: String) -> Bool { exists(path + "/" + lastFile) }

    private static func rename(_ from: String, _ to: String) throws(FileFailure) {
        guard Foundation.rename(from, to) == 0 else { throw FileFailure(.rename, from) }
    }

    private static func remove(_ path: String) throws(FileFailure) {
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw FileFailure(.remove, path, code: code(error))
        }
    }

    /// The system's number of an error of Foundation's.
    private static func code(_ error: any Error) -> Int32 {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return Int32(cause?.code ?? Int(EIO))
    }

    private static func removeContents(of folder: String, keeping: String?) throws(FileFailure) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            throw FileFailure(.read, folder, code: code(error))
        }
        for name in names where name != keeping { try remove(folder + "/" + name) }
    }
}
