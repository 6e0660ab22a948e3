/// The reference of all parameters as a Markdown page, made from the catalogue.
public enum ReferencePage {
    public static var text: String {
        let rows = ParameterCatalogue.standard.rows
        var page = """
            # Reference of the documents

            Every value that a scenario, a population, a program or a response can hold. This page is the output of
            `loyalty explain --markdown`; the same table checks documents, so the two cannot differ.

            `NAME` stands for a name of your own, `N` for a number in a list. Money is in major units, rates are
            decimals, durations carry their unit. In `--set` and in `set:` list elements go by name, and `mechanics`
            and the mechanic may be left out: `programs.near.rewards.coffee.points_price`.

            """
        let parts =
            DocumentKind.allCases.map { ("A \($0.rawValue) document", $0.root) }
            + [("The parts of an effect's number", "estimate")]
        // The scenario's own are those of no other document.
        let others = parts.map(\.1).filter { !$0.isEmpty }
        for (title, root) in parts {
            let prefix = root.isEmpty ? "" : root + "."
            let own = rows.filter { row in
                root.isEmpty ? !others.contains { row.path.hasPrefix($0 + ".") } : row.path.hasPrefix(prefix)
            }
            page += "\n## \(title)\n\n"
            if !prefix.isEmpty, root != "estimate" { page += "From a scenario these paths begin with `\(prefix)`.\n\n" }
            page += "| path | written as | unit | default | meaning | source |\n| --- | --- | --- | --- | --- | --- |\n"
            for row in own { page += line(row, without: prefix) }
        }
        return page
    }

    private static func line(_ row: Parameter, without prefix: String) -> String {
        let path = row.path.dropFirst(prefix.count)
        let cells = ["`\(path)`", row.range, row.unit, row.defaultWords, row.meaning, row.sourceWords]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
}
