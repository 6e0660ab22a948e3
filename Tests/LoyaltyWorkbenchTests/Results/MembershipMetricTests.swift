import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Fees and memberships that end, counted on paper.
@Suite struct MembershipMetricTests {
    private func value(_ name: String, _ outcome: Outcome) throws -> Double? {
        let place = try #require(Metric.index(of: name))
        return Metric.all[place].value(ArmView(scenario: try HandMade.scenario(), outcome: outcome, arm: 1))
    }

    private var paid: Outcome {
        var outcome = HandMade.outcome
        outcome.set(.fees, arm: 1, segment: 0, [0, 700, -50])
        outcome.set(.ended, arm: 1, segment: 0, [0, 1, 1])
        outcome.set(.renewalsAsked, arm: 1, segment: 0, 5)
        outcome.set(.renewals, arm: 1, segment: 0, 4)
        outcome.set(.activeOutside, arm: 1, segment: 0, 1)
        outcome.set(.silent, arm: 1, segment: 1, 1)
        return outcome
    }

    @Test func feesAreIncomeAndRefundsAreNot() throws {
        // Six joined at 1.00 each: 600. Fees 700, refunds 50.
        #expect(try value("fee_income", paid) == 1250)
        let before = try #require(try value("incremental_margin", HandMade.outcome))
        #expect(try value("incremental_margin", paid) == before + 650)
    }

    @Test func whoIsNoMemberAnyMoreCostsNothing() throws {
        // Members at the ends of February and March: 5 and 6; with memberships that end 4 and 4. At 1.5 minor units
        // each, half-even: 8 + 9 = 17, and 6 + 6 = 12.
        let before = try #require(try value("program_cost", HandMade.outcome))
        #expect(try value("program_cost", paid) == before - 5)
    }

    @Test func countsOfMemberships() throws {
        #expect(try value("memberships_ended", paid) == 2)
        #expect(try value("renewal_rate", paid) == 0.8)
        #expect(try value("renewal_rate", HandMade.outcome) == nil)
        #expect(try value("silent_members", paid) == 1)
        #expect(try value("active_members", paid) == 5)
        #expect(try value("top_tier_share", paid) == nil)
    }
}
