/// JSON Schemas of the documents for editors, made from the catalogue.
public enum JSONSchema {
    /// The schema of one kind of document, draft 2020-12.
    public static func text(kind: DocumentKind) -> String {
        let schema = ResolvedBlock()
        schema.add("$schema", string("https://json-schema.org/draft/2020-12/schema"))
        schema.add("title", string("Loyalty Workbench: a \(kind.rawValue) document"))
        let writer = Writer(catalogue: .standard)
        for (key, value) in writer.object(below: kind.root) { schema.add(key, value) }
        return schema.text
    }

    private static func string(_ text: String) -> ResolvedBlock.Value { .scalar(ResolvedBlock.quoted(text)) }

    private typealias Entries = [(String, ResolvedBlock.Value)]

    private struct Writer {
        let catalogue: ParameterCatalogue

        /// An object with exactly the rows below a path.
        func object(below path: String, choose: Bool = false) -> Entries {
            let rows = catalogue.children(of: path).filter { path != "" || !$0.path.hasPrefix("estimate.") }
            var entries: Entries = [
                ("type", string("object")),
                ("properties", block(rows.map { ($0.key, block(described($0))) })),
                ("additionalProperties", .scalar("false")),
            ]
            if choose {
                entries += [("minProperties", .scalar("1")), ("maxProperties", .scalar("1"))]
                return entries
            }
            // What a derived program does not say, the program it derives from does.
            if path != DocumentKind.program.root {
                let required = rows.filter { $0.defaultValue == .required }.map { string($0.key) }
                if !required.isEmpty { entries.append(("required", .list(required))) }
            } else {
                entries.append(("anyOf", .list([requires("name"), requires("from")])))
            }
            if path.isEmpty {
                entries.append(("oneOf", .list(["months", "weeks", "days"].map(requires))))
            }
            return entries
        }

        private func requires(_ key: String) -> ResolvedBlock.Value { block([("required", .list([string(key)]))]) }

        private func described(_ row: Parameter) -> Entries {
            let unit = row.unit.isEmpty ? "" : " Unit: \(row.unit)."
            return [("description", string("\(row.meaning)\(unit) (\(row.defaultWords))"))] + schema(row)
        }

        private func schema(_ row: Parameter) -> Entries {
            switch row.kind {
            case .text, .file: [("type", string("string"))]
            case .name: pattern("^[a-z0-9-]+$")
            case .currency: pattern("^[A-Z]{3}$")
            case .date: pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
            case .flag: [("type", string("boolean"))]
            case .whole(let bounds): number("integer", bounds)
            case .number(let bounds), .factor(let bounds), .money(let bounds), .fineMoney(let bounds):
                number("number", bounds)
            case .duration(let unit, _): pattern(durationPattern(unit, count: "[0-9]+"))
            case .choice(let choices): [("enum", .list(choices.map(string)))]
            case .choices(let choices):
                list([("enum", .list(choices.map(string)))]) + [
                    ("minItems", .scalar("1")), ("uniqueItems", .scalar("true")),
                ]
            case .names: list(pattern("^[a-z0-9-]+$"))
            case .numbers(let count, let bounds):
                [
                    ("type", string("array")), ("items", block(number("number", bounds))),
                    ("minItems", .scalar(String(count.lowerBound))), ("maxItems", .scalar(String(count.upperBound))),
                ]
            case .estimate(let bounds): estimate(number("number", bounds))
            case .durationEstimate: estimate(pattern(durationPattern(.days, count: "[0-9.]+")))
            case .block: object(below: row.path)
            case .settings: [("type", string("object"))]
            case .entries:
                [
                    ("type", string("object")),
                    ("additionalProperties", catalogue[row.path + ".NAME"].map { block(described($0)) } ?? block([])),
                ]
            case .oneOf(let words): either(words, object(below: row.path, choose: true))
            case .wordOrBlock(let words): either(words, object(below: row.path))
            case .namedList where row.path == "programs": list(document(.program))
            case .namedList: list(object(below: row.path + ".NAME"))
            case .plainList: list(object(below: row.path + ".N"))
            case .oneKeyList: list(object(below: row.path, choose: true))
            case .document(let kind): document(kind)
            }
        }

        /// An object, or one of the words.
        private func either(_ words: [String], _ object: Entries) -> Entries {
            if words.isEmpty { return object }
            return [("anyOf", .list([block([("enum", .list(words.map(string)))]), block(object)]))]
        }

        /// A path of a file, or the document itself by the schema that lies beside this one.
        private func document(_ kind: DocumentKind) -> Entries {
            let contents = block([("$ref", string(kind.rawValue + ".schema.json"))])
            return [("anyOf", .list([block([("type", string("string"))]), contents]))]
        }

        private func list(_ items: Entries) -> Entries { [("type", string("array")), ("items", block(items))] }

        private func estimate(_ value: Entries) -> Entries {
            let parts: Entries = catalogue.children(of: "estimate").map { row in
                if case .number = row.kind { return (row.key, block([("description", string(row.meaning))] + value)) }
                return (row.key, block(described(row)))
            }
            let object: Entries = [
                ("type", string("object")), ("properties", block(parts)),
                ("additionalProperties", .scalar("false")), ("required", .list([string("value")])),
            ]
            return [("anyOf", .list([block(value), block(object)]))]
        }

        private func durationPattern(_ unit: Parameter.TimeUnit, count: String) -> String {
            "^\(count) (" + unit.words.map { "\($0.singular)s?" }.joined(separator: "|") + ")$"
        }

        private func pattern(_ text: String) -> Entries { [("type", string("string")), ("pattern", string(text))] }

        private func number(_ type: String, _ bounds: Bounds) -> Entries {
            var entries: Entries = [("type", string(type))]
            if let lower = bounds.lower {
                entries.append((bounds.lowerOpen ? "exclusiveMinimum" : "minimum", .scalar(ExactDecimal.plain(lower))))
            }
            if let upper = bounds.upper {
                entries.append((bounds.upperOpen ? "exclusiveMaximum" : "maximum", .scalar(ExactDecimal.plain(upper))))
            }
            return entries
        }

        private func block(_ entries: Entries) -> ResolvedBlock.Value {
            let block = ResolvedBlock()
            for (key, value) in entries { block.add(key, value) }
            return .block(block)
        }

        private func string(_ text: String) -> ResolvedBlock.Value { JSONSchema.string(text) }
    }
}
