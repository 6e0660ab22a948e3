extension Cursor {
    /// The block of a key; an empty one where it cannot be read.
    func block(_ key: String) -> Cursor {
        optionalBlock(key)
            ?? Cursor(
                DocumentNode(.mapping([]), at: node.place), path: pathOf(key), row: rowOf(key).path, in: decoding,
                into: ResolvedBlock())
    }

    func optionalBlock(_ key: String) -> Cursor? {
        let row = rowOf(key)
        guard let value = value(key) else { return nil }
        return inside(value, path: pathOf(key), row: row.path) { resolved.add(key, .block($0)) }
    }

    private func inside(
        _ node: DocumentNode, path: String, row: String, _ add: (ResolvedBlock) -> Void
    ) -> Cursor {
        let block = ResolvedBlock()
        add(block)
        return Cursor(node, path: path, row: row, in: decoding, into: block)
    }

    /// The word or the only key of a `oneOf` row, with a cursor for what stands under the key.
    func oneOf(_ key: String) -> (choice: String, inside: Cursor)? {
        let row = rowOf(key)
        guard case .oneOf(let words) = row.kind, let value = value(key) else { return nil }
        let choices = words + decoding.catalogue.children(of: row.path).map(\.key)
        if let text = value.text, !value.isEmpty {
            guard words.contains(text) else {
                report(
                    key, found: value.found, expected: NearestName.oneOf(choices),
                    suggestion: Self.block(meantBy: text, among: choices) ?? NearestName.of(text, among: choices))
                return nil
            }
            resolved.add(key, .scalar(ResolvedBlock.quoted(text)))
            return (text, self)
        }
        guard let entries = value.entries, entries.count == 1 else {
            let found = value.entries.map { "\($0.count) keys" } ?? value.found
            report(key, found: found, expected: "exactly one of " + choices.joined(separator: ", "))
            return nil
        }
        let cursor = inside(value, path: pathOf(key), row: row.path) { resolved.add(key, .block($0)) }
        return choices.contains(entries[0].key) ? (entries[0].key, cursor) : nil
    }

    /// A key and its value as a block, where they stand beside each other without one.
    private static func block(meantBy text: String, among choices: [String]) -> String? {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, choices.contains(words[0]) else { return nil }
        return "{ \(words[0]): \(words[1]) }"
    }

    /// The block of a `wordOrBlock` row; nil where one of its words stands in its place.
    func blockUnlessWord(_ key: String) -> Cursor? {
        let row = rowOf(key)
        guard case .wordOrBlock(let words) = row.kind, let value = value(key) else { return nil }
        if value.entries != nil {
            return inside(value, path: pathOf(key), row: row.path) { resolved.add(key, .block($0)) }
        }
        guard let text = value.text, words.contains(text) else {
            report(
                key, found: value.found, expected: row.kind.expected(currency: nil),
                suggestion: value.text.flatMap { NearestName.of($0, among: words) })
            return nil
        }
        resolved.add(key, .scalar(ResolvedBlock.quoted(text)))
        return nil
    }

    // MARK: Lists

    private func elements(_ key: String) -> [DocumentNode] {
        let row = rowOf(key)
        guard let value = value(key) else { return [] }
        guard let elements = value.elements else {
            report(key, found: value.found, expected: row.kind.expected(currency: nil))
            return []
        }
        return elements
    }

    /// The blocks of a list with names; a name used twice is reported.
    func named(_ key: String) -> [Cursor] {
        let blocks = elements(key)
        var list: [ResolvedBlock] = []
        var places: [String: DocumentNode.Place] = [:]
        let cursors = blocks.enumerated().map { index, element in
            let name = element["name"]?.text ?? ""
            let label = Self.isName(name) ? name : String(index + 1)
            let cursor = inside(element, path: pathOf(key) + "." + label, row: rowOf(key).path + ".NAME") {
                list.append($0)
            }
            if let first = places[name] {
                // A derived program without a name of its own: the mistake is where it derives.
                let written = element["name"]?.place ?? element.place
                let place = written.file == element.place.file ? written : element.place
                let line = first.line.map { " (\(first.file):\($0))" } ?? ""
                decoding.report(
                    place, path: cursor.pathOf("name"), found: "\"\(name)\" again",
                    expected: "a name not used before\(line)")
            } else if !name.isEmpty {
                places[name] = element["name"]?.place
            }
            return cursor
        }
        resolved.add(key, .list(list.map { .block($0) }))
        return cursors
    }

    /// The blocks of a list without names.
    func items(_ key: String) -> [Cursor] {
        var list: [ResolvedBlock] = []
        let cursors = elements(key).enumerated().map { index, element in
            inside(element, path: "\(pathOf(key)).\(index + 1)", row: rowOf(key).path + ".N") { list.append($0) }
        }
        resolved.add(key, .list(list.map { .block($0) }))
        return cursors
    }

    /// The elements of a list of one-key mappings, each with its key; a key used twice is reported.
    func oneKeyBlocks(_ key: String) -> [(key: String, block: Cursor)] {
        let row = rowOf(key)
        let choices = decoding.catalogue.children(of: row.path).map(\.key)
        var list: [ResolvedBlock] = []
        var seen: Set<String> = []
        var result: [(key: String, block: Cursor)] = []
        for element in elements(key) {
            guard let entries = element.entries, entries.count == 1 else {
                let found = element.entries.map { "\($0.count) keys" } ?? element.found
                decoding.report(
                    element.place, path: pathOf(key), found: found,
                    expected: "exactly one of " + choices.joined(separator: ", "))
                continue
            }
            let outer = inside(element, path: pathOf(key), row: row.path) { list.append($0) }
            let name = entries[0].key
            guard choices.contains(name) else { continue }
            if !seen.insert(name).inserted {
                decoding.report(
                    entries[0].keyPlace, path: pathOf(key) + "." + name, found: "\"\(name)\" again",
                    expected: "each mechanic once in a program"
                        + (RepeatedMechanics.advice(name).map { ": " + $0 } ?? ""))
            }
            result.append((name, outer.block(name)))
        }
        resolved.add(key, .list(list.map { .block($0) }))
        return result
    }

    /// Freely named factors, in millionths.
    func factors(_ key: String) -> [(name: String, millionths: Int64)] {
        let row = rowOf(key)
        guard let value = value(key) else { return [] }
        guard let entries = value.entries else {
            report(key, found: value.found, expected: row.kind.expected(currency: nil))
            return []
        }
        let block = ResolvedBlock()
        resolved.add(key, .block(block))
        let kind = decoding.row(row.path + ".NAME").kind
        return entries.compactMap { entry in
            let path = pathOf(key) + "." + entry.key
            guard Self.isName(entry.key) else {
                decoding.report(
                    entry.keyPlace, path: path, found: "\"\(entry.key)\"",
                    expected: Parameter.Kind.name.expected(currency: nil))
                return nil
            }
            guard case .value(let millionths, let written) = kind.readInteger(entry.value, currency: nil) else {
                decoding.report(
                    entry.value.place, path: path, found: entry.value.found, expected: kind.expected(currency: nil))
                return nil
            }
            block.add(entry.key, .scalar(written))
            return (entry.key, millionths)
        }
    }
}
