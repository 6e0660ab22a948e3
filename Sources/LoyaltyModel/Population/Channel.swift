/// Where a customer meets the company; each customer has one channel.
public enum Channel: UInt8, CaseIterable, Sendable {
    /// At the till of a store, with nothing to show.
    case store
    case web
    case app
    /// At the till of a store, with a card in the wallet already.
    case card

    public var name: String {
        switch self {
        case .store: "store"
        case .web: "web"
        case .app: "app"
        case .card: "card"
        }
    }

    public init?(name: String) {
        guard let channel = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = channel
    }
}

/// Some of the channels.
public struct ChannelSet: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public init(_ channels: [Channel]) {
        self = channels.reduce([]) { $0.union(ChannelSet(rawValue: 1 << $1.rawValue)) }
    }

    public static let all = ChannelSet(Channel.allCases)
    /// Where there is a till.
    public static let till = ChannelSet([.store, .card])

    public var names: [String] { Channel.allCases.filter(contains).map(\.name) }

    public func contains(_ channel: Channel) -> Bool { rawValue & 1 << channel.rawValue != 0 }
}

/// The shares of a segment's customers by channel; they sum to 1.
public struct ChannelShares: Sendable, Hashable {
    public var store: Double
    public var web: Double
    public var app: Double
    public var card: Double

    public init(store: Double = 1, web: Double = 0, app: Double = 0, card: Double = 0) {
        self.store = store
        self.web = web
        self.app = app
        self.card = card
    }

    /// The channels that some customers have.
    public var used: ChannelSet {
        ChannelSet(zip(Channel.allCases, [store, web, app, card]).filter { $0.1 > 0 }.map(\.0))
    }

    /// The channel of a customer; where everybody has the same one, nothing is drawn.
    func channel(of customer: CustomerKey, luck: Luck) -> Channel {
        if store == 1 { return .store }
        let draw = luck.uniform(customer, .channel, 0)
        if draw < store { return .store }
        if draw < store + web { return .web }
        if draw < store + web + app { return .app }
        // The last share that is above 0, whatever binary fractions leave of the sum.
        return card > 0 ? .card : app > 0 ? .app : web > 0 ? .web : .store
    }
}
