import LoyaltyModel

/// Programs of one message or one offer, and what a run counts of them.
struct MessageRun {
    var world = PlainWorld()
    var response = Response.none

    static func campaign(_ messages: CampaignMessage...) -> Program {
        Program(name: "campaign", mechanics: [.campaign(CampaignMechanic(messages: messages))])
    }

    static func offer(_ offers: Offer...) -> Program {
        Program(name: "offer", mechanics: [.offer(OfferMechanic(offers: offers))])
    }

    func outcome(_ program: Program) async -> Outcome {
        await Fixtures.run(world.simulation([program], response), replications: 1)[0]
    }

    /// Each customer's twin and member.
    func lives(_ program: Program) -> [(twin: Life, member: Life)] {
        let simulation = world.simulation([program], response)
        return (0..<world.customers).map {
            let lives = simulation.lives(of: .base($0), replication: 1)
            return (lives[0], lives[1])
        }
    }
}
