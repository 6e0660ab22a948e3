import Foundation
import Testing

/// docs/ARCHITECTURE.md says what may stand where; these tests hold the tree to it.
@Suite struct ArchitectureTests {
    let page: ArchitecturePage

    init() throws { page = ArchitecturePage(try Repository.text(of: "docs/ARCHITECTURE.md")) }

    @Test func theTreeOnThePageIsTheTreeOnDisk() throws {
        let sources = try Repository.folders(under: "Sources")
        let tests = try Repository.folders(under: "Tests").filter { $0.split(separator: "/").count == 2 }
        let onDisk = Set(["Sources", "Tests"] + sources + tests)
        #expect(onDisk.subtracting(page.folders).sorted() == [], "on disk, but not on the page")
        #expect(page.folders.filter { !Repository.isFolder($0) } == [], "on the page, but not on disk")
    }

    @Test(arguments: ["Sources/LoyaltyModel", "Sources/LoyaltyWorkbench"])
    func everyRoomOnThePageHasARow(target: String) throws {
        // What lies inside a room is the room's own.
        let drawn = page.folders.filter { $0.hasPrefix("\(target)/") }.map { String($0.dropFirst(target.count + 1)) }
            .filter { !$0.contains("/") }
        #expect(page.rooms[target, default: []].map(\.name) == drawn)
    }

    @Test(arguments: ["Sources/LoyaltyModel", "Sources/LoyaltyWorkbench"])
    func aRoomNamesOnlyTheRoomsGrantedToIt(target: String) throws {
        let rooms = try #require(page.rooms[target])
        var sources: [String: [String: SwiftSource]] = [:]
        for room in rooms where Repository.isFolder("\(target)/\(room.name)") {
            for file in try Repository.files(under: "\(target)/\(room.name)", endings: [".swift"]) {
                sources[room.name, default: [:]][file] = SwiftSource(try Repository.text(of: file))
            }
        }
        #expect(RoomRule(sources: sources).violations(granted: rooms) == [])
    }

    @Test func aRoomIsGrantedOnlyRoomsAboveItOnThePage() throws {
        for (target, rooms) in page.rooms {
            for (place, room) in rooms.enumerated() {
                let above = Set(rooms[..<place].map(\.name))
                #expect(above.isSuperset(of: room.mayName), "\(target)/\(room.name) may name \(room.mayName)")
            }
        }
    }

    @Test(arguments: [("CGSL", "Numerics"), ("CPhilox", "Random")])
    func onlyOneRoomImportsEachCLibrary(library: String, room: String) throws {
        let imports = try Regex("import +\(library)\\b")
        for file in try Repository.files(under: "Sources", endings: [".swift"])
        where !file.hasPrefix("Sources/LoyaltyModel/\(room)/") {
            let source = SwiftSource(try Repository.text(of: file))
            #expect(!source.code.contains(imports), "\(file)")
        }
    }

    @Test(arguments: [
        "Date()", "Date.now", "ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator", ".random(",
        ".randomElement(", ".shuffled(", "print(", "FileManager", "FileHandle", "ProcessInfo",
    ])
    func theModelIsPure(forbidden: String) throws {
        for file in try Repository.files(under: "Sources/LoyaltyModel", endings: [".swift"]) {
            let source = SwiftSource(try Repository.text(of: file))
            #expect(!source.code.contains(forbidden), "\(file) has \(forbidden)")
        }
    }

    @Test func noTwoFoldersDifferByLetterCaseOnly() throws {
        let folders = try ["Sources", "Tests", "Benchmarks", "docs"].flatMap { try Repository.folders(under: $0) }
        let byName = Dictionary(grouping: folders) { $0.lowercased() }
        #expect(byName.values.filter { $0.count > 1 } == [])
    }

    @Test func noSourceFileIsLongerThan400Lines() throws {
        for file in try ["Sources", "Tests", "Benchmarks"].flatMap({
            try Repository.files(under: $0, endings: [".swift", ".c", ".h", ".sh"])
        }) {
            let lines = try Repository.text(of: file).count { $0.isNewline }
            #expect(lines <= 400, "\(file) has \(lines) lines")
        }
    }

    @Test func noFileNamesAPlaceOnOneMachine() throws {
        let places = ["tmp", "root", "work", "home", "Users"].map { "/\($0)/" }
        let endings = [".swift", ".c", ".h", ".sh", ".md", ".yaml", ".json", "Makefile"]
        let folders = ["Sources", "Tests", "Benchmarks", "docs", "Scripts", "scenarios"].filter(Repository.isFolder)
        let files = try folders.flatMap { try Repository.files(under: $0, endings: endings) }
        for file in files + ["README.md", "CHANGELOG.md", "Makefile"] {
            let text = try Repository.text(of: file)
            for place in places { #expect(!text.contains(place), "\(file) names \(place)") }
        }
    }
}

/// The checks themselves can fail.
@Suite struct ArchitectureCheckTests {
    let page = ArchitecturePage(
        """
        ```tree
        Sources/
          Model/            words
            Low/            words
            High/
        docs/
        ```
        ### Rooms of `Sources/Model`
        | room | holds | may name |
        | --- | --- | --- |
        | `Low/` | words | – |
        | `High/` | words | `Low` |
        ## Another heading
        | `Other/` | words | `High` |
        """)

    @Test func theTreeAndTheTableAreRead() {
        #expect(page.folders == ["Sources", "Sources/Model", "Sources/Model/Low", "Sources/Model/High", "docs"])
        #expect(
            page.rooms == [
                "Sources/Model": [.init(name: "Low", mayName: []), .init(name: "High", mayName: ["Low"])]
            ])
    }

    @Test func aTypeNamedOutOfItsReachIsFound() throws {
        let low = SwiftSource("public struct Base { var top: Top }")
        let high = SwiftSource("final class Top {\n    enum Part { case a }\n    let base: Base\n}")
        let rule = RoomRule(sources: ["Low": ["low.swift": low], "High": ["high.swift": high]])
        let rooms = try #require(page.rooms["Sources/Model"])
        #expect(rule.violations(granted: rooms) == ["low.swift names Top of High"])
    }

    @Test func commentsAndStringsAreNoMention() {
        let source = SwiftSource(
            #"""
            /// A ``Top`` and "Top".
            let a = "Top \" Top" // Top
            /* Top */ let b = Base()
            """#)
        #expect(source.typesNamed == ["Base"])
    }
}
