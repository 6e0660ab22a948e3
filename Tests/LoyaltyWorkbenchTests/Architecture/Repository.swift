import Foundation

/// The files of this package, as the tests of its architecture read them.
struct Repository {
    /// The package's folder, found from this file's place in it.
    static let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }

    /// Every folder below `path`, itself left out, relative to the root and in order.
    static func folders(under path: String) throws -> [String] {
        try entries(under: path).filter(\.isFolder).map(\.path).sorted()
    }

    /// Every file below `path` whose name ends with one of the endings, relative to the root and in order.
    static func files(under path: String, endings: [String]) throws -> [String] {
        try entries(under: path)
            .filter { entry in !entry.isFolder && endings.contains { entry.path.hasSuffix($0) } }
            .map(\.path).sorted()
    }

    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func isFolder(_ path: String) -> Bool {
        var folder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &folder)
        return exists && folder.boolValue
    }

    private struct Entry {
        let path: String
        let isFolder: Bool
    }

    /// Hidden files and folders (build products among them) are left out.
    private static func entries(under path: String) throws -> [Entry] {
        var found: [Entry] = []
        let folder = root.appending(path: path)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where !name.hasPrefix(".") {
            let child = "\(path)/\(name)"
            let entry = Entry(path: child, isFolder: isFolder(child))
            found.append(entry)
            if entry.isFolder { found += try entries(under: child) }
        }
        return found
    }
}
