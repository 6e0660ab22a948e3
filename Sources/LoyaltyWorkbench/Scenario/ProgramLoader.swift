public import LoyaltyModel

/// A program document without a scenario around it.
public struct LoneProgram: Sendable, Hashable {
    public var document: ProgramDocument
    /// The first date of the program, where a document states one.
    public var launch: CalendarDate?
    /// The document with what it derives from put in and every default filled in.
    public var resolvedText: String

    public var program: Program { document.program }
}

/// Reads a program document with everything that it derives from, or a program of a scenario.
public enum ProgramLoader {
    /// - Parameters:
    ///   - named: which of a scenario's programs; nil for the only one, or the document's.
    ///   - currency: how many decimals the program's amounts have.
    /// - Throws: ``Problems`` with every mistake found.
    public static func load(path: String, named: String? = nil, currency: Currency) throws -> LoneProgram {
        let decoding = Decoding()
        decoding.currency = currency
        let loader = DocumentLoader(decoding: decoding)
        let isScenario = DocumentLoader(decoding: Decoding()).read(path)?["document"]?.text == "scenario"
        guard let written = loader.read(path, kind: isScenario ? .scenario : .program) else {
            throw Problems(decoding.sortedProblems)
        }
        let node =
            isScenario
            ? program(named, of: loader.expandScenario(written, file: path), currency, decoding)
            : loader.expandProgram(written, path: "", stack: DocumentLoader.stack(adding: path))
        if !isScenario, let named, let node, let name = node["name"], name.text != named {
            decoding.report(name.place, path: "name", found: name.text ?? "", expected: "\(named), as --named says")
        }
        try decoding.throwProblems()
        guard let node else { throw Problems(decoding.sortedProblems) }
        let resolved = ResolvedBlock()
        let cursor = Cursor(node, path: "", row: DocumentKind.program.root, in: decoding, into: resolved)
        let document = ProgramDecoder.decode(cursor, schedule: nil)
        try decoding.throwProblems()
        let launch = node["launch"] ?? (isScenario ? written["launch"] ?? written["start"] : nil)
        return LoneProgram(
            document: document, launch: launch?.text.flatMap { CalendarDate(iso: $0) }, resolvedText: resolved.text)
    }

    private static func program(
        _ named: String?, of scenario: DocumentNode, _ currency: Currency, _ decoding: Decoding
    ) -> DocumentNode? {
        let programs = scenario["programs"]?.elements ?? []
        if let written = scenario["currency"], let text = written.text, text != currency.code {
            decoding.report(
                written.place, path: "currency", found: text, expected: "\(currency.code), as --currency says")
        }
        if let named {
            if let program = programs.first(where: { $0["name"]?.text == named }) { return program }
            let names = programs.compactMap { $0["name"]?.text }
            decoding.report(
                scenario["programs"]?.place ?? scenario.place, path: "programs", found: "no program \"\(named)\"",
                expected: NearestName.oneOf(names), suggestion: NearestName.of(named, among: names))
        } else if programs.count != 1 {
            decoding.report(
                scenario["programs"]?.place ?? scenario.place, path: "programs",
                found: "\(programs.count) programs",
                expected: "a program document, a scenario with one program, or --named with the name of one")
        }
        return programs.first
    }
}
