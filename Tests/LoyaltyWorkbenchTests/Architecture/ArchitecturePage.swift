/// What docs/ARCHITECTURE.md says, as data: the tests hold the code to the page that people read.
struct ArchitecturePage {
    /// Folders in the drawn tree, relative to the root.
    let folders: [String]
    /// Rooms of a folder of sources, in the order of the page.
    let rooms: [String: [Room]]

    struct Room: Equatable {
        let name: String
        /// Rooms whose types its files may name, beside their own.
        let mayName: [String]
    }

    init(_ text: String) {
        folders = Self.tree(in: text)
        rooms = Self.tables(in: text)
    }

    /// The first indented or fenced block whose lines are folder names ending in a slash, two spaces to a level.
    private static func tree(in text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(of: "```tree") else { return [] }
        var open: [String] = []
        var found: [String] = []
        for line in lines[(start + 1)...] {
            if line == "```" { break }
            guard let name = line.split(separator: " ").first, name.hasSuffix("/") else { continue }
            let level = line.prefix { $0 == " " }.count / 2
            open = open.prefix(level) + [String(name.dropLast())]
            found.append(open.joined(separator: "/"))
        }
        return found
    }

    /// Tables under headings of the form "### Rooms of `Sources/X`": name, what it holds, what it may name.
    private static func tables(in text: String) -> [String: [Room]] {
        var result: [String: [Room]] = [:]
        var current: String?
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") {
                current = line.firstMatch(of: /^### Rooms of `(.+)`$/).map { String($0.output.1) }
            }
            guard let current, let row = line.firstMatch(of: /^\| `(\w+)\/` \|.*\| ([^|]*) \|$/) else { continue }
            let allowed = row.output.2.matches(of: /`(\w+)`/).map { String($0.output.1) }
            result[current, default: []].append(Room(name: String(row.output.1), mayName: allowed))
        }
        return result
    }
}
