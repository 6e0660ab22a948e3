import LoyaltyModel

/// Reads offers.
enum OfferDecoder {
    static func decode(_ cursor: Cursor) -> OfferMechanic {
        OfferMechanic(offers: cursor.named("offers").map(offer))
    }

    private static func offer(_ cursor: Cursor) -> Offer {
        let name = cursor.name("name")
        let window = window(cursor)
        let offer = Offer(name: name, benefit: benefit(cursor), window: window, segments: cursor.names("for"))
        if case .coupon = offer.benefit, window == .always {
            cursor.report(
                "when", found: "a coupon that is always to be had",
                expected: "joining, visit or dates (money off every bill is a discount)")
        }
        return offer
    }

    private static func window(_ cursor: Cursor) -> Offer.Window {
        guard let (choice, inside) = cursor.oneOf("when") else { return .always }
        switch choice {
        case "joining": return .joining(days: inside.duration(choice))
        case "visit": return .visit(days: inside.duration(choice))
        case "dates":
            let dates = inside.block(choice)
            guard let from = dates.optionalDate("from"), let to = dates.optionalDate("to") else { return .always }
            if to < from {
                dates.report("to", found: to.description, expected: "a date on or after from, \(from)")
            }
            return .dates(from, to)
        default: return .always
        }
    }

    private static func benefit(_ cursor: Cursor) -> Offer.Benefit {
        let written = ["coupon", "gift", "sample"].filter(cursor.isWritten)
        let (coupon, gift, sample) = (
            cursor.optionalBlock("coupon"), cursor.optionalBlock("gift"), cursor.optionalBlock("sample")
        )
        if written.count != 1 {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path,
                found: written.isEmpty ? "an offer of nothing" : written.joined(separator: " and "),
                expected: "exactly one of coupon, gift and sample")
        }
        if let gift {
            return .gift(
                Offer.GiftTerms(
                    faceValue: gift.money("face_value"), unitCost: gift.money("unit_cost"),
                    minimumBill: leastBill(gift), category: category(gift), appeal: gift.number("appeal")))
        }
        if let sample {
            return .sample(
                Offer.SampleTerms(
                    faceValue: sample.money("face_value"), unitCost: sample.money("unit_cost"),
                    probability: sample.number("probability"), appeal: sample.number("appeal")))
        }
        return .coupon(coupon?.coupon() ?? CouponTerms())
    }

    /// Written as an amount, or as a number of items at their mean price: baskets are amounts, and hold no items.
    private static func leastBill(_ gift: Cursor) -> Money {
        let (items, price) = (gift.optionalWhole("items"), gift.optionalMoney("item_price"))
        // Left out where items stand for it, so that the resolved text says one of the two.
        let amount = items == nil || gift.isWritten("minimum_bill") ? gift.money("minimum_bill") : .zero
        if gift.isWritten("items") != gift.isWritten("item_price") {
            gift.report(
                gift.isWritten("items") ? "items" : "item_price",
                found: gift.isWritten("items") ? "items without a price" : "a price without items",
                expected: "items, a number, and item_price, the mean price of one")
        } else if gift.isWritten("items"), gift.isWritten("minimum_bill") {
            gift.report(
                "minimum_bill", found: "minimum_bill and items",
                expected: "either minimum_bill, or items at item_price each")
        }
        guard let items, let price else { return amount }
        return Money(minor: Int64(items) * price.minor)
    }

    private static func category(_ cursor: Cursor) -> String? {
        _ = cursor.rowOf("category")
        return cursor.isWritten("category") ? cursor.name("category") : nil
    }
}

/// Names in offers that stand in the population.
enum OfferNames {
    static func check(_ programs: [Program], _ population: Population?, _ cursor: Cursor) {
        guard let population else { return }
        let segments = population.segments.map(\.name)
        let categories = Set(population.segments.flatMap { $0.categories.map(\.name) }).sorted()
        let nodes = cursor.node["programs"]?.elements ?? []
        for program in programs {
            let mechanics = nodes.first { $0["name"]?.text == program.name }?["mechanics"]?.elements ?? []
            let offers = mechanics.compactMap { $0["offer"] }.first?["offers"]?.elements ?? []
            for offer in offers {
                let path = "programs.\(program.name).mechanics.offer.offers.\(offer["name"]?.text ?? "")"
                for (index, name) in (offer["for"]?.elements ?? []).enumerated() {
                    report(name, path + ".for.\(index + 1)", among: segments, "segment", cursor)
                }
                if let category = offer["gift"]?["category"] {
                    report(category, path + ".gift.category", among: categories, "category of a segment", cursor)
                }
            }
        }
    }

    private static func report(
        _ node: DocumentNode, _ path: String, among known: [String], _ kind: String, _ cursor: Cursor
    ) {
        guard let name = node.text, Cursor.isName(name), !known.contains(name) else { return }
        cursor.decoding.report(
            node.place, path: path, found: "\"\(name)\"",
            expected: known.isEmpty
                ? "no category: no segment has any" : "a \(kind): " + known.joined(separator: ", "),
            suggestion: NearestName.of(name, among: known))
    }
}
