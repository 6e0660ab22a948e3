import Foundation
import LoyaltyWorkbench
import Testing

@Suite struct DamagedDocumentTests {
    /// A small generator of its own, so that the damage is the same on every machine.
    private struct Damage {
        private static let signs = Array(":-[]{}&*!|>'\"%@`#,?\n\t 09eE.~".utf8)

        var state: UInt64

        mutating func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }

        /// Deletes, doubles, swaps or overwrites a few bytes.
        mutating func apply(to bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            for _ in 0...below(3) {
                let start = below(bytes.count)
                let end = min(bytes.count, start + 1 + below(12))
                switch below(4) {
                case 0: bytes.removeSubrange(start..<end)
                case 1: bytes.insert(contentsOf: bytes[start..<end], at: below(bytes.count))
                case 2: bytes.swapAt(start, below(bytes.count))
                default: bytes[start] = Self.signs[below(Self.signs.count)]
                }
            }
            return bytes
        }
    }

    @Test func aDamagedDocumentIsReadOrRefusedWithAPlaceAndNeverACrash() throws {
        let sound = Array(try String(contentsOfFile: ScenarioLoaderTests.everything, encoding: .utf8).utf8)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("damaged.yaml")
        var damage = Damage(state: 42)
        var refused = 0
        let rounds = Int(ProcessInfo.processInfo.environment["DAMAGE_ROUNDS"] ?? "") ?? 300
        for round in 0..<rounds {
            try Data(damage.apply(to: sound)).write(to: file)
            let problems = DocumentChecker.check(paths: [file.path])
            refused += problems.isEmpty ? 0 : 1
            for problem in problems {
                #expect(problem.line ?? 1 > 0 && !problem.found.isEmpty && !problem.expected.isEmpty, "round \(round)")
            }
        }
        // Damage inside a text or a comment does no harm; most does.
        #expect(refused > rounds / 2)
    }
}
