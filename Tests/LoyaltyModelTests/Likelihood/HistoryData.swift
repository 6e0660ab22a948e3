import Foundation
import LoyaltyModel

/// Histories beside the tests; Data/PROVENANCE.md says where they come from.
enum HistoryData {
    /// CDNOW's customers to 30 September 1997, in weeks; sums of the gaps' logarithms are those of the log.
    static let sample = timing("cdnow-sample", logGaps: 2909.504668589728)
    static let full = timing("cdnow-full", logGaps: 29593.405981720152)

    static let donations = OccasionSummary(
        rows("donations").map { row in
            OccasionSummary.Cell(
                history: .init(purchases: row[0], last: row[1], occasions: row[2]), customers: Double(row[3]))
        })

    private static func timing(_ name: String, logGaps: Double) -> TimingSummary {
        TimingSummary(
            cells: rows(name).map { row in
                TimingSummary.Cell(
                    history: PurchaseHistory(
                        repeats: row[0], recency: Double(row[1]) / 7, age: Double(row[2]) / 7),
                    customers: Double(row[3]))
            }, logGaps: logGaps)
    }

    private static func rows(_ name: String) -> [[Int]] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Data/"
        guard let text = try? String(contentsOfFile: folder + name + ".csv", encoding: .utf8) else { return [] }
        return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").compactMap { Int($0) } }
    }
}
