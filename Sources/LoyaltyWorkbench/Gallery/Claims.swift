import LoyaltyModel

extension Claim {
    /// Every claim that the gallery holds up to the light, in the order of its table.
    package static let all: [Claim] = [
        Claim(
            id: "members-spend-more", saidBy: "Bond 2018", said: "Members spend 37 % more with the brand.",
            claimed: 0.37, naiveComparison: "revenue a day, members beside those who never join", scenario: chain,
            naive: pace { GalleryMath.lift($0.members.revenuePerDay, $0.others.revenuePerDay) },
            trueLift: pace { GalleryMath.lift($0.members.revenue, $0.twins.revenue) }),
        Claim(
            id: "engaged-buy-oftener", saidBy: "vendor article", said: "Engaged members buy 90 % more often.",
            claimed: 0.90, naiveComparison: "purchases a day, members beside those who never join", scenario: chain,
            naive: pace { GalleryMath.lift($0.members.purchasesPerDay, $0.others.purchasesPerDay) },
            trueLift: pace { GalleryMath.lift($0.members.purchases, $0.twins.purchases) }),
        Claim(
            id: "engaged-spend-more", saidBy: "vendor article", said: "Engaged members spend 60 % more each time.",
            claimed: 0.60, naiveComparison: "mean basket, members beside those who never join", scenario: chain,
            naive: pace { GalleryMath.lift($0.members.basket, $0.others.basket) },
            trueLift: pace { GalleryMath.lift($0.members.basket, $0.twins.basket) }),
        Claim(
            id: "revenue-up", saidBy: "Starbucks, Q2 FY2013", said: "Revenue up 11 % with the program.",
            claimed: 0.11, naiveComparison: "a quarter's revenue beside the same quarter a year before the program",
            scenario: chain,
            naive: .sums([program]) { world in
                quarters(world) { $0.revenue($1) }.flatMap { GalleryMath.lift($0.with, $0.before) }
            },
            trueLift: .sums([program]) { world in
                quarters(world) { $0.revenue($1) }.flatMap { GalleryMath.lift($0.with, $0.without) }
            }),
        Claim(
            id: "profit-up", saidBy: "Starbucks, Q2 FY2013", said: "Profit up 26 % with the program.",
            claimed: 0.26,
            naiveComparison: "a quarter's margin less program cost beside the same quarter a year before",
            scenario: chain,
            naive: .sums([program]) { world in
                quarters(world, profit).flatMap { GalleryMath.lift($0.with, $0.before) }
            },
            trueLift: .sums([program]) { world in
                quarters(world, profit).flatMap { GalleryMath.lift($0.with, $0.without) }
            }),
        Claim(
            id: "loyal-worth-ten-new", saidBy: "survey article",
            said: "A loyal customer brings 10 times a new one's revenue.", claimed: 9,
            naiveComparison: "a year's revenue of members who still buy in the third year beside a first year's",
            scenario: chain,
            naive: .lives([program]) {
                LifeMeasures.loyalBesideNew($0.pairs(program), days: $0.scenario.calendar.days)
            },
            trueLift: .lives([program]) {
                LifeMeasures.lastYearLift($0.pairs(program), days: $0.scenario.calendar.days)
            }
        ),
        Claim(
            id: "nothing-in-optics", saidBy: "survey article",
            said: "Bonus programs do not move choice in optics.", claimed: 0,
            naiveComparison: "purchases a day, members beside others", scenario: "optician",
            naive: .metric("naive_lift", "points"), trueLift: .metric("members_true_lift", "points")),
    ]

    private static let chain = "coffee-chain"
    private static let program = "stars"

    private typealias Paces = (members: LifeMeasures.Pace, twins: LifeMeasures.Pace, others: LifeMeasures.Pace)

    private static func pace(_ figure: @escaping @Sendable (Paces) -> Double?) -> Measure {
        .lives([program]) { world in
            guard let arm = world.arm(of: program) else { return nil }
            let launch = Int(world.scenario.programs[arm - 1].launchDay)
            return figure(
                LifeMeasures.paces(world.pairs(program), launch: launch, days: world.scenario.calendar.days))
        }
    }

    /// The second quarter after the launch, with and without the program, and the same quarter a year before.
    private static func quarters(
        _ world: GalleryWorld, _ month: (ArmView, Int) -> Int64
    ) -> (with: Double, without: Double, before: Double)? {
        guard let view = world.view(program) else { return nil }
        let start = view.launchMonth + 3
        guard start >= 12, start + 3 <= view.months.count else { return nil }
        func sum(_ view: ArmView, _ start: Int) -> Double {
            (start..<start + 3).reduce(0) { $0 + Double(month(view, $1)) }
        }
        return (sum(view, start), sum(view.baseline, start), sum(view.baseline, start - 12))
    }

    private static func profit(_ view: ArmView, _ month: Int) -> Int64 {
        view.grossMargins[month] + view.fees(month) - view.programCosts[month]
    }
}
