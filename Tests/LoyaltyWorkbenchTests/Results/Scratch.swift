import Foundation

/// A folder of a test's own, gone when the test is over.
final class Scratch {
    let path: String

    init() throws {
        let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        path = parent.appendingPathComponent("loyalty-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    subscript(_ name: String) -> String { path + "/" + name }

    func text(_ name: String) throws -> String { try String(contentsOfFile: self[name], encoding: .utf8) }

    func make(_ name: String, files: [String: String]) throws {
        try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
        for (file, text) in files {
            try text.write(toFile: self[name] + "/" + file, atomically: false, encoding: .utf8)
        }
    }

    /// Names in the folder, hidden ones included, sorted.
    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}
