/// A piece of a document with the place where it was written, whichever file that was.
package struct DocumentNode: Hashable, Sendable {
    /// Where a piece stands; a file as a whole, or a value given on the command line, has no line.
    package struct Place: Hashable, Sendable {
        package var file: String
        package var line: Int?
        package var column: Int?
    }

    package struct Entry: Hashable, Sendable {
        package var key: String
        package var keyPlace: Place
        package var value: DocumentNode
    }

    package indirect enum Content: Hashable, Sendable {
        /// Text as written; `quoted` text is never a number.
        case scalar(text: String, quoted: Bool)
        case mapping([Entry])
        case list([DocumentNode])
    }

    package var content: Content
    package var place: Place

    init(_ content: Content, at place: Place) {
        self.content = content
        self.place = place
    }

    /// The scalar's text; nil for a mapping or a list.
    package var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// The scalar's text unless it was quoted.
    var plainText: String? {
        if case .scalar(let text, false) = content { text } else { nil }
    }

    package var entries: [Entry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    package var elements: [DocumentNode]? {
        if case .list(let elements) = content { elements } else { nil }
    }

    /// Whether nothing at all was written after the key.
    var isEmpty: Bool {
        if case .scalar(let text, false) = content { text.isEmpty || text == "~" || text == "null" } else { false }
    }

    package subscript(key: String) -> DocumentNode? { entries?.first { $0.key == key }?.value }

    /// Puts a value under a key of a mapping, in place of the one that stood there.
    mutating func set(_ key: String, to value: DocumentNode) {
        guard case .mapping(var entries) = content else { return }
        if let index = entries.firstIndex(where: { $0.key == key }) {
            entries[index].value = value
        } else {
            entries.append(Entry(key: key, keyPlace: value.place, value: value))
        }
        content = .mapping(entries)
    }

    /// What stands here, in words for a ``Problem``.
    var found: String {
        switch content {
        case .scalar where isEmpty: "nothing"
        case .scalar(let text, false) where ExactDecimal.isNumber(text): text
        case .scalar(let text, _): "\"\(text)\""
        case .mapping: "a block of keys"
        case .list: "a list"
        }
    }
}
