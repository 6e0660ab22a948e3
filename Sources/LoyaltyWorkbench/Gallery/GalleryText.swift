import LoyaltyModel

extension GalleryResult {
    /// What the terminal shows: findings, claims, and how to read them; at most 120 columns wide.
    ///
    /// - Parameter folder: the result folder as the user named it.
    public func text(folder: String) -> String {
        let met = findings.count { $0.verdict == .met }
        let open = findings.count { $0.verdict == .cannotTell }
        let lines =
            ["Findings of research"] + TextLines.grid(findingRows, left: 6) + [
                "",
                "\(met) of \(findings.count) met, \(findings.count - met - open) not met, \(open) undecided. Met: the "
                    + "simulated 95 % interval and the published range",
                "(in brackets) have a value in common. Imposed by: a parameter of that effect was sized after the finding;",
                "what emerges was not put in. gallery.csv tells the parameters.", "", "Claims",
            ] + TextLines.grid(claimRows, left: 6) + [
                "",
                "naive: the comparison that the claim makes, in the simulation. true: members against their own twins.",
                "not program: the share of the naive figure that is who joins, or growth that comes anyway.", "",
                "Tables: \(folder) (gallery.csv, claims.csv; datapackage.json explains them).",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    private var findingRows: [[String]] {
        [["finding", "source", "published", "simulated", "imposed by", "verdict"]]
            + findings.map { row in
                let finding = row.finding
                return [
                    finding.id, Self.short(finding.source), finding.published.text(finding.unit),
                    Self.known(row.simulated) { finding.unit.text($0) },
                    Self.effect(of: finding.standing) ?? "emerges", row.verdict.rawValue,
                ]
            }
    }

    private var claimRows: [[String]] {
        [["claim", "said by", "claimed", "naive", "true", "not program"]]
            + claims.map { row in
                [
                    row.claim.id, row.claim.saidBy, Humanised.percent(row.claim.claimed),
                    Self.known(row.naive, Humanised.percent), Self.known(row.trueLift, Humanised.percent),
                    row.notTheProgram.map(Humanised.percent) ?? "-",
                ]
            }
    }

    /// The effect whose parameter was sized after a finding, without the parameter, to keep lines short.
    private static func effect(of standing: Standing) -> String? {
        standing.parameter.map { String($0.prefix { $0 != "." }) }
    }

    /// First author and year: "Kivetz 2006".
    private static func short(_ source: String) -> String {
        let words = source.split(separator: " ").map { $0.trimmingSuffix(while: { $0 == "," }) }
        guard let author = words.first, let year = words.last, words.count > 1 else { return source }
        return author + " " + year
    }

    private static func known(_ estimate: Estimate?, _ text: (Double) -> String) -> String {
        guard let estimate else { return "-" }
        return text(estimate.mean) + (estimate.interval().map { " ± \(text($0.halfWidth))" } ?? "")
    }
}

extension StringProtocol {
    /// Without the characters at its end that the test holds for.
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        var text = String(self)
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}
