/// Which room names what: each may name its own types and those of the rooms that the page grants it.
struct RoomRule {
    /// Sources of each room, by file.
    let sources: [String: [String: SwiftSource]]

    /// Sentences about types named where they may not be, in order.
    func violations(granted rooms: [ArchitecturePage.Room]) -> [String] {
        var homes: [String: Set<String>] = [:]
        for (room, files) in sources {
            for type in files.values.flatMap(\.topLevelTypes) { homes[type, default: []].insert(room) }
        }
        var found: [String] = []
        for room in rooms {
            let files = sources[room.name, default: [:]]
            let own = Set(files.values.flatMap(\.allTypes))
            let allowed = Set(room.mayName + [room.name])
            for (file, source) in files.sorted(by: { $0.key < $1.key }) {
                for type in source.typesNamed.subtracting(own).sorted() {
                    guard let home = homes[type], home.isDisjoint(with: allowed) else { continue }
                    found.append("\(file) names \(type) of \(home.sorted().joined(separator: ", "))")
                }
            }
        }
        return found
    }
}
