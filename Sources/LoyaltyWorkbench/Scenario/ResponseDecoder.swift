import LoyaltyModel

/// Reads a response document's block. Every row of the catalogue that holds an estimate is one.
enum ResponseDecoder {
    static func decode(_ cursor: Cursor) -> ResponseDocument {
        _ = cursor.optionalChoice("document")
        var document = ResponseDocument(
            title: cursor.text("title"), source: cursor.text("source"), description: cursor.text("description"),
            estimates: [:], attritionBasis: .perTime)
        let effects = cursor.block("effects")
        for name in [
            "perceived_value", "reward_worth", "points_pressure", "rewarded_behaviour", "frustration", "delight",
            "status", "fee",
            "silence", "giving", "play", "satisfaction", "message", "win_back", "offer", "enrolment", "renewal",
            "redemption", "basket", "attrition",
            "referral", "coalition",
        ] {
            let effect = effects.block(name)
            estimates(effect, below: "effects.\(name).", into: &document)
            if name == "attrition" { document.attritionBasis = effect.choice("basis", .perTime) }
        }
        estimates(cursor, below: "", into: &document)
        document.scale = cursor.number("scale")
        return document
    }

    private static func estimates(_ cursor: Cursor, below path: String, into document: inout ResponseDocument) {
        for row in cursor.decoding.catalogue.children(of: cursor.rowPath) {
            switch row.kind {
            case .estimate, .durationEstimate: document.estimates[path + row.key] = cursor.estimate(row.key)
            default: break
            }
        }
    }
}

extension Cursor {
    /// A number alone, or with its range and what it rests on.
    func estimate(_ key: String) -> ResponseDocument.Estimate {
        let row = rowOf(key)
        guard let node = value(key) else { return ResponseDocument.Estimate(value: 1) }
        guard node.entries != nil else {
            guard case .value(let value, let written) = row.kind.readNumber(node) else {
                report(
                    key, found: node.found,
                    expected: row.kind.expected(currency: nil)
                        + ", alone or as { value, low, high, source, confidence }")
                return ResponseDocument.Estimate(value: 1)
            }
            resolved.add(key, .scalar(written))
            return ResponseDocument.Estimate(value: value)
        }
        let block = ResolvedBlock()
        resolved.add(key, .block(block))
        let parts = Cursor(node, path: pathOf(key), row: "estimate", in: decoding, into: block)
        return parts.estimate(of: row)
    }

    private func estimate(of row: Parameter) -> ResponseDocument.Estimate {
        func part(_ key: String) -> Double? {
            _ = rowOf(key)
            guard let node = self.value(key) else { return nil }
            guard case .value(let number, let written) = row.kind.readNumber(node) else {
                report(key, found: node.found, expected: row.kind.expected(currency: nil))
                return nil
            }
            resolved.add(key, .scalar(written))
            return number
        }
        let value = part("value")
        let (low, high) = (part("low"), part("high"))
        if let value, let low, low > value {
            report("low", found: ExactDecimal.text(low), expected: "at most the value, \(ExactDecimal.text(value))")
        }
        if let value, let high, high < value {
            report("high", found: ExactDecimal.text(high), expected: "at least the value, \(ExactDecimal.text(value))")
        }
        return ResponseDocument.Estimate(
            value: value ?? 1, low: low, high: high, source: text("source"),
            confidence: optionalChoice("confidence").flatMap { Confidence(rawValue: $0) })
    }
}
