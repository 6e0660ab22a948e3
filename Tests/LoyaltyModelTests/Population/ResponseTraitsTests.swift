import Foundation
import LoyaltyModel
import Testing

@Suite("Response traits")
struct ResponseTraitsTests {
    static let customers = 20_000

    static func draw(
        _ traits: ResponseTraits, plays: Bool = true, opening: Luck.Opening = .real, _ count: Int = customers
    ) -> [CustomerTraits] {
        var segment = Fixtures.segment()
        segment.responseTraits = traits
        let source = TraitSource(segment: segment, unitDays: 7, minorPerMajor: 100, plays: plays)
        let luck = Luck(seed: 5, replication: 2, opening: opening)
        let sampler = Sampler()
        return (0..<count).map { source.traits(of: .base($0), luck: luck, sampler: sampler) }
    }

    static let varied = ResponseTraits(
        goalGradient: .lognormal(mean: 1, sigma: 0.5), statusSensitivity: .lognormal(mean: 2, sigma: 0.3),
        effortAversion: .lognormal(mean: 0.5, sigma: 1), mailTolerance: .lognormal(mean: 1, sigma: 0.2),
        stockpiling: .lognormal(mean: 1.5, sigma: 0.7), causeAffinity: 0.2, playAffinity: 0.41,
        channel: ChannelShares(store: 0.4, web: 0.3, app: 0.2, card: 0.1))

    /// Each multiplier with its mean and the standard deviation of its logarithm.
    static let multipliers: [(name: String, mean: Double, sigma: Double, read: @Sendable (CustomerTraits) -> Double)] =
        [
            ("goal gradient", 1, 0.5, { $0.goalGradient }), ("status sensitivity", 2, 0.3, { $0.statusSensitivity }),
            ("effort aversion", 0.5, 1, { $0.effortAversion }), ("mail tolerance", 1, 0.2, { $0.mailTolerance }),
            ("stockpiling", 1.5, 0.7, { $0.stockpiling }),
        ]

    /// The mean, and the mean and mean square of the logarithm: ln m − σ²/2, and its square plus σ².
    @Test("multipliers have the mean and the spread they were given, within 4 standard errors")
    func moments() {
        let traits = Self.draw(Self.varied)
        for (name, mean, sigma, read) in Self.multipliers {
            let values = traits.map(read)
            let level = log(mean) - sigma * sigma / 2
            #expect(standardErrors(values, from: mean) < 4, "\(name)")
            #expect(standardErrors(values.map { log($0) }, from: level) < 4, "\(name)")
            let squares = values.map { log($0) * log($0) }
            #expect(standardErrors(squares, from: level * level + sigma * sigma) < 4, "\(name)")
        }
    }

    /// Independent standardised logarithms have products of mean 0.
    @Test("multipliers are independent of each other and of reward sensitivity")
    func independent() {
        let traits = Self.draw(Self.varied)
        let columns =
            Self.multipliers.map { item in
                traits.map { (log(item.read($0)) - log(item.mean) + item.sigma * item.sigma / 2) / item.sigma }
            } + [traits.map { (log($0.rewardSensitivity) + 0.045) / 0.3 }]
        for first in columns.indices {
            for second in columns.indices where second > first {
                let products = zip(columns[first], columns[second]).map { $0 * $1 }
                #expect(standardErrors(products, from: 0) < 4, "\(first), \(second)")
            }
        }
    }

    @Test("affinities and channels have their shares, within 4 standard errors")
    func shares() {
        let traits = Self.draw(Self.varied)
        func share(_ holds: (CustomerTraits) -> Bool) -> [Double] { traits.map { holds($0) ? 1 : 0 } }
        #expect(standardErrors(share { $0.causeAffinity }, from: 0.2) < 4)
        #expect(standardErrors(share { $0.playAffinity }, from: 0.41) < 4)
        for (channel, expected) in zip(Channel.allCases, [0.4, 0.3, 0.2, 0.1]) {
            #expect(standardErrors(share { $0.channel == channel }, from: expected) < 4, "\(channel)")
        }
    }

    @Test("what customers do with no program does not depend on them")
    func rest() {
        let plain = Self.draw(ResponseTraits(), plays: false, 500)
        for (a, b) in zip(plain, Self.draw(Self.varied, 500)) {
            #expect(a.purchase == b.purchase && a.attrition == b.attrition && a.basket == b.basket)
            #expect(a.rewardSensitivity == b.rewardSensitivity)
        }
        for traits in plain {
            let bare = CustomerTraits(
                purchase: traits.purchase, attrition: traits.attrition, basket: traits.basket,
                rewardSensitivity: traits.rewardSensitivity)
            #expect(traits == bare, "where nothing is stated, nothing is drawn")
        }
    }

    @Test("play is asked only where a program plays, and 41 in a hundred care unless stated")
    func play() {
        #expect(Self.draw(Self.varied, plays: false).allSatisfy { !$0.playAffinity })
        let cares = Self.draw(ResponseTraits()).map { $0.playAffinity ? 1.0 : 0 }
        #expect(standardErrors(cares, from: 0.41) < 4)
    }

    @Test("fixed factors and shares of all or nobody are what they say")
    func fixed() {
        let traits = ResponseTraits(
            goalGradient: .fixed(0.5), statusSensitivity: .fixed(2), effortAversion: .fixed(0),
            mailTolerance: .fixed(3),
            stockpiling: .fixed(1.5), causeAffinity: 1, playAffinity: 0, channel: ChannelShares(store: 0, app: 1))
        for customer in Self.draw(traits, 200) {
            #expect(customer.goalGradient == 0.5 && customer.statusSensitivity == 2 && customer.effortAversion == 0)
            #expect(customer.mailTolerance == 3 && customer.stockpiling == 1.5)
            #expect(customer.causeAffinity && !customer.playAffinity && customer.channel == .app)
        }
    }

    @Test(
        "hostile luck leaves every trait a number and every channel one that is used", arguments: Luck.Opening.allCases)
    func hostile(opening: Luck.Opening) {
        var traits = Self.varied
        traits.channel = ChannelShares(store: 0, web: 0.1, app: 0.9)
        for customer in Self.draw(traits, opening: opening, 20) {
            for (name, _, _, read) in Self.multipliers {
                #expect(read(customer) >= 0 && read(customer).isFinite, "\(name): \(read(customer))")
            }
            #expect(traits.channel.used.contains(customer.channel), "\(customer.channel)")
        }
    }

    @Test("sets of channels hold what they were made of")
    func channels() {
        #expect(ChannelSet.till.names == ["store", "card"])
        #expect(ChannelSet.all.names == ["store", "web", "app", "card"])
        #expect(ChannelShares().used == ChannelSet([.store]))
        #expect(!ChannelSet([.web]).contains(Channel.app) && ChannelSet([.web]).contains(Channel.web))
    }
}
