import Foundation

/// A commented scenario to begin with: it runs as it stands, with customers, response and one program in place.
public enum Starter: String, CaseIterable, Sendable {
    case points, tiers, paid, cause, coalition, game, cashback, hybrid
    case punchCard = "punch-card"
    case discount, annual, offer, campaign, referral

    /// The starter's scenario.
    public var text: String {
        let program = String(decoding: bytes, as: UTF8.self)
        let title = program.firstMatch(of: /\ntitle: (.+)\n/).map { String($0.output.1) } ?? rawValue
        let frame = String(decoding: PackageResources.scenario_yaml, as: UTF8.self)
        return traits(frame.replacing("TITLE", with: title)) + Self.listed(program)
    }

    /// The frame with what only some kinds need to know of customers. A cause moves nobody unless somebody cares for it.
    private func traits(_ frame: String) -> String {
        let line = "      response_traits: TRAITS\n"
        guard self == .cause else { return frame.replacing(line, with: "") }
        let share = "{ cause_affinity: { share: 0.3 } }     # who cares for the cause: assumed; ask your customers"
        return frame.replacing("TRAITS", with: share)
    }

    /// A document as the element of a list.
    private static func listed(_ program: String) -> String {
        let lines = program.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { number, line in
            number == 0 ? "  - " + line : line.isEmpty ? "" : "    " + line
        }.joined(separator: "\n")
    }

    private var bytes: [UInt8] {
        switch self {
        case .points: PackageResources.points_yaml
        case .tiers: PackageResources.tiers_yaml
        case .paid: PackageResources.paid_yaml
        case .cause: PackageResources.cause_yaml
        case .coalition: PackageResources.coalition_yaml
        case .game: PackageResources.game_yaml
        case .cashback: PackageResources.cashback_yaml
        case .hybrid: PackageResources.hybrid_yaml
        case .punchCard: PackageResources.punch_card_yaml
        case .discount: PackageResources.discount_yaml
        case .annual: PackageResources.annual_yaml
        case .offer: PackageResources.offer_yaml
        case .campaign: PackageResources.campaign_yaml
        case .referral: PackageResources.referral_yaml
        }
    }

    /// Writes the starter to a new file.
    ///
    /// - Throws: ``FileFailure`` where the file exists or cannot be created; an existing file is left as it is.
    public func write(to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
        guard file >= 0 else { throw FileFailure(.create, path) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        do { try handle.write(contentsOf: Data(text.utf8)) } catch {
            let failure = FileFailure(.write, path)
            unlink(path)
            throw failure
        }
    }

    /// Why a word is no kind, in words, with the nearest that is.
    public static func refusal(of word: String) -> String {
        let kinds = allCases.map(\.rawValue)
        let nearest = NearestName.of(word, among: kinds).map { " (did you mean \($0)?)" } ?? ""
        return "found \"\(word)\", expected \(NearestName.oneOf(kinds))\(nearest)"
    }
}
