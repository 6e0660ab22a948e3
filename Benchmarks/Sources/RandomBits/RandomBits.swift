import Foundation
import LoyaltyModel

/// Writes the engine's random words to standard output without end, for a battery of tests to read.
///
/// Three orders, because luck that is addressed can go wrong in three directions:
///
/// - `stream`: all 2²⁶ words behind one address, then those of the next occurrence;
/// - `customers`: the two words of the first uniform number of customer 0, 1, 2, … at the same address;
/// - `occurrences`: the two words of the first uniform number of occurrence 0, 1, 2, … of one customer's decision,
///   2³² of them, then those of the next customer.
@main
struct RandomBits {
    /// Words gathered before each write.
    static let chunk = 1 << 14

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let name = arguments.first, let order = Order(rawValue: name),
            let seed = arguments.last.flatMap({ UInt64($0) })
        else {
            FileHandle.standardError.write(Data("usage: random-bits stream|customers|occurrences SEED\n".utf8))
            exit(64)
        }
        let luck = Luck(seed: seed, replication: 1)
        switch order {
        case .stream: writeStream(luck)
        case .customers: writeCustomers(luck)
        case .occurrences: writeOccurrences(luck)
        }
    }

    enum Order: String { case stream, customers, occurrences }

    static func writeStream(_ luck: Luck) {
        var words = [UInt32](repeating: 0, count: chunk)
        for occurrence in 0... {
            var stream = luck.stream(.base(0), .basket, occurrence)
            for _ in 0..<(1 << 26) / chunk {
                for i in words.indices { words[i] = stream.next() }
                write(words)
            }
        }
    }

    static func writeCustomers(_ luck: Luck) {
        var words = [UInt32](repeating: 0, count: chunk)
        for first in stride(from: 0, to: Int.max, by: chunk / 2) {
            for i in 0..<chunk / 2 {
                let block = luck.block(.base(first + i), .purchaseRate, 0)
                (words[2 * i], words[2 * i + 1]) = (block.x, block.y)
            }
            write(words)
        }
    }

    static func writeOccurrences(_ luck: Luck) {
        var words = [UInt32](repeating: 0, count: chunk)
        for customer in 0... {
            for first in stride(from: 0, to: 1 << 32, by: chunk / 2) {
                for i in 0..<chunk / 2 {
                    let block = luck.block(.base(customer), .gap, first + i)
                    (words[2 * i], words[2 * i + 1]) = (block.x, block.y)
                }
                write(words)
            }
        }
    }

    /// Writes words in the machine's byte order; ends the program quietly when the reader has had enough.
    static func write(_ words: [UInt32]) {
        do { try FileHandle.standardOutput.write(contentsOf: words.withUnsafeBytes { Data($0) }) } catch { exit(0) }
    }
}
