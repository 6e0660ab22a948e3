import LoyaltyModel

/// Reads a coalition.
enum CoalitionDecoder {
    static func decode(_ cursor: Cursor) -> CoalitionMechanic {
        let runBy: CoalitionMechanic.Operator = cursor.choice("operator", .home)
        let partners = cursor.named("partners").map(partner)
        let home = cursor.optionalBlock("home")
        if (home == nil) == (runBy == .thirdParty) {
            cursor.report(
                "home", found: home == nil ? "nothing" : "terms with a coalition that the company runs itself",
                expected: "terms of the company where a third party runs the coalition, and only there")
        }
        return CoalitionMechanic(runBy: runBy, home: home.map(terms) ?? SettlementTerms(), partners: partners)
    }

    private static func partner(_ cursor: Cursor) -> CoalitionMechanic.Partner {
        let name = cursor.name("name")
        if name == "home" {
            cursor.report("name", found: "\"home\"", expected: "another name: it means the company itself")
        }
        let (basket, earn) = (cursor.block("basket"), cursor.block("earn"))
        return CoalitionMechanic.Partner(
            name: name, visitsPerYear: cursor.number("visits_per_year"), meanBasket: basket.money("mean"),
            basketSigma: basket.number("sigma"), perMoneyMillionths: earn.millionths("per_money"),
            perVisit: earn.points("per_visit"), burn: burn(cursor), terms: terms(cursor),
            until: cursor.optionalDate("until"))
    }

    private static func burn(_ cursor: Cursor) -> CoalitionMechanic.Partner.Burn {
        guard let (choice, inside) = cursor.oneOf("burn") else { return .nothing }
        switch choice {
        case "as-at-home": return .asAtHome
        case "as_money": return .money(PointsDecoder.asMoney(inside.block(choice)))
        default: return .nothing
        }
    }

    private static func terms(_ cursor: Cursor) -> SettlementTerms {
        SettlementTerms(
            pricePerPoint: cursor.fineMoney("price_per_point"),
            reimbursementPerPoint: cursor.fineMoney("reimbursement_per_point"),
            breakageShareMillionths: cursor.millionths("breakage_share"))
    }

    /// Reports what a coalition needs of the points mechanic beside it.
    static func report(_ coalition: CoalitionMechanic, with points: PointsMechanic?, _ cursor: Cursor) {
        guard let points else {
            return cursor.decoding.report(
                cursor.node.place, path: cursor.path, found: "a coalition without points",
                expected: "a points mechanic beside it, whose points the partners share")
        }
        guard points.asMoney == nil else { return }
        let nodes = cursor.node["partners"]?.elements ?? []
        for (partner, node) in zip(coalition.partners, nodes) where partner.burn == .asAtHome {
            cursor.decoding.report(
                node["burn"]?.place ?? node.place, path: cursor.pathOf("partners.\(partner.name).burn"),
                found: "as-at-home, where points pay nothing at the till",
                expected: "as_money here, or as_money in the points mechanic")
        }
    }
}
