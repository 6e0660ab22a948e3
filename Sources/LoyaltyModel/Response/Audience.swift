/// Whom something that a program gives moves at all.
struct Audience: OptionSet, Sendable {
    let rawValue: UInt8

    static let everyone = Audience(rawValue: 1 << 0)
    /// Those whom a cause moves.
    static let causeMinded = Audience(rawValue: 1 << 1)
    /// Those whom play moves.
    static let players = Audience(rawValue: 1 << 2)

    /// Whether one who belongs to `others` is among them.
    func includes(_ others: Audience) -> Bool { !isDisjoint(with: others) }
}

extension CustomerTraits {
    /// The audiences that a customer belongs to.
    var audiences: Audience {
        var audiences = Audience.everyone
        if causeAffinity { audiences.insert(.causeMinded) }
        if playAffinity { audiences.insert(.players) }
        return audiences
    }
}
