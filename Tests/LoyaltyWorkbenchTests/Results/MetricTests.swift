import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct MetricTests {
    @Test func `the liability is the balances at what a point costs at the most, and nothing without a program`()
        async throws
    {
        let result = await RunStudy(scenario: try SmallStudy.scenario(replications: 2)).result(workers: 1) { _ in true }
        let names = ["liability", "points_outstanding"]
        let metrics = try names.map { try #require(Metric.index(of: $0)) }
        for arm in result.arms.indices {
            let values = metrics.map { result.values(arm: arm, segment: 0, metric: $0).compactMap(\.self) }
            // A reward for N points costs 3 N minor units.
            #expect(values[0] == values[1].map { 3 * $0 })
            #expect((values[0][0] > 0) == (arm > 0))
        }
    }

    /// Every metric of the study of ``HandMade``, worked out on paper; nil where there is none.
    static let program: [(name: String, value: Double?)] = [
        ("customers", 20),
        ("active_customers", 15),  // 13 − 4 twins + 6 members
        ("members", 6),
        ("active_members", 6),
        ("enrolment_rate", 0.3),
        ("active_member_rate", 1),
        ("repeat_purchase_rate", 17.0 / 20),  // 16 − 5 twins + 6 members
        ("retention_rate", 0.8),  // 5 left of 20, one of them a twin whose member stayed
        ("observed_retention_rate", 14.0 / 19),  // without the one who had just come
        ("churn_rate", 0.2),
        ("purchases", 59),  // 54 − 12 + 17
        ("purchase_frequency", 59.0 / 20 * 365.25 / 90),
        ("average_basket", 5901.0 / 59),  // 5402 − 1201 + 1700
        ("revenue", 5901),
        ("gross_margin", 2175),  // 2801 / 2 = 1400.5 to even 1400; 3100 / 4 = 775
        ("member_revenue_share", 2250.0 / 5901),  // 1700 + 550 at joining
        ("purchases_pulled_forward", 1),
        ("points_issued", 300),
        ("points_redeemed", 60),
        ("points_expired", 30),
        ("points_outstanding", 204),
        ("liability", 0),  // nothing that points could be used for; see below
        ("redemption_rate", 0.2),
        ("breakage_rate", 0.1),
        ("days_to_first_reward", 15.5),
        ("ever_rewarded_share", 2.0 / 6),
        ("rewards_given", 2),
        ("rewards_unavailable", 1),
        ("paid_with_points", 0),
        ("vouchers_issued", 0),
        ("vouchers_used", 0),
        ("reward_cost", 90),
        ("reward_cost_on_baseline", 45.5),
        ("reward_cost_on_baseline_share", 45.5 / 90),
        ("messages_sent", 0),
        ("message_open_rate", nil),
        ("message_click_rate", nil),
        ("message_cost", 0),
        ("members_won_back", 0),
        ("gifts_given", 0),
        ("samples_given", 0),
        ("coupons_issued", 0),
        ("coupons_used", 0),
        ("coupon_redemption_rate", nil),
        ("coupon_value", 0),
        // Neither cards, cashback nor an annual scheme: see PurseMetricTests.
        ("stamps_issued", 0), ("stamps_redeemed", 0), ("stamps_expired", 0), ("cashback_earned", 0),
        ("cashback_paid", 0),
        ("cashback_expired", 0), ("cashback_outstanding", 0), ("annual_granted", 0), ("annual_outstanding", 0),
        ("annual_points_outstanding", 0), ("annual_reached_share", nil),
        // The program has neither a cause nor a game.
        ("donations", nil),
        ("points_donated", nil),
        ("missions_completed", nil),
        ("streaks_completed", nil),
        ("seasons_won", nil),
        ("badges", nil),
        ("spins", nil),
        ("prizes", nil),
        ("play_points", nil),
        ("game_events", nil),
        ("above_first_level_share", nil),
        ("top_tier_share", nil),
        ("promotions", 0),
        ("demotions", 0),
        ("level_gifts", 0),
        ("fee_income", 600),
        ("memberships_ended", 0),
        ("renewal_rate", nil),
        ("silent_members", 0),
        ("uninformed_visits", 0),
        ("nps", 25),  // 4 promoters and 2 detractors among 8
        ("ces", 5.25),  // 42 / 8
        ("limit_use", nil),
        ("limit_overshoot", nil),
        // February: 200 + 5 × 1.5 = 7.5 to even 8 + 5 × 2.5 = 12.5 to even 12 + 4 × 0.5 = 2: 222.
        // March: 200 + 6 × 1.5 = 9 + 2.5 to even 2 + 6 × 0.5 = 3 + 90: 304. Before: 1000 + 500.
        ("program_cost", 2026),
        ("cost_share", 2026.0 / 5402),
        ("incremental_revenue", 499),
        ("incremental_margin", 824),  // 2175 − 1951 + 6 fees of 100
        ("incremental_profit", -1202),
        ("contribution", 698),  // 824 − (2026 − 1500 − two months of 200)
        ("contribution_per_customer", 34.9),
        ("roi", -1202.0 / 2026),
        ("npv", -1500 + 328 / 1.1 - 30 / 1.21),
        ("payback_month", nil),
        ("discounted_payback_month", nil),
        ("clv", (800 / 1.1 + 1200 / 1.21 + 775 / 1.331) / 20),
        ("clv_uplift", ((1200 - 650) / 1.21 + (775 - 501) / 1.331) / 20),
        ("population_lift", 5.0 / 32),  // February and March: 37 against 32
        ("members_true_lift", 5.0 / 12),
        ("naive_lift", (17.0 / 1500) / (14.0 / 4000) - 1),
        ("before_after_lift", 0.5),
        ("difference_in_differences", (4.0 / 5 - 2.0 / 13) / (8.0 / 5)),
        // Segment a: (2 · 99 + 110 + 100 + 2 · 120) / 6 = 108; (2 · 199 + 210 + 230 + 2 · 250) / 6 = 223;
        // (2 · 49 + 50 + 80 + 2 · 90) / 6 = 68. Segment b: 100 of frequency.
        ("lift_from_retention", 108),
        ("lift_from_frequency", 323),
        ("lift_from_basket", 68),
        ("lift_from_acquisition", 0),
        ("lift_from_referral", 0),
        ("newcomers", 0),
        ("referred_customers", 0),
        ("newcomer_purchases", 0),
        ("newcomer_revenue", 0),
        ("referral_rewards", 0),
        ("partner_points_issued", 0),
        ("partner_points_redeemed", 0),
        ("settlement_cost", 0),
    ]

    @Test func `every metric of a program is what paper says`() throws {
        let view = ArmView(scenario: try HandMade.scenario(), outcome: HandMade.outcome, arm: 1)
        #expect(Metric.all.map(\.name).sorted() == Self.program.map(\.name).sorted())
        for metric in Metric.all {
            let expected = try #require(Self.program.first { $0.name == metric.name })
            Self.expect(metric, view, expected.value)
        }
    }

    @Test func `the baseline has zeros where nothing happened and no rates of nothing`() throws {
        let view = ArmView(scenario: try HandMade.scenario(), outcome: HandMade.outcome, arm: 0)
        let known: [String: Double] = [
            "customers": 20, "active_customers": 13, "retention_rate": 0.75, "churn_rate": 0.25, "purchases": 54,
            "purchase_frequency": 54.0 / 20 * 365.25 / 90, "average_basket": 5402.0 / 54, "revenue": 5402,
            "gross_margin": 1951, "repeat_purchase_rate": 0.8, "observed_retention_rate": 12.0 / 19,
            "clv": (800 / 1.1 + 650 / 1.21 + 501 / 1.331) / 20,
        ]
        let undefined: Set = [
            "above_first_level_share", "top_tier_share", "renewal_rate",
            "redemption_rate", "breakage_rate", "days_to_first_reward", "ever_rewarded_share", "roi",
            "active_member_rate", "reward_cost_on_baseline_share", "payback_month", "discounted_payback_month",
            "population_lift", "members_true_lift", "naive_lift", "before_after_lift",
            "difference_in_differences", "annual_reached_share", "donations", "points_donated", "missions_completed",
            "streaks_completed", "seasons_won", "badges", "spins", "prizes", "play_points", "game_events", "nps", "ces",
            "message_open_rate", "message_click_rate", "coupon_redemption_rate",
            "limit_use", "limit_overshoot",
        ]
        for metric in Metric.all {
            Self.expect(metric, view, undefined.contains(metric.name) ? nil : known[metric.name] ?? 0)
        }
    }

    @Test func `messages and coupons are counted, and messages are paid for`() throws {
        var outcome = HandMade.outcome
        outcome.set(.messages, arm: 1, segment: 0, [0, 5, 3])
        outcome.set(.expense, arm: 1, segment: 0, [0, 7500, 4500])  // 7.5 to even 8, 4.5 to even 4
        outcome.set(.revived, arm: 1, segment: 0, [0, 0, 1])
        let totals: [(Outcome.Total, Int64)] = [
            (.messagesOpened, 4), (.messagesClicked, 2), (.messageCost, 12_000), (.gifts, 3), (.samples, 6),
            (.couponsIssued, 8), (.couponsUsed, 2), (.couponValue, 700),
        ]
        for (total, value) in totals { outcome.set(total, arm: 1, segment: 0, value) }
        let view = ArmView(scenario: try HandMade.scenario(), outcome: outcome, arm: 1)
        let expected: [String: Double] = [
            "messages_sent": 8, "message_open_rate": 0.5, "message_click_rate": 0.25, "message_cost": 12,
            "members_won_back": 1, "gifts_given": 3, "samples_given": 6, "coupons_issued": 8, "coupons_used": 2,
            "coupon_redemption_rate": 0.25, "coupon_value": 700, "program_cost": 2026 + 12,
        ]
        for metric in Metric.all {
            if let value = expected[metric.name] { Self.expect(metric, view, value) }
        }
    }

    @Test func `a segment has its own figures, and its customers' part of what no segment causes`() throws {
        let view = ArmView(scenario: try HandMade.scenario(), outcome: HandMade.outcome, arm: 1, segment: 1)
        let expected: [String: Double?] = [
            "customers": 10, "members": 2, "purchases": 31, "revenue": 3100, "gross_margin": 775,
            "incremental_margin": 225, "points_outstanding": 54,
            // Half of the customers: 750 of 1500 at the launch, 100 of 200 a month in February and March, and of what
            // customers cause 22 less the 4 + 8 + 2 of the other segment, and 104 less its 6 + 2 + 2 + 90.
            "program_cost": 750 + 200 + 8 + 4, "incremental_profit": 225 - 962, "roi": (225 - 962) / 962.0,
            "contribution": 213, "contribution_per_customer": 21.3, "lift_from_frequency": 100, "lift_from_basket": 0,
            "discounted_payback_month": nil, "payback_month": nil, "days_to_first_reward": nil,
        ]
        for metric in Metric.all {
            if let value = expected[metric.name] { Self.expect(metric, view, value) }
        }
    }

    @Test func `what segments cost, earn and owe adds up to the whole, to the minor unit`() throws {
        let program = HandMade.program(setUp: 301, training: 28)
        let scenario = try HandMade.scenario(programs: [program])
        let whole = ArmView(scenario: scenario, outcome: HandMade.outcome, arm: 1)
        let parts = [0, 1].map { ArmView(scenario: scenario, outcome: HandMade.outcome, arm: 1, segment: $0) }
        for name in ["program_cost", "incremental_profit", "incremental_margin", "liability", "contribution"] {
            let metric = Metric.all[try #require(Metric.index(of: name))]
            #expect(parts.compactMap(metric.value).reduce(0, +) == metric.value(whole), "\(name)")
        }
        for kind in CostKind.allCases {
            let months = zip(parts[0].costs(kind), parts[1].costs(kind)).map { $0 + $1 }
            #expect(months == whole.costs(kind), "\(kind)")
        }
    }

    @Test func `where the mean does not pay back, no month of paying back is told`() throws {
        // Of two worlds one pays back 328 and one, without the program's purchases, loses it.
        let flows = [CashFlow(outlay: 100, profits: [150, 0]), CashFlow(outlay: 100, profits: [-20, 30])]
        #expect(CashFlow.paybacks(lackedBy: [flows[0]], yearlyRate: 0.05) == [])
        #expect(CashFlow.paybacks(lackedBy: flows, yearlyRate: 0) == ["payback_month", "discounted_payback_month"])
        // 50 and 50 of 100 and 100: met by the mean in the second month, and not discounted.
        let even = [CashFlow(outlay: 100, profits: [150, 0]), CashFlow(outlay: 100, profits: [0, 50])]
        #expect(CashFlow.paybacks(lackedBy: even, yearlyRate: 0) == [])
        #expect(CashFlow.paybacks(lackedBy: even, yearlyRate: 0.1) == ["discounted_payback_month"])
    }

    @Test func `a replication's month of paying back is its own, whatever becomes of the mean`() throws {
        let scenario = try HandMade.scenario(programs: [HandMade.program(setUp: 300, training: 28)])
        // In the second world nobody buys, and 328 are lost.
        let result = RunResult(
            scenario: scenario, outcomes: [HandMade.outcome, Outcome(shape: HandMade.outcome.shape)])
        let metric = try #require(Metric.index(of: "payback_month"))
        #expect(result.value(replication: 0, arm: 1, segment: 0, metric: metric) == 1)
        #expect(result.value(replication: 1, arm: 1, segment: 0, metric: metric) == nil)
        #expect(result.values(arm: 1, segment: 0, metric: metric) == [nil, nil])
        #expect(result.estimate("payback_month", arm: 1) == nil)
    }

    @Test func `a program pays back in the month at whose end its cost is just met`() throws {
        // February brings 550 − 222 = 328.
        let scenario = try HandMade.scenario(programs: [HandMade.program(setUp: 300, training: 28)])
        let view = ArmView(scenario: scenario, outcome: HandMade.outcome, arm: 1)
        let metric = Metric.all[try #require(Metric.index(of: "payback_month"))]
        #expect(metric.value(view) == 1)
        // Discounted, 328 at February's end is worth 298.18 at its start, and March brings nothing.
        let discounted = Metric.all[try #require(Metric.index(of: "discounted_payback_month"))]
        #expect(discounted.value(view) == nil)
        for (setUp, expected): (Int64, Double?) in [(270, 1), (271, nil)] {
            let scenario = try HandMade.scenario(programs: [HandMade.program(setUp: setUp, training: 28)])
            #expect(discounted.value(ArmView(scenario: scenario, outcome: HandMade.outcome, arm: 1)) == expected)
        }
    }

    @Test func `of several limits the one used most, and the one overshot most, of all segments together`() throws {
        var outcome = HandMade.outcome
        // Three times ten: 27 of 30, and 2 beyond in February.
        outcome.limit("rewards.cup", SharedLimit(amount: 10, every: .month), arm: 1, granted: [5, 12, 10])
        // A hundred for the study, 95 of them used.
        outcome.limit("budget", SharedLimit(amount: 100, every: .study), arm: 1, granted: [50, 40, 5])
        let scenario = try HandMade.scenario()
        for (name, expected) in [("limit_use", 0.95), ("limit_overshoot", 2.0 / 30)] {
            let metric = Metric.all[try #require(Metric.index(of: name))]
            #expect(metric.value(ArmView(scenario: scenario, outcome: outcome, arm: 1)) == expected)
            #expect(metric.value(ArmView(scenario: scenario, outcome: outcome, arm: 1, segment: 0)) == nil)
            #expect(metric.value(ArmView(scenario: scenario, outcome: outcome, arm: 0)) == nil)
        }
    }

    @Test func `a launch on the first day has no before`() throws {
        var outcome = HandMade.outcome
        for segment in 0..<2 {
            for total in [Outcome.Total.presentJoined, .presentNever, .beforeJoined, .beforeNever] {
                outcome.set(total, arm: 1, segment: segment, 0)
            }
        }
        let view = ArmView(scenario: try HandMade.scenario(), outcome: outcome, arm: 1)
        for name in ["before_after_lift", "difference_in_differences"] {
            #expect(Metric.all[try #require(Metric.index(of: name))].value(view) == nil)
        }
    }

    @Test func `margins pass sixty-four bits on the way and still round half-even`() throws {
        // 8e12 minor units × 680 000 is beyond 2^63; half of an odd revenue is a tie.
        var outcome = HandMade.outcome
        outcome.set(.revenue, arm: 0, segment: 0, [80_000_000_000_001, 2, 0])
        let view = ArmView(scenario: try HandMade.scenario(), outcome: outcome, arm: 0, segment: 0)
        #expect(view.grossMargins == [40_000_000_000_000, 40_000_000_000_002 - 40_000_000_000_000, 0])
    }

    @Test func `monthly flows add up to the study and stocks end at it`() throws {
        let scenario = try HandMade.scenario()
        for arm in 0...1 {
            let view = ArmView(scenario: scenario, outcome: HandMade.outcome, arm: arm)
            for monthly in MonthlyMetric.all {
                let ratioOfFlows = [
                    "average_basket", "population_lift", "members_true_lift", "member_revenue_share", "naive_lift",
                    "purchase_frequency", "repeat_purchase_rate", "reward_cost_on_baseline_share",
                ].contains(monthly.name)
                guard !ratioOfFlows, let index = Metric.index(of: monthly.name) else { continue }
                let values = monthly.values(view).compactMap { $0 }
                let stock = [
                    "members", "points_outstanding", "retention_rate", "enrolment_rate", "liability",
                    "redemption_rate", "breakage_rate", "churn_rate", "ever_rewarded_share", "roi", "npv", "clv",
                    "clv_uplift",
                ].contains(monthly.name)
                let whole: Double? = stock ? values.last : values.reduce(0, +)
                #expect(Metric.all[index].value(view) == whole, "\(monthly.name), arm \(arm), \(values)")
            }
        }
    }

    @Test func `a month has ratios of its own`() throws {
        var outcome = HandMade.outcome
        outcome.set(.buyers, arm: 0, segment: 0, [8, 6, 4])
        outcome.set(.twinBuyers, arm: 1, segment: 0, [0, 0, 2])
        outcome.set(.memberBuyers, arm: 1, segment: 0, [0, 0, 3])
        // 20 customers of 1 January (18) and February (2), of whom 5 join in February and 1 in March.
        outcome.set(.arrivalMinutes, arm: 0, segment: 0, [0, 30_000, 0])
        outcome.set(.joiningMinutes, arm: 1, segment: 0, [0, 50_000, 10_000])
        outcome.set(.joiningMinutes, arm: 1, segment: 1, [0, 20_000, 0])
        let view = ArmView(scenario: try HandMade.scenario(), outcome: outcome, arm: 1)
        let (eligible, inside) = ([18.0 * 40_320 + 30_000, 20.0 * 44_640], [70_000.0, 5.0 * 44_640 + 10_000])
        // Margins 800, 700, 675 (baseline 800, 650, 501), fees 0, 500, 100; costs 0, 1500 + 222, 304; 10 % a month.
        let clv = [800 / 1.1, 800 / 1.1 + 1200 / 1.21, 800 / 1.1 + 1200 / 1.21 + 775 / 1.331]
        let expected: [String: [Double?]] = [
            "churn_rate": [3.0 / 18, 3.0 / 20, 4.0 / 20],
            "repeat_purchase_rate": [nil, 4.0 / 6, 1],
            "purchase_frequency": [22.0 / 18 * 365.25 / 31, 19.0 / 20 * 365.25 / 28, 18.0 / 20 * 365.25 / 31],
            "naive_lift": [
                nil, 7 / inside[0] / (10 / (eligible[0] - inside[0])) - 1,
                10 / inside[1] / (8 / (eligible[1] - inside[1])) - 1,
            ],
            "reward_cost_on_baseline_share": [nil, nil, 45.5 / 90],
            "ever_rewarded_share": [nil, 0, 2.0 / 6],
            "roi": [nil, -1172.0 / 1722, -1202.0 / 2026],
            "npv": [nil, -1500 + 328 / 1.1, -1500 + 328 / 1.1 - 30 / 1.21],
            "clv": [clv[0] / 18, clv[1] / 20, clv[2] / 20],
            "clv_uplift": [0, 550 / 1.21 / 20, (550 / 1.21 + 274 / 1.331) / 20],
            "active_share": [8.0 / 18, 6.0 / 20, 5.0 / 20],
            "month_churn_rate": [3.0 / 18, 0, 1.0 / 17],
            "enrolment_rate": [0, 5.0 / 20, 6.0 / 20],
            "active_member_share": [nil, nil, 3.0 / 5],
            "average_basket": [2201.0 / 22, 1900.0 / 19, 1800.0 / 18],
            "population_lift": [0, 19.0 / 18 - 1, 18.0 / 14 - 1],
            "members_true_lift": [nil, 7.0 / 6 - 1, 10.0 / 6 - 1],
        ]
        for metric in MonthlyMetric.all {
            guard let months = expected[metric.name] else { continue }
            for (value, month) in zip(metric.values(view), months) {
                let close =
                    value.flatMap { v in month.map { abs(v - $0) < 1e-12 * max(1, abs($0)) } }
                    ?? (value == nil && month == nil)
                #expect(close, "\(metric.name): \(metric.values(view)), not \(months)")
            }
        }
        #expect(Set(expected.keys).isSubset(of: MonthlyMetric.all.map(\.name)))
    }

    @Test func `names are unique and meanings are sentences`() {
        #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
        #expect(Set(MonthlyMetric.all.map(\.name)).count == MonthlyMetric.all.count)
        for meaning in Metric.all.map(\.meaning) + MonthlyMetric.all.map(\.meaning) {
            #expect(meaning.hasSuffix("."), "\(meaning)")
        }
    }

    /// Equal to 12 digits: the formulas are a few operations on exact integers.
    private static func expect(_ metric: Metric, _ view: ArmView, _ expected: Double?) {
        let value = metric.value(view)
        guard let expected, let value else {
            #expect(value == expected, "\(metric.name)")
            return
        }
        #expect(abs(value - expected) <= 1e-12 * max(1, abs(expected)), "\(metric.name): \(value), not \(expected)")
    }
}
