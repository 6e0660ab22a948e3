/// How a customer becomes a member.
public struct EnrolmentTerms: Sendable, Hashable {
    /// Where a customer is asked.
    public enum Invitation: Sendable, Hashable {
        /// Everyone is a member from the first purchase on or after the launch; nobody is asked.
        case automatic
        /// Asked at each purchase (in whichever channel it is made) with this probability; a member from that purchase on, which earns.
        case till(probability: Double)
        /// Asked at each month end with this probability; a member from the end of that day, so that the first purchase
        /// that can earn is on the day after.
        case mail(probability: Double)
    }

    public var invitation: Invitation
    /// Customers of other channels are never asked, and never members.
    public var channels: ChannelSet
    /// Fields of the form to fill in.
    public var formFields: Int
    /// Whether a card must be carried.
    public var card: Bool
    /// Whether an app must be installed.
    public var app: Bool
    /// Paid once on joining; income of the company.
    public var fee: Money
    /// Points given on joining (an endowed head start).
    public var headStart: Points

    public init(
        invitation: Invitation = .automatic, channels: ChannelSet = .all, formFields: Int = 0, card: Bool = false,
        app: Bool = false,
        fee: Money = .zero, headStart: Points = .zero
    ) {
        self.invitation = invitation
        self.channels = channels
        self.formFields = formFields
        self.card = card
        self.app = app
        self.fee = fee
        self.headStart = headStart
    }
}
