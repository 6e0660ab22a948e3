/// A value put at a path of a document: `--set PATH=VALUE`, or a line of a derived program's `set`.
struct Setting {
    /// As a person writes it: list elements by name, `mechanics` and a mechanic's name left out at will.
    let path: String
    let value: DocumentNode
    /// Where the setting itself stands, for its problems.
    let place: DocumentNode.Place
    /// Path that its problems carry.
    let problemPath: String

    /// The document with the value in place.
    /// - Throws: a ``Problem`` where the path leads nowhere, with the nearest known name.
    func applied(to node: DocumentNode, row: String, _ catalogue: ParameterCatalogue) throws(Problem) -> DocumentNode {
        var result = node
        let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        try Walk(setting: self, catalogue: catalogue).put(parts[...], in: &result, row: row)
        return result
    }

    private struct Walk {
        let setting: Setting
        let catalogue: ParameterCatalogue

        func put(_ parts: ArraySlice<String>, in node: inout DocumentNode, row: String) throws(Problem) {
            guard let head = parts.first else {
                node = setting.value
                return
            }
            if case .list = node.content { return try putInList(head, parts, in: &node, row: row) }
            guard let below = catalogue.below(row, head) else {
                return try putInMechanics(parts, in: &node, row: row)
            }
            if !accepts(head, node, row: row) { node = DocumentNode(.mapping([]), at: setting.value.place) }
            var child = node[head] ?? missing(below)
            try put(parts.dropFirst(), in: &child, row: below)
            node.set(head, to: child)
        }

        /// Whether a key can be put beside what stands here; a word, or another one of several, gives way.
        private func accepts(_ key: String, _ node: DocumentNode, row: String) -> Bool {
            guard node.entries != nil else { return false }
            if case .oneOf = catalogue[row]?.kind { return node[key] != nil }
            return true
        }

        /// A node to go on in where the document has none: the default, or an empty block.
        private func missing(_ row: String) -> DocumentNode {
            if case .value(let text)? = catalogue[row]?.defaultValue {
                return DefaultNode.of(text, at: setting.value.place)
            }
            return DocumentNode(.mapping([]), at: setting.value.place)
        }

        private func putInList(
            _ head: String, _ parts: ArraySlice<String>, in node: inout DocumentNode, row: String
        ) throws(Problem) {
            guard case .list(var elements) = node.content else { return }
            switch catalogue[row]?.kind {
            case .namedList:
                let names = elements.compactMap { $0["name"]?.text }
                guard let index = elements.firstIndex(where: { $0["name"]?.text == head }) else {
                    throw unknown(head, among: names)
                }
                try put(parts.dropFirst(), in: &elements[index], row: row + ".NAME")
            case .plainList:
                guard let number = Int(head), elements.indices.contains(number - 1) else {
                    throw problem(found: "\"\(head)\"", expected: "a number from 1 to \(elements.count)")
                }
                try put(parts.dropFirst(), in: &elements[number - 1], row: row + ".N")
            case .oneKeyList:
                let keys = elements.compactMap { $0.entries?.first?.key }
                if let index = elements.firstIndex(where: { $0[head] != nil }) {
                    try put(parts, in: &elements[index], row: row)
                } else if case let places = keys.indices.filter({ catalogue.below("\(row).\(keys[$0])", head) != nil }),
                    let index = places.first
                {
                    // The order of the list means nothing, so none of them is meant more than another.
                    guard places.count == 1 else { throw ambiguous(head, of: places.map { keys[$0] }, parts) }
                    try put([keys[index]] + parts, in: &elements[index], row: row)
                } else {
                    throw unknown(head, among: keys + keys.flatMap { names(below: "\(row).\($0)") })
                }
            default: throw problem(found: "\"\(head)\"", expected: "no further name: this is a list of values")
            }
            node.content = .list(elements)
        }

        /// A program's mechanics may be left out of a path.
        private func putInMechanics(
            _ parts: ArraySlice<String>, in node: inout DocumentNode, row: String
        ) throws(Problem) {
            let head = parts[parts.startIndex]
            let known = names(below: row)
            guard catalogue[row + ".mechanics"] != nil, var mechanics = node["mechanics"], mechanics.elements != nil
            else {
                throw known.isEmpty
                    ? problem(found: "\"\(head)\"", expected: "no further name: \(row) is a single value")
                    : unknown(head, among: known)
            }
            do throws(Problem) { try put(parts, in: &mechanics, row: row + ".mechanics") } catch {
                var error = error
                if error.suggestion == nil { error.suggestion = NearestName.of(head, among: known) }
                throw error
            }
            node.set("mechanics", to: mechanics)
        }

        /// A key that several mechanics of the program have.
        private func ambiguous(_ head: String, of keys: [String], _ parts: ArraySlice<String>) -> Problem {
            let paths = keys.map { ([$0] + parts).joined(separator: ".") }
            return problem(
                found: "\"\(head)\", which \(keys.joined(separator: " and ")) have",
                expected: "which one is meant: \(NearestName.oneOf(paths))")
        }

        private func names(below row: String) -> [String] { catalogue.children(of: row).map(\.key) }

        private func unknown(_ name: String, among names: [String]) -> Problem {
            problem(
                found: Problem.unknownName + " \"\(name)\"",
                expected: names.isEmpty ? "no name: there are none" : NearestName.oneOf(names),
                suggestion: NearestName.of(name, among: names))
        }

        private func problem(found: String, expected: String, suggestion: String? = nil) -> Problem {
            Problem(
                file: setting.place.file, line: setting.place.line, column: setting.place.column,
                path: setting.problemPath, found: found, expected: expected, suggestion: suggestion)
        }
    }
}
