import Foundation

/// Reads a document and puts in what it includes: a scenario's population, response and programs, and what a
/// program derives from. Settings are applied on the way.
struct DocumentLoader {
    let decoding: Decoding

    /// The file's contents; nil, with the problem reported, where it cannot be read.
    ///
    /// - Parameters:
    ///   - includedFrom: the node that names the file, its path, and the files on the way, for the problem.
    func read(_ file: String, includedFrom: Include? = nil, kind: DocumentKind? = nil) -> DocumentNode? {
        let identity = URL(fileURLWithPath: file).standardizedFileURL.path
        if let include = includedFrom, include.stack.contains(where: { $0.identity == identity }) {
            let circle = include.stack.drop { $0.identity != identity }.map(\.file) + [file]
            report(
                include, found: "a cyclic include: " + circle.joined(separator: " → "), "includes that come to an end")
            return nil
        }
        if let known = decoding.shelf?.document(file) {
            decoding.met(file: file)
            return hasKind(known, kind) ? known : nil
        }
        guard let data = FileManager.default.contents(atPath: file) else {
            reportMissing(file, includedFrom)
            return nil
        }
        decoding.met(file: file)
        do {
            guard let text = String(data: data, encoding: .utf8) else {
                throw Problems([Problem(file: file, path: "", found: "bytes that are no text", expected: "UTF-8 text")])
            }
            let node = try DocumentReader.read(text, file: file)
            decoding.shelf?.put(node, from: file)
            return hasKind(node, kind) ? node : nil
        } catch let problems as Problems {
            decoding.report(problems)
        } catch {
            decoding.report(DocumentNode.Place(file: file), path: "", found: "\(error)", expected: "a document")
        }
        return nil
    }

    /// Where a file is named, and the files that led there.
    struct Include {
        let node: DocumentNode
        let path: String
        var stack: [(file: String, identity: String)]

        /// Paths are relative to the file that writes them.
        func resolve(_ relative: String) -> String {
            guard !relative.hasPrefix("/"), node.place.file.contains("/") else { return relative }
            let folder = node.place.file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            var parts = folder.map(String.init)
            for part in relative.split(separator: "/").map(String.init) where part != "." {
                if part == "..", let last = parts.last, last != "..", !last.isEmpty {
                    parts.removeLast()
                } else {
                    parts.append(part)
                }
            }
            return parts.joined(separator: "/")
        }
    }

    /// The stack of includes with one more file on it.
    static func stack(_ stack: [(file: String, identity: String)] = [], adding file: String)
        -> [(file: String, identity: String)]
    { stack + [(file, URL(fileURLWithPath: file).standardizedFileURL.path)] }

    private func report(_ include: Include, found: String, _ expected: String, suggestion: String? = nil) {
        decoding.report(
            include.node.place, path: include.path, found: found, expected: expected, suggestion: suggestion)
    }

    private func reportMissing(_ file: String, _ include: Include?) {
        let (folder, name) = (URL(fileURLWithPath: file).deletingLastPathComponent().path, fileName(file))
        let neighbours = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(".yaml") }.sorted()
        let nearest = NearestName.of(name, among: neighbours).map { String(file.dropLast(name.count)) + $0 }
        guard let include else {
            return decoding.report(
                DocumentNode.Place(file: file), path: "", found: "no file that can be read",
                expected: "a YAML document", suggestion: nearest)
        }
        report(include, found: "no file that can be read at \(file)", "a file beside this one", suggestion: nearest)
    }

    private func fileName(_ file: String) -> String { file.split(separator: "/").last.map(String.init) ?? file }

    private func hasKind(_ node: DocumentNode, _ kind: DocumentKind?) -> Bool {
        let kinds = kind.map { [$0.rawValue] } ?? DocumentKind.allCases.map(\.rawValue)
        let written = node["document"]
        if let text = written?.text, kinds.contains(text) { return true }
        decoding.report(
            written?.place ?? node.place, path: "document", found: written?.found ?? "nothing",
            expected: NearestName.oneOf(kinds),
            suggestion: written?.text.flatMap { NearestName.of($0, among: kinds) })
        return false
    }

    // MARK: Includes

    /// A scenario with everything in place, before any of it is judged.
    func expandScenario(_ scenario: DocumentNode, file: String) -> DocumentNode {
        var result = scenario
        let stack = Self.stack(adding: file)
        for kind in [DocumentKind.population, .response] {
            guard let node = scenario[kind.rawValue], let path = node.text, !node.isEmpty else { continue }
            if kind == .response, let builtIn = builtIn(path) {
                result.set(kind.rawValue, to: builtIn)
                continue
            }
            let include = Include(node: node, path: kind.rawValue, stack: stack)
            result.set(
                kind.rawValue, to: read(include.resolve(path), includedFrom: include, kind: kind) ?? unread(node))
        }
        if let programs = scenario["programs"], case .list(let elements) = programs.content {
            let expanded = elements.enumerated().map { index, element in
                expandProgram(element, path: "programs.\(index + 1)", stack: stack)
            }
            result.set("programs", to: DocumentNode(.list(expanded), at: programs.place))
        }
        return result
    }

    /// A response that every installation has, by its name.
    private func builtIn(_ name: String) -> DocumentNode? {
        guard let text = BuiltInDocument.response(name) else { return nil }
        let file = "responses/\(name).yaml"
        decoding.met(file: file)
        // No file of the user's is called so.
        let place = "built in: " + file
        if let known = decoding.shelf?.document(place) { return known }
        do {
            let node = try DocumentReader.read(text, file: file)
            decoding.shelf?.put(node, from: place)
            return node
        } catch {
            preconditionFailure("a document of the program's own cannot be read: \(error)")
        }
    }

    /// A program with what it derives from in place.
    func expandProgram(
        _ node: DocumentNode, path: String, stack: [(file: String, identity: String)]
    ) -> DocumentNode {
        if let file = node.text, !node.isEmpty {
            return includedProgram(Include(node: node, path: path, stack: stack), file)
        }
        guard case .mapping(let entries) = node.content, let from = node["from"] else {
            return RepeatedMechanics.merged(node)
        }
        let inner = path.isEmpty ? "" : path + "."
        guard let file = from.text, !from.isEmpty else {
            decoding.report(
                from.place, path: inner + "from", found: from.found,
                expected: Parameter.Kind.file.expected(currency: nil))
            return unread(node)
        }
        var result = includedProgram(Include(node: from, path: inner + "from", stack: stack), file)
        guard !isUnread(result) else { return result }
        for entry in entries where !["from", "set", "document"].contains(entry.key) {
            result.set(entry.key, to: entry.value)
        }
        result = RepeatedMechanics.merged(result)
        for setting in settings(node["set"], path: inner + "set") {
            do throws(Problem) {
                result = try setting.applied(to: result, row: DocumentKind.program.root, decoding.catalogue)
            } catch { decoding.report(Problems([error])) }
        }
        result.place = node.place
        return result
    }

    private func includedProgram(_ include: Include, _ file: String) -> DocumentNode {
        let path = include.resolve(file)
        guard let program = read(path, includedFrom: include, kind: .program) else { return unread(include.node) }
        return expandProgram(program, path: "", stack: Self.stack(include.stack, adding: path))
    }

    private func settings(_ node: DocumentNode?, path: String) -> [Setting] {
        _ = decoding.row("programs.NAME.set")
        _ = decoding.row("programs.NAME.from")
        guard let node else { return [] }
        guard let entries = node.entries else {
            decoding.report(
                node.place, path: path, found: node.found, expected: Parameter.Kind.settings.expected(currency: nil))
            return []
        }
        return entries.map {
            Setting(path: $0.key, value: $0.value, place: $0.keyPlace, problemPath: path + "." + $0.key)
        }
    }

    // MARK: What could not be read

    /// Stands for an include whose problem is reported already: nothing further is said about it.
    static let unreadKey = "\u{0}unread"

    private func unread(_ node: DocumentNode) -> DocumentNode {
        DocumentNode(
            .mapping([.init(key: Self.unreadKey, keyPlace: node.place, value: node)]), at: node.place)
    }

    func isUnread(_ node: DocumentNode?) -> Bool { node?[Self.unreadKey] != nil }
}
