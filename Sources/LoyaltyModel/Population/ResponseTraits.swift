/// How a segment's customers differ in what programs do to them, beside their sensitivity to rewards.
///
/// Only what differs is drawn: a fixed factor, and a share of 0 or 1, ask luck nothing.
public struct ResponseTraits: Sendable, Hashable {
    /// Multiplies the pull of the next reward.
    public var goalGradient: Multiplier
    /// Multiplies the effects of status.
    public var statusSensitivity: Multiplier
    /// Multiplies what filling in a form, carrying a card and installing an app take from the will to join.
    public var effortAversion: Multiplier
    /// Multiplies how much mail a member bears before it tires.
    public var mailTolerance: Multiplier
    /// Exponent on the propensity to redeem: above 1 for those who hoard points, below 1 for those who spend them.
    public var stockpiling: Multiplier
    /// Share of customers whom a program's cause moves; the others it leaves cold.
    public var causeAffinity: Double
    /// Share of customers whom play moves.
    public var playAffinity: Double
    public var channel: ChannelShares

    /// Play: 41 % care for the chance to win prizes (HelloWorld 2019, a survey). Cause: no figure is known, so nobody.
    public init(
        goalGradient: Multiplier = .fixed(1), statusSensitivity: Multiplier = .fixed(1),
        effortAversion: Multiplier = .fixed(1), mailTolerance: Multiplier = .fixed(1),
        stockpiling: Multiplier = .fixed(1), causeAffinity: Double = 0, playAffinity: Double = 0.41,
        channel: ChannelShares = ChannelShares()
    ) {
        self.goalGradient = goalGradient
        self.statusSensitivity = statusSensitivity
        self.effortAversion = effortAversion
        self.mailTolerance = mailTolerance
        self.stockpiling = stockpiling
        self.causeAffinity = causeAffinity
        self.playAffinity = playAffinity
        self.channel = channel
    }
}

extension ResponseTraits {
    /// Puts one customer's traits beside the others.
    ///
    /// - Parameter plays: whether some program plays; elsewhere nobody is asked whether play moves them.
    func draw(
        into traits: inout CustomerTraits, of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler, plays: Bool
    ) {
        func factor(_ multiplier: Multiplier, _ decision: Decision) -> Double {
            multiplier.value(of: customer, decision, luck: luck, sampler: sampler)
        }
        func cares(_ share: Double, _ decision: Decision) -> Bool {
            share >= 1 || share > 0 && luck.uniform(customer, decision, 0) < share
        }
        traits.goalGradient = factor(goalGradient, .goalGradient)
        traits.statusSensitivity = factor(statusSensitivity, .statusSensitivity)
        traits.effortAversion = factor(effortAversion, .effortAversion)
        traits.mailTolerance = factor(mailTolerance, .mailTolerance)
        traits.stockpiling = factor(stockpiling, .stockpiling)
        traits.causeAffinity = cares(causeAffinity, .causeAffinity)
        if plays { traits.playAffinity = cares(playAffinity, .playAffinity) }
        traits.channel = channel.channel(of: customer, luck: luck)
    }

    /// Traits that are the same for everybody and change nothing, play apart.
    var isPlain: Bool {
        var plain = ResponseTraits()
        plain.playAffinity = playAffinity
        return self == plain
    }
}
