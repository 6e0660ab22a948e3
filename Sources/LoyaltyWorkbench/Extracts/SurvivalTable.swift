import LoyaltyModel

/// The share of points not yet redeemed by age that `loyalty reserve --survival` prints.
public struct SurvivalTable: Sendable {
    /// The table as CSV.
    public let table: [UInt8]

    private static let columns = ["age", "at_risk", "redeemed", "survival", "standard_error"]

    /// - Throws: ``Problems`` where the triangle does not tell it.
    public init(_ extract: TriangleExtract) throws {
        let observations: [KaplanMeier.Observation]
        switch extract.observations {
        case .success(let seen): observations = seen
        case .failure(let problem): throw Problems([problem])
        }
        var table: [UInt8] = []
        TableText.append(Self.columns.map { .text($0) }, to: &table)
        for step in KaplanMeier(observations).steps {
            TableText.append(
                [
                    .real(step.age), .integer(step.atRisk), .integer(step.redeemed), .real(step.survival),
                    .real(step.standardError),
                ], to: &table)
        }
        self.table = table
    }
}
