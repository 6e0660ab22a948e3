public import LoyaltyModel

/// A program document: the rules, and what is told about them.
public struct ProgramDocument: Sendable, Hashable {
    /// The one number that a designer of the program turns first.
    public struct Lever: Sendable, Hashable {
        /// Path inside the program.
        public var path: String
        public var from: Double
        public var to: Double

        public init(path: String, from: Double, to: Double) {
            self.path = path
            self.from = from
            self.to = to
        }
    }

    public var title: String
    public var source: String
    public var description: String
    public var lever: Lever?
    public var program: Program
}

/// Reads a program document's block, once what it derives from has been put in.
package enum ProgramDecoder {
    /// A program that stands alone, with no scenario around it but the currency: from day 0, nothing included.
    ///
    /// - Throws: ``Problems`` with every mistake found.
    package static func program(_ node: DocumentNode, currency: Currency) throws -> Program {
        let decoding = Decoding()
        decoding.currency = currency
        let row = DocumentKind.program.root
        let document = decode(
            Cursor(
                RepeatedMechanics.merged(node), path: "", row: row, in: decoding, into: ResolvedBlock()), schedule: nil)
        try decoding.throwProblems()
        return document.program
    }

    /// - Parameter schedule: the scenario's days and launch; nil where a program is checked alone.
    static func decode(_ cursor: Cursor, schedule: Schedule?) -> ProgramDocument {
        _ = cursor.optionalChoice("document")
        let name = cursor.name("name")
        if name == "baseline" {
            cursor.report("name", found: "\"baseline\"", expected: "another name: it means no program")
        }
        // Both are gone once a program is put in that derives from another.
        for key in ["from", "set"] where cursor.isWritten(key) {
            cursor.report(
                key, found: "\"\(key)\" alone", expected: "\"from\", a file, with the differences in \"set\"")
        }
        let (title, source, description) = (cursor.text("title"), cursor.text("source"), cursor.text("description"))
        let lever = lever(cursor)
        let (launchDay, terms) = (launchDay(cursor, schedule), enrolment(cursor.block("enrolment")))
        let mechanics = mechanics(cursor, terms)
        let program = Program(
            name: name, launchDay: launchDay, enrolment: terms, mechanics: mechanics,
            costs: costs(cursor.block("costs")), uninformed: cursor.block("service").number("uninformed"),
            budget: SharedLimitDecoder.budget(cursor, mechanics))
        IdleRules.tell(program, cursor, schedule)
        return ProgramDocument(
            title: title, source: source, description: description, lever: lever, program: program)
    }

    private static func lever(_ cursor: Cursor) -> ProgramDocument.Lever? {
        guard let block = cursor.optionalBlock("lever") else { return nil }
        let path = block.text("path")
        let (from, to) = (block.optionalNumber("from"), block.optionalNumber("to"))
        if let from, let to, from >= to {
            block.report(
                "to", found: ExactDecimal.text(to), expected: "more than \"from\", \(ExactDecimal.text(from))")
        }
        if block.isWritten("path"), let target = block.node["path"] {
            let trial = Setting(path: path, value: target, place: target.place, problemPath: block.pathOf("path"))
            do { _ = try trial.applied(to: cursor.node, row: cursor.rowPath, cursor.decoding.catalogue) } catch {
                cursor.decoding.report(Problems([error]))
            }
        }
        return ProgramDocument.Lever(path: path, from: from ?? 0, to: to ?? 0)
    }

    private static func launchDay(_ cursor: Cursor, _ schedule: Schedule?) -> Int {
        let date = cursor.optionalDate("launch")
        guard let schedule else { return 0 }
        guard let date else { return schedule.launchDay }
        return schedule.day(ofLaunch: date, cursor)
    }

    private static func enrolment(_ cursor: Cursor) -> EnrolmentTerms {
        var terms = EnrolmentTerms()
        if let invited = cursor.blockUnlessWord("invited") {
            let place = invited.optionalChoice("at")
            let probability = invited.number("probability")
            terms.invitation = place == "mail" ? .mail(probability: probability) : .till(probability: probability)
            terms.channels = asked(place)
        }
        let joinable = ChannelSet(cursor.choices("channels").compactMap { Channel(name: $0) })
        if !joinable.isEmpty, terms.channels.isDisjoint(with: joinable) {
            cursor.report(
                "channels", found: "channels whose customers are not asked",
                expected: "one of those who are: " + terms.channels.names.joined(separator: ", "))
        }
        terms.channels.formIntersection(joinable)
        let effort = cursor.block("effort")
        terms.formFields = effort.whole("form_fields")
        terms.card = effort.flag("card")
        terms.app = effort.flag("app")
        terms.fee = cursor.money("fee")
        terms.headStart = cursor.points("head_start")
        return terms
    }

    /// Whose customers an invitation at some place reaches.
    private static func asked(_ place: String?) -> ChannelSet {
        switch place {
        case "till": .till
        case "web": ChannelSet([.web])
        case "app": ChannelSet([.app])
        default: .all
        }
    }

    private static func mechanics(_ cursor: Cursor, _ enrolment: EnrolmentTerms) -> [Mechanic] {
        let blocks = cursor.oneKeyBlocks("mechanics")
        let hasPoints = blocks.contains { $0.key == "points" }
        let mechanics = blocks.map { key, block -> Mechanic in
            switch key {
            case "points": .points(PointsDecoder.decode(block))
            case "discount": .discount(DiscountDecoder.decode(block))
            case "tiers": .tiers(TierDecoder.decode(block, hasPoints: hasPoints))
            case "paid": .paid(PaidDecoder.decode(block, hasPoints: hasPoints, enrolment))
            case "cause": .cause(CauseDecoder.decode(block))
            case "game": .game(GameDecoder.decode(block))
            case "campaign": .campaign(CampaignDecoder.decode(block))
            case "offer": .offer(OfferDecoder.decode(block))
            case "punch-card": .punchCard(PunchCardDecoder.decode(block))
            case "cashback": .cashback(CashbackDecoder.decode(block))
            case "referral": .referral(ReferralDecoder.decode(block))
            case "coalition": .coalition(CoalitionDecoder.decode(block))
            case "annual": .annual(AnnualDecoder.decode(block, hasPoints: hasPoints))
            default:
                .statement(
                    StatementMechanic(everyDays: block.duration("every"), unitCost: block.fineMoney("unit_cost")))
            }
        }
        reportPointsWithoutRules(mechanics, cursor)
        if !hasPoints {
            for (key, block) in blocks where key == "campaign" { CampaignDecoder.reportPoints(block) }
        }
        let points = mechanics.lazy.compactMap { if case .points(let points) = $0 { points } else { nil } }.first
        for ((_, block), mechanic) in zip(blocks, mechanics) {
            switch mechanic {
            case .coalition(let coalition): CoalitionDecoder.report(coalition, with: points, block)
            case .referral(let referral) where !hasPoints:
                ReferralDecoder.reportPointsWithoutPoints(referral, block)
            case .game(let game): GameDecoder.report(game, beside: mechanics, block)
            default: break
            }
        }
        return mechanics
    }

    /// Points that play gives, or that a cause takes, need rules of their own.
    private static func reportPointsWithoutRules(_ mechanics: [Mechanic], _ cursor: Cursor) {
        let hasPoints = mechanics.contains { if case .points = $0 { true } else { false } }
        guard !hasPoints else { return }
        for mechanic in mechanics {
            let found: String? =
                switch mechanic {
                case .cause(let cause) where cause.points != nil: "a cause that takes points, and none to give"
                case .game(let game) where game.givesPoints: "a game that gives points, and no rules for them"
                default: nil
                }
            if let found { cursor.report("mechanics", found: found, expected: "points among the mechanics") }
        }
    }

    private static func costs(_ cursor: Cursor) -> CostSheet {
        CostSheet(
            setUp: cursor.money("set_up"), staffTraining: cursor.money("staff_training"),
            monthly: cursor.money("monthly"), perMemberMonth: cursor.fineMoney("per_member_month"),
            perEnrolment: cursor.fineMoney("per_enrolment"))
    }
}

/// When a study runs and when its programs start.
struct Schedule {
    let calendar: StudyCalendar
    var launchDay = 0

    /// The study day of a launch, reported unless it lies within the study.
    func day(ofLaunch date: CalendarDate, _ cursor: Cursor) -> Int {
        let day = calendar.day(of: date)
        if !(0..<calendar.days).contains(day) {
            cursor.report(
                "launch", found: date.description,
                expected: "a date from \(calendar.start) to \(calendar.date(ofDay: calendar.days - 1))")
        }
        return day
    }
}
